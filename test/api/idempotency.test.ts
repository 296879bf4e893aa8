import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REQUEST_PROBLEMS } from '../../domain/messages/request-texts.js';
import { defaultSettings } from '../../domain/settings.js';
import { createRepeatableRequests } from '../../services/requests/repeatable-requests.js';
import { forgetRepeatableRequests } from '../../store/repeatable-requests.js';
import { startTestApi, type Answer, type CallOptions, type SignedIn, type TestApi } from './start-test-api.js';
import { codeOf } from '../support/authenticator.js';
import { createSoftPasskey } from '../support/soft-passkey.js';
import { newKeyPair } from '../support/key-pair.js';

let api: TestApi;
let mailed = 0;
beforeAll(async () => {
  // Browsers make passkeys for a host name only.
  const config = { PUBLIC_URL: 'http://localhost:3000' };
  api = await startTestApi({ config, deps: { sendTestMail: async ({ recipients }) => ({ sent: (mailed += recipients.length), failed: [] }) } });
});
afterAll(() => api.stop());

type Place = { id: string; districtId: string; path: string; owner: SignedIn; manager: SignedIn };

async function aPlace(): Promise<Place> {
  const district = await api.aDistrict();
  const { id } = await api.aSchool(district.id);
  return {
    id,
    districtId: district.id,
    path: `/api/schools/${id}/rostering`,
    owner: await api.anOwnerOf(id),
    manager: await api.aManagerOf(district.id),
  };
}

const count = async (sql: string, ...values: unknown[]): Promise<number> =>
  (await api.database.pool.query<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`, values)).rows[0]!.n;

/** A form with one file; fetch writes another boundary each time. */
function aFile(name: string, text: string): FormData {
  const form = new FormData();
  form.append('file', new Blob([text]), name);
  return form;
}

const FILE = 'Email,First Name,Last Name,Student Number,Grade\nzoe@example.org,Zoé,Tremblay,1001,9\n';

async function aSync(place: Place, status: string, more: Record<string, unknown> = {}): Promise<string> {
  const { syncId } = await api.uploads.receive({
    schoolId: place.id,
    fileName: 'students.csv',
    trigger: 'SFTP',
    dryRun: false,
    source: (await import('node:stream')).Readable.from([Buffer.from(FILE)]),
  });
  await api.database.prisma.sync.update({
    where: { id: syncId },
    data: { status: status as 'HELD', announcedAt: new Date(), finishedAt: new Date(), ...more },
  });
  return syncId;
}

/** How to send each POST of the API, and what counts how often it was done. */
type Way = (place: Place) => Promise<{ path: string; as: SignedIn; options: () => CallOptions; effects: () => Promise<number> }>;

const reason = { body: { reason: 'As we discussed' } };
const decided = (place: Place, action: string) => () => count('audit_entry WHERE school_id = $1 AND action = $2', place.id, action);
const ACTED = { archive: 'person.archived', restore: 'person.restored', release: 'person.released' };

async function byHand(place: Place, act: keyof typeof ACTED, state: { state: 'ACTIVE' | 'ARCHIVED'; archivedAt?: Date }): ReturnType<Way> {
  const { id } = await api.database.prisma.person.create({
    data: { schoolId: place.id, email: 'zoe@example.org', firstName: 'Zoé', lastName: 'Roy', role: 'STUDENT', category: 'students', ...state },
  });
  return {
    path: `/api/schools/${place.id}/people/${id}/${act}`,
    as: place.owner,
    options: () => reason,
    effects: decided(place, ACTED[act]),
  };
}

const WEBHOOK = { url: 'http://127.0.0.1:9/', events: ['sync.ended'] };

/** The path of a webhook that a school has. */
async function aWebhook({ path, owner }: Place): Promise<string> {
  const { body } = await api.call('POST', `${path}/webhooks`, { as: owner, body: WEBHOOK });
  return `${path}/webhooks/${body.id}`;
}

const FACTOR = '/api/second-factor';
const offered = async ({ owner }: Place): Promise<string> =>
  (await api.call('POST', `${FACTOR}/authenticator-app`, { as: owner, body: { currentPassword: owner.password } })).body.secret;

/** A passkey that a browser has made for an owner. */
async function madePasskey({ owner }: Place): Promise<{ name: string; response: unknown }> {
  const { body } = await api.call('POST', `${FACTOR}/passkeys/offer`, { as: owner, body: { currentPassword: owner.password } });
  const passkey = createSoftPasskey({ rpId: 'localhost', origin: 'http://localhost:3000' });
  return { name: 'Laptop', response: passkey.made(body.options) };
}

/** Password and a recovery code of an owner who has an authenticator app. */
async function withApp(place: Place): Promise<{ currentPassword: string; code: string }> {
  const body = { code: codeOf(await offered(place)) };
  const confirmed = await api.call('POST', `${FACTOR}/authenticator-app/confirm`, { as: place.owner, body });
  return { currentPassword: place.owner.password, code: confirmed.body.recoveryCodes[0] };
}

const WAYS: Record<string, Way> = {
  createSchool: async ({ districtId, manager }) => ({
    path: `/api/districts/${districtId}/schools`,
    as: manager,
    options: () => ({ body: { name: 'École Montcalm', region: 'CA', timeZone: 'America/Toronto', locale: 'fr-CA' } }),
    effects: () => count('school WHERE district_id = $1 AND name = $2', districtId, 'École Montcalm'),
  }),
  renewSftpPassword: async ({ id, path, owner }) => ({
    path: `${path}/sftp/password`,
    as: owner,
    options: () => ({}),
    // The school was made with one.
    effects: async () => (await count('sftp_password WHERE school_id = $1', id)) - 1,
  }),
  sendTestMail: async ({ path, owner }) => {
    const before = mailed;
    return { path: `${path}/notifications/test`, as: owner, options: () => ({}), effects: async () => mailed - before };
  },
  uploadFile: async ({ id, path, owner }) => ({
    path: `${path}/uploads?dryRun=true`,
    as: owner,
    options: () => ({ raw: aFile('students.csv', FILE) }),
    effects: () => count('upload WHERE school_id = $1', id),
  }),
  uploadDistrictFile: async ({ districtId, manager }) => ({
    path: `/api/districts/${districtId}/uploads`,
    as: manager,
    options: () => ({ raw: aFile('students.csv', FILE.replace('Grade', 'Grade,School').replace(',9', ',9,Lincoln High School')) }),
    effects: () => count('district_upload WHERE district_id = $1', districtId),
  }),
  previewSettings: async (place) => {
    await aSync(place, 'APPLIED', { covers: ['students'], appliedAt: new Date(), rowsTotal: 1, rowsValid: 1 });
    return {
      path: `${place.path}/preview`,
      as: place.owner,
      options: () => ({ body: { safety: defaultSettings().safety } }),
      effects: async () => (await count('sync WHERE school_id = $1', place.id)) - 1,
    };
  },
  approveSync: async (place) => ({
    path: `${place.path}/syncs/${await aSync(place, 'HELD')}/approve`,
    as: place.owner,
    options: () => reason,
    effects: decided(place, 'sync.approved'),
  }),
  discardSync: async (place) => ({
    path: `${place.path}/syncs/${await aSync(place, 'HELD')}/discard`,
    as: place.owner,
    options: () => reason,
    effects: decided(place, 'sync.discarded'),
  }),
  undoSync: async (place) => ({
    path: `${place.path}/syncs/${await aSync(place, 'APPLIED', { appliedAt: new Date(), counts: { students: { added: 1, updated: 0, archived: 0, restored: 0, unchanged: 0, held: 0 } } })}/undo`,
    as: place.owner,
    options: () => reason,
    effects: decided(place, 'sync.undo_requested'),
  }),
  cancelSync: async (place) => ({
    path: `${place.path}/syncs/${await aSync(place, 'STAGING', { finishedAt: null })}/cancel`,
    as: place.owner,
    options: () => reason,
    effects: decided(place, 'sync.cancel_requested'),
  }),
  applyPreview: async (place) => {
    const { owner } = place;
    const { headers, body } = await api.call('GET', place.path, { as: owner });
    const settings = { ...body, method: 'SFTP', enabled: true };
    await api.call('PUT', place.path, { as: owner, body: settings, headers: { 'If-Match': headers.get('etag') ?? '' } });
    return {
      path: `${place.path}/syncs/${await aSync(place, 'PREVIEWED', { dryRun: true })}/apply`,
      as: owner,
      options: () => reason,
      effects: async () => (await count('sync WHERE school_id = $1', place.id)) - 1,
    };
  },
  mapWords: async (place) => ({
    path: `${place.path}/syncs/${await aSync(place, 'REJECTED')}/map`,
    as: place.owner,
    options: () => ({ body: { reason: 'As we discussed', maps: { headers: { Kennung: 'studentId' } } } }),
    effects: async () => (await count('sync WHERE school_id = $1', place.id)) - 1,
  }),
  archivePerson: (place) => byHand(place, 'archive', { state: 'ACTIVE' }),
  restorePerson: (place) => byHand(place, 'restore', { state: 'ARCHIVED', archivedAt: new Date() }),
  releasePerson: (place) => byHand(place, 'release', { state: 'ARCHIVED', archivedAt: new Date() }),
  makeWebhook: async ({ id, path, owner }) => ({
    path: `${path}/webhooks`,
    as: owner,
    options: () => ({ body: WEBHOOK }),
    effects: () => count('webhook WHERE school_id = $1', id),
  }),
  renewWebhookSecret: async (place) => ({
    path: `${await aWebhook(place)}/secret`,
    as: place.owner,
    options: () => ({}),
    effects: decided(place, 'webhook.secret_renewed'),
  }),
  testWebhook: async (place) => ({
    path: `${await aWebhook(place)}/test`,
    as: place.owner,
    options: () => ({}),
    effects: decided(place, 'webhook.tested'),
  }),
  resendWebhookDelivery: async (place) => {
    const webhook = await aWebhook(place);
    const { body } = await api.call('POST', `${webhook}/test`, { as: place.owner });
    return { path: `${webhook}/deliveries/${body.id}/resend`, as: place.owner, options: () => ({}), effects: decided(place, 'webhook.sent_again') };
  },
  addSftpKey: async ({ id, path, owner }) => {
    const { public: publicKey } = newKeyPair();
    return {
      path: `${path}/sftp/keys`,
      as: owner,
      options: () => ({ body: { name: 'PowerSchool', publicKey } }),
      effects: () => count('sftp_key WHERE school_id = $1', id),
    };
  },
  makeHandover: async (place) => ({
    path: `${place.path}/handover`,
    as: place.owner,
    options: () => ({}),
    effects: decided(place, 'handover.made'),
  }),
  inviteSchoolMember: async ({ id, owner }) => ({
    path: `/api/schools/${id}/members`,
    as: owner,
    options: () => ({ body: { email: `owner-${id}@example.org` } }),
    effects: () => count('account_mail JOIN account ON account.id = account_id WHERE school_id = $1', id),
  }),
  inviteDistrictMember: async ({ districtId, manager }) => ({
    path: `/api/districts/${districtId}/members`,
    as: manager,
    options: () => ({ body: { email: `manager-${districtId}@example.org` } }),
    effects: () => count('account_mail JOIN account ON account.id = account_id WHERE district_id = $1', districtId),
  }),
  makeToken: async ({ owner }) => ({
    path: '/api/tokens',
    as: owner,
    options: () => ({ body: { name: 'Nightly script', scope: 'READ' } }),
    effects: () => count(`access_token WHERE account_id = $1 AND name = 'Nightly script'`, owner.id),
  }),
  setPassword: async (place) => ({
    path: '/api/password',
    as: place.owner,
    options: () => ({ body: { currentPassword: place.owner.password, newPassword: 'blue bicycle under the lamp' } }),
    effects: decided(place, 'password.changed'),
  }),
  // A second secret would be another answer.
  offerAuthenticatorApp: async ({ owner }) => ({
    path: `${FACTOR}/authenticator-app`,
    as: owner,
    options: () => ({ body: { currentPassword: owner.password } }),
    effects: () => count('authenticator_app WHERE account_id = $1', owner.id),
  }),
  confirmAuthenticatorApp: async (place) => {
    const body = { code: codeOf(await offered(place)) };
    return { path: `${FACTOR}/authenticator-app/confirm`, as: place.owner, options: () => ({ body }), effects: decided(place, 'second_factor.on') };
  },
  offerPasskey: async ({ owner }) => ({
    path: `${FACTOR}/passkeys/offer`,
    as: owner,
    options: () => ({ body: { currentPassword: owner.password } }),
    effects: () => count('passkey_offer WHERE account_id = $1', owner.id),
  }),
  addPasskey: async (place) => {
    const body = await madePasskey(place);
    return { path: `${FACTOR}/passkeys`, as: place.owner, options: () => ({ body }), effects: decided(place, 'passkey.added') };
  },
  removePasskey: async (place) => {
    const { body } = await api.call('POST', `${FACTOR}/passkeys`, { as: place.owner, body: await madePasskey(place) });
    const proof = { currentPassword: place.owner.password, code: body.recoveryCodes[0] };
    const path = `${FACTOR}/passkeys/${body.passkey.id}/remove`;
    return { path, as: place.owner, options: () => ({ body: proof }), effects: decided(place, 'passkey.removed') };
  },
  renewRecoveryCodes: async (place) => {
    const body = await withApp(place);
    return { path: `${FACTOR}/recovery-codes`, as: place.owner, options: () => ({ body }), effects: decided(place, 'recovery_codes.renewed') };
  },
  switchOffSecondFactor: async (place) => {
    const body = await withApp(place);
    return { path: `${FACTOR}/off`, as: place.owner, options: () => ({ body }), effects: decided(place, 'second_factor.off') };
  },
  rerunSync: async (place) => ({
    path: `${place.path}/syncs/${await aSync(place, 'APPLIED')}/rerun`,
    as: place.owner,
    options: () => reason,
    effects: async () => (await count('sync WHERE school_id = $1', place.id)) - 1,
  }),
};

/** Whoever has no account yet, or cannot use it: each of these starts anew. */
const WITHOUT_ACCOUNT = [
  'signIn',
  'answerChallenge',
  'challengePasskey',
  'answerByPasskey',
  'forgotPassword',
  'readPasswordLink',
  'openFirstAccountLink',
  'makeFirstAccount',
  'openHandover',
  'makeHandoverPassword',
  'addHandoverKey',
];
/** Repeated, they read again. */
const ONLY_READING = ['searchPeople', 'exportPeople', 'searchSchool', 'searchChanges', 'exportChanges'];

describe('every POST', () => {
  test('of the OpenAPI document is tried here, except what somebody without an account asks for', () => {
    const posts = Object.values(api.document.paths).flatMap((path) => (path.post === undefined ? [] : [path.post]));
    expect(new Set(posts.map(({ operationId }) => operationId))).toEqual(new Set([...WITHOUT_ACCOUNT, ...ONLY_READING, ...Object.keys(WAYS)]));
    for (const post of posts) {
      const named = (post.parameters ?? []).some((parameter) => '$ref' in parameter && parameter.$ref === '#/components/parameters/IdempotencyKey');
      expect([post.operationId, named]).toEqual([post.operationId, ![...WITHOUT_ACCOUNT, ...ONLY_READING].includes(post.operationId ?? '')]);
      expect(named ? [post.responses['409'], post.responses['422']].every((response) => response !== undefined) : true).toBe(true);
    }
  });

  test.each(Object.entries(WAYS))('%s: sent twice with one Idempotency-Key is done once and answered alike', async (_operation, way) => {
    const { path, as, options, effects } = await way(await aPlace());
    const headers = { 'Idempotency-Key': randomUUID() };
    const send = (): Promise<Answer> => api.call('POST', path, { ...options(), as, headers: { ...headers } });
    const first = await send();
    expect([first.status, first.headers.get('idempotent-replayed')]).toEqual([expect.toSatisfy((status: number) => status < 300), null]);
    const again = await send();
    expect({ status: again.status, body: again.body }).toEqual({ status: first.status, body: first.body });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await effects()).toBe(1);
  });

  test.each(Object.entries(WAYS))('%s: sent five times at once with one Idempotency-Key is done once', async (operation, way) => {
    const { path, as, options, effects } = await way(await aPlace());
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => api.call('POST', path, { ...options(), as, headers: { 'Idempotency-Key': key } })),
    );
    expect([operation, new Set(answers.map(({ status, text }) => `${status} ${text}`)).size]).toEqual([operation, 1]);
    expect(answers[0]!.status).toBeLessThan(300);
    expect(await effects()).toBe(1);
  });
});

describe('an Idempotency-Key', () => {
  const renew = (place: Place, key: string, options: CallOptions = {}): Promise<Answer> =>
    api.call('POST', `${place.path}/sftp/password`, { as: place.owner, ...options, headers: { 'Idempotency-Key': key, ...options.headers } });

  test('with another body is refused, and the first answer stays', async () => {
    const [place, key] = [await aPlace(), randomUUID()];
    const first = await renew(place, key);
    expect(await renew(place, key, { body: { revokeOldNow: true } })).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    expect((await renew(place, key)).body).toEqual(first.body);
  });

  test('with another file, another file name or another query is refused: no file is taken for another one', async () => {
    const [place, key] = [await aPlace(), randomUUID()];
    const upload = (form: FormData, dryRun = true): Promise<Answer> =>
      api.call('POST', `${place.path}/uploads?dryRun=${dryRun}`, { as: place.owner, raw: form, headers: { 'Idempotency-Key': key } });
    expect((await upload(aFile('students.csv', FILE))).status).toBe(202);
    expect((await upload(aFile('students.csv', FILE.replace('1001', '1002')))).body.code).toBe('idempotency_key_reused');
    expect((await upload(aFile('teachers.csv', FILE))).body.code).toBe('idempotency_key_reused');
    expect((await upload(aFile('students.csv', FILE), false)).body.code).toBe('idempotency_key_reused');
    expect((await upload(aFile('students.csv', FILE))).status).toBe(202);
    expect(await count('upload WHERE school_id = $1', place.id)).toBe(1);
  });

  test('belongs to one account and one route', async () => {
    const [place, key] = [await aPlace(), randomUUID()];
    const first = await renew(place, key);
    const ofManager = await renew(place, key, { as: place.manager });
    expect(ofManager.body.password).not.toBe(first.body.password);
    const elsewhere = await api.call('POST', `${place.path}/notifications/test`, { as: place.owner, headers: { 'Idempotency-Key': key } });
    expect(elsewhere.status).toBe(200);
  });

  test('of an account that may not see the school any more gives nothing away', async () => {
    const [place, key] = [await aPlace(), randomUUID()];
    await renew(place, key);
    const { id: otherId } = await api.aSchool(place.districtId);
    await api.database.prisma.account.update({ where: { id: place.owner.id }, data: { schoolId: otherId } });
    expect(await renew(place, key)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  test('of a refused request is free again: nothing was done', async () => {
    const [place, key] = [await aPlace(), randomUUID()];
    const path = `${place.path}/uploads?dryRun=true`;
    const headers = { 'Idempotency-Key': key };
    expect((await api.call('POST', path, { as: place.owner, raw: new FormData(), headers })).status).toBe(422);
    expect((await api.call('POST', path, { as: place.owner, raw: aFile('students.csv', FILE), headers })).status).toBe(202);
  });

  test.each(['', 'two words', 'x'.repeat(256), 'é'])('%j is refused', async (key) => {
    const place = await aPlace();
    const answer = await renew(place, key);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/header/Idempotency-Key', code: 'wrong_format' }] } });
  });

  test('keeps the answer sealed: no password can be read in the database, nor in the log', async () => {
    const [place, key] = [await aPlace(), randomUUID()];
    const { body } = await renew(place, key);
    const { rows } = await api.database.pool.query<{ row: string; answer: Buffer }>(
      'SELECT r::text AS row, answer FROM repeatable_request r WHERE key = $1',
      [key],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]!.row + rows[0]!.answer.toString('latin1') + api.logged()).not.toContain(body.password);
  });

  test('is forgotten after a day', async () => {
    const [place, key] = [await aPlace(), randomUUID()];
    const first = await renew(place, key);
    await api.database.pool.query(`UPDATE repeatable_request SET expires_at = now() - interval '1 second' WHERE key = $1`, [key]);
    expect((await renew(place, key)).body.password).not.toBe(first.body.password);
    await api.database.pool.query(`UPDATE repeatable_request SET expires_at = now() - interval '1 second' WHERE key = $1`, [key]);
    expect(await forgetRepeatableRequests(api.database)).toBeGreaterThanOrEqual(1);
    expect(await count('repeatable_request WHERE key = $1', key)).toBe(0);
  });

  test('of a process that died in the middle goes to the repetition, which waits until the dead one is given up', async () => {
    const [place, key] = [await aPlace(), randomUUID()];
    await renew(place, key);
    // As a process leaves it that was killed before its answer.
    await api.database.pool.query(
      `UPDATE repeatable_request SET status = NULL, answer = NULL, lease_until = now() + interval '2 seconds' WHERE key = $1`,
      [key],
    );
    const again = await renew(place, key);
    expect(again.status).toBe(201);
    expect(again.headers.get('idempotent-replayed')).toBeNull();
  });

  test('whose first request is still under way after a long time is answered with a 409, and not with a second request', async () => {
    const [place, key] = [await aPlace(), randomUUID()];
    await renew(place, key);
    await api.database.pool.query(
      `UPDATE repeatable_request SET status = NULL, answer = NULL, lease_until = now() + interval '1 hour' WHERE key = $1`,
      [key],
    );
    const { database } = api;
    const requests = createRepeatableRequests({ database, masterKey: Buffer.alloc(32), patienceMs: 500 });
    const lessPatient = await startTestApi({ deps: { database, requests } });
    const options = { as: place.owner, headers: { 'Idempotency-Key': key } };
    const answer = await lessPatient.call('POST', `${place.path}/sftp/password`, options);
    await lessPatient.stop();
    expect(answer).toMatchObject({ status: 409, body: { code: 'same_request_under_way' } });
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await count('sftp_password WHERE school_id = $1', place.id)).toBe(2);
  });

  test('cannot be opened with another master key, or in another place', async () => {
    const place = await aPlace();
    const name = { accountId: place.owner.id, key: randomUUID(), route: 'POST /x' };
    const [one, other] = [api.masterKey, Buffer.alloc(32)].map((masterKey) => createRepeatableRequests({ database: api.database, masterKey }));
    const beginning = await one!.begin(name, Buffer.alloc(32));
    if (beginning.kind !== 'first') throw new Error('It is the first.');
    await beginning.finish({ fingerprint: Buffer.alloc(32), status: 201, body: '{"password":"x"}' });
    expect(await one!.begin(name, Buffer.alloc(32))).toMatchObject({ kind: 'answered', answer: { status: 201, body: '{"password":"x"}' } });
    await expect(other!.begin(name, Buffer.alloc(32))).rejects.toThrow('MASTER_KEY is wrong');
    await api.database.pool.query(`UPDATE repeatable_request SET route = 'POST /y' WHERE key = $1`, [name.key]);
    await expect(one!.begin({ ...name, route: 'POST /y' }, Buffer.alloc(32))).rejects.toThrow('unable to authenticate data');
  });

  test('is of no use to somebody who is not signed in', async () => {
    const [place, key] = [await aPlace(), randomUUID()];
    await renew(place, key);
    expect((await renew(place, key, { as: null })).status).toBe(401);
    expect(REQUEST_PROBLEMS.same_request_under_way).toBe(409);
  });
});
