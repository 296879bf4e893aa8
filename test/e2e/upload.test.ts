import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'ssh2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RosteringSettings } from '../../domain/settings.js';
import type { SyncView } from '../../domain/sync.js';
import { aPlace, eventually, startRollcall, type Rollcall } from '../support/rollcall.js';
import { opensshSftp, paramikoPut } from '../support/sftp-client.js';

type School = { id: string; name: string; sftp: { port: number; username: string; password: string }; recipient: string };
type Mail = { subject: string; to: { address: string }[]; text: string; html: string };
type Person = { id: string; email: string; firstName: string; lastName: string; studentId: string; parentPhone: string; state: string };

/** Small enough to go over it within a test. */
const LARGEST_UPLOAD = 24 * 1024 * 1024;

let place: Awaited<ReturnType<typeof aPlace>>;
let rollcall: Rollcall;

beforeAll(async () => {
  place = await aPlace();
  place.env['MAX_UPLOAD_BYTES'] = String(LARGEST_UPLOAD);
  rollcall = await startRollcall(place);
}, 300_000);

afterAll(async () => {
  await rollcall?.stop();
  await place?.remove();
}, 90_000);

describe('a file that a SIS uploads over SFTP', () => {
  it('by OpenSSH sftp becomes people, a receipt and a mail', async () => {
    const school = await aSchool('Maple Middle School');
    const file = await aFile('maple_students.csv', [
      'zoe@maple.example.org,Zoë,O’Neill,0007,9,(312) 555-0147',
      'luc@maple.example.org,Luc,"Côté, jr",0008,K,',
      'nobody',
    ]);

    const { code, output } = await opensshSftp(school.sftp, [`put ${file} /maple_students.csv`]);
    expect(output).not.toMatch(/fail|denied|error/i);
    expect(code).toBe(0);

    const sync = await syncOf(school, 'maple_students.csv');
    expect(sync).toMatchObject({ status: 'APPLIED', trigger: 'SFTP', rows: { total: 3, valid: 2, problems: 1 }, counts: { students: { added: 2 } } });

    const items = await peopleOf(school);
    expect(items.find(({ email }) => email === 'zoe@maple.example.org')).toMatchObject({
      firstName: 'Zoë',
      lastName: 'O’Neill',
      studentId: '0007',
      parentPhone: '+13125550147',
      state: 'ACTIVE',
    });

    const receipt = await receiptOf(school, 'maple_students.csv');
    expect(receipt).toMatch(/2/);
    expect(receipt).not.toContain('zoe@maple.example.org');

    const [mail, ...others] = await mailsTo(school.recipient);
    expect(others).toEqual([]);
    expect(mail!.subject).toContain('Maple Middle School');
    expect(mail!.subject).toMatch(/2 added/);
    for (const personal of ['Zoë', 'Neill', 'zoe@maple', 'Côté', '555-0147', '5550147'])
      expect(`${mail!.subject}${mail!.text}${mail!.html}`).not.toContain(personal);
  }, 120_000);

  it('of 10 MB by paramiko put arrives whole and is synced', async () => {
    const school = await aSchool('Birch High School');
    const rows = Array.from(
      { length: 100_000 },
      (_, at) =>
        `student${at}@students.birch.example.org,Given${at % 977},Family${at % 1009},${String(at + 1).padStart(8, '0')},${9 + (at % 4)},${'-'.repeat(40)}`,
    );
    const file = await aFile('birch_students.csv', rows, 'email,first name,last name,student id,grade,notes');
    const bytes = readFileSync(file).length;
    expect(bytes).toBeGreaterThan(10_000_000);

    const { code, output } = await paramikoPut(school.sftp, file, '/birch_students.csv');
    expect({ code, output: output.trim() }).toEqual({ code: 0, output: String(bytes) });

    const sync = await syncOf(school, 'birch_students.csv', 150);
    expect(sync).toMatchObject({
      status: 'APPLIED',
      file: { bytes },
      rows: { total: 100_000, valid: 100_000 },
      counts: { students: { added: 100_000 } },
    });
  }, 300_000);

  it('is synced when the worker is back, if it was down while the file came', async () => {
    const school = await aSchool('Cedar Elementary School');
    const file = await aFile('cedar_students.csv', ['ann@cedar.example.org,Ann,Lee,0001,3,']);
    const { worker } = rollcall.run().pids;

    process.kill(worker!, 'SIGKILL');
    const { code } = await opensshSftp(school.sftp, [`put ${file} /cedar_students.csv`]);
    expect(code).toBe(0);

    expect(await syncOf(school, 'cedar_students.csv', 120)).toMatchObject({ status: 'APPLIED', counts: { students: { added: 1 } } });
    expect(rollcall.run().pids.worker).not.toBe(worker);
  }, 180_000);

  it('is synced when Temporal is back, if it was down while the file came', async () => {
    const school = await aSchool('Dogwood Academy');
    const file = await aFile('dogwood_students.csv', ['bo@dogwood.example.org,Bo,Lind,0001,3,']);
    const { temporal } = rollcall.run().pids;

    process.kill(temporal!, 'SIGKILL');
    const { code } = await opensshSftp(school.sftp, [`put ${file} /dogwood_students.csv`]);
    expect(code).toBe(0);

    expect(await syncOf(school, 'dogwood_students.csv', 150)).toMatchObject({ status: 'APPLIED', counts: { students: { added: 1 } } });
  }, 200_000);

  const XLSX_MAGIC = Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x00, 0x00, 0x08, 0x00]);
  const HEADER = 'email,first name,last name,student id,grade';
  const CY = 'cy@elm.example.org,Cy,Roe,0001,3';

  it.each<[string, string, string | Buffer, { status: string; error?: { code: string }; problem?: string }]>([
    ['with an empty body', 'empty_students.csv', '', { status: 'REJECTED', error: { code: 'empty_file' } }],
    ['with a header only', 'header_students.csv', `${HEADER}\n`, { status: 'REJECTED', error: { code: 'header_only' } }],
    [
      'without a required column',
      'noemail_students.csv',
      'first name,last name,student id,grade\nCy,Roe,0001,3\n',
      { status: 'REJECTED', error: { code: 'missing_required_column' } },
    ],
    [
      'of unreadable bytes',
      'noise_students.csv',
      Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 197 + (at >> 3)) % 256)),
      { status: 'REJECTED', error: { code: 'unreadable_bytes' } },
    ],
    [
      'that is a picture by another name',
      'photo_students.csv',
      Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(200)]),
      { status: 'REJECTED', error: { code: 'unsupported_format' } },
    ],
    [
      'that is a broken workbook',
      'broken_students.xlsx',
      Buffer.concat([XLSX_MAGIC, Buffer.alloc(500, 7)]),
      { status: 'REJECTED', error: { code: 'broken_archive' } },
    ],
    [
      'with a PDF inside',
      'letter_students.pdf',
      '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n',
      { status: 'REJECTED', error: { code: 'unsupported_format' } },
    ],
    [
      'with a row of too many cells',
      'ragged_students.csv',
      `${HEADER}\n${CY}\nbo@elm.example.org,Bo,Lind,0002,3,one,two\n`,
      { status: 'UNCHANGED', problem: 'too_many_cells' },
    ],
    [
      'with the same person twice and different names',
      'twice_students.csv',
      `${HEADER}\n${CY}\nbo@elm.example.org,Bo,Lind,0002,3\nbo@elm.example.org,Kim,Park,0002,4\n`,
      { status: 'UNCHANGED', problem: 'contradicting_rows' },
    ],
    ['over the size limit', 'huge_students.csv', Buffer.alloc(LARGEST_UPLOAD + 1, 'a'), { status: 'REJECTED', error: { code: 'file_too_large' } }],
  ])(
    '%s gets its own clear result and leaves the people as they were',
    async (what, name, content, expected) => {
      const school = await aSchool(`Elm ${what}`, { archive: true });
      const full = await aFile(`first_${name}_students.csv`, [CY, 'bo@elm.example.org,Bo,Lind,0002,3'], HEADER);
      await opensshSftp(school.sftp, [`put ${full} /first_students.csv`]);
      expect(await syncOf(school, 'first_students.csv')).toMatchObject({ status: 'APPLIED', counts: { students: { added: 2 } } });
      const before = await peopleOf(school);
      expect(before).toHaveLength(2);

      const bad = join(place.dataFolder, name);
      await writeFile(bad, content);
      await opensshSftp(school.sftp, [`put ${bad} /${name}`]);

      const sync = await syncOf(school, name);
      expect(sync).toMatchObject({ status: expected.status, ...(expected.error === undefined ? {} : { error: expected.error }) });
      expect(sync.counts.students).toMatchObject({ added: 0, updated: 0, archived: 0 });
      const { items } = (await call('GET', `/api/schools/${school.id}/rostering/syncs/${sync.id}/problems?limit=10`)).body as {
        items: { code: string }[];
      };
      expect(items.map(({ code }) => code)).toEqual(expect.arrayContaining(expected.problem === undefined ? [] : [expected.problem]));
      expect(await peopleOf(school)).toEqual(before);
      expect(await receiptOf(school, name)).not.toMatch(/undefined|NaN|\[object/);
    },
    120_000,
  );

  it('that is cut off leaves nothing', async () => {
    const school = await aSchool('Fir School', { archive: true });
    const { port, username, password } = school.sftp;
    const client = new Client();
    await new Promise<void>((resolve, reject) => {
      client.once('ready', resolve).once('error', reject).connect({ host: '127.0.0.1', port, username, password });
    });
    await new Promise<void>((resolve, reject) => {
      client.sftp((error, sftp) => {
        if (error !== undefined) return reject(error);
        sftp.open('/fir_students.csv', 'w', (refused, handle) => {
          if (refused !== undefined) return reject(refused);
          const half = Buffer.from(`${HEADER}\nann@fir.example.org,Ann,Lee,00`);
          sftp.write(handle, half, 0, half.length, 0, (failed) => (failed === undefined || failed === null ? resolve() : reject(failed)));
        });
      });
    });
    client.destroy();

    // The gateway hears of the lost connection before it shows the folder to the next one.
    const whole = await aFile('fir_whole_students.csv', ['bo@fir.example.org,Bo,Lind,0002,3'], HEADER);
    await opensshSftp(school.sftp, [`put ${whole} /fir_whole_students.csv`]);
    await syncOf(school, 'fir_whole_students.csv');
    const { items } = (await call('GET', `/api/schools/${school.id}/rostering/syncs?limit=20`)).body as { items: SyncView[] };
    expect(items.map(({ file }) => file.name)).toEqual(['fir_whole_students.csv']);
  }, 120_000);
});

describe('a preview', () => {
  it('by the folder /test/ leaves a receipt and changes nobody', async () => {
    const school = await aSchool('Gum Tree School', { archive: true });
    const file = await aFile('gum_students.csv', ['ann@gum.example.org,Ann,Lee,0001,3,', 'nobody']);
    await opensshSftp(school.sftp, [`put ${file} /test/gum_students.csv`]);
    expect(await receiptOf(school, 'gum_students.csv')).toMatch(/preview only[\s\S]*1 row left out/);
    expect(await syncOf(school, 'gum_students.csv')).toMatchObject({ status: 'PREVIEWED', dryRun: true, counts: { students: { added: 1 } } });
    expect(await peopleOf(school)).toEqual([]);
  }, 120_000);

  it('by the command line says what would change, what would not and why, and ends with the code of check', async () => {
    const school = await aSchool('Hazel School', { archive: true });
    const full = await aFile('first_students.csv', ['ann@hazel.example.org,Ann,Lee,0001,3,', 'bo@hazel.example.org,Bo,Lind,0002,3,']);
    await opensshSftp(school.sftp, [`put ${full} /first_students.csv`]);
    await syncOf(school, 'first_students.csv');
    const { id } = (await peopleOf(school)).find(({ email }) => email === 'bo@hazel.example.org')!;
    await call('PATCH', `/api/schools/${school.id}/people/${id}`, { protected: true });
    const before = await peopleOf(school);

    const next = await aFile('next_students.csv', ['ann@hazel.example.org,Ann,Lee,0001,4,', 'cy@hazel.example.org,Cy,Roe,0003,3,']);
    const good = await preview(school, next);
    expect(good.output).toMatch(/Would change: 2\n {2}UPDATE +students +Ann Lee [^\n]*\n {2}ADD +students +Cy Roe/);
    expect(good.output).toMatch(/Would not change: 1\n {2}ARCHIVE +students +Bo Lind [^\n]*: This person is marked as protected/);
    expect(good.code).toBe(0);

    const bad = await preview(school, await aFile('bad_students.csv', ['Ann,Lee,0001,4'], 'first name,last name,student id,grade'));
    expect(bad.output).toMatch(/rejected;[\s\S]*A required column is missing: email/);
    expect(bad.code).toBe(2);

    const none = await preview(school, join(place.dataFolder, 'nothing.csv'));
    expect(none).toMatchObject({ code: 64, output: expect.stringMatching(/^There is no file .*nothing\.csv\.\n$/) });
    expect(await peopleOf(school)).toEqual(before);
  }, 120_000);
});

describe('a script with an API token', () => {
  const student = (n: number): string => `s${n}@rowan.example.org,Given${n},Family${n},${1000 + n},9,`;
  const students = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, at) => student(from + at));

  it('uploads by rollcall remote, sees what is held, approves it, and lists the syncs', async () => {
    const school = await aSchool('Rowan High School', { archive: true });
    const at = ['--school', school.name];
    const first = await remote('upload', await aFile('rowan_students.csv', students(1, 40)), ...at);
    expect(first.output).toContain('applied  40 of 40 rows valid  40 added');
    expect(first.code).toBe(0);

    const second = await remote('upload', await aFile('rowan_students.csv', students(20, 41)), ...at);
    expect(second.output).toMatch(/held for approval \(students\)/);
    expect(second.code).toBe(4);
    const syncId = second.output.slice(0, 36);
    const approved = await remote('approve', syncId, ...at, '--reason', 'They have left');
    expect(approved.output).toContain(`${syncId}  applied`);
    expect(approved.output).toContain('19 archived');
    expect((await remote('approve', syncId, ...at, '--reason', 'Again')).output).toContain('not_held:');
    expect((await remote('syncs', ...at, '--limit', '2')).output.split('\n')[0]).toContain(`${syncId}  `);
    expect(await remote('syncs', '--school', 'Nowhere')).toMatchObject({ code: 64 });
  }, 120_000);

  it('makes a token, which reads and does not write, and ends it', async () => {
    const made = await remote('make-token', 'nightly report', '--days', '7');
    const token = made.output.trim();
    expect(token).toMatch(/^rc_/);
    expect((await remote('syncs', '--school', 'Lincoln High School', '--token', token)).code).toBe(0);
    const file = await aFile('report_students.csv', students(1, 2));
    expect((await remote('upload', file, '--preview', '--school', 'Lincoln High School', '--token', token)).output).toContain('read_only_token:');
    const line = (await remote('tokens')).output.split('\n').find((each) => each.endsWith('nightly report'))!;
    expect((await remote('revoke-token', line.slice(0, 36))).code).toBe(0);
    expect((await remote('tokens', '--token', token)).output).toContain('not_signed_in:');
  }, 60_000);

  it('of thirty lines previews a file and applies it when nothing is wrong with it', async () => {
    const file = await aFile('lincoln_students.csv', students(1, 3));
    const { code, output } = await run('samples/upload-and-approve.mjs', file, 'Lincoln High School');
    expect(output).toMatch(/Lincoln High School: PREVIEWED, 3 of 3 rows are valid\n(HELD|APPLIED)/);
    expect(code).toBe(0);
    const wrong = await run('samples/upload-and-approve.mjs', await aFile('lincoln_students.csv', ['nobody']), 'Lincoln High School');
    expect(wrong.code).toBe(1);
    expect(wrong.output).toMatch(/line 2: /);
  }, 60_000);
});

function preview(school: School, file: string): Promise<{ code: number | null; output: string }> {
  return run('bin/rollcall.mjs', 'preview', file, '--school', school.id, '--api', rollcall.run().apiUrl, '--token', manager().apiToken);
}

/** A command of `rollcall remote`; address and token are those that run.json names. */
function remote(...args: string[]): Promise<{ code: number | null; output: string }> {
  return run('bin/rollcall.mjs', 'remote', ...args);
}

function run(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ROLLCALL_DATA: place.dataFolder } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

async function aSchool(name: string, { archive = false } = {}): Promise<School> {
  const district = manager().districtId;
  const recipient = `${name.split(' ')[0]!.toLowerCase()}@owners.example.org`;
  const made = await call('POST', `/api/districts/${district}/schools`, {
    name,
    region: 'US',
    timeZone: 'America/Chicago',
    locale: 'en',
  });
  const { id, sftp } = made.body as { id: string; sftp: { username: string; password: string } };
  const path = `/api/schools/${id}/rostering`;
  const { body, headers } = await call('GET', path);
  const settings = body as RosteringSettings;
  settings.method = 'SFTP';
  settings.enabled = true;
  settings.notifications = { ...settings.notifications, recipients: [recipient], when: 'EVERY_SYNC' };
  for (const category of Object.values(settings.categories)) category.roster = true;
  if (archive) Object.assign(settings.categories.students, { autoUpdate: true, missingUsers: 'ARCHIVE' });
  await call('PUT', path, settings, { 'If-Match': headers.get('etag') ?? '' });
  return { id, name, recipient, sftp: { port: rollcall.run().sftp.port, username: sftp.username, password: sftp.password } };
}

async function aFile(name: string, rows: string[], header = 'email,first name,last name,student id,grade,parentPhone'): Promise<string> {
  const file = join(place.dataFolder, name);
  await writeFile(file, `${[header, ...rows].join('\n')}\n`);
  return file;
}

function syncOf(school: School, name: string, seconds = 60): Promise<SyncView> {
  return eventually(
    `the sync of ${name} ends`,
    async () => {
      const { items } = (await call('GET', `/api/schools/${school.id}/rostering/syncs?limit=20`)).body as { items: SyncView[] };
      return items.find(({ file, finishedAt }) => file.name === name && finishedAt !== null);
    },
    seconds,
  );
}

function receiptOf(school: School, name: string): Promise<string> {
  const local = join(place.dataFolder, `${name}.receipt`);
  return eventually(`the receipt of ${name} lies in /results`, async () => {
    const { code } = await opensshSftp(school.sftp, [`get /results/${name}.result.txt ${local}`]);
    return code === 0 ? readFileSync(local, 'utf8') : undefined;
  });
}

function mailsTo(recipient: string): Promise<Mail[]> {
  return eventually(`a mail to ${recipient}`, async () => {
    const mails = (await (await fetch(rollcall.run().mailApi)).json()) as Mail[];
    const found = mails.filter(({ to }) => to.some(({ address }) => address === recipient));
    return found.length > 0 ? found : undefined;
  });
}

function manager(): { apiToken: string; districtId: string } {
  for (const account of rollcall.run().accounts) if (account.role === 'DISTRICT_MANAGER') return account;
  throw new Error('run.json names no district manager.');
}

async function peopleOf(school: School): Promise<Person[]> {
  return ((await call('GET', `/api/schools/${school.id}/people?limit=10`)).body as { items: Person[] }).items;
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ body: unknown; headers: Headers }> {
  const response = await fetch(rollcall.run().apiUrl + path, {
    method,
    headers: { Authorization: `Bearer ${manager().apiToken}`, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return { body: JSON.parse(text === '' ? 'null' : text), headers: response.headers };
}
