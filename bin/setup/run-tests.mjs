import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './checkout.mjs';
import { runCommand } from './run-command.mjs';

/**
 * Runs vitest, prints `N passed, N failed` and ends the process. A test file that could not be loaded, and an error outside
 * every test, count as failed: a test that did not run is not a test that passed. ROLLCALL_TEST_RESULTS names a file that gets
 * the result of each test, for `npm run test:promises`.
 */
export async function runTests(args) {
  const { passed, failed } = await countTests(args);
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

async function countTests(args) {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-results-'));
  const file = join(folder, 'results.json');
  try {
    const { code } = await runCommand(
      process.execPath,
      [join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
      // Sources and product meet the tests as on any machine, whatever the shell that started them has set.
      { env: { NODE_ENV: 'test' }, show: true },
    );
    const results = read(file);
    if (process.env.ROLLCALL_TEST_RESULTS) writeFileSync(process.env.ROLLCALL_TEST_RESULTS, JSON.stringify(results));
    const unloaded = results.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    );
    const failed = results.numFailedTests + unloaded.length;
    return { passed: results.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // vitest ended before it could write: everything failed.
    return { numPassedTests: 0, numFailedTests: 1, testResults: [] };
  }
}
