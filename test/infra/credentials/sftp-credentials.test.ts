import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSftpAccount, noteSftpUse, renewSftpPassword, verifySftpPassword } from '../../../services/credentials/sftp-credentials.js';
import { addSftpKey, removeSftpKey } from '../../../services/credentials/sftp-access.js';
import { listSftpKeys, writeAllowedAddresses } from '../../../store/sftp-keys.js';
import { areSftpCredentialsValid, type SftpCredential } from '../../../store/sftp-accounts.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { newKeyPair } from '../../support/key-pair.js';

let database: TestDatabase;
let districtId: string;
const NOW = new Date('2026-11-23T20:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase();
  districtId = (await database.prisma.district.create({ data: { name: 'Test district' } })).id;
});
afterAll(() => database.drop());

test('a school gets a user whose name says which school it is, and a password that signs it in', async () => {
  const schoolId = await aSchool('École Montcalm — Élémentaire & Secondaire');
  const { username, password } = await createSftpAccount(database, schoolId);
  expect(username).toMatch(/^ecole-montcalm-elementa-[a-z0-9]{6}$/);
  expect(password).toMatch(/^[A-Za-z0-9]{24}$/);
  expect(await verifySftpPassword(database, username, password)).toMatchObject({ schoolId, credential: { kind: 'password' } });
  expect(await verifySftpPassword(database, username, `${password}x`)).toBeNull();
  expect(await verifySftpPassword(database, username.toUpperCase(), password)).toBeNull();
  expect(await verifySftpPassword(database, `${username}\0`, password)).toBeNull();
  expect(await verifySftpPassword(database, username, 'x'.repeat(100_000))).toBeNull();
});

test('a school whose name has no plain letter gets a user all the same', async () => {
  const { username } = await createSftpAccount(database, await aSchool('北京学校'));
  expect(username).toMatch(/^school-[a-z0-9]{6}$/);
});

describe('the password that the SIS used last', () => {
  test('works after ten renewals, and a year later', async () => {
    const sis = await aSis();
    await sis.signIn(sis.password);
    for (let n = 0; n < 10; n++) expect((await sis.renew()).oldPasswordValidUntil).toBeNull();
    expect(await sis.works(sis.password)).toBe(true);
    await sis.signIn(sis.password, new Date('2027-11-23T20:00:00Z'));
    expect(await sis.works(sis.password)).toBe(true);
  });

  test('ends when a newer one is used, and not before', async () => {
    const sis = await aSis();
    const old = await sis.signIn(sis.password);
    const { password } = await sis.renew();
    expect(await verifySftpPassword(database, sis.username, password)).not.toBeNull();
    expect(await sis.works(sis.password)).toBe(true);
    expect(await areSftpCredentialsValid(database, [{ schoolId: sis.schoolId, credential: old, address: '203.0.113.7' }])).toEqual([true]);
    await sis.signIn(password);
    expect(await sis.works(sis.password)).toBe(false);
    expect(await sis.works(password)).toBe(true);
    expect(await areSftpCredentialsValid(database, [{ schoolId: sis.schoolId, credential: old, address: '203.0.113.7' }])).toEqual([false]);
    expect(await sis.audit()).toEqual([
      { action: 'sftp.password_first_used', detail: { ended: 0 } },
      { action: 'sftp.password_first_used', detail: { ended: 1 } },
    ]);
  });

  test('goes on working when it is used again after a renewal, and the new one with it', async () => {
    const sis = await aSis();
    await sis.signIn(sis.password);
    const { password } = await sis.renew();
    for (let night = 0; night < 5; night++) await sis.signIn(sis.password);
    expect(await sis.works(sis.password)).toBe(true);
    expect(await sis.works(password)).toBe(true);
  });

  test('ends at once when an owner revokes it, with every unused one', async () => {
    const sis = await aSis();
    const credential = await sis.signIn(sis.password);
    const unused = await sis.renew();
    const renewed = await renewSftpPassword(database, sis.schoolId, NOW, { revokeOldNow: true });
    expect(renewed.oldPasswordValidUntil).toEqual(NOW);
    expect(await sis.works(sis.password)).toBe(false);
    expect(await sis.works(unused.password)).toBe(false);
    expect(await sis.works(renewed.password)).toBe(true);
    expect(await areSftpCredentialsValid(database, [{ schoolId: sis.schoolId, credential, address: '203.0.113.7' }])).toEqual([false]);
    // A sign-in whose password was checked just before it was revoked does not slip in.
    expect(await noteSftpUse(database, { schoolId: sis.schoolId, credential, at: NOW, address: '203.0.113.7', client: 'x' })).toBe(
      'credential_ended',
    );
  });
});

describe('a password that was made and not used yet', () => {
  test('works when it was typed into the SIS before another one was made', async () => {
    const sis = await aSis();
    await sis.signIn(sis.password);
    const { password: typed } = await sis.renew();
    const { password: newest } = await sis.renew();
    await sis.signIn(typed);
    expect(await sis.works(sis.password)).toBe(false);
    expect(await sis.works(typed)).toBe(true);
    expect(await sis.works(newest)).toBe(true);
  });

  test('makes room for newer ones: five that were not used yet work beside the one in use', async () => {
    const sis = await aSis();
    await sis.signIn(sis.password);
    const made: string[] = [];
    for (let n = 0; n < 8; n++) made.push((await sis.renew()).password);
    expect(await Promise.all(made.map(sis.works))).toEqual([false, false, false, true, true, true, true, true]);
    expect(await sis.works(sis.password)).toBe(true);
  });
});

test('renewals at the same moment all work, and take nothing from the SIS', async () => {
  const sis = await aSis();
  await sis.signIn(sis.password);
  const renewed = await Promise.all(Array.from({ length: 4 }, () => sis.renew()));
  expect(await Promise.all([sis.password, ...renewed.map(({ password }) => password)].map(sis.works))).toEqual([true, true, true, true, true]);
});

test('two first passwords at the same moment are passwords of one user', async () => {
  const schoolId = await aSchool('Lincoln High School');
  const made = await Promise.all([renewSftpPassword(database, schoolId, NOW), renewSftpPassword(database, schoolId, NOW)]);
  const { username } = await database.prisma.sftpAccount.findUniqueOrThrow({ where: { schoolId } });
  for (const { password } of made) expect(await verifySftpPassword(database, username, password)).not.toBeNull();
});

test('twenty sign-ins with the old and the new password at once end in one of them, never in none', async () => {
  const sis = await aSis();
  const old = await sis.signIn(sis.password);
  const { password } = await sis.renew();
  const renewed = (await verifySftpPassword(database, sis.username, password))!.credential;
  const use = (credential: SftpCredential): Promise<unknown> =>
    noteSftpUse(database, { schoolId: sis.schoolId, credential, at: NOW, address: '203.0.113.7', client: 'x' });
  await Promise.all(Array.from({ length: 20 }, (_, n) => use(n % 2 === 0 ? old : renewed)));
  expect(await sis.works(password)).toBe(true);
  expect(await sis.works(sis.password)).toBe(false);
});

test('what a client says of itself is kept short and plain', async () => {
  const sis = await aSis();
  const { credential } = (await verifySftpPassword(database, sis.username, sis.password))!;
  await noteSftpUse(database, {
    schoolId: sis.schoolId,
    credential,
    at: NOW,
    address: '203.0.113.7',
    client: `Open\u0000SSH\u202E_9${'x'.repeat(300)}`,
  });
  const account = await database.prisma.sftpAccount.findUniqueOrThrow({ where: { schoolId: sis.schoolId } });
  expect(account).toMatchObject({ lastUsedAt: NOW, lastUsedFrom: '203.0.113.7', lastUsedClient: `OpenSSH_9${'x'.repeat(55)}` });
});

test('a key that was taken away opens nothing any more', async () => {
  const [sis, other] = [await aSis(), await aSis()];
  const change = { schoolId: sis.schoolId, districtId: randomUUID(), accountId: randomUUID(), now: NOW };
  const added = await addSftpKey(database, change, { name: 'SIS', publicKey: newKeyPair().public });
  if ('flaw' in added) throw new Error(added.flaw);
  const session = { schoolId: sis.schoolId, credential: { kind: 'key', id: added.id }, address: '203.0.113.7' } as const;
  expect(await areSftpCredentialsValid(database, [session, { ...session, schoolId: other.schoolId }])).toEqual([true, false]);
  const use = { ...session, at: NOW, client: 'x' };
  expect(await noteSftpUse(database, use)).toBe('noted');
  expect((await listSftpKeys(database.pool, sis.schoolId))[0]!.lastUsedAt).toEqual(NOW);
  expect(await removeSftpKey(database, { ...change, schoolId: other.schoolId }, added.id)).toBe(false);
  expect(await removeSftpKey(database, change, added.id)).toBe(true);
  expect(await areSftpCredentialsValid(database, [session])).toEqual([false]);
  expect(await noteSftpUse(database, use)).toBe('credential_ended');
});

test.each([
  [['203.0.113.7'], '203.0.113.7', true],
  [['203.0.113.0/24'], '203.0.113.200', true],
  [['203.0.113.5/24'], '203.0.113.200', true],
  [['198.51.100.1', '203.0.113.0/24'], '198.51.100.2', false],
  [['2001:db8::/32'], '2001:db8:1::5', true],
  [['2001:db8::/32'], '203.0.113.7', false],
  [['fe80::/10'], 'fe80::1%eth0', true],
  [[], '198.51.100.2', true],
])('of the addresses %j, %s is allowed: %s', async (allowed, address, expected) => {
  const sis = await aSis();
  const { credential } = (await verifySftpPassword(database, sis.username, sis.password))!;
  await writeAllowedAddresses(database.pool, sis.schoolId, allowed);
  const use = await noteSftpUse(database, { schoolId: sis.schoolId, credential, at: NOW, address, client: 'x' });
  expect(use).toBe(expected ? 'noted' : 'address_not_allowed');
  expect(await areSftpCredentialsValid(database, [{ schoolId: sis.schoolId, credential, address }])).toEqual([expected]);
  const { lastUsedAt } = await database.prisma.sftpAccount.findUniqueOrThrow({ where: { schoolId: sis.schoolId } });
  expect(lastUsedAt).toEqual(expected ? NOW : null);
});

type Sis = {
  schoolId: string;
  username: string;
  password: string;
  works(password: string): Promise<boolean>;
  signIn(password: string, at?: Date): Promise<SftpCredential>;
  renew(): ReturnType<typeof renewSftpPassword>;
  audit(): Promise<unknown[]>;
};

/** The SIS of a new school. `signIn` fails when it is refused. */
async function aSis(): Promise<Sis> {
  const schoolId = await aSchool('Lincoln High School');
  const { username, password } = await createSftpAccount(database, schoolId);
  return {
    schoolId,
    username,
    password,
    works: async (text) => (await verifySftpPassword(database, username, text)) !== null,
    signIn: async (text, at = NOW) => {
      const { credential } = (await verifySftpPassword(database, username, text))!;
      expect(await noteSftpUse(database, { schoolId, credential, at, address: '203.0.113.7', client: 'OpenSSH_9.6' })).toBe('noted');
      return credential;
    },
    renew: () => renewSftpPassword(database, schoolId, NOW),
    audit: () => database.prisma.auditEntry.findMany({ where: { schoolId }, select: { action: true, detail: true }, orderBy: { id: 'asc' } }),
  };
}

test('a SIS that signs in again within minutes is not hashed again, and a wrong password is hashed each time', async () => {
  const schoolId = await aSchool('Lincoln High School');
  const { username, password } = await createSftpAccount(database, schoolId);
  const cpuOf = async (tried: string): Promise<number> => {
    const before = process.cpuUsage();
    for (let nth = 0; nth < 20; nth++) await verifySftpPassword(database, username, tried);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  await verifySftpPassword(database, username, password);
  const [wrong, right] = [await cpuOf(`${password}x`), await cpuOf(password)];
  expect(right).toBeLessThan(wrong / 5);
});

test('a password that was right a moment ago ends at once when it is withdrawn, and never opens another school', async () => {
  const schoolId = await aSchool('Lincoln High School');
  const { username, password } = await createSftpAccount(database, schoolId);
  const other = await createSftpAccount(database, await aSchool('Roosevelt High School'));
  expect(await verifySftpPassword(database, username, password)).toMatchObject({ schoolId });
  expect(await verifySftpPassword(database, other.username, password)).toBeNull();
  await database.prisma.sftpPassword.deleteMany({ where: { schoolId } });
  expect(await verifySftpPassword(database, username, password)).toBeNull();
});

async function aSchool(name: string): Promise<string> {
  const school = await database.prisma.school.create({
    data: { districtId, name, region: 'CA', timeZone: 'America/Toronto' },
  });
  return school.id;
}
