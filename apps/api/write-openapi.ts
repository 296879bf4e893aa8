import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { prismaFolder } from '../../store/schema/migrate.js';
import { describeApi } from './describe-api.js';

// Writes openapi.json at the root; with --check, only says whether the committed one is up to date (exit code 1: it is not).
const file = join(dirname(prismaFolder()), 'openapi.json');
const wanted = `${JSON.stringify(await describeApi(), null, 2)}\n`;
if (process.argv.includes('--check')) {
  if ((await readFile(file, 'utf8').catch(() => '')) !== wanted) {
    console.error('openapi.json is out of date: build, then run node dist/apps/api/write-openapi.js and commit it.');
    process.exitCode = 1;
  }
} else {
  await writeFile(file, wanted);
}
