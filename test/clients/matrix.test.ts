import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGatewayUnderTest, type GatewayUnderTest, type Received } from '../sftp/support/gateway-under-test.js';
import { run } from '../sftp/support/run.js';
import { CLIENTS, OLD_CLIENTS, ONLY_DIFFIE_HELLMAN, type Client, type Step } from './clients.js';
import { fetchClients, type Fetched } from './fetch-clients.js';
import { tableOf, type Cell } from './write-table.js';

const FILES: Record<string, Buffer> = {
  'students.csv': Buffer.from('email,first name,last name,student id,grade\nzoe@school.test,Zoé,Tremblay,007,9\n'),
  'newer.csv': Buffer.from('email,first name,last name,student id,grade\nada@school.test,Ada,Roy,0012,10\n'),
  'empty.csv': Buffer.alloc(0),
  'large.csv': randomBytes(20 * 1024 * 1024),
};
/** What a client does, and what has been received afterwards, name and local file. */
const CASES: { name: string; steps: Step[]; key?: true; received: [string, string][] }[] = [
  { name: 'new file', steps: [['put', 'students.csv', 'roster.csv']], received: [['roster.csv', 'students.csv']] },
  {
    name: 'overwrite',
    steps: [
      ['put', 'students.csv', 'roster.csv'],
      ['put', 'newer.csv', 'roster.csv'],
    ],
    received: [
      ['roster.csv', 'students.csv'],
      ['roster.csv', 'newer.csv'],
    ],
  },
  {
    name: 'temporary name, then rename',
    steps: [
      ['put', 'students.csv', 'roster.csv.tmp'],
      ['rename', 'roster.csv.tmp', 'roster.csv'],
    ],
    received: [['roster.csv', 'students.csv']],
  },
  { name: 'unknown key first, then password', steps: [['put', 'students.csv', 'roster.csv']], key: true, received: [['roster.csv', 'students.csv']] },
  { name: '0 bytes', steps: [['put', 'empty.csv', 'roster.csv']], received: [['roster.csv', 'empty.csv']] },
  { name: '20 MB', steps: [['put', 'large.csv', 'roster.csv']], received: [['roster.csv', 'large.csv']] },
];

const cells: Cell[] = [];
const versions = new Map<string, string>();
let gateway: GatewayUnderTest;
let fetched: Fetched;
let keyFile: string;

beforeAll(async () => {
  fetched = await fetchClients(process.env['ROLLCALL_CLIENTS_CACHE']!, process.env['ROLLCALL_CLIENTS_PYTHON']!, (what) => console.log(what));
  gateway = await startGatewayUnderTest({ compat: true });
  for (const [name, bytes] of Object.entries(FILES)) await writeFile(join(gateway.folder, name), bytes);
  keyFile = join(gateway.folder, 'unknown_key');
  await run('ssh-keygen', ['-q', '-t', 'rsa', '-b', '2048', '-m', 'PEM', '-N', '', '-f', keyFile]);
  await run('puttygen', [keyFile, '-O', 'private', '-o', `${keyFile}.ppk`]);
});
afterAll(async () => {
  await gateway.end();
  const file = process.env['ROLLCALL_CLIENTS_TABLE'];
  const table = tableOf(cells, versions);
  console.log(table);
  if (file !== undefined) writeFileSync(file, table);
});

const received = (of: [string, string][]): Omit<Received, 'status' | 'errorCode'>[] =>
  of.map(([name, file]) => ({
    name,
    bytes: FILES[file]!.length,
    sha256: createHash('sha256').update(FILES[file]!).digest('hex'),
    dryRun: false,
  }));

describe.each([
  ['SFTP_PORT', CLIENTS],
  ['SFTP_COMPAT_PORT', OLD_CLIENTS],
] as const)('at %s', (port, clients) => {
  const portOf = (): number => (port === 'SFTP_PORT' ? gateway.port : gateway.compatPort!);

  describe.each(clients)('$name', (client) => {
    test.each(CASES)('$name', async ({ name, steps, key, received: expected }) => {
      const school = await gateway.school();
      versions.set(client.name, await client.version(fetched));
      const cell: Cell = { client: client.name, port, case: name, outcome: 'failed' };
      cells.push(cell);
      const ran = await client.send(steps, { gateway, school, port: portOf(), fetched, ...(key === undefined ? {} : { keyFile }) });
      if (ran === null) {
        cell.outcome = 'no such thing';
        return;
      }
      expect(ran.exitCode, `${ran.stdout}\n${ran.stderr}`).toBe(0);
      // sshfs closes a file after the program that wrote it has ended.
      const got = async (): Promise<unknown> => (await gateway.received(school)).map(({ status: _status, errorCode: _code, ...file }) => file);
      await expect.poll(got, { timeout: 10_000 }).toEqual(received(expected));
      cell.outcome = 'received';
    });
  });
});

/** What docs/sftp.md says that nobody should try. */
describe.each([
  ['SFTP_PORT', [...OLD_CLIENTS, ONLY_DIFFIE_HELLMAN]],
  ['SFTP_COMPAT_PORT', [ONLY_DIFFIE_HELLMAN]],
] as [string, Client[]][])('at %s stays out', (port, clients) => {
  test.each(clients)('$name', async (client) => {
    const school = await gateway.school();
    versions.set(client.name, await client.version(fetched));
    const to = { gateway, school, port: port === 'SFTP_PORT' ? gateway.port : gateway.compatPort!, fetched };
    const ran = await client.send([['put', 'students.csv', 'roster.csv']], to);
    expect(ran!.exitCode).not.toBe(0);
    expect(await gateway.received(school)).toEqual([]);
    cells.push({ client: client.name, port, case: 'new file', outcome: 'stays out' });
  });
});
