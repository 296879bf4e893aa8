import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGatewayUnderTest, type GatewayUnderTest } from './support/gateway-under-test.js';
import {
  CLOSE,
  LSTAT,
  MKDIR,
  OPEN,
  OPENDIR,
  READDIR,
  READLINK,
  REALPATH,
  REMOVE,
  RENAME,
  RMDIR,
  STAT,
  SYMLINK,
  FOR_WRITING,
} from './support/raw-sftp.js';

let gateway: GatewayUnderTest;
beforeAll(async () => {
  gateway = await startGatewayUnderTest();
});
afterAll(() => gateway.end());

const ESCAPES = [
  '../../etc/passwd',
  '/../../../etc/passwd',
  '/etc/passwd',
  '//etc//passwd',
  '/./../etc/./passwd',
  '/test/../../etc/passwd',
  '/results/../../etc/passwd',
  '/test/../results/../../../../etc/passwd',
  '....//....//etc/passwd',
  '..\\..\\etc\\passwd',
  'C:\\Windows\\system.ini',
  'C:/Windows/system.ini',
  '\\\\server\\share\\x',
  'file:///etc/passwd',
  '%2e%2e%2fetc%2fpasswd',
  '..%2f..%2fetc%2fpasswd',
  '%c0%ae%c0%ae/etc/passwd',
  '\u2025/etc/passwd',
  '\uff0e\uff0e/etc/passwd',
  '/proc/self/environ',
  '/proc/self/root/etc/passwd',
  '/dev/fd/0',
  '/dev/null',
  '~/.ssh/authorized_keys',
  '~root/x',
  '$HOME/x',
  '`id`/x',
  '/etc\0/passwd',
  '/test/\0/../../etc/passwd',
  '/uploads/x',
  '/spool/x',
  '/keys/host_key',
  '/test/sub/x.csv',
  '/results/sub/x.csv',
  '/a/b/c/d/e',
  `/${'a/'.repeat(2000)}x`,
  '/Test/x.csv',
  '/RESULTS/x.csv',
  '/. /x',
  '/.. /x',
];
const BAD_NAMES: [string, RegExp][] = [
  ['students\0.csv', /control character/],
  ['stu\ndents.csv', /control character/],
  ['stu\u001b[31mdents.csv', /control character/],
  ['vsc.\u202estneduts.csv', /invisible character/],
  ['stu\u2066dents.csv', /invisible character/],
  ['\ufeffstudents.csv', /invisible character|space/],
  [`${'s'.repeat(252)}.csv`, /too long/],
  [`${'é'.repeat(126)}.csv`, /too long/],
  [' students.csv', /space/],
  ['students.csv ', /space/],
  ['students.csv.', /dot/],
  ['..\\students.csv', /backslash/],
  ['C:\\students.csv', /backslash/],
];

test('no path leads out of the folder of the school: nothing is opened, listed, made, moved or told', async () => {
  const school = await gateway.school();
  const raw = await gateway.raw(school);
  const before = await everythingIn(gateway.folder);
  expect(ESCAPES).toHaveLength(40);
  for (const path of ESCAPES) {
    for (const type of [STAT, LSTAT, REMOVE, RMDIR, OPENDIR, READLINK]) {
      expect([type, path, (await raw.ask(type, path)).status]).toEqual([type, path, 2]);
    }
    expect([OPEN, path, (await raw.ask(OPEN, path, 1, 0)).status]).toEqual([OPEN, path, 2]);
    expect((await raw.ask(MKDIR, path, 0)).status).toBe(3);
    expect((await raw.ask(SYMLINK, path, '/x')).status).toBe(3);
    expect((await raw.ask(SYMLINK, '/x', path)).status).toBe(3);
    expect((await raw.ask(RENAME, path, '/stolen.csv')).status).toBe(2);
  }
  expect(await gateway.received(school)).toEqual([]);
  expect(await everythingIn(gateway.folder)).toEqual(before);
});

test('a file sent to such a path either has no place, or is an ordinary upload with a plain name', async () => {
  const school = await gateway.school();
  const raw = await gateway.raw(school);
  for (const path of ESCAPES) {
    const reply = await raw.ask(OPEN, path, FOR_WRITING, 0);
    const ended = reply.type === 102 ? await raw.ask(CLOSE, reply.body.subarray(4)) : reply;
    expect(reply.type === 102 ? [0] : [2, 4]).toContain(ended.status);
  }
  for (const { name } of await gateway.received(school)) expect(name).not.toMatch(/[/\\]|^\.\.?$|\p{Cc}/u);
  expect((await readdir(gateway.folder)).sort()).toEqual(['askpass.sh', 'spool', 'uploads']);
  expect(await readdir(join(gateway.folder, 'uploads'))).toEqual([school.schoolId]);
});

test('a misleading file name is refused, in words that say what is wrong with it', async () => {
  const school = await gateway.school();
  const raw = await gateway.raw(school);
  for (const [name, why] of BAD_NAMES) {
    const refusal = await raw.ask(OPEN, `/${name}`, FOR_WRITING, 0);
    expect(refusal.status).toBe(4);
    expect(refusal.text).toMatch(why);
    expect((await raw.ask(STAT, `/${name}`)).status).toBe(2);
  }
  const handle = await raw.open('/x.part');
  await raw.ask(CLOSE, handle);
  for (const [name, why] of BAD_NAMES) expect((await raw.ask(RENAME, '/x.part', `/${name}`)).text).toMatch(why);
  expect((await raw.ask(STAT, '/x.part')).type).toBe(105);
  expect(await gateway.received(school)).toEqual([]);
});

test('names in any script are fine, and a French-speaking school is refused in French', async () => {
  const school = await gateway.school({ locale: 'fr-CA' });
  const raw = await gateway.raw(school);
  for (const name of ['Élèves_students_août.csv', '学生名单.csv', 'Ученики.csv', "O'Brien & fils (2).csv"]) {
    expect((await raw.ask(CLOSE, await raw.open(`/${name}`))).status).toBe(0);
  }
  expect(await gateway.received(school)).toHaveLength(4);
  expect((await raw.ask(OPEN, '/results/x.csv', FOR_WRITING, 0)).text).toMatch(/lecture seule/);
});

test('one school neither sees, reads, replaces nor removes what another sent', async () => {
  const [ours, theirs] = [await gateway.school(), await gateway.school()];
  const raw = await gateway.raw(theirs);
  await raw.ask(CLOSE, await raw.open('/secret_students.csv'));
  await raw.ask(CLOSE, await raw.open('/waiting.csv.part'));
  const open = await raw.open('/still_sending.csv');
  const sync = await gateway.database.prisma.sync.findFirstOrThrow({ where: { schoolId: theirs.schoolId } });
  await gateway.database.prisma.receipt.create({
    data: { schoolId: theirs.schoolId, syncId: sync.id, name: 'secret.result.txt', body: 'secret' },
  });
  const us = await gateway.raw(ours);
  for (const name of ['secret_students.csv', 'waiting.csv.part', 'still_sending.csv', 'results/secret.result.txt']) {
    for (const type of [STAT, LSTAT, REMOVE]) expect((await us.ask(type, `/${name}`)).status).toBe(2);
    expect((await us.ask(OPEN, `/${name}`, 1, 0)).status).toBe(2);
    expect((await us.ask(RENAME, `/${name}`, '/x.csv')).status).toBe(name.startsWith('results') ? 3 : 2);
  }
  const listing = (await us.ask(OPENDIR, '/')).body.subarray(4);
  // The folders test and results, and nothing else.
  expect((await us.ask(READDIR, listing)).body.readUInt32BE(0)).toBe(2);
  expect((await us.ask(READDIR, listing)).status).toBe(1);
  expect((await us.ask(READDIR, (await us.ask(OPENDIR, '/results')).body.subarray(4))).status).toBe(1);
  expect((await us.ask(CLOSE, open)).status).toBe(4);
  expect((await raw.ask(CLOSE, open)).status).toBe(0);
});

test('paths are told in one spelling, and never above the root', async () => {
  const school = await gateway.school();
  const raw = await gateway.raw(school);
  const real = async (path: string): Promise<string> => {
    const { body } = await raw.ask(REALPATH, path);
    return body.subarray(8, 8 + body.readUInt32BE(4)).toString();
  };
  expect(await real('.')).toBe('/');
  expect(await real('')).toBe('/');
  expect(await real('../../..')).toBe('/');
  expect(await real('//test/./../test//')).toBe('/test');
  expect(await real('students.csv')).toBe('/students.csv');
});

async function everythingIn(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).sort();
}
