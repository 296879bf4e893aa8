// apps/client/api-types.ts: the API as openapi.json describes it, for the client and the compiler of the console.
// `node bin/setup/write-api-types.mjs` writes it; `npm run check` calls it with --check.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { ROOT } from './checkout.mjs';

const file = join(ROOT, 'apps/client/api-types.ts');
const document = JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8'));
const tree = await openapiTS(document, {
  // A request may leave out what has a default.
  defaultNonNullable: false,
  rootTypes: true,
  rootTypesNoSchemaPrefix: true,
});
const wanted = `// Made from openapi.json by bin/setup/write-api-types.mjs.\n${astToString(tree)}`;

if (process.argv.includes('--check')) {
  if (read() !== wanted) {
    console.error('apps/client/api-types.ts is not as openapi.json says: run node bin/setup/write-api-types.mjs and commit it.');
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, wanted);
}

function read() {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
