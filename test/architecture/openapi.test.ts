import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeApi } from '../../apps/api/describe-api.js';

test('the committed openapi.json is what the routes say, made without a database', async () => {
  const committed: unknown = JSON.parse(await readFile(join(import.meta.dirname, '..', '..', 'openapi.json'), 'utf8'));
  expect(committed).toEqual(JSON.parse(JSON.stringify(await describeApi())));
});
