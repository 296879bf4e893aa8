import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aPlace, eventually, startRollcall, type Rollcall } from '../support/rollcall.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let checkout: string;
let place: Awaited<ReturnType<typeof aPlace>>;
let rollcall: Rollcall | undefined;

beforeAll(async () => {
  checkout = copyOfCheckout();
  place = await aPlace();
});
afterAll(async () => {
  await rollcall?.stop();
  await place.remove();
  rmSync(checkout, { recursive: true, force: true });
}, 90_000);

it('npm run dev shows a change of the console and of a server, tells what does not compile, and leaves no process behind', async () => {
  const dev = await startRollcall(place, join(checkout, 'bin', 'dev.mjs'));
  rollcall = dev;
  const { apiUrl, consoleUrl, pids } = dev.run();
  expect(consoleUrl).toBe(`http://127.0.0.1:${place.env['CONSOLE_PORT']}`);
  expect(await textOf(`${consoleUrl}/health/live`)).toBe(await textOf(`${apiUrl}/health/live`));

  change('apps/console/src/texts/en.ts', /^/, "export const written = 'by this test';\n");
  await eventually('the console has the change', async () => (/by this test/.test(await textOf(`${consoleUrl}/src/texts/en.ts`)) ? true : undefined));

  change('apps/api/main.ts', 'const clock', 'const clock: string');
  await eventually('the compiler has spoken', () => (/apps\/api\/main\.ts.*error TS\d+/.test(dev.output()) ? true : undefined), 120);
  expect(dev.run().pids).toEqual(pids);

  change('apps/api/main.ts', 'const clock: string', "process.title = 'changed';\nconst clock");
  await eventually('another process runs the API', () => (![pids.api, null].includes(dev.run().pids.api) ? true : undefined), 120);
  await eventually('the API answers', () => textOf(`${apiUrl}/health/live`).catch(() => undefined));
  expect(dev.run().pids).toEqual({ ...pids, api: dev.run().pids.api });

  change('workflows/nightly-roster.ts', /^/, "export const written = 'by this test';\n");
  await eventually('another process runs the worker', () => (![pids.worker, null].includes(dev.run().pids.worker) ? true : undefined), 180);
  expect(readFileSync(join(checkout, 'dist', 'workflows', 'bundle.js'), 'utf8')).toContain('by this test');
  expect(dev.run().pids.gateway).toBe(pids.gateway);

  expect(await dev.stop()).toBe(0);
  expect(dev.processes()).toEqual([]);
  expect(existsSync(dev.runFile)).toBe(false);
}, 600_000);

async function textOf(url: string): Promise<string> {
  return (await fetch(url)).text();
}

function change(path: string, from: string | RegExp, to: string): void {
  const file = join(checkout, path);
  const before = readFileSync(file, 'utf8');
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(file, after);
}

/** The files that git knows or would take, with the packages and the build of this checkout. */
function copyOfCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-dev-'));
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: ROOT, encoding: 'utf8' });
  const paths = listed.split('\0').filter((path) => path !== '' && !path.startsWith('test/') && existsSync(join(ROOT, path)));
  for (const path of [...paths, 'store/generated', 'dist'])
    cpSync(join(ROOT, path), join(folder, path), { recursive: true, preserveTimestamps: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  return folder;
}
