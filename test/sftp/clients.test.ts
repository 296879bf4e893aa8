import { createHash, randomBytes } from 'node:crypto';
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pythonWithParamiko } from '../support/tools.js';
import { startGatewayUnderTest, type GatewayUnderTest, type TestSchool } from './support/gateway-under-test.js';
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
    await gateway.database.prisma.sftpAccount.update({
      where: { schoolId: school.schoolId },
      data: { publicKeys: lines.map(({ stdout }) => stdout.trim()) },
    });
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
    expect(ran.stdout).toBe(
      `['results', 'students.csv', 'students.csv.tmp', 'test']\n['results', 'students.csv', 'test'] ${BIGGER.length}\n`,
    );
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
