import type { Category, Role } from '../../../domain/category.js';
import type { Locale } from '../../../domain/locale.js';
import type { SchoolState } from '../../../domain/overview/judge-school.js';
import type { PersonFields } from '../../../domain/person.js';
import type { Problem } from '../../../domain/problem.js';
import type { AccountView } from '../../../domain/reading/file-account.js';
import type { RecipientState } from '../../../domain/report/judge-recipient.js';
import type { Tone } from '../../../domain/report/sync-report.js';
import type { RosteringSettings } from '../../../domain/settings.js';
import type { StoryEntry } from '../../../domain/story.js';
import type { ChangeKind, ChangeState, ChangeView, HoldCode, SyncView } from '../../../domain/sync.js';

/** Every call that the console makes, with the shapes of docs/contract.md; the words of the domain come from domain/. */
export type Account = {
  id: string;
  email: string;
  role: 'OWNER' | 'DISTRICT_MANAGER';
  schoolId: string | null;
  districtId: string | null;
  locale: Locale;
};
export type School = { id: string; name: string; region: 'US' | 'CA'; timeZone: string; district: { id: string; name: string } };
export type Page<Item> = { items: Item[]; nextCursor: string | null };
export type VersionedSettings = { etag: string; settings: RosteringSettings };
export type SftpDetails = {
  host: string;
  port: number;
  username: string;
  hostKeyFingerprints: string[];
  publicKeys: string[];
  passwordSetAt: string | null;
  passwords: { setAt: string; lastUsedAt: string | null }[];
  lastUsedAt: string | null;
  lastUsedFrom: string | null;
  lastUsedClient: string | null;
};
export type NewSftpPassword = { password: string; oldPasswordValidUntil: string | null };
export type { ChangeView, StoryEntry };
export type ProblemView = Omit<Problem, 'params'> & { message: string; remedy: string };
export type PersonView = PersonFields & {
  id: string;
  state: 'ACTIVE' | 'ARCHIVED';
  protected: boolean;
  archivedAt: string | null;
  updatedAt: string;
};
export type AuditView = {
  id: string;
  at: string;
  actor: { kind: 'account' | 'sftp' | 'system'; id: string | null; name: string | null };
  action: string;
  subjectId: string | null;
  detail: unknown;
};
export type WaitingView = {
  person: PersonView;
  since: string;
  latest: string;
  absences: number;
  of: number;
  sync: { id: string; fileName: string };
  heldBy: string | null;
};
export type ChangesFilter = { kind: ChangeKind | null; category: Category | null; state: ChangeState | null; hold: HoldCode | null };
export type SchoolOverview = {
  school: { id: string; name: string; region: 'US' | 'CA'; timeZone: string };
  state: SchoolState;
  lastSync: SyncView | null;
  heldSyncs: number;
  lateness: { late: boolean; expectedBy: string | null; hours: number };
};
export type RecipientView = { recipient: string; state: RecipientState; at: string | null; code: string | null; message: string | null };
export type NightView = {
  date: string;
  from: string;
  until: string;
  tone: Tone;
  outcome: string;
  lead: string;
  cause: string | null;
  missing: string[];
  mails: { sent: number; waiting: number; undelivered: number };
};
export type SyncAction = 'approve' | 'discard' | 'undo' | 'rerun';

/** What the API refused, in words for the reader (`title`, `detail`) and, for a form, per field (`errors`). */
export class ApiProblem extends Error {
  readonly title: string | null;
  readonly detail: string | null;
  readonly errors: { pointer: string; detail: string }[];
  constructor(
    /** 0: the API could not be reached. */
    readonly status: number,
    words: { title?: string; detail?: string; errors?: { pointer: string; detail: string }[] } = {},
  ) {
    super(words.detail ?? words.title ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
    this.title = words.title ?? null;
    this.detail = words.detail ?? null;
    this.errors = words.errors ?? [];
  }
}

let requestLocale: Locale = 'en';
/** The language in which the API writes its sentences. */
export function setRequestLocale(locale: Locale): void {
  requestLocale = locale;
}

/** `key`: the Idempotency-Key of a POST that may be sent again; each other POST gets one of its own. */
type Call = { body?: unknown; headers?: Record<string, string>; signal?: AbortSignal | undefined; key?: string };

async function send(method: string, path: string, { body, headers, signal, key }: Call = {}): Promise<Response> {
  const json = body !== undefined && !(body instanceof FormData);
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        'accept-language': requestLocale,
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...(method === 'POST' ? { 'idempotency-key': key ?? newRequestKey() } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ApiProblem(0);
  }
  if (!response.ok) throw await readProblem(response);
  return response;
}

/** Names one request, so that a repetition of it is not a second one. Not crypto.randomUUID(), which plain HTTP does not have. */
export function newRequestKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function call<Answer>(method: string, path: string, options?: Call): Promise<Answer> {
  const response = await send(method, path, options);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

async function readProblem(response: Response): Promise<ApiProblem> {
  try {
    const problem = (await response.json()) as { detail?: unknown; title?: unknown; errors?: unknown };
    return new ApiProblem(response.status, {
      ...(typeof problem.title === 'string' ? { title: problem.title } : {}),
      ...(typeof problem.detail === 'string' ? { detail: problem.detail } : {}),
      errors: Array.isArray(problem.errors) ? problem.errors.filter(isFieldError).map(withoutHash) : [],
    });
  } catch {
    return new ApiProblem(response.status);
  }
}

function isFieldError(value: unknown): value is { pointer: string; detail: string } {
  const candidate = value as { pointer?: unknown; detail?: unknown } | null;
  return typeof candidate?.pointer === 'string' && typeof candidate.detail === 'string';
}

/** The API writes pointers as fragments (`#/nightly/at`); the fields of a form know them without the hash. */
function withoutHash({ pointer, detail }: { pointer: string; detail: string }): { pointer: string; detail: string } {
  return { pointer: pointer.replace(/^#/, ''), detail };
}

function query(values: Record<string, string | number | boolean | null | undefined>): string {
  const pairs = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()}`;
}

const ofSchool = (schoolId: string): string => `/api/schools/${encodeURIComponent(schoolId)}`;
const ofSync = (schoolId: string, syncId: string): string => `${ofSchool(schoolId)}/rostering/syncs/${encodeURIComponent(syncId)}`;
const ofPerson = (schoolId: string, personId: string): string => `${ofSchool(schoolId)}/people/${encodeURIComponent(personId)}`;

export const api = {
  session: (signal?: AbortSignal) => call<{ account: Account }>('GET', '/api/session', { signal }),
  signIn: (email: string, password: string) => call<{ account: Account }>('POST', '/api/session', { body: { email, password } }),
  signOut: () => call<void>('DELETE', '/api/session'),

  schools: (signal?: AbortSignal) => call<{ items: School[] }>('GET', '/api/schools', { signal }),
  overview: (districtId: string, signal?: AbortSignal) =>
    call<{ items: SchoolOverview[] }>('GET', `/api/districts/${encodeURIComponent(districtId)}/overview`, { signal }),

  settings: async (schoolId: string, signal?: AbortSignal): Promise<VersionedSettings> =>
    versioned(await send('GET', `${ofSchool(schoolId)}/rostering`, { signal })),
  saveSettings: async (schoolId: string, { etag, settings }: VersionedSettings): Promise<VersionedSettings> =>
    versioned(await send('PUT', `${ofSchool(schoolId)}/rostering`, { body: settings, headers: { 'if-match': etag } })),
  account: (schoolId: string, syncId: string, signal?: AbortSignal) => call<AccountView>('GET', `${ofSync(schoolId, syncId)}/account`, { signal }),
  previewSettings: (schoolId: string, category: Category, settings: Pick<RosteringSettings, 'categories' | 'safety' | 'maps'>) =>
    call<{ syncId: string }>('POST', `${ofSchool(schoolId)}/rostering/preview${query({ category })}`, { body: settings }),
  sendTestMail: (schoolId: string) =>
    call<{ sent: number; failed: { recipient: string; code: string }[] }>('POST', `${ofSchool(schoolId)}/rostering/notifications/test`),

  recipients: (schoolId: string, signal?: AbortSignal) =>
    call<{ items: RecipientView[] }>('GET', `${ofSchool(schoolId)}/rostering/notifications`, { signal }),
  nights: (schoolId: string, signal?: AbortSignal) =>
    call<{ items: NightView[] }>('GET', `${ofSchool(schoolId)}/rostering/nights${query({ limit: 1 })}`, { signal }),

  sftp: (schoolId: string, signal?: AbortSignal) => call<SftpDetails>('GET', `${ofSchool(schoolId)}/rostering/sftp`, { signal }),
  renewSftpPassword: (schoolId: string, { revokeOldNow, key }: { revokeOldNow: boolean; key: string }) =>
    call<NewSftpPassword>('POST', `${ofSchool(schoolId)}/rostering/sftp/password`, { body: { revokeOldNow }, key }),

  upload: (schoolId: string, file: File, dryRun: boolean) => {
    const body = new FormData();
    body.append('file', file, file.name);
    return call<{ syncId: string }>('POST', `${ofSchool(schoolId)}/rostering/uploads${query({ dryRun })}`, { body });
  },
  syncs: (schoolId: string, cursor: string | null, signal?: AbortSignal) =>
    call<Page<SyncView>>('GET', `${ofSchool(schoolId)}/rostering/syncs${query({ limit: 25, cursor })}`, { signal }),
  sync: (schoolId: string, syncId: string, signal?: AbortSignal) => call<SyncView>('GET', ofSync(schoolId, syncId), { signal }),
  changes: (schoolId: string, syncId: string, filter: Partial<ChangesFilter> & { cursor?: string | null; limit?: number }, signal?: AbortSignal) =>
    call<Page<ChangeView> & { total: number }>('GET', `${ofSync(schoolId, syncId)}/changes${query({ limit: 50, ...filter })}`, { signal }),
  problems: (schoolId: string, syncId: string, cursor: string | null, signal?: AbortSignal) =>
    call<Page<ProblemView>>('GET', `${ofSync(schoolId, syncId)}/problems${query({ cursor, limit: 50 })}`, { signal }),
  problemsCsvUrl: (schoolId: string, syncId: string): string => `${ofSync(schoolId, syncId)}/problems?format=csv`,
  act: (schoolId: string, syncId: string, action: SyncAction, body: { reason: string; as?: 'SAME_PEOPLE' | 'NEW_PEOPLE' }) =>
    call<SyncView>('POST', `${ofSync(schoolId, syncId)}/${action}`, { body }),

  waiting: (schoolId: string, cursor: string | null, limit: number, signal?: AbortSignal) =>
    call<Page<WaitingView> & { total: number }>('GET', `${ofSchool(schoolId)}/rostering/waiting${query({ cursor, limit })}`, { signal }),

  people: (
    schoolId: string,
    filter: { query: string; category: Category | null; state: PersonView['state'] | null; cursor: string | null },
    signal?: AbortSignal,
  ) => call<Page<PersonView> & { total: number }>('GET', `${ofSchool(schoolId)}/people${query({ ...filter, limit: 50 })}`, { signal }),
  person: (schoolId: string, personId: string, signal?: AbortSignal) => call<PersonView>('GET', ofPerson(schoolId, personId), { signal }),
  story: (schoolId: string, personId: string, cursor: string | null, signal?: AbortSignal) =>
    call<Page<StoryEntry>>('GET', `${ofPerson(schoolId, personId)}/story${query({ cursor, limit: 50 })}`, { signal }),
  changePerson: (schoolId: string, personId: string, change: { role?: Role; protected?: boolean; released?: true }) =>
    call<PersonView>('PATCH', ofPerson(schoolId, personId), { body: change }),

  audit: (schoolId: string, cursor: string | null, signal?: AbortSignal) =>
    call<Page<AuditView>>('GET', `${ofSchool(schoolId)}/audit${query({ cursor, limit: 50 })}`, { signal }),
};

async function versioned(response: Response): Promise<VersionedSettings> {
  return { etag: response.headers.get('etag') ?? '*', settings: (await response.json()) as RosteringSettings };
}
