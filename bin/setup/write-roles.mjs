// `docs/roles.sql`: what a superuser runs once, made from store/schema/grants.ts. `node bin/setup/write-roles.mjs` writes it;
// `npm run check` calls it with --check.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolesSql, SCHEMA_OF_OWNER } from '../../dist/store/schema/grants.js';
import { ROOT } from './checkout.mjs';

const variableOf = (role) => `${role.replace('rollcall_', '')}_password`;
const statements = rolesSql(':"database"', (role) => `:'${variableOf(role)}'`);
const made = `-- The roles of Rollcall: run by psql as a superuser, in the database of the product, before \`rollcall migrate\`; safe to repeat.
-- Passwords come from the environment: OWNER_PASSWORD, API_PASSWORD, GATEWAY_PASSWORD and WORKER_PASSWORD.
-- Which table each of them may read and write is granted by \`rollcall migrate\`, as the owner.
-- Made by bin/setup/write-roles.mjs from store/schema/grants.ts.
\\set ON_ERROR_STOP on
\\set database :DBNAME
\\getenv owner_password OWNER_PASSWORD
\\getenv api_password API_PASSWORD
\\getenv gateway_password GATEWAY_PASSWORD
\\getenv worker_password WORKER_PASSWORD
${[...statements, SCHEMA_OF_OWNER].map((statement) => `${statement};`).join('\n')}
`;

const file = join(ROOT, 'docs', 'roles.sql');
if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== made) {
    console.error('docs/roles.sql is not as made: run node bin/setup/write-roles.mjs and commit it.');
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, made);
}
