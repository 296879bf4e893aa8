import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import ssh2 from 'ssh2';
import type { RosteringSettings } from '../../domain/settings.js';
import type { SyncView } from '../../domain/sync.js';
import { FINAL_STATUSES, isIn, type SyncStatus } from '../../domain/sync-status.js';
import { EmbeddedError } from '../../infra/embedded/embedded-error.js';

/** The API as a script of the owner uses it. */
export type OwnerApi = { apiUrl: string; token: string; schoolId: string };

/** Where a school's SIS sends its files; `hostKeyFingerprint` is what it expects the server to show, SHA256:… */
export type SftpTarget = { host: string; port: number; username: string; password: string; hostKeyFingerprint: string };

/** How long a sync of a few hundred people may take before something is wrong. */
const SYNC_SECONDS = 180;

/** Switches rostering on for all categories and tells the owner, unless somebody saved settings already. */
export async function switchRosteringOn(api: OwnerApi, recipient: string): Promise<void> {
  const path = `/api/schools/${api.schoolId}/rostering`;
  const { body: stored, headers } = await call(api, 'GET', path);
  const body = stored as RosteringSettings;
  if (body.method !== 'NONE' || body.enabled) return;
  const settings: RosteringSettings = {
    ...body,
    method: 'SFTP',
    enabled: true,
    // Auto update and archive stay off until an owner has seen that rostering is right (docs/product.md).
    categories: Object.fromEntries(
      Object.entries(body.categories).map(([category, switches]) => [category, { ...switches, roster: true }]),
    ) as RosteringSettings['categories'],
    // Who tries the product wants to see its mails.
    notifications: { ...body.notifications, recipients: [recipient], when: 'EVERY_SYNC' },
  };
  await call(api, 'PUT', path, settings, { 'If-Match': headers.get('etag') ?? '' });
}

export async function hostKeyFingerprint(api: OwnerApi): Promise<string> {
  const { body } = await call(api, 'GET', `/api/schools/${api.schoolId}/rostering/sftp`);
  const [fingerprint] = (body as { hostKeyFingerprints: string[] }).hostKeyFingerprints;
  if (fingerprint === undefined) throw new Error('The gateway has not stored its host key.');
  return fingerprint;
}

/**
 * Uploads a file the way a SIS does, over the network, and follows its sync to the end through the API. `knownHost` is
 * the line by which OpenSSH knows this server from now on.
 */
export async function uploadAndFollow(
  api: OwnerApi,
  sftp: SftpTarget,
  file: string,
  onStatus: (status: SyncStatus) => void,
): Promise<{ sync: SyncView; knownHost: string }> {
  const path = `/api/schools/${api.schoolId}/rostering/syncs`;
  const list = async (): Promise<SyncView[]> => ((await call(api, 'GET', `${path}?limit=50`)).body as { items: SyncView[] }).items;
  const known = new Set((await list()).map(({ id }) => id));
  const knownHost = await upload(sftp, file);
  const name = basename(file);
  let last: SyncStatus | undefined;
  for (const deadline = Date.now() + SYNC_SECONDS * 1000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 150))) {
    const sync = (await list()).find((item) => !known.has(item.id) && item.file.name === name);
    if (sync === undefined) continue;
    if (sync.status !== last) onStatus((last = sync.status));
    if (sync.status === 'HELD' || isIn(FINAL_STATUSES, sync.status)) return { sync, knownHost };
  }
  throw new EmbeddedError(
    `The sync of ${name} did not end within ${SYNC_SECONDS} seconds${last === undefined ? ' (it never appeared)' : ` (it is ${last})`}: see the logs in ROLLCALL_DATA and the Temporal UI.`,
  );
}

async function upload({ hostKeyFingerprint, ...target }: SftpTarget, file: string): Promise<string> {
  const client = new ssh2.Client();
  let hostKey: Buffer | undefined;
  const hostVerifier = (key: Buffer): boolean => {
    hostKey = key;
    return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}` === hostKeyFingerprint;
  };
  try {
    await new Promise<void>((resolve, reject) => {
      client
        .once('ready', resolve)
        .once('error', reject)
        .connect({ ...target, hostVerifier, readyTimeout: 30_000 });
    });
    const sftp = await new Promise<ssh2.SFTPWrapper>((resolve, reject) => {
      client.sftp((error, wrapper) => (error === undefined || error === null ? resolve(wrapper) : reject(error)));
    });
    await pipeline(createReadStream(file), sftp.createWriteStream(`/${basename(file)}`));
    return `[${target.host}]:${target.port} ssh-ed25519 ${hostKey?.toString('base64') ?? ''}`;
  } finally {
    client.end();
  }
}

async function call(
  api: OwnerApi,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ body: unknown; headers: Headers }> {
  const response = await fetch(api.apiUrl + path, {
    method,
    headers: { Authorization: `Bearer ${api.token}`, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 300)}`);
  return { body: text === '' ? null : JSON.parse(text), headers: response.headers };
}
