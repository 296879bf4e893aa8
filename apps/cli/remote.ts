import { existsSync, openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { connectRollcall, RollcallProblem, type Rollcall, type Sync } from '../client/client.js';
import { CliError } from './cli-error.js';
import { findApi } from './find-api.js';

export type RemoteOptions = { api?: string; token?: string; json?: boolean };
type OfSchool = RemoteOptions & { school: string };

// As sysexits.h has it for what is not there; 3: something failed; 4: it waits for an owner.
const USAGE = 64;
const FAILED = 3;
const HELD = 4;

/** The syncs of a school, newest first. */
export async function listSyncs(options: OfSchool & { limit: string }): Promise<void> {
  await remotely(options, async (rollcall) => {
    const schoolId = await findSchool(rollcall, options.school);
    const limit = Number(options.limit);
    if (!Number.isInteger(limit) || limit < 1) throw new CliError('--limit is a number of syncs, from 1 to 500.', USAGE);
    const query = { limit: Math.min(limit, 500) };
    const page = await rollcall.answerOf(rollcall.api.GET('/api/schools/{schoolId}/rostering/syncs', { params: { path: { schoolId }, query } }));
    print(options, page.items, (sync) => [sync.id, sync.receivedAt, sync.status.toLowerCase(), changed(sync)].join('  '));
  });
}

/** Uploads a file and says what became of it. */
export async function upload(file: string, options: OfSchool & { preview?: boolean }): Promise<void> {
  if (!existsSync(file)) throw new CliError(`There is no file ${file}.`, USAGE);
  await remotely(options, async (rollcall) => {
    const schoolId = await findSchool(rollcall, options.school);
    const bytes = { name: basename(file), bytes: await openAsBlob(file) };
    const syncId = await rollcall.upload(schoolId, bytes, { preview: options.preview === true });
    printSync(options, await rollcall.whenEnded(schoolId, syncId));
  });
}

/** Approves or discards what is held, and says what became of it. */
export async function decide(decision: 'approve' | 'discard', syncId: string, options: OfSchool & { reason: string }): Promise<void> {
  await remotely(options, async (rollcall) => {
    const path = { schoolId: await findSchool(rollcall, options.school), syncId };
    const sent = { params: { path }, body: { reason: options.reason } };
    await (decision === 'approve'
      ? rollcall.answerOf(rollcall.api.POST('/api/schools/{schoolId}/rostering/syncs/{syncId}/approve', sent))
      : rollcall.answerOf(rollcall.api.POST('/api/schools/{schoolId}/rostering/syncs/{syncId}/discard', sent)));
    printSync(options, await whenDecided(rollcall, path));
  });
}

/** The API tokens of the account. */
export async function listTokens(options: RemoteOptions): Promise<void> {
  await remotely(options, async (rollcall) => {
    const { items } = await rollcall.answerOf(rollcall.api.GET('/api/tokens'));
    print(options, items, ({ id, scope, expiresAt, name }) => [id, scope.toLowerCase(), expiresAt ?? 'never ends', name ?? ''].join('  '));
  });
}

/** Makes a token and prints it: the only time that it is shown. */
export async function makeToken(name: string, options: RemoteOptions & { scope: 'read' | 'write'; days: string }): Promise<void> {
  const days = Number(options.days);
  if (!Number.isInteger(days) || days < 1) throw new CliError('--days is a number of days.', USAGE);
  await remotely(options, async (rollcall) => {
    const expiresAt = new Date(Date.now() + days * 86_400_000).toISOString();
    const scope = options.scope === 'read' ? 'READ' : 'WRITE';
    const made = await rollcall.answerOf(rollcall.api.POST('/api/tokens', { body: { name, scope, expiresAt } }));
    print(options, [made], ({ token }) => token);
  });
}

/** Ends a token at once. */
export async function revokeToken(tokenId: string, options: RemoteOptions): Promise<void> {
  await remotely(options, async (rollcall) => {
    await rollcall.answerOf(rollcall.api.DELETE('/api/tokens/{tokenId}', { params: { path: { tokenId } } }));
  });
}

async function remotely(options: RemoteOptions, work: (rollcall: Rollcall) => Promise<void>): Promise<void> {
  try {
    await work(connectRollcall(findApi(options)));
  } catch (error) {
    if (!(error instanceof RollcallProblem)) throw error;
    const more = (error.more.errors ?? []).map(({ pointer, detail }) => `\n  ${pointer}: ${detail}`).join('');
    throw new CliError(`${error.code}: ${error.detail}${more}`, FAILED);
  }
}

async function findSchool({ api, answerOf }: Rollcall, wanted: string): Promise<string> {
  const { items } = await answerOf(api.GET('/api/schools'));
  const found = items.filter(({ id, name }) => id === wanted || name === wanted);
  if (found.length !== 1) throw new CliError(`There is no school ${wanted} that this token may see.`, USAGE);
  return found[0]!.id;
}

/** A decision is carried out a moment later; until then the sync still reads HELD. */
async function whenDecided(rollcall: Rollcall, { schoolId, syncId }: { schoolId: string; syncId: string }): Promise<Sync> {
  for (const deadline = Date.now() + 60_000; ;) {
    const sync = await rollcall.whenEnded(schoolId, syncId);
    if (sync.status !== 'HELD' || Date.now() > deadline) return sync;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

function print<Item>({ json }: RemoteOptions, items: readonly Item[], line: (item: Item) => string): void {
  if (json === true) console.log(JSON.stringify(items, null, 2));
  else for (const item of items) console.log(line(item));
}

function printSync(options: RemoteOptions, sync: Sync): void {
  print(options, [sync], ({ id, status, rows }) => `${id}  ${status.toLowerCase()}  ${rows.valid} of ${rows.total} rows valid  ${changed(sync)}`);
  if (options.json !== true) {
    if (sync.error !== null) console.log(`  ${sync.error.message}`);
    for (const { category, message } of sync.hold?.reasons ?? []) console.log(`  held for approval (${category}): ${message}`);
  }
  if (sync.status === 'HELD') process.exitCode = HELD;
  else if (sync.status === 'REJECTED') process.exitCode = 2;
  else if (sync.status === 'FAILED') process.exitCode = FAILED;
  else if (sync.rows.problems > 0) process.exitCode = 1;
}

/** `12 added, 3 held` over all categories; nothing where nothing changed. */
function changed({ counts }: Sync): string {
  const sums = (['added', 'updated', 'archived', 'restored', 'held'] as const).map((kind) => ({
    kind,
    people: Object.values(counts).reduce((sum, category) => sum + category[kind], 0),
  }));
  return sums
    .filter(({ people }) => people > 0)
    .map(({ kind, people }) => `${people} ${kind}`)
    .join(', ');
}
