import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPlace, eventually, runStart, startRollcall, type Rollcall } from '../support/rollcall.js';

const PARTS = ['api', 'gateway', 'worker', 'postgres', 'temporal', 'mail'] as const;

let place: Awaited<ReturnType<typeof aPlace>>;
let rollcall: Rollcall | undefined;
/** What the very first start said. */
let welcome: string;

beforeAll(async () => {
  place = await aPlace();
  welcome = (await up()).output();
}, 400_000);
afterAll(async () => {
  await rollcall?.stop();
  await place.remove();
}, 90_000);

/** What the console shows the owner of Lincoln, and makes its `sftp` command of. */
async function sftpDetails(rollcall: Rollcall): Promise<unknown> {
  const { apiUrl, accounts } = rollcall.run();
  const owner = accounts.find((account) => account.role === 'OWNER')!;
  const answer = await fetch(`${apiUrl}/api/schools/${owner.schoolId}/rostering/sftp`, { headers: { authorization: `Bearer ${owner.apiToken}` } });
  return answer.json();
}

/** The one installation of these tests, started if the test before has ended it: a start costs a quarter of a minute. */
async function up(): Promise<Rollcall> {
  return (rollcall ??= await startRollcall(place));
}

describe('npm start', () => {
  it('loads the sample school, and prints a command that uploads its file', async () => {
    const running = await up();
    expect(statSync(running.runFile).mode & 0o777).toBe(0o600);
    expect(welcome).toContain('600 added');
    expect(await countPeople(running)).toBe(600);
    expect(await runPrintedSftp(running.output(), place.dataFolder)).toMatch(/^Uploading .*students_mar23_2023\.csv to \//m);
    expect(await sftpDetails(running)).toMatchObject({ host: '127.0.0.1', port: running.run().sftp.port });
  }, 300_000);

  it('refuses a second run on the same data in one line, and leaves the first alone', async () => {
    const running = await up();
    const second = await runStart(place.env);
    expect(second.code).toBe(1);
    expect(lines(second.output)).toEqual([expect.stringMatching(/Rollcall runs already on .*\(process \d+\).*ROLLCALL_DATA/)]);

    expect(existsSync(running.runFile)).toBe(true);
    expect(await countPeople(running)).toBe(600);
  }, 300_000);

  it('starts each part again that was killed, and run.json names the new process', async () => {
    const running = await up();
    const before = running.run().pids;
    for (const part of PARTS) process.kill(before[part]!, 'SIGKILL');

    await eventually(
      'all parts run again',
      () => {
        const { pids } = running.run();
        return PARTS.every((part) => pids[part] !== null && pids[part] !== before[part]) ? true : undefined;
      },
      120,
    );
    expect(await eventually('the API answers', () => countPeople(running).catch(() => undefined))).toBe(600);
  }, 400_000);

  it('ends every process at Ctrl-C, and finds people, accounts and credentials again at the next start', async () => {
    const running = await up();
    const first = running.run();
    expect(await running.stop()).toBe(0);
    rollcall = undefined;
    expect(running.processes()).toEqual([]);
    expect(existsSync(running.runFile)).toBe(false);

    const again = await up();
    const second = again.run();
    expect(second.accounts).toEqual(first.accounts);
    expect(second.schools).toEqual(first.schools);
    expect(second.sftp).toEqual(first.sftp);
    expect(again.output()).toContain('Acknowledged, nothing to do');
    expect(await countPeople(again)).toBe(600);
  }, 400_000);

  it('leaves no process behind when it is killed, and starts again at once on the same data', async () => {
    const killed = await up();
    killed.child.kill('SIGKILL');
    await killed.ended;
    rollcall = undefined;

    const again = await up();
    expect(await countPeople(again)).toBe(600);
    again.child.kill('SIGKILL');
    await eventually('every part has noticed', () => (again.processes().length === 0 ? true : undefined), 45);
    rollcall = undefined;
  }, 400_000);

  it('with --exit prints the same addresses and commands, then stops', async () => {
    await rollcall?.stop();
    rollcall = undefined;
    const { code, output } = await runStart(place.env, ['--exit']);
    expect(code).toBe(0);
    for (const name of ['Console', 'owner of Lincoln', 'password', 'SFTP of Lincoln', 'then', 'Inbox', 'Temporal UI', 'For scripts']) {
      expect(output).toMatch(new RegExp(`^ +${name} {2,}\\S+`, 'm'));
    }
    expect(output).toContain('Stopped. The data stays');
  }, 300_000);
});

describe('npm start -- --empty', () => {
  it('starts without the demo district, and prints a link to the first account', async () => {
    const elsewhere = await aPlace();
    try {
      const { code, output } = await runStart(elsewhere.env, ['--empty', '--exit']);
      expect(code).toBe(0);
      expect(output).toMatch(/^ +first account {2,}http:\/\/127\.0\.0\.1:\d+\/first-account#rl_[\w-]{43}$/m);
      expect(output).not.toMatch(/Demo district|owner of Lincoln|Uploading/);
    } finally {
      await elsewhere.remove();
    }
  }, 300_000);
});

describe('npm start on a machine where something is wrong', () => {
  it('names the variable of a port that is in use, in one line, and leaves nothing behind', async () => {
    const elsewhere = await aPlace();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(Number(elsewhere.env['SFTP_PORT']), '127.0.0.1', resolve));
    try {
      const { code, output } = await runStart(elsewhere.env);
      expect(code).toBe(1);
      expect(lines(output)).toEqual([expect.stringContaining(`SFTP_PORT ${elsewhere.env['SFTP_PORT']}`)]);
    } finally {
      other.close();
      await elsewhere.remove();
    }
  }, 60_000);

  it('names every variable that is wrong, a line each', async () => {
    const elsewhere = await aPlace();
    const { code, output } = await runStart({ ...elsewhere.env, API_PORT: '70000', DATABASE_URL: 'mysql://somewhere' });
    await elsewhere.remove();
    expect(code).toBe(64);
    expect(lines(output).sort()).toEqual([expect.stringContaining('API_PORT'), expect.stringContaining('DATABASE_URL')]);
  }, 60_000);
});

/** Types the command that is on the screen into a shell, then the password and the second line, as a person would: no other answer is given. */
async function runPrintedSftp(screen: string, folder: string): Promise<string> {
  const printed = (name: string): string =>
    new RegExp(`^ +${name} {2,}(.+)$`, 'm').exec(screen.slice(screen.indexOf('SFTP of Lincoln') - 4))?.[1] ?? '';
  const askpass = join(folder, 'askpass.sh');
  writeFileSync(askpass, '#!/bin/sh\ncase "$1" in *assword*) printf "%s\\n" "$ROLLCALL_TEST_PASSWORD";; *) echo no;; esac\n', { mode: 0o700 });
  const child = spawn('sh', ['-c', printed('SFTP of Lincoln')], {
    cwd: folder,
    env: {
      ...process.env,
      HOME: folder,
      SSH_ASKPASS: askpass,
      SSH_ASKPASS_REQUIRE: 'force',
      DISPLAY: ':0',
      ROLLCALL_TEST_PASSWORD: printed('password'),
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stdin.end(`${printed('then')}\nbye\n`);
  const [code] = (await once(child, 'close')) as [number | null];
  expect({ code, output }).toMatchObject({ code: 0 });
  return output;
}

function lines(output: string): string[] {
  return output.split('\n').filter((line) => line !== '');
}

async function countPeople(running: Rollcall): Promise<number> {
  const { apiUrl, accounts, schools } = running.run();
  const response = await fetch(`${apiUrl}/api/schools/${schools[0]!.id}/people?limit=1`, {
    headers: { Authorization: `Bearer ${accounts[0]!.apiToken}` },
  });
  return ((await response.json()) as { total: number }).total;
}
