import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { inject } from 'vitest';
import { createApi } from '../../apps/api/create-api.js';
import type { ApiConfig, ApiDeps } from '../../apps/api/api-deps.js';
import { createAccount, createApiToken } from '../../services/accounts/accounts.js';
import type { Account } from '../../domain/account.js';
import { createFolderBlobStore } from '../../infra/files/folder-blob-store.js';
import { createLog } from '../../infra/log.js';
import { createUploads, type Uploads } from '../../store/uploads.js';
import { createUploadStore } from '../../store/upload-store.js';
import { listHostPublicKeys } from '../../services/credentials/host-key.js';
import { createRepeatableRequests } from '../../services/requests/repeatable-requests.js';
import { createSchool, type CreatedSchool } from '../../services/schools/create-school.js';
import { createTemporalClient, type TemporalClient } from '../../infra/temporal/client.js';
import { openDatabase } from '../../store/database.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { impatient } from '../support/impatient.js';

export type SignedIn = Account & { token: string; password: string };

export type TestApi = {
  url: string;
  database: TestDatabase;
  uploads: Uploads;
  /** Where the bytes of uploads lie. */
  uploadFolder: string;
  temporal: TemporalClient;
  masterKey: Buffer;
  /** Everything that the API logged, as text. */
  logged(): string;
  document: Awaited<ReturnType<typeof createApi>>['document'];
  aDistrict(name?: string): Promise<{ id: string; name: string }>;
  aSchool(districtId: string, more?: { name?: string; region?: 'US' | 'CA'; timeZone?: string }): Promise<CreatedSchool>;
  anOwnerOf(schoolId: string, locale?: 'en' | 'fr-CA'): Promise<SignedIn>;
  aManagerOf(districtId: string): Promise<SignedIn>;
  /** Stops listening; `stop` also takes the rest down. */
  close(): Promise<void>;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  stop(): Promise<void>;
};

export type CallOptions = { as?: SignedIn | string | null; body?: unknown; raw?: NonNullable<RequestInit['body']>; headers?: Record<string, string> };
/** `body` is whatever JSON came: tests look into it by name. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Answer = { status: number; headers: Headers; body: any; text: string };

/** A real API on a free port, with a database, an upload store and a Temporal task queue of its own. */
export async function startTestApi(
  options: {
    config?: Partial<ApiConfig>;
    deps?: Partial<ApiDeps>;
    /** A free port, where the address has to be known before. */
    port?: number;
    /** Where no Temporal is. */
    temporalAddress?: string;
  } = {},
): Promise<TestApi> {
  const database = await createTestDatabase();
  const masterKey = randomBytes(32);
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-api-'));
  const store = createUploadStore(database, createFolderBlobStore(folder));
  const uploads = createUploads({ database, blobs: store.blobs, masterKey });
  // The API itself may only what it may in an installation.
  const ofApi = openDatabase(database.urlOf('api'));
  const storeOfApi = createUploadStore(ofApi, createFolderBlobStore(folder));
  const connected = createTemporalClient({
    TEMPORAL_ADDRESS: options.temporalAddress ?? inject('temporalAddress'),
    TEMPORAL_NAMESPACE: 'default',
    TEMPORAL_TASK_QUEUE: `api-${randomUUID()}`,
  });
  const temporal = options.temporalAddress === undefined ? connected : impatient(connected);
  let closed: Promise<void> | undefined;
  const lines: string[] = [];
  const log = createLog(
    'api',
    'info',
    new Writable({
      write(line: Buffer, _encoding, done) {
        lines.push(line.toString());
        done();
      },
    }),
  );
  const api = await createApi({
    database: ofApi,
    uploads: createUploads({ database: ofApi, blobs: storeOfApi.blobs, masterKey }),
    store: storeOfApi,
    temporal,
    sendTestMail: async () => {
      throw new Error('This test sends no mail.');
    },
    requests: createRepeatableRequests({ database: ofApi, masterKey }),
    masterKey,
    hostKeys: () => listHostPublicKeys(database, masterKey),
    config: {
      PUBLIC_URL: 'http://127.0.0.1:3000',
      TRUSTED_PROXIES: '',
      TEMPORAL_UI_URL: 'http://127.0.0.1:8233',
      TEMPORAL_NAMESPACE: 'default',
      SFTP_HOST_US: 'sftp-us.example.org',
      SFTP_HOST_CA: 'sftp-ca.example.org',
      SFTP_PORT: 2022,
      SFTP_PUBLIC_PORT: undefined,
      SFTP_COMPAT_PORT: 2023,
      SFTP_PUBLIC_COMPAT_PORT: undefined,
      MAX_UPLOAD_BYTES: 1024 * 1024,
      API_RATE_PER_MINUTE: 60_000,
      WEBHOOK_PRIVATE_NETWORKS: '127.0.0.1',
      OIDC_NAME: 'OpenID Connect',
      ...options.config,
    },
    log,
    now: () => new Date(),
    consoleFolder: join(folder, 'console'),
    ...options.deps,
  });
  const { port } = await api.listen(options.port ?? 0, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;

  const signIn = async (account: Account, password: string): Promise<SignedIn> => ({
    ...account,
    password,
    token: await createApiToken(database, account.id),
  });

  return {
    url,
    database,
    uploads,
    uploadFolder: folder,
    temporal,
    masterKey,
    logged: () => lines.join(''),
    document: api.document,
    aDistrict: (name = 'Lakeside District') => database.prisma.district.create({ data: { name }, select: { id: true, name: true } }),
    aSchool: (districtId, more = {}) =>
      createSchool(database, { districtId, name: 'Lincoln High School', region: 'US', timeZone: 'America/Toronto', locale: 'en', ...more }),
    anOwnerOf: async (schoolId, locale = 'en') => {
      const password = 'correct horse battery staple';
      const email = `owner-${randomUUID()}@example.org`;
      return signIn(await createAccount(database, { email, password, role: 'OWNER', schoolId, locale }), password);
    },
    aManagerOf: async (districtId) => {
      const password = 'correct horse battery staple';
      const email = `manager-${randomUUID()}@example.org`;
      return signIn(await createAccount(database, { email, password, role: 'DISTRICT_MANAGER', districtId }), password);
    },
    call: async (method, path, { as = null, body, raw, headers = {} } = {}) => {
      const token = as === null ? null : typeof as === 'string' ? as : as.token;
      const sent = raw ?? (body === undefined ? null : JSON.stringify(body));
      const response = await fetch(url + path, {
        method,
        redirect: 'manual',
        headers: {
          ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(sent === null ? {} : { body: sent }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, body: parsed(text) };
    },
    close: () => (closed ??= api.close()),
    stop: async () => {
      await (closed ??= api.close());
      await temporal.close();
      await ofApi.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
