import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPlace, eventually, runStart, startRollcall, type Rollcall } from '../support/rollcall.js';

const PARTS = ['api', 'gateway', 'worker', 'postgres', 'temporal', 'mail'] as const;

let place: Awaited<ReturnType<typeof aPlace>>;
let rollcall: Rollcall | undefined;

beforeEach(async () => {
  place = await aPlace();
});

afterEach(async () => {
  await rollcall?.stop();
  rollcall = undefined;
  await place.remove();
}, 90_000);

describe('npm start', () => {
  it('ends every process at Ctrl-C, and finds people, accounts and credentials again at the next start', async () => {
    rollcall = await startRollcall(place);
    const first = rollcall.run();
    expect(statSync(rollcall.runFile).mode & 0o777).toBe(0o600);
    expect(rollcall.output()).toContain('600 added');
    expect(await countPeople(rollcall)).toBe(600);

    expect(await rollcall.stop()).toBe(0);
    expect(rollcall.processes()).toEqual([]);
    expect(existsSync(rollcall.runFile)).toBe(false);

    rollcall = await startRollcall(place);
    const second = rollcall.run();
    expect(second.accounts).toEqual(first.accounts);
    expect(second.schools).toEqual(first.schools);
    expect(second.sftp).toEqual(first.sftp);
    expect(rollcall.output()).toContain('Acknowledged, nothing to do');
    expect(await countPeople(rollcall)).toBe(600);
  }, 400_000);

  it('leaves no process behind when it is killed, and starts again at once on the same data', async () => {
    rollcall = await startRollcall(place);
    rollcall.child.kill('SIGKILL');
    await rollcall.ended;

    const again = await startRollcall(place);
    rollcall = again;
    expect(await countPeople(again)).toBe(600);
    again.child.kill('SIGKILL');
    await eventually('every part has noticed', () => (again.processes().length === 0 ? true : undefined), 45);
    rollcall = undefined;
  }, 400_000);

  it('starts each part again that was killed, and run.json names the new process', async () => {
    rollcall = await startRollcall(place);
    const before = rollcall.run().pids;
    for (const part of PARTS) process.kill(before[part]!, 'SIGKILL');

    const running = rollcall;
    await eventually('all parts run again', () => {
      const { pids } = running.run();
      return PARTS.every((part) => pids[part] !== null && pids[part] !== before[part]) ? true : undefined;
    }, 120);
    expect(await eventually('the API answers', () => countPeople(running).catch(() => undefined))).toBe(600);

    expect(await rollcall.stop()).toBe(0);
    expect(rollcall.processes()).toEqual([]);
  }, 400_000);

  it('refuses a second run on the same data in one line, and leaves the first alone', async () => {
    rollcall = await startRollcall(place);

    const second = await runStart(place.env);
    expect(second.code).toBe(1);
    expect(lines(second.output)).toEqual([expect.stringMatching(/Rollcall runs already on .*\(process \d+\).*ROLLCALL_DATA/)]);

    expect(existsSync(rollcall.runFile)).toBe(true);
    expect(await countPeople(rollcall)).toBe(600);
  }, 300_000);

  it('names the variable of a port that is in use, in one line, and leaves nothing behind', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(Number(place.env['SFTP_PORT']), '127.0.0.1', resolve));
    try {
      const { code, output } = await runStart(place.env);
      expect(code).toBe(1);
      expect(lines(output)).toEqual([expect.stringContaining(`SFTP_PORT ${place.env['SFTP_PORT']}`)]);
    } finally {
      other.close();
    }
  }, 60_000);

  it('names every variable that is wrong, a line each', async () => {
    const { code, output } = await runStart({ ...place.env, API_PORT: '70000', DATABASE_URL: 'mysql://somewhere' });
    expect(code).toBe(64);
    expect(lines(output).sort()).toEqual([expect.stringContaining('API_PORT'), expect.stringContaining('DATABASE_URL')]);
  }, 60_000);
});

function lines(output: string): string[] {
  return output.split('\n').filter((line) => line !== '');
}

async function countPeople(running: Rollcall): Promise<number> {
  const { apiUrl, accounts, schools } = running.run();
  const response = await fetch(`${apiUrl}/api/schools/${schools[0]!.id}/people?limit=1`, { headers: { Authorization: `Bearer ${accounts[0]!.apiToken}` } });
  return ((await response.json()) as { total: number }).total;
}
