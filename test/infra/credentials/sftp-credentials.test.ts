import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSftpAccount, renewSftpPassword, verifySftpPassword } from '../../../infra/credentials/sftp-credentials.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

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
  expect(await verifySftpPassword(database, username, password, NOW)).toEqual({ schoolId });
  expect(await verifySftpPassword(database, username, `${password}x`, NOW)).toBeNull();
  expect(await verifySftpPassword(database, username.toUpperCase(), password, NOW)).toBeNull();
  expect(await verifySftpPassword(database, `${username}\0`, password, NOW)).toBeNull();
  expect(await verifySftpPassword(database, username, 'x'.repeat(100_000), NOW)).toBeNull();
});

test('a school whose name has no plain letter gets a user all the same', async () => {
  const { username } = await createSftpAccount(database, await aSchool('北京学校'));
  expect(username).toMatch(/^school-[a-z0-9]{6}$/);
});

test('the old password works for a day beside the new one, and a third makes the first one end at once', async () => {
  const schoolId = await aSchool('Lincoln High School');
  const { username, password: first } = await createSftpAccount(database, schoolId);
  const { password: second, oldPasswordValidUntil } = await renewSftpPassword(database, schoolId, NOW);
  expect(oldPasswordValidUntil).toEqual(new Date('2026-11-24T20:00:00Z'));
  const at = (time: string, password: string): Promise<unknown> =>
    verifySftpPassword(database, username, password, new Date(time));
  expect(await at('2026-11-24T19:59:59Z', first)).toEqual({ schoolId });
  expect(await at('2026-11-24T20:00:00Z', first)).toBeNull();
  expect(await at('2026-11-24T20:00:00Z', second)).toEqual({ schoolId });
  const { password: third } = await renewSftpPassword(database, schoolId, new Date('2026-11-23T21:00:00Z'));
  expect(await at('2026-11-23T21:00:00Z', first)).toBeNull();
  expect(await at('2026-11-23T21:00:00Z', second)).toEqual({ schoolId });
  expect(await at('2026-11-23T21:00:00Z', third)).toEqual({ schoolId });
});

test('a stolen password ends at once when the owner asks for no overlap', async () => {
  const schoolId = await aSchool('Lincoln High School');
  const { username, password: stolen } = await createSftpAccount(database, schoolId);
  const { password } = await renewSftpPassword(database, schoolId, NOW, { overlapHours: 0 });
  expect(await verifySftpPassword(database, username, stolen, NOW)).toBeNull();
  expect(await verifySftpPassword(database, username, password, NOW)).toEqual({ schoolId });
});

test('two renewals at the same moment leave exactly two passwords', async () => {
  const schoolId = await aSchool('Lincoln High School');
  await createSftpAccount(database, schoolId);
  await Promise.all(Array.from({ length: 4 }, () => renewSftpPassword(database, schoolId, NOW)));
  const rows = await database.prisma.sftpPassword.findMany({ where: { schoolId } });
  expect(rows).toHaveLength(2);
  expect(rows.filter((row) => row.validUntil === null)).toHaveLength(1);
});

async function aSchool(name: string): Promise<string> {
  const school = await database.prisma.school.create({
    data: { districtId, name, region: 'CA', timeZone: 'America/Toronto' },
  });
  return school.id;
}
