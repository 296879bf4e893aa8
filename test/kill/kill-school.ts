import { createHash, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { CATEGORIES } from '../../domain/category.js';
import { defaultSettings, type RosteringSettings } from '../../domain/settings.js';
import { createAccount, createApiToken } from '../../services/accounts/accounts.js';
import { createSchool } from '../../services/schools/create-school.js';
import { saveSettings } from '../../store/settings.js';
import { opensshSftp } from '../support/sftp-client.js';
import { HEADER_ROW, inlineCell, makeWorkbook } from '../infra/readers/make-workbook.js';
import type { Installation } from './installation.js';

export type Student = { email: string; first: string; last: string; number: string; grade: string };

/** A file that was sent: what it says, and whether the client heard OK. */
export type Sent = { name: string; sha256: string; students: Student[]; heard: boolean; error: string | null; at: number };

/** A small school of its own, and all that was ever sent for it. */
export type KillSchool = { id: string; sftp: { username: string; password: string }; recipient: string; sent: Sent[] };

/** Adds, updates, archives at once, and mails each sync; nothing is saved by a switch that is off. */
export async function aSchool(kit: Installation, change: (settings: RosteringSettings) => void = () => undefined): Promise<KillSchool> {
  const district = (await kit.database.prisma.district.findFirst()) ?? (await kit.database.prisma.district.create({ data: { name: 'Kill' } }));
  const school = await createSchool(kit.database, {
    districtId: district.id,
    name: 'Lincoln High School',
    region: 'US',
    timeZone: 'America/Toronto',
    locale: 'en',
  });
  const recipient = `owner-${school.id}@kill.example`;
  const settings = { ...defaultSettings(), method: 'SFTP' as const, enabled: true };
  for (const category of CATEGORIES) settings.categories[category] = { roster: true, autoUpdate: true, missingUsers: 'ARCHIVE' };
  settings.notifications = { recipients: [recipient], when: 'EVERY_SYNC', includeNames: false, weeklySummary: false };
  settings.safety = { ...settings.safety, absencesBeforeArchive: 1, shapeChecks: 'WARN' };
  change(settings);
  await saveSettings(kit.database, { schoolId: school.id, ifVersion: null, settings, accountId: null });
  return { id: school.id, sftp: school.sftp, recipient, sent: [] };
}

/** An API token of a new owner of the school. */
export async function ownerToken(kit: Installation, school: KillSchool): Promise<string> {
  const account = await createAccount(kit.database, {
    email: `owner-${randomUUID()}@kill.example`,
    password: randomUUID(),
    role: 'OWNER',
    schoolId: school.id,
  });
  return createApiToken(kit.database, account.id);
}

export function students(count: number): Student[] {
  return Array.from({ length: count }, (_, i) => ({
    email: `student${i}@kill.example`,
    first: `Ana${letters(i)}`,
    last: `Lee${letters(i)}`,
    number: String(700_000 + i),
    grade: '10',
  }));
}

/** The next day's file: one student has a new last name, one is new, one has left. */
export function nextDay(before: Student[]): Student[] {
  const [changed, , ...rest] = before;
  if (changed === undefined) throw new Error('Too few students.');
  const number = Math.max(...before.map((student) => Number(student.number))) + 1;
  return [
    { ...changed, last: `${changed.last}s` },
    ...rest,
    { email: `student${number}@kill.example`, first: 'New', last: 'Student', number: String(number), grade: '10' },
  ];
}

export function csvOf(list: Student[]): Buffer {
  const lines = list.map(({ email, first, last, number, grade }) => `${email},${first},${last},${number},${grade}`);
  return Buffer.from(`email,first name,last name,student number,grade\n${lines.join('\n')}\n`);
}

export function workbookOf(list: Student[]): Buffer {
  const rows = list.map(
    ({ email, first, last, number, grade }, i) => `<row r="${i + 2}">${[email, first, last, number, grade].map(inlineCell).join('')}</row>`,
  );
  return makeWorkbook(HEADER_ROW + rows.join(''));
}

/** Sends a file, by ssh2 or by OpenSSH. Never rejects: what the client heard is in the answer, and in `school.sent`. */
export async function send(
  kit: Installation,
  school: KillSchool,
  name: string,
  list: Student[],
  how: { bytes?: Buffer; client?: 'ssh2' | 'openssh' } = {},
): Promise<Sent> {
  const bytes = how.bytes ?? csvOf(list);
  const sent = noteSent(school, name, list, bytes);
  if (how.client === 'openssh') {
    const path = join(kit.folder, randomUUID());
    await writeFile(path, bytes);
    const { code, output } = await opensshSftp({ port: kit.gateway.port, ...school.sftp }, [`put ${path} /${name}`]);
    if (code === 0) sent.heard = true;
    else sent.error = output.trim().slice(0, 200);
    return sent;
  }
  try {
    const session = await signIn(kit, school);
    try {
      const file = await session.open(name);
      for (let at = 0; at < bytes.length; at += 32_000) await file.write(at, bytes.subarray(at, at + 32_000));
      await file.close();
      sent.heard = true;
    } finally {
      session.end();
    }
  } catch (error) {
    sent.error = (error as Error).message;
  }
  return sent;
}

export function noteSent(school: KillSchool, name: string, list: Student[], bytes: Buffer): Sent {
  const sent: Sent = { name, sha256: createHash('sha256').update(bytes).digest('hex'), students: list, heard: false, error: null, at: Date.now() };
  school.sent.push(sent);
  return sent;
}

export type SftpSession = {
  open(name: string): Promise<{ write(offset: number, bytes: Buffer): Promise<void>; close(): Promise<void> }>;
  end(): void;
};

/** A signed-in SFTP session. Each call rejects when the server refuses, or goes away. */
export async function signIn(kit: Installation, school: KillSchool, how: { password?: string; from?: string } = {}): Promise<SftpSession> {
  const client = new ssh2.Client();
  let gone: (error: Error) => void = () => undefined;
  const away = new Promise<never>((_resolve, reject) => (gone = reject));
  away.catch(() => undefined);
  client.on('error', (error) => gone(error)).on('close', () => gone(new Error('The server went away.')));
  const ready = new Promise<void>((resolve) => client.once('ready', () => resolve()));
  client.connect({
    host: '127.0.0.1',
    port: kit.gateway.port,
    username: school.sftp.username,
    password: how.password ?? school.sftp.password,
    readyTimeout: 60_000,
    ...(how.from === undefined ? {} : { localAddress: how.from }),
  });
  const call = <T>(ask: (done: (error: Error | null | undefined, value?: T) => void) => void): Promise<T> =>
    Promise.race([
      away,
      new Promise<T>((resolve, reject) => ask((error, value) => (error === undefined || error === null ? resolve(value as T) : reject(error)))),
    ]);
  await Promise.race([away, ready]);
  const sftp = await call<ssh2.SFTPWrapper>((done) => client.sftp(done));
  return {
    open: async (name) => {
      const handle = await call<Buffer>((done) => sftp.open(`/${name}`, 'w', done));
      return {
        write: (offset, bytes) => call<void>((done) => sftp.write(handle, bytes, 0, bytes.length, offset, (error) => done(error))),
        close: () => call<void>((done) => sftp.close(handle, (error) => done(error))),
      };
    },
    end: () => client.end(),
  };
}

/** Names are letters only: a digit in a name is a warning. */
function letters(i: number): string {
  return i.toString(26).replaceAll(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '');
}
