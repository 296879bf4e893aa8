#!/usr/bin/env node
// `npm run test:promises`: runs what shows each promise of docs/promises.md, and prints them with count and result.
// `npm run test:promises -- P33 K9` looks at some. What shows which promise stands in test/promises.json.
import './setup/check-node.mjs';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ROOT } from './setup/checkout.mjs';
import { judge, planRuns, readPromises, readShown } from './setup/promises.mjs';
import { runCommand } from './setup/run-command.mjs';

const known = readPromises();
const names = process.argv.slice(2);
const unknown = names.filter((name) => !known.some((promise) => promise.name === name));
if (unknown.length > 0) {
  console.error(
    `Unknown: ${unknown.join(', ')}. docs/promises.md has P1 to P${known.filter(({ name }) => name.startsWith('P')).length} and K1 to K20.`,
  );
  process.exit(64);
}
const promises = names.length === 0 ? known : known.filter(({ name }) => names.includes(name));
const shown = readShown();
const plan = planRuns(promises.map(({ name }) => shown[name] ?? {}));

const folder = mkdtempSync(join(tmpdir(), 'rollcall-promises-'));
try {
  const ran = {
    tests: [
      ...(plan.files.length > 0 ? await runTests('test.mjs', plan.files) : []),
      ...(plan.titled.files.length > 0 ? await runTests('test.mjs', [...plan.titled.files, '-t', plan.titled.pattern]) : []),
    ],
    clients: plan.clients ? await runTests('test-clients.mjs', ['--bail=0']) : [],
    kill: plan.kill.length > 0 ? ((await run('test-kill.mjs', plan.kill)) ?? {}) : {},
  };
  const failed = printTable(promises.map((promise) => ({ ...promise, ...judge(shown[promise.name] ?? {}, ran) })));
  console.log(`${promises.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs a command of this folder, which says what it found in a file; null: it ended before it could. */
async function run(program, args) {
  const results = join(folder, 'results.json');
  rmSync(results, { force: true });
  await runCommand(process.execPath, [join(ROOT, 'bin', program), ...args], { show: true, env: { ROLLCALL_TEST_RESULTS: results } });
  try {
    return JSON.parse(readFileSync(results, 'utf8'));
  } catch {
    return null;
  }
}

/** Every test that ran, or could not; a test that was left out on purpose is none. */
async function runTests(program, args) {
  const results = await run(program, args);
  return (results?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ status, title, ancestorTitles }) => ({
        file: relative(ROOT, name).split('\\').join('/'),
        names: [title, ...ancestorTitles],
        passed: status === 'passed',
      })),
  );
}

/** Returns how many are not kept. */
function printTable(rows) {
  const widths = { name: 4, says: Math.max(...rows.map(({ says }) => says.length)), count: Math.max(5, ...rows.map(({ count }) => count.length)) };
  const line = ({ name, says, count, result }) =>
    `${name.padEnd(widths.name)} | ${says.padEnd(widths.says)} | ${count.padEnd(widths.count)} | ${result}`;
  console.log(`\n${line({ name: '#', says: 'promise', count: 'count', result: 'result' })}`);
  for (const row of rows) console.log(line(row));
  return rows.filter(({ kept }) => !kept).length;
}
