// Says which statements of store/ are not true of the schema, or of the types of their rows. It reads the build: run `npm run build` first.
import { withScratchPostgres } from '../../dist/infra/embedded/with-scratch-postgres.js';
import { migrate } from '../../dist/store/schema/migrate.js';
import { findUntrueStatements } from './statements/find-untrue-statements.mjs';

const untrue = await withScratchPostgres(['migrated'], async ([databaseUrl]) => {
  await migrate(databaseUrl);
  return findUntrueStatements({ databaseUrl });
});
for (const line of untrue) console.error(line);
process.exit(untrue.length === 0 ? 0 : 1);
