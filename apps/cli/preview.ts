import { existsSync, openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { CATEGORIES } from '../../domain/category.js';
import type { ChangeState, ChangeView, SyncView } from '../../domain/sync.js';
import { FINAL_STATUSES, isIn } from '../../domain/sync-status.js';
import { CliError } from './cli-error.js';
import { findApi } from './find-api.js';

type Options = { school: string; api?: string; token?: string; json?: boolean };
type Page<Item> = { items: Item[]; nextCursor: string | null };
type ShownChange = Pick<ChangeView, 'kind' | 'state' | 'category' | 'person' | 'why'>;
type ShownProblem = { line: number | null; column: string | null; severity: string; message: string; remedy: string };
type Found<Item> = { items: Item[]; total: number };

const PATIENCE_SECONDS = 300;
/** On a terminal; --json has all of them. */
const SHOWN = 20;
/** What a preview has, by the state of its changes. */
const HEADINGS = {
  PLANNED: 'Would change',
  HELD: 'Would be held for approval',
  SKIPPED: 'Would not change',
} satisfies Partial<Record<ChangeState, string>>;
const STATES = Object.keys(HEADINGS) as (keyof typeof HEADINGS)[];

// As sysexits.h has it for a file or a school that is not there; 3: it is not known what the file would do.
const USAGE = 64;
const UNKNOWN = 3;

/** Sends a file through the same way as an upload, as a dry run, and prints what it would change. Exit code as of `check`. */
export async function preview(file: string, options: Options): Promise<void> {
  if (!existsSync(file)) fail(`There is no file ${file}.`, USAGE);
  const api = connect(options);
  const schoolId = await api.findSchool(options.school);
  const body = new FormData();
  body.set('file', await openAsBlob(file), basename(file));
  const base = `/api/schools/${schoolId}/rostering`;
  const { syncId } = await api.call<{ syncId: string }>(`${base}/uploads?dryRun=true`, { method: 'POST', body });
  const sync = await api.untilEnded(`${base}/syncs/${syncId}`);
  const [changes, problems] = [`${base}/syncs/${syncId}/changes`, `${base}/syncs/${syncId}/problems`];
  if (options.json === true) {
    const all = { sync, changes: await api.all<ChangeView>(changes), problems: await api.all<ShownProblem>(problems) };
    console.log(JSON.stringify(all, null, 2));
  } else {
    const firsts = await Promise.all(STATES.map((state) => api.call<Found<ShownChange>>(`${changes}?state=${state}&limit=${SHOWN}`)));
    show(sync, firsts, await api.call<Page<ShownProblem>>(`${problems}?limit=${SHOWN}`));
  }
  process.exitCode = sync.status === 'REJECTED' ? 2 : sync.status === 'FAILED' ? UNKNOWN : sync.rows.problems > 0 ? 1 : 0;
}

function show(sync: SyncView, changes: Found<ShownChange>[], problems: Page<ShownProblem>): void {
  console.log(`${sync.file.name}: ${sync.status.toLowerCase()}; ${sync.rows.total} rows, ${sync.rows.valid} valid`);
  if (sync.error !== null && problems.items.length === 0) console.log(`  ${sync.error.message}`);
  for (const category of CATEGORIES) {
    const counts = Object.entries(sync.counts[category]).filter(([, count]) => count > 0);
    if (counts.length > 0) console.log(`  ${category}, would be: ${counts.map(([kind, count]) => `${count} ${kind}`).join(', ')}`);
  }
  for (const reason of sync.hold?.reasons ?? []) console.log(`  held for approval (${reason.category}): ${reason.message}`);
  for (const [state, { items, total }] of STATES.map((name, at) => [name, changes[at] ?? { items: [], total: 0 }] as const)) {
    if (total > 0) console.log(`\n${HEADINGS[state]}: ${total}`);
    for (const change of items) console.log(`  ${line(change)}`);
    if (total > items.length) console.log(`  … and ${total - items.length} more`);
  }
  if (problems.items.length > 0) console.log('\nProblems:');
  for (const { message, remedy } of problems.items) console.log(`  ${message} ${remedy}`);
  if (problems.nextCursor !== null) console.log('  … and more; --json has all of them');
  console.log('\nA preview only: nothing was changed.');
}

function line({ kind, state, category, person, why }: ShownChange): string {
  const who = `${person.firstName} ${person.lastName} <${person.email}>`;
  // Of what is done the counts say why; of what is not, each has its reason.
  return `${kind.padEnd(8)}${category.padEnd(10)}${who}${state === 'PLANNED' ? '' : `: ${why.message}`}`;
}

function connect(options: Options) {
  const { url, token } = findApi(options);

  const call = async <Body>(path: string, init: RequestInit = {}): Promise<Body> => {
    const response = await fetch(new URL(path, url), { ...init, headers: { Authorization: `Bearer ${token}` } }).catch(() =>
      fail(`The API at ${url} does not answer.`),
    );
    if (response.ok) return (await response.json()) as Body;
    const problem = (await response.json().catch(() => ({}))) as { title?: string; detail?: string };
    return fail(`The API answered ${response.status}: ${problem.detail ?? problem.title ?? ''}`);
  };
  return {
    call,
    async findSchool(wanted: string): Promise<string> {
      const { items } = await call<{ items: { id: string; name: string }[] }>('/api/schools');
      const found = items.filter(({ id, name }) => id === wanted || name === wanted);
      return found.length === 1 ? found[0]!.id : fail(`There is no school ${wanted} that this token may see.`, USAGE);
    },
    async untilEnded(path: string): Promise<SyncView> {
      for (const deadline = Date.now() + PATIENCE_SECONDS * 1000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 200))) {
        const sync = await call<SyncView>(path);
        if (isIn(FINAL_STATUSES, sync.status)) return sync;
      }
      return fail(`The preview did not end within ${PATIENCE_SECONDS} seconds.`);
    },
    async all<Item>(path: string): Promise<Item[]> {
      const items: Item[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<Item> = await call<Page<Item>>(`${path}?limit=500${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return items;
    },
  };
}

function fail(message: string, exitCode: typeof USAGE | typeof UNKNOWN = UNKNOWN): never {
  throw new CliError(message, exitCode);
}
