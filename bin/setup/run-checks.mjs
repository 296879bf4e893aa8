import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './checkout.mjs';
import { FORMAT } from './format.mjs';
import { findTranslationGaps } from './find-translation-gaps.mjs';
import { runCommand } from './run-command.mjs';

const bin = (path) => join(ROOT, 'node_modules', ...path.split('/'));
const node = (...args) => runCommand(process.execPath, args, { seconds: 600 });

/** Each step ends with a code and with what it said. */
const STEPS = {
  'types of the product and its tests': () => node(bin('@typescript/native/bin/tsc'), '-p', '.', '--noEmit', '--incremental', 'false'),
  'types of the console': () => node(bin('@typescript/native/bin/tsc'), '-p', 'apps/console'),
  'lint and the rules of the rooms': () => node(bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'),
  'format (npm run format)': () => node(...FORMAT, '--list-different'),
  'openapi.json is up to date': () => node('dist/apps/api/write-openapi.js', '--check'),
  'the console’s types are those of openapi.json': () => node('bin/setup/write-api-types.mjs', '--check'),
  'migrations and schema.prisma agree': () => node('dist/store/schema/check-schema.js'),
  'statements agree with the schema and with the types of their rows': () => node('bin/setup/check-statements.mjs'),
  'drawn parts of the documents are up to date': () => node('bin/setup/draw-documents.mjs', '--check'),
  'docs/roles.sql is up to date': () => node('bin/setup/write-roles.mjs', '--check'),
  '.env.example is up to date': () => node('bin/setup/write-env-example.mjs', '--check'),
  'licences of third parties are listed and allowed': () => node('bin/setup/write-third-party.mjs', '--check'),
  'no advisory of high severity on shipped packages (where the registry tells)': () => node('bin/setup/check-advisories.mjs'),
  'package-lock.json is complete for every platform': () => node('bin/setup/complete-lock.mjs', '--check'),
  'sample files are as their generator makes them': checkSamples,
  'translations are complete': async () => {
    const gaps = await findTranslationGaps();
    return { code: gaps.length === 0 ? 0 : 1, output: gaps.join('\n') };
  },
};

/** Runs every step, two at a time, and prints a line for each; what the failed ones said comes last. */
export async function runChecks() {
  const failures = [];
  const waiting = Object.entries(STEPS);
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [title, run] = next;
      const start = Date.now();
      const { code, output } = await run();
      console.log(`${code === 0 ? '✓' : '✗'} ${title} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
      if (code !== 0) failures.push({ title, output });
    }
  };
  await Promise.all([work(), work()]);
  for (const { title, output } of failures) console.log(`\n✗ ${title}:\n${output.trim()}\n`);
  return { passed: Object.keys(STEPS).length - failures.length, failed: failures.length };
}

async function checkSamples() {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-samples-'));
  try {
    const made = await node('samples/make-sample.mjs', folder);
    if (made.code !== 0) return made;
    const differ = readdirSync(folder).filter((name) => !readFileSync(join(folder, name)).equals(read(join(ROOT, 'samples', name))));
    return { code: differ.length === 0 ? 0 : 1, output: `Not as made: ${differ.join(', ')}. Run node samples/make-sample.mjs and commit them.` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(path) {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
