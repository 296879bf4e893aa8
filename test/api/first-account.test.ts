import { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { printFirstAccountLink } from '../../apps/api/print-first-account-link.js';
import { createLog } from '../../infra/log.js';
import { openDatabase, type Database } from '../../store/database.js';
import { startTestApi, type Answer, type TestApi } from './start-test-api.js';

const DAY = 86_400_000;
let api: TestApi;
let ofApi: Database;
let now = new Date();
beforeAll(async () => {
  api = await startTestApi({ deps: { now: () => now } });
  ofApi = openDatabase(api.database.urlOf('api'));
});
afterAll(async () => {
  await ofApi.close();
  await api.stop();
});
beforeEach(async () => {
  now = new Date();
  await api.database.pool.query('TRUNCATE account, first_account_link CASCADE');
});

/** Starts the API once more, as far as this is about the link. Returns what it logged: one line, or none. */
async function start(): Promise<{ url?: string; expiresAt?: string }> {
  const lines: string[] = [];
  const log = createLog('api', 'warn', new Writable({ write: (line: Buffer, _, done) => (lines.push(line.toString()), done()) }));
  await printFirstAccountLink({ database: ofApi, log, publicUrl: 'https://rollcall.example/', now });
  expect(lines.length).toBeLessThan(2);
  return lines[0] === undefined ? {} : JSON.parse(lines[0]);
}
const tokenOf = ({ url }: { url?: string }): string => /^https:\/\/rollcall\.example\/first-account#(rl_[\w-]{43})$/.exec(url ?? '')?.[1] ?? '';
const PASSWORD = 'blue bicycle under the lamp';
const make = (token: string, more: object = {}): Promise<Answer> =>
  api.call('POST', '/api/first-account', {
    body: { token, district: 'Lakeside District', email: 'Mona@Lakeside.example', password: PASSWORD, locale: 'fr-CA', ...more },
  });
const open = (token: string): Promise<Answer> => api.call('POST', '/api/first-account/link', { body: { token } });
const accounts = async (): Promise<number> => api.database.prisma.account.count();
const ENDED = { status: 410, body: { code: 'first_account_link_ended' } };

describe('the first account of an empty installation', () => {
  test('is a District Manager, made once by the link that the API printed at its start', async () => {
    const printed = await start();
    const token = tokenOf(printed);
    expect(await open(token)).toMatchObject({ status: 200, body: { expiresAt: printed.expiresAt } });
    expect((await api.database.pool.query('SELECT token_hash::text FROM first_account_link')).rows[0]).not.toContain(token);

    expect(await make(token, { password: 'short' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/password', code: 'too_short' }] } });
    const made = await make(token);
    expect(made).toMatchObject({ status: 201, body: { email: 'mona@lakeside.example' } });
    expect(made.headers.get('cache-control')).toBe('no-store');

    const session = await api.call('POST', '/api/session', { body: { email: 'mona@lakeside.example', password: PASSWORD } });
    const { account } = session.body;
    expect(account).toMatchObject({ role: 'DISTRICT_MANAGER', districtId: made.body.districtId, locale: 'fr-CA' });
    const { rows } = await api.database.pool.query(
      `SELECT action, actor_id, detail FROM audit_entry WHERE district_id = $1 AND action NOT LIKE 'session.%' ORDER BY id`,
      [account.districtId],
    );
    expect(rows).toEqual([
      { action: 'district.created', actor_id: account.id, detail: null },
      { action: 'first_account.made', actor_id: account.id, detail: { address: '127.0.0.1' } },
    ]);

    expect(await make(token, { email: 'other@lakeside.example' })).toMatchObject(ENDED);
    expect(await open(token)).toMatchObject(ENDED);
    expect(await accounts()).toBe(1);
    expect(await start()).toEqual({});
  });

  test('is made by the link of the last start only, and not after a day', async () => {
    const first = tokenOf(await start());
    const second = tokenOf(await start());
    expect(await make(first)).toMatchObject(ENDED);
    now = new Date(now.getTime() + DAY);
    expect(await make(second)).toMatchObject(ENDED);
    expect(await open(second)).toMatchObject(ENDED);
    expect(await make('rl_guessed')).toMatchObject(ENDED);
    expect(await accounts()).toBe(0);
  });

  test('is one, however many requests use the link at once', async () => {
    const token = tokenOf(await start());
    const answers = await Promise.all([1, 2, 3].map((n) => make(token, { email: `mona${n}@lakeside.example` })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 410, 410]);
    expect(await accounts()).toBe(1);
  });

  test('is made by the command line as before, and the link has then ended', async () => {
    const token = tokenOf(await start());
    await api.aManagerOf((await api.aDistrict()).id);
    expect(await open(token)).toMatchObject(ENDED);
    expect(await make(token)).toMatchObject(ENDED);
    expect(await accounts()).toBe(1);
  });

  test('is made by no other site, in whose page a browser was', async () => {
    const token = tokenOf(await start());
    const answer = await api.call('POST', '/api/first-account', {
      body: { token, district: 'Elsewhere', email: 'eve@elsewhere.example', password: PASSWORD, locale: 'en' },
      headers: { Origin: 'https://elsewhere.example' },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: 'other_origin' } });
    expect(await accounts()).toBe(0);
  });
});
