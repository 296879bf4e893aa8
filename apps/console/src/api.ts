import createClient from 'openapi-fetch';
import type { Category } from '../../../domain/category.js';
import type { Grade } from '../../../domain/reading/read-grade.js';
import type { Locale } from '../../../domain/locale.js';
import type { ChangeKind, ChangeState, HoldCode } from '../../../domain/sync.js';
import type {
  FirstAccountToMake,
  paths,
  Person,
  PersonChange,
  RosteringSettings,
  RosteringSettingsToTry,
  WordsToMap,
} from '../../client/api-types.js';

/** Every call that the console makes. Its shapes are those of openapi.json (apps/client/api-types.ts); the words of the domain come from domain/. */
export type {
  Account,
  ApiToken,
  AuditEntry as AuditView,
  CategoryCounts,
  CategorySettings,
  Change as ChangeView,
  Member,
  Night as NightView,
  Person as PersonView,
  PersonFields,
  ProblemGroup,
  RosteringSettings,
  School,
  SchoolOverview,
  SftpAttempt,
  SftpBan,
  SftpDetails,
  StoryEntry,
  Sync as SyncView,
  WordsToMap,
  WaitingPerson as WaitingView,
} from '../../client/api-types.js';
/** The people with access to a school, or to a district. */
export type MembersPlace = { schoolId: string } | { districtId: string };
export type VersionedSettings = { etag: string; settings: RosteringSettings };
export type ChangesFilter = {
  kind: ChangeKind | null;
  category: Category | null;
  state: ChangeState | null;
  hold: HoldCode | null;
  /** Words of a person, or a line. */
  query: string;
};
export type PeopleFilter = {
  query: string;
  category: Category | null;
  state: Person['state'] | null;
  grade: Grade | 'NONE' | null;
  sort: 'NAME' | 'GRADE' | 'UPDATED';
};
export type ProblemsFilter = { severity?: 'error' | 'warning' | null; query?: string };
export type SyncAction = 'approve' | 'discard' | 'undo' | 'rerun' | 'cancel' | 'apply';
/** What an owner does with one person by hand. */
export type HandAct = 'archive' | 'restore' | 'release';

/** What the API refused, in words for the reader (`title`, `detail`) and, for a form, per field (`errors`). */
export class ApiProblem extends Error {
  readonly code: string | null;
  readonly title: string | null;
  readonly detail: string | null;
  readonly errors: { pointer: string; detail: string }[];
  constructor(
    /** 0: the API could not be reached. */
    readonly status: number,
    words: { code?: string; title?: string; detail?: string; errors?: { pointer: string; detail: string }[] } = {},
  ) {
    super(words.detail ?? words.title ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
    this.code = words.code ?? null;
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

export const client = createClient<paths>({ headers: { accept: 'application/json' }, fetch: send });

/** Each POST has an Idempotency-Key: the caller's, or one of its own. */
async function send(request: Request): Promise<Response> {
  request.headers.set('accept-language', requestLocale);
  if (request.method === 'POST' && !request.headers.has(IDEMPOTENCY_KEY)) request.headers.set(IDEMPOTENCY_KEY, newRequestKey());
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new ApiProblem(0);
  }
}

const IDEMPOTENCY_KEY = 'Idempotency-Key';

/** Names one request, so that a repetition of it is not a second one. Not crypto.randomUUID(), which plain HTTP does not have. */
export function newRequestKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

type Sent<Answer> = Promise<{ data?: Answer; error?: unknown; response: Response }>;

export async function answerOf<Answer>(sent: Sent<Answer>): Promise<Answer> {
  const { data, error, response } = await sent;
  if (!response.ok) throw readProblem(response.status, error);
  return data as Answer;
}

function readProblem(status: number, body: unknown): ApiProblem {
  const problem = (typeof body === 'object' ? (body ?? {}) : {}) as {
    code?: unknown;
    detail?: unknown;
    title?: unknown;
    errors?: unknown;
  };
  return new ApiProblem(status, {
    ...(typeof problem.code === 'string' ? { code: problem.code } : {}),
    ...(typeof problem.title === 'string' ? { title: problem.title } : {}),
    ...(typeof problem.detail === 'string' ? { detail: problem.detail } : {}),
    errors: Array.isArray(problem.errors) ? problem.errors.filter(isFieldError).map(withoutHash) : [],
  });
}

function isFieldError(value: unknown): value is { pointer: string; detail: string } {
  const candidate = value as { pointer?: unknown; detail?: unknown } | null;
  return typeof candidate?.pointer === 'string' && typeof candidate.detail === 'string';
}

/** The API writes pointers as fragments (`#/nightly/at`); the fields of a form know them without the hash. */
function withoutHash({ pointer, detail }: { pointer: string; detail: string }): { pointer: string; detail: string } {
  return { pointer: pointer.replace(/^#/, ''), detail };
}

/** The values of a query without those that are not chosen: null and the empty text. */
function chosen<Values extends object>(values: Values): { [Key in keyof Values]?: NonNullable<Values[Key]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== '' && value !== undefined)) as {
    [Key in keyof Values]?: NonNullable<Values[Key]>;
  };
}

/** What may be left out is absent, and never undefined. */
export const until = (signal: AbortSignal | undefined): { signal?: AbortSignal } => (signal === undefined ? {} : { signal });

const SCHOOL = '/api/schools/{schoolId}';
const ROSTERING = `${SCHOOL}/rostering` as const;
const SFTP = `${ROSTERING}/sftp` as const;
const SYNC = `${ROSTERING}/syncs/{syncId}` as const;
const PERSON = `${SCHOOL}/people/{personId}` as const;

export const api = {
  session: (signal?: AbortSignal) => answerOf(client.GET('/api/session', until(signal))),
  signIn: (email: string, password: string) => answerOf(client.POST('/api/session', { body: { email, password } })),
  signInProviders: () => answerOf(client.GET('/api/sign-in')),
  answerChallenge: (challenge: string, code: string) => answerOf(client.POST('/api/session/second-factor', { body: { challenge, code } })),
  signOut: async (): Promise<void> => {
    await answerOf(client.DELETE('/api/session'));
  },

  forgotPassword: async (email: string): Promise<void> => {
    await answerOf(client.POST('/api/password/forgotten', { body: { email } }));
  },
  passwordLink: (token: string, signal?: AbortSignal) => answerOf(client.POST('/api/password/link', { body: { token }, ...until(signal) })),
  setPassword: (body: { token: string; newPassword: string } | { currentPassword: string; newPassword: string }) =>
    answerOf(client.POST('/api/password', { body })),
  secondFactor: (signal?: AbortSignal) => answerOf(client.GET('/api/second-factor', until(signal))),
  offerAuthenticatorApp: (body: { currentPassword: string; code?: string }) =>
    answerOf(client.POST('/api/second-factor/authenticator-app', { body })),
  confirmAuthenticatorApp: (code: string) => answerOf(client.POST('/api/second-factor/authenticator-app/confirm', { body: { code } })),
  renewRecoveryCodes: (body: { currentPassword: string; code: string }) => answerOf(client.POST('/api/second-factor/recovery-codes', { body })),
  switchOffSecondFactor: async (body: { currentPassword: string; code: string }): Promise<void> => {
    await answerOf(client.POST('/api/second-factor/off', { body }));
  },
  tokens: (signal?: AbortSignal) => answerOf(client.GET('/api/tokens', until(signal))),
  makeToken: (body: { name: string; scope: 'READ' | 'WRITE'; expiresAt: string | null }) => answerOf(client.POST('/api/tokens', { body })),
  revokeToken: async (tokenId: string): Promise<void> => {
    await answerOf(client.DELETE('/api/tokens/{tokenId}', { params: { path: { tokenId } } }));
  },
  sessions: (signal?: AbortSignal) => answerOf(client.GET('/api/sessions', until(signal))),
  endSession: async (sessionId: string): Promise<void> => {
    await answerOf(client.DELETE('/api/sessions/{sessionId}', { params: { path: { sessionId } } }));
  },
  members: (place: MembersPlace, signal?: AbortSignal) =>
    'schoolId' in place
      ? answerOf(client.GET('/api/schools/{schoolId}/members', { params: { path: place }, ...until(signal) }))
      : answerOf(client.GET('/api/districts/{districtId}/members', { params: { path: place }, ...until(signal) })),
  invite: (place: MembersPlace, email: string) =>
    'schoolId' in place
      ? answerOf(client.POST('/api/schools/{schoolId}/members', { params: { path: place }, body: { email } }))
      : answerOf(client.POST('/api/districts/{districtId}/members', { params: { path: place }, body: { email } })),
  removeMember: async (place: MembersPlace, accountId: string): Promise<void> => {
    await ('schoolId' in place
      ? answerOf(client.DELETE('/api/schools/{schoolId}/members/{accountId}', { params: { path: { ...place, accountId } } }))
      : answerOf(client.DELETE('/api/districts/{districtId}/members/{accountId}', { params: { path: { ...place, accountId } } })));
  },

  schools: (signal?: AbortSignal) => answerOf(client.GET('/api/schools', until(signal))),
  overview: (districtId: string, signal?: AbortSignal) =>
    answerOf(client.GET('/api/districts/{districtId}/overview', { params: { path: { districtId } }, ...until(signal) })),

  settings: (schoolId: string, signal?: AbortSignal): Promise<VersionedSettings> =>
    versioned(client.GET(ROSTERING, { params: { path: { schoolId } }, ...until(signal) })),
  saveSettings: (schoolId: string, { etag, settings }: VersionedSettings): Promise<VersionedSettings> =>
    versioned(client.PUT(ROSTERING, { params: { path: { schoolId }, header: { 'If-Match': etag } }, body: settings })),
  account: (schoolId: string, syncId: string, signal?: AbortSignal) =>
    answerOf(client.GET(`${SYNC}/account`, { params: { path: { schoolId, syncId } }, ...until(signal) })),
  previewSettings: (schoolId: string, category: Category, settings: RosteringSettingsToTry) =>
    answerOf(client.POST(`${ROSTERING}/preview`, { params: { path: { schoolId }, query: { category } }, body: settings })),
  sendTestMail: (schoolId: string) => answerOf(client.POST(`${ROSTERING}/notifications/test`, { params: { path: { schoolId } } })),

  recipients: (schoolId: string, signal?: AbortSignal) =>
    answerOf(client.GET(`${ROSTERING}/notifications`, { params: { path: { schoolId } }, ...until(signal) })),
  nights: (schoolId: string, signal?: AbortSignal) =>
    answerOf(client.GET(`${ROSTERING}/nights`, { params: { path: { schoolId }, query: { limit: 30 } }, ...until(signal) })),

  setup: (schoolId: string, signal?: AbortSignal) => answerOf(client.GET(`${ROSTERING}/setup`, { params: { path: { schoolId } }, ...until(signal) })),
  readiness: (schoolId: string, signal?: AbortSignal) =>
    answerOf(client.GET(`${ROSTERING}/readiness`, { params: { path: { schoolId } }, ...until(signal) })),
  makeHandover: (schoolId: string, key: string) =>
    answerOf(client.POST(`${ROSTERING}/handover`, { params: { path: { schoolId }, header: { [IDEMPOTENCY_KEY]: key } } })),
  endHandover: async (schoolId: string): Promise<void> => {
    await answerOf(client.DELETE(`${ROSTERING}/handover`, { params: { path: { schoolId } } }));
  },
  handover: (token: string, signal?: AbortSignal) => answerOf(client.POST('/api/handover', { body: { token }, ...until(signal) })),
  firstAccountLink: (token: string, signal?: AbortSignal) => answerOf(client.POST('/api/first-account/link', { body: { token }, ...until(signal) })),
  makeFirstAccount: (body: FirstAccountToMake) => answerOf(client.POST('/api/first-account', { body })),
  makeHandoverPassword: (token: string) => answerOf(client.POST('/api/handover/password', { body: { token } })),
  addHandoverKey: (body: { token: string; name: string; publicKey: string }) => answerOf(client.POST('/api/handover/key', { body })),

  sftp: (schoolId: string, signal?: AbortSignal) => answerOf(client.GET(`${ROSTERING}/sftp`, { params: { path: { schoolId } }, ...until(signal) })),
  /** `key`: the Idempotency-Key, so that the same press may be sent again. */
  renewSftpPassword: (schoolId: string, { revokeOldNow, key }: { revokeOldNow: boolean; key: string }) =>
    answerOf(
      client.POST(`${ROSTERING}/sftp/password`, { params: { path: { schoolId }, header: { [IDEMPOTENCY_KEY]: key } }, body: { revokeOldNow } }),
    ),

  sftpAttempts: (schoolId: string, signal?: AbortSignal) =>
    answerOf(client.GET(`${SFTP}/attempts`, { params: { path: { schoolId } }, ...until(signal) })),
  liftSftpBan: async (schoolId: string, address: string): Promise<void> => {
    await answerOf(client.DELETE(`${SFTP}/bans/{address}`, { params: { path: { schoolId, address } } }));
  },
  sftpKeys: (schoolId: string, signal?: AbortSignal) => answerOf(client.GET(`${SFTP}/keys`, { params: { path: { schoolId } }, ...until(signal) })),
  addSftpKey: (schoolId: string, body: { name: string; publicKey: string }, key: string) =>
    answerOf(client.POST(`${SFTP}/keys`, { params: { path: { schoolId }, header: { [IDEMPOTENCY_KEY]: key } }, body })),
  removeSftpKey: async (schoolId: string, keyId: string): Promise<void> => {
    await answerOf(client.DELETE(`${SFTP}/keys/{keyId}`, { params: { path: { schoolId, keyId } } }));
  },
  sftpAddresses: (schoolId: string, signal?: AbortSignal) =>
    answerOf(client.GET(`${SFTP}/addresses`, { params: { path: { schoolId } }, ...until(signal) })),
  saveSftpAddresses: (schoolId: string, allowed: string[]) =>
    answerOf(client.PUT(`${SFTP}/addresses`, { params: { path: { schoolId } }, body: { allowed } })),

  upload: (schoolId: string, file: File, dryRun: boolean) => {
    const form = new FormData();
    form.append('file', file, file.name);
    return answerOf(
      client.POST(`${ROSTERING}/uploads`, {
        params: { path: { schoolId }, query: { dryRun: dryRun ? 'true' : 'false' } },
        // OpenAPI calls the bytes of a file a string.
        body: form as unknown as { file: string },
      }),
    );
  },
  syncs: (schoolId: string, cursor: string | null, signal?: AbortSignal) =>
    answerOf(client.GET(`${ROSTERING}/syncs`, { params: { path: { schoolId }, query: chosen({ limit: 25, cursor }) }, ...until(signal) })),
  sync: (schoolId: string, syncId: string, signal?: AbortSignal) =>
    answerOf(client.GET(SYNC, { params: { path: { schoolId, syncId } }, ...until(signal) })),
  // Whom is searched for stands in no address.
  changes: (schoolId: string, syncId: string, filter: Partial<ChangesFilter> & { cursor?: string | null; limit?: number }, signal?: AbortSignal) =>
    answerOf(
      client.POST(`${SYNC}/changes/search`, { params: { path: { schoolId, syncId } }, body: { limit: 50, ...chosen(filter) }, ...until(signal) }),
    ),
  downloadChanges: (schoolId: string, syncId: string, filter: ChangesFilter & { format: 'csv' | 'xlsx' }) =>
    downloaded(
      client.POST(`${SYNC}/changes/export`, { params: { path: { schoolId, syncId } }, body: { format: 'csv', ...chosen(filter) }, parseAs: 'blob' }),
    ),
  /** Those of one group; `column` null: of no column. */
  problems: (
    schoolId: string,
    syncId: string,
    { column, ...filter }: ProblemsFilter & { code: string; column: string | null; cursor: string | null },
    signal?: AbortSignal,
  ) =>
    answerOf(
      client.GET(`${SYNC}/problems`, {
        params: { path: { schoolId, syncId }, query: { ...chosen({ ...filter, limit: 50 }), column: column ?? '' } },
        ...until(signal),
      }),
    ),
  problemGroups: (schoolId: string, syncId: string, filter: ProblemsFilter, signal?: AbortSignal) =>
    answerOf(client.GET(`${SYNC}/problems/groups`, { params: { path: { schoolId, syncId }, query: chosen(filter) }, ...until(signal) })),
  templateUrl: (category: string, locale: string): string => `/api/templates/${category}?format=xlsx&locale=${locale}`,
  problemsUrl: (schoolId: string, syncId: string, format: 'csv' | 'xlsx'): string =>
    `/api/schools/${encodeURIComponent(schoolId)}/rostering/syncs/${encodeURIComponent(syncId)}/problems?format=${format}`,
  vendorMessages: (schoolId: string, syncId: string, signal?: AbortSignal) =>
    answerOf(client.GET(`${SYNC}/vendor-message`, { params: { path: { schoolId, syncId } }, ...until(signal) })),
  samples: (schoolId: string, syncId: string, signal?: AbortSignal) =>
    answerOf(client.GET(`${SYNC}/samples`, { params: { path: { schoolId, syncId } }, ...until(signal) })),
  /** The new sync. `etag`: the settings that the answers are added to. `key`: the Idempotency-Key, as of a new password. */
  mapWords: (schoolId: string, syncId: string, { etag, key, ...body }: WordsToMap & { etag: string; key: string }) =>
    answerOf(client.POST(`${SYNC}/map`, { params: { path: { schoolId, syncId }, header: { 'If-Match': etag, [IDEMPOTENCY_KEY]: key } }, body })),
  /** The new sync's id. */
  applyPreview: async (schoolId: string, syncId: string, reason: string): Promise<string> =>
    (await answerOf(client.POST(`${SYNC}/apply`, { params: { path: { schoolId, syncId } }, body: { reason } }))).syncId,
  undoPreview: (schoolId: string, syncId: string, cursor: string | null, signal?: AbortSignal) =>
    answerOf(client.GET(`${SYNC}/undo`, { params: { path: { schoolId, syncId }, query: chosen({ cursor, limit: 20 }) }, ...until(signal) })),
  act: (schoolId: string, syncId: string, action: Exclude<SyncAction, 'apply'>, body: { reason: string; as?: 'SAME_PEOPLE' | 'NEW_PEOPLE' }) =>
    answerOf(client.POST(`${SYNC}/${action}`, { params: { path: { schoolId, syncId } }, body })),

  waiting: (schoolId: string, cursor: string | null, limit: number, signal?: AbortSignal) =>
    answerOf(client.GET(`${ROSTERING}/waiting`, { params: { path: { schoolId }, query: chosen({ cursor, limit }) }, ...until(signal) })),

  people: (schoolId: string, filter: PeopleFilter & { cursor: string | null }, signal?: AbortSignal) =>
    answerOf(
      client.POST(`${SCHOOL}/people/search`, {
        params: { path: { schoolId } },
        body: { sort: 'NAME', ...chosen(filter), limit: 50 },
        ...until(signal),
      }),
    ),
  downloadPeople: (schoolId: string, filter: PeopleFilter & { format: 'csv' | 'xlsx' }) =>
    downloaded(
      client.POST(`${SCHOOL}/people/export`, {
        params: { path: { schoolId } },
        body: { sort: 'NAME', format: 'csv', ...chosen(filter) },
        parseAs: 'blob',
      }),
    ),
  search: (schoolId: string, query: string, signal?: AbortSignal) =>
    answerOf(client.POST(`${ROSTERING}/search`, { params: { path: { schoolId } }, body: { query }, ...until(signal) })),
  person: (schoolId: string, personId: string, signal?: AbortSignal) =>
    answerOf(client.GET(PERSON, { params: { path: { schoolId, personId } }, ...until(signal) })),
  story: (schoolId: string, personId: string, cursor: string | null, signal?: AbortSignal) =>
    answerOf(client.GET(`${PERSON}/story`, { params: { path: { schoolId, personId }, query: chosen({ cursor, limit: 50 }) }, ...until(signal) })),
  byHand: (schoolId: string, personId: string, act: HandAct, reason: string) =>
    answerOf(client.POST(`${PERSON}/${act}`, { params: { path: { schoolId, personId } }, body: { reason } })),
  changePerson: (schoolId: string, personId: string, change: PersonChange) =>
    answerOf(client.PATCH(PERSON, { params: { path: { schoolId, personId } }, body: change })),

  audit: (schoolId: string, cursor: string | null, signal?: AbortSignal) =>
    answerOf(client.GET(`${SCHOOL}/audit`, { params: { path: { schoolId }, query: chosen({ cursor, limit: 50 }) }, ...until(signal) })),
};

/** The bytes of a file, and its name as the API gives it. */
async function downloaded(sent: Sent<unknown>): Promise<{ bytes: Blob; name: string }> {
  const bytes = (await answerOf(sent)) as Blob;
  const disposition = (await sent).response.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1];
  const plain = /filename="?([^";]+)/.exec(disposition)?.[1];
  return { bytes, name: encoded === undefined ? (plain ?? 'rollcall') : decodeURIComponent(encoded) };
}

async function versioned(sent: Sent<RosteringSettings>): Promise<VersionedSettings> {
  const settings = await answerOf(sent);
  return { etag: (await sent).response.headers.get('etag') ?? '*', settings };
}
