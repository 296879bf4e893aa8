import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pythonWithParamiko } from '../support/tools.js';
import { startGatewayUnderTest, until, type GatewayUnderTest, type TestSchool } from './support/gateway-under-test.js';
import { run, type Ran } from './support/run.js';

let gateway: GatewayUnderTest;
const ROSTER = Buffer.from('email,first name,last name,student id,grade\nzoe@school.test,Zoé,Tremblay,007,9\n');
const BIGGER = Buffer.concat([ROSTER, randomBytes(10 * 1024 * 1024)]);

beforeAll(async () => {
  gateway = await startGatewayUnderTest();
  await writeFile(join(gateway.folder, 'students.csv'), ROSTER);
  await writeFile(join(gateway.folder, 'bigger.csv'), BIGGER);
});
afterAll(() => gateway.end());

describe('OpenSSH sftp', () => {
  test('sends a file, which is received once with exactly its bytes, and ends within two seconds', async () => {
    const school = await gateway.school();
    const ran = await gateway.sftp(school, 'put students.csv Lincoln_students.csv\n');
    expectClean(ran);
    expect(ran.ms).toBeLessThan(2000);
    expect(await gateway.received(school)).toEqual([received('Lincoln_students.csv', ROSTER)]);
    expect(await gateway.contents(school, 'Lincoln_students.csv')).toEqual(ROSTER);
    expect(gateway.announced).toHaveLength(1);
  });

  test('sends over a file that it sent before: two uploads, and the listing shows the newer size', async () => {
    const school = await gateway.school();
    const ran = await gateway.sftp(school, 'put students.csv\nput bigger.csv students.csv\nls -ln\n');
    expectClean(ran);
    expect(await gateway.received(school)).toEqual([received('students.csv', ROSTER), received('students.csv', BIGGER)]);
    expect(ran.stdout).toMatch(new RegExp(`${BIGGER.length} .* students.csv`));
    expect(ran.stdout).toMatch(/^drwx.*test$/m);
    expect(ran.stdout).toMatch(/^dr-x.*results$/m);
  });

  test('keeps the times of the file when asked to (put -p)', async () => {
    const school = await gateway.school();
    await utimes(join(gateway.folder, 'students.csv'), new Date('2026-03-23T12:00:00Z'), new Date('2026-03-23T12:00:00Z'));
    const ran = await gateway.sftp(school, 'put -p students.csv\nls -l students.csv\n');
    expectClean(ran);
    expect(ran.stdout).toMatch(/Mar 23/);
    expect(await gateway.received(school)).toHaveLength(1);
  });

  test('sends under a temporary name and renames, also over a file that is there: one upload for each rename', async () => {
    const school = await gateway.school();
    const ran = await gateway.sftp(
      school,
      'put students.csv students.csv.filepart\nls -l\nrename students.csv.filepart students.csv\nput bigger.csv .in.students.csv\nrename .in.students.csv students.csv\n',
    );
    expectClean(ran);
    expect(await gateway.received(school)).toEqual([received('students.csv', ROSTER), received('students.csv', BIGGER)]);
  });

  test('sees only the folder of its school, and is told why it cannot go elsewhere', async () => {
    const school = await gateway.school();
    const ran = await gateway.sftp(
      school,
      '-cd ../../etc\n-get /etc/passwd stolen\n-ls /etc\n-mkdir archive\n-put students.csv results/students.csv\n-rm test\n-ln -s /etc/passwd link\npwd\nls\n',
    );
    expectClean(ran);
    expect(ran.stderr).toMatch(/No such folder|not found/i);
    expect(ran.stdout).toMatch(/Remote working directory: \//);
    expect(ran.stdout).toMatch(/^results +test *\n$/m);
    expect(await gateway.received(school)).toEqual([]);
  });

  test('is turned away with a wrong password, and with the password of another school', async () => {
    const [school, other] = [await gateway.school(), await gateway.school()];
    for (const password of ['wrong', other.password, '']) {
      const ran = await gateway.sftp(school, 'put students.csv\n', { password });
      expect(ran.exitCode).toBe(255);
      expect(ran.stderr).toMatch(/Permission denied/);
    }
    expect(await gateway.received(school)).toEqual([]);
  });

  test('answers the password at a keyboard-interactive prompt just as well', async () => {
    const school = await gateway.school();
    const args = ['-o', 'PreferredAuthentications=keyboard-interactive'];
    expectClean(await gateway.sftp(school, 'put students.csv\n', { args }));
    const wrong = await gateway.sftp(school, 'put students.csv\n', { args, password: 'wrong' });
    expect(wrong.exitCode).toBe(255);
    expect(await gateway.received(school)).toHaveLength(1);
  });

  test('signs in with a public key of the school, and not with any other key', async () => {
    const school = await gateway.school();
    for (const name of ['ours', 'theirs']) await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(gateway.folder, name)]);
    await run('ssh-keygen', ['-q', '-t', 'rsa', '-b', '2048', '-N', '', '-f', join(gateway.folder, 'ours_rsa')]);
    const lines = await Promise.all(['ours.pub', 'ours_rsa.pub'].map((name) => run('cat', [join(gateway.folder, name)])));
    for (const { stdout } of lines) await gateway.addKey(school, stdout);
    const withKey = (name: string): Promise<Ran> =>
      run('sftp', withoutPassword(school, join(gateway.folder, name)), { input: `put ${join(gateway.folder, 'students.csv')} ${name}.csv\n` });
    expectClean(await withKey('ours'));
    expectClean(await withKey('ours_rsa'));
    expect((await withKey('theirs')).exitCode).toBe(255);
    expect((await gateway.received(school)).map(({ name }) => name)).toEqual(['ours.csv', 'ours_rsa.csv']);
  });

  test('tries a file out in /test/: a dry run', async () => {
    const school = await gateway.school();
    expectClean(await gateway.sftp(school, 'cd test\nput students.csv\nls -l\n'));
    expect(await gateway.received(school)).toEqual([{ ...received('students.csv', ROSTER), dryRun: true }]);
  });

  test('reads the results, newest first, and cannot change them', async () => {
    const school = await gateway.school();
    expectClean(await gateway.sftp(school, 'put students.csv\n'));
    const sync = await gateway.database.prisma.sync.findFirstOrThrow({ where: { schoolId: school.schoolId } });
    const body = 'Élèves ajoutés : 600\n'.repeat(4000);
    await gateway.database.prisma.receipt.create({
      data: { schoolId: school.schoolId, syncId: sync.id, name: 'students.csv.result.txt', body },
    });
    const ran = await gateway.sftp(
      school,
      'ls -l results\nget results/students.csv.result.txt\n-rm results/students.csv.result.txt\n-rename results/students.csv.result.txt x.csv\n-put students.csv results/students.csv.result.txt\n',
    );
    expectClean(ran);
    expect(ran.stdout).toMatch(new RegExp(`-r-------- .* ${Buffer.byteLength(body)} `));
    const downloaded = await run('cat', [join(gateway.folder, 'students.csv.result.txt')]);
    expect(downloaded.stdout).toBe(body);
    expect(await gateway.database.prisma.receipt.count({ where: { schoolId: school.schoolId } })).toBe(1);
  });

  test('sends an empty file: it is received, and the sync will say that it is empty', async () => {
    const school = await gateway.school();
    await writeFile(join(gateway.folder, 'empty.csv'), '');
    expectClean(await gateway.sftp(school, 'put empty.csv\n'));
    expect(await gateway.received(school)).toEqual([received('empty.csv', Buffer.alloc(0))]);
  });
});

describe('OpenSSH scp', () => {
  test('sends a file, also over a longer one, and exits at once', async () => {
    const school = await gateway.school();
    for (const [local, remote] of [
      ['bigger.csv', 'students.csv'],
      ['students.csv', 'students.csv'],
    ] as const) {
      const ran = await gateway.scp(school, local, remote, ['-p']);
      expectClean(ran);
      expect(ran.ms).toBeLessThan(2500);
    }
    expect(await gateway.received(school)).toEqual([received('students.csv', BIGGER), received('students.csv', ROSTER)]);
  });

  test('is refused in its old form, which runs a program on the server', async () => {
    const school = await gateway.school();
    const ran = await gateway.scp(school, 'students.csv', 'students.csv', ['-O']);
    expect(ran.exitCode).toBe(1);
    expect(ran.ms).toBeLessThan(2500);
    expect(await gateway.received(school)).toEqual([]);
  });
});

describe('lftp', () => {
  test('sends a file, plain, and by temporary file and rename', async () => {
    const school = await gateway.school();
    expectClean(await gateway.lftp(school, 'put students.csv'));
    expectClean(await gateway.lftp(school, 'set xfer:use-temp-file yes; set xfer:temp-file-name *.part; put bigger.csv -o students.csv'));
    expect(await gateway.received(school)).toEqual([received('students.csv', ROSTER), received('students.csv', BIGGER)]);
  });
});

describe('paramiko', () => {
  test('puts 10 MB of pipelined writes and confirms the size', async () => {
    const school = await gateway.school();
    const ran = await paramiko(school, "sftp.put('bigger.csv', '/students.csv')\nprint(sftp.stat('/students.csv').st_size)");
    expectClean(ran);
    expect(ran.stdout.trim()).toBe(String(BIGGER.length));
    expect(await gateway.received(school)).toEqual([received('students.csv', BIGGER)]);
  });

  test('puts under a temporary name, looks, and renames over a file that is there', async () => {
    const school = await gateway.school();
    const ran = await paramiko(
      school,
      `
sftp.put('students.csv', 'students.csv')
sftp.put('bigger.csv', 'students.csv.tmp')
print(sorted(sftp.listdir('.')))
sftp.rename('students.csv.tmp', 'students.csv')
print(sorted(sftp.listdir('.')), sftp.stat('students.csv').st_size)
`,
    );
    expectClean(ran);
    expect(ran.stdout).toBe(`['results', 'students.csv', 'students.csv.tmp', 'test']\n['results', 'students.csv', 'test'] ${BIGGER.length}\n`);
    expect(await gateway.received(school)).toEqual([received('students.csv', ROSTER), received('students.csv', BIGGER)]);
  });

  test('appends, seeks and truncates as on any server', async () => {
    const school = await gateway.school();
    const ran = await paramiko(
      school,
      `
with sftp.open('a.csv.tmp', 'wb') as f: f.write(b'0123456789')
with sftp.open('a.csv.tmp', 'ab') as f: f.write(b'ABC')
with sftp.open('a.csv.tmp', 'r+b') as f:
    f.seek(2); f.write(b'xx'); f.seek(20); f.write(b'end'); f.truncate(22)
sftp.rename('a.csv.tmp', 'a.csv')
`,
    );
    expectClean(ran);
    expect(await gateway.contents(school, 'a.csv')).toEqual(Buffer.from('01xx456789ABC\0\0\0\0\0\0\0en'));
  });
});

describe('a client that offers the keys of its machine first, and then signs in with the password', () => {
  const KEY_NAMES = ['id_rsa', 'id_ecdsa', 'id_ed25519', 'extra_1', 'extra_2', 'extra_3', 'extra_4'] as const;
  /** A home whose keys the school does not know: `~/.ssh` with the names that clients look for, and four more. */
  let home: string;
  const keyFile = (name: string): string => join(home, '.ssh', name);
  beforeAll(async () => {
    home = join(gateway.folder, 'home');
    await mkdir(join(home, '.ssh'), { recursive: true, mode: 0o700 });
    for (const name of KEY_NAMES) {
      const type = name === 'id_rsa' ? ['-t', 'rsa', '-b', '2048'] : ['-t', name === 'id_ecdsa' ? 'ecdsa' : 'ed25519'];
      await run('ssh-keygen', ['-q', ...type, '-N', '', '-f', keyFile(name)]);
    }
  });

  test('paramiko as it is out of the box, with three keys in ~/.ssh', async () => {
    const school = await gateway.school();
    expectClean(await python(school, sshClient('')));
    expect(await gateway.received(school)).toEqual([received('students.csv', ROSTER)]);
  });

  test('paramiko with seven keys that are named, which are more than the tries of a connection', async () => {
    const school = await gateway.school();
    const files = KEY_NAMES.map((name) => `'${keyFile(name)}'`).join(', ');
    expectClean(await python(school, sshClient(`key_filename=[${files}]`)));
    expect(await gateway.received(school)).toEqual([received('students.csv', ROSTER)]);
  });

  test('paramiko and OpenSSH with seven keys of an agent', async () => {
    const school = await gateway.school();
    await withAgent(KEY_NAMES.map(keyFile), async (agent) => {
      expectClean(await python(school, sshClient(''), { SSH_AUTH_SOCK: agent }));
      const ran = await gateway.sftp(school, 'put students.csv by_openssh.csv\n', { args: ['-o', `IdentityAgent=${agent}`], publicKeys: true });
      expectClean(ran);
    });
    expect((await gateway.received(school)).map(({ name }) => name)).toEqual(['students.csv', 'by_openssh.csv']);
  });

  test('twenty sign-ins of paramiko with its three keys in half an hour ban nobody', async () => {
    const strict = await startGatewayUnderTest({ spared: [], limits: { connectionBurst: 1000 } });
    const school = await strict.school();
    const nights = `
for night in range(20):
    ssh = paramiko.SSHClient()
    ssh.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    ssh.connect('127.0.0.1', ${strict.port}, os.environ['U'], os.environ['P'])
    ssh.close()
`;
    expectClean(await python(school, nights));
    await strict.end();
  });

  test('paramiko with a wrong password and then the right one, and then by keyboard-interactive, on one connection', async () => {
    const school = await gateway.school();
    const ran = await python(
      school,
      `
for last in ('password', 'interactive'):
    transport = paramiko.Transport(('127.0.0.1', ${gateway.port}))
    transport.start_client()
    try:
        transport.auth_none(os.environ['U'])
    except paramiko.BadAuthenticationType as refused:
        print(sorted(refused.allowed_types))
    for wrong in ('wrong', 'also wrong'):
        try:
            transport.auth_password(os.environ['U'], wrong, fallback=False)
            print('signed in with a wrong password')
        except paramiko.AuthenticationException:
            pass
    if last == 'password':
        transport.auth_password(os.environ['U'], os.environ['P'])
    else:
        transport.auth_interactive(os.environ['U'], lambda title, instructions, prompts: [os.environ['P'] for _ in prompts])
    print(transport.is_authenticated())
    paramiko.SFTPClient.from_transport(transport).put('students.csv', last + '.csv')
    transport.close()
`,
    );
    expectClean(ran);
    const methods = "['keyboard-interactive', 'password', 'publickey']\nTrue\n";
    expect(ran.stdout).toBe(methods + methods);
    expect((await gateway.received(school)).map(({ name }) => name)).toEqual(['password.csv', 'interactive.csv']);
  });

  test('paramiko with the sixth try right, and not with the seventh', async () => {
    const school = await gateway.school();
    const tryAfter = (wrong: number): Promise<Ran> =>
      python(
        school,
        `
transport = paramiko.Transport(('127.0.0.1', ${gateway.port}))
transport.start_client()
for _ in range(${wrong}):
    try:
        transport.auth_password(os.environ['U'], 'wrong')
    except paramiko.AuthenticationException:
        pass
transport.auth_password(os.environ['U'], os.environ['P'])
print(transport.is_authenticated())
transport.close()
`,
      );
    expect((await tryAfter(5)).stdout).toBe('True\n');
    expect(await tryAfter(6)).toMatchObject({ exitCode: 1, stdout: '' });
  });

  test('fabric as it is out of the box', async () => {
    const school = await gateway.school();
    const put = `
from fabric import Connection
with Connection('127.0.0.1', user=os.environ['U'], port=${gateway.port}, connect_kwargs={'password': os.environ['P']}) as connection:
    connection.put('students.csv', 'students.csv')
`;
    expectClean(await python(school, put));
    expect(await gateway.received(school)).toEqual([received('students.csv', ROSTER)]);
  });

  test('asyncssh as it is out of the box, also with a wrong password first', async () => {
    const school = await gateway.school();
    const put = `
import asyncio, asyncssh
class TwoPasswords(asyncssh.SSHClient):
    answers = ['wrong', os.environ['P']]
    def password_auth_requested(self):
        return self.answers.pop(0)
async def upload(name, **how):
    async with asyncssh.connect('127.0.0.1', ${gateway.port}, username=os.environ['U'], known_hosts=None, **how) as connection:
        async with connection.start_sftp_client() as sftp:
            await sftp.put('students.csv', name)
asyncio.run(upload('first.csv', password=os.environ['P']))
asyncio.run(upload('second.csv', client_factory=TwoPasswords))
`;
    expectClean(await python(school, put));
    expect((await gateway.received(school)).map(({ name }) => name)).toEqual(['first.csv', 'second.csv']);
  });

  test('OpenSSH sftp with five keys, and with the right password at the third prompt', async () => {
    const school = await gateway.school();
    const keys = KEY_NAMES.slice(0, 5).flatMap((name) => ['-i', keyFile(name)]);
    expectClean(await gateway.sftp(school, 'put students.csv\n', { args: keys, publicKeys: true }));
    const ran = await gateway.sftp(school, 'put students.csv again.csv\n', { args: keys, publicKeys: true, wrongFirst: 2 });
    expect(ran).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(/^(?:.*Permission denied, please try again\.\s+){2}$/) });
    expect((await gateway.received(school)).map(({ name }) => name)).toEqual(['students.csv', 'again.csv']);
  });

  test('OpenSSH sftp with more keys than may be offered: it goes on to the password', async () => {
    const strict = await startGatewayUnderTest({ limits: { unknownKeysPerConnection: 3 } });
    const school = await strict.school();
    await writeFile(join(strict.folder, 'students.csv'), ROSTER);
    const keys = KEY_NAMES.flatMap((name) => ['-i', keyFile(name)]);
    expectClean(await strict.sftp(school, 'put students.csv\n', { args: keys, publicKeys: true }));
    expect(await strict.received(school)).toHaveLength(1);
    await strict.end();
  });

  test('lftp, whose ssh offers two keys', async () => {
    const school = await gateway.school();
    expectClean(await gateway.lftp(school, 'put students.csv', ['id_rsa', 'id_ed25519'].map(keyFile)));
    expect(await gateway.received(school)).toEqual([received('students.csv', ROSTER)]);
  });

  function sshClient(more: string): string {
    return `
ssh = paramiko.SSHClient()
ssh.set_missing_host_key_policy(paramiko.AutoAddPolicy())
ssh.connect('127.0.0.1', ${gateway.port}, os.environ['U'], os.environ['P'], ${more})
ssh.open_sftp().put('students.csv', 'students.csv')
ssh.close()
`;
  }

  function python(school: TestSchool, script: string, env: Record<string, string> = {}): Promise<Ran> {
    return run(pythonWithParamiko(), ['-W', 'ignore', '-c', `import os, paramiko\n${script}`], {
      env: { SSH_AUTH_SOCK: '', ...env, HOME: home, U: school.username, P: school.password },
      cwd: gateway.folder,
      timeoutMs: 25_000,
    });
  }

  async function withAgent(files: string[], use: (socket: string) => Promise<void>): Promise<void> {
    const socket = join(gateway.folder, 'agent');
    const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
    try {
      await until(() => existsSync(socket), 'the agent to listen');
      expectClean(await run('ssh-add', ['-q', ...files], { env: { SSH_AUTH_SOCK: socket } }));
      await use(socket);
    } finally {
      agent.kill();
    }
  }
});

function withoutPassword(school: TestSchool, keyFile: string): string[] {
  const options = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR', 'IdentitiesOnly=yes', 'IdentityAgent=none'];
  const target = ['-P', String(gateway.port), '-b', '-', `${school.username}@127.0.0.1`];
  return ['-F', '/dev/null', ...options.flatMap((option) => ['-o', option]), '-i', keyFile, ...target];
}

async function paramiko(school: TestSchool, script: string): Promise<Ran> {
  const connect = `
import os, paramiko
transport = paramiko.Transport(('127.0.0.1', ${gateway.port}))
transport.connect(username=os.environ['U'], password=os.environ['P'])
sftp = paramiko.SFTPClient.from_transport(transport)
${script}
sftp.close()
transport.close()
`;
  return run(pythonWithParamiko(), ['-c', connect], {
    env: { U: school.username, P: school.password },
    cwd: gateway.folder,
  });
}

function received(name: string, bytes: Buffer) {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name, bytes: bytes.length, sha256, dryRun: false, status: 'RECEIVED', errorCode: null };
}

function expectClean(ran: Ran): void {
  expect({ exitCode: ran.exitCode, stderr: ran.exitCode === 0 ? '' : ran.stderr }).toEqual({ exitCode: 0, stderr: '' });
}
