import { openAsBlob, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CATEGORIES } from '../../domain/category.js';
import { FINAL_STATUSES, type SyncView } from '../../domain/sync.js';
import { CliError } from './cli-error.js';

type Options = { school: string; api?: string; token?: string; json?: boolean };
type Page<Item> = { items: Item[]; nextCursor: string | null };
type ShownChange = { kind: string; category: string; person: { email: string; firstName: string; lastName: string }; why: unknown };
type ShownProblem = { line: number | null; column: string | null; severity: string; message: string };

const PATIENCE_SECONDS = 300;
/** On a terminal; --json has all of them. */
const SHOWN = 20;

/** Sends a file through the same way as an upload, as a dry run, and prints what it would change. Exit code as of `check`. */
export async function preview(file: string, options: Options): Promise<void> {
  const api = connect(options);
  const body = new FormData();
  body.set('file', await openAsBlob(file).catch(() => fail(`${file} cannot be read.`)), basename(file));
  const schoolId = await api.findSchool(options.school);
  const base = `/api/schools/${schoolId}/rostering`;
  const { syncId } = await api.call<{ syncId: string }>(`${base}/uploads?dryRun=true`, { method: 'POST', body });
  const sync = await api.untilEnded(`${base}/syncs/${syncId}`);
  const [changes, problems] = [await api.all<ShownChange>(`${base}/syncs/${syncId}/changes`), await api.all<ShownProblem>(`${base}/syncs/${syncId}/problems`)];
  if (options.json === true) console.log(JSON.stringify({ sync, changes, problems }, null, 2));
  else show(sync, changes, problems);
  process.exitCode = sync.status === 'REJECTED' ? 2 : sync.status === 'FAILED' ? 3 : sync.rows.problems > 0 ? 1 : 0;
}

function show(sync: SyncView, changes: ShownChange[], problems: ShownProblem[]): void {
  console.log(`${sync.file.name}: ${sync.status.toLowerCase()}; ${sync.rows.total} rows, ${sync.rows.valid} valid`);
  if (sync.error !== null) console.log(`  ${sync.error.message}`);
  for (const category of CATEGORIES) {
    const counts = Object.entries(sync.counts[category]).filter(([, count]) => count > 0);
    if (counts.length > 0) console.log(`  ${category}: ${counts.map(([kind, count]) => `${count} ${kind}`).join(', ')}`);
  }
  for (const reason of sync.hold?.reasons ?? []) console.log(`  would wait for an owner: ${reason.message}`);
  for (const { kind, category, person } of changes.slice(0, SHOWN)) console.log(`  ${kind.padEnd(8)}${category.padEnd(10)}${person.firstName} ${person.lastName} <${person.email}>`);
  if (changes.length > SHOWN) console.log(`  … and ${changes.length - SHOWN} more changes`);
  for (const { line, column, severity, message } of problems.slice(0, SHOWN)) console.log(`  ${severity} line ${line ?? '-'}${column === null ? '' : `, ${column}`}: ${message}`);
  if (problems.length > SHOWN) console.log(`  … and ${problems.length - SHOWN} more problems`);
  console.log('Nothing was changed.');
}

function connect(options: Options) {
  const run = options.api === undefined || (options.token ?? process.env['ROLLCALL_API_TOKEN']) === undefined ? readRunFile() : undefined;
  const url = options.api ?? run?.apiUrl ?? fail('No API was found: give --api, or start Rollcall with `npm start`.');
  const token =
    options.token ??
    process.env['ROLLCALL_API_TOKEN'] ??
    run?.accounts.find(({ role }) => role === 'DISTRICT_MANAGER')?.apiToken ??
    fail('No API token: give --token, or set ROLLCALL_API_TOKEN.');

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
      return found.length === 1 ? found[0]!.id : fail(`There is no school ${wanted} that this token may see.`);
    },
    async untilEnded(path: string): Promise<SyncView> {
      for (const deadline = Date.now() + PATIENCE_SECONDS * 1000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 200))) {
        const sync = await call<SyncView>(path);
        if (FINAL_STATUSES.some((status) => status === sync.status)) return sync;
      }
      return fail(`The preview did not end within ${PATIENCE_SECONDS} seconds.`);
    },
    async all<Item>(path: string): Promise<Item[]> {
      const items: Item[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<Item> = await call<Page<Item>>(`${path}?limit=100${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return items;
    },
  };
}

function readRunFile(): { apiUrl: string; accounts: { role: string; apiToken: string }[] } | undefined {
  try {
    return JSON.parse(readFileSync(join(process.env['ROLLCALL_DATA'] ?? 'var', 'run.json'), 'utf8')) as ReturnType<typeof readRunFile>;
  } catch {
    return undefined;
  }
}

function fail(message: string): never {
  throw new CliError(message);
}
