import createClient, { type Client } from 'openapi-fetch';
import type { paths, ProblemDetails, Sync } from './api-types.js';

export type * from './api-types.js';

/** What the API did not do, with its stable code; `detail` says what to do, in the language that was asked for. */
export class RollcallProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: ProblemDetails['code'] | 'no_answer',
    readonly detail: string,
    /** What is wrong with which value, and the id under which the request stands in the log. */
    readonly more: Pick<ProblemDetails, 'errors' | 'requestId'> = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'RollcallProblem';
  }
}

export type RollcallOptions = {
  /** Where the console is, such as `https://rollcall.example`. */
  url: string;
  /** An API token. */
  token: string;
  locale?: 'en' | 'fr-CA';
  /** How often a request is sent again that found the API busy, away or out of reach. Default: 3. */
  retries?: number;
};

export type Rollcall = {
  /** Every route of the API by method and path, with its types: `rollcall.api.GET('/api/schools')`. */
  api: Client<paths>;
  /** What a route answers; throws RollcallProblem. */
  answerOf<Answer>(sent: Promise<{ data?: Answer; error?: unknown; response: Response }>): Promise<Answer>;
  /** Uploads a roster file; `preview`: nothing is changed. Returns the id of its sync. */
  upload(schoolId: string, file: { name: string; bytes: Blob }, options?: { preview?: boolean }): Promise<string>;
  /** The sync once nothing happens by itself any more, or it waits for an owner. Throws RollcallProblem after `seconds` (300). */
  whenEnded(schoolId: string, syncId: string, seconds?: number): Promise<Sync>;
  /** Every item of a list, page after page. */
  all<Item>(page: (cursor: string | undefined) => Promise<{ items: Item[]; nextCursor: string | null }>): AsyncGenerator<Item>;
};

const UNDER_WAY: readonly Sync['status'][] = ['RECEIVED', 'STAGING', 'PLANNING', 'APPLYING'];
const LOOK_EVERY_MS = 300;
const LONGEST_PAUSE_SECONDS = 30;

/**
 * A client of one installation and one token. A POST has an Idempotency-Key, so that a request which is sent again is done once; 429, 503
 * and a connection that breaks are tried again, after as long as the API asks for.
 */
export function connectRollcall({ url, token, locale = 'en', retries = 3 }: RollcallOptions): Rollcall {
  const send = async (request: Request): Promise<Response> => {
    if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) request.headers.set('Idempotency-Key', crypto.randomUUID());
    for (let tried = 0; ; tried++) {
      const response = await fetch(request.clone()).catch(() => null);
      const isOver = response !== null && response.status !== 429 && response.status !== 503;
      // Without a key, a change whose answer got lost is not known to have happened or not.
      const mayRepeat = request.method === 'GET' || request.method === 'POST' || response !== null;
      if (isOver || tried >= retries || !mayRepeat) {
        if (response === null) throw new RollcallProblem(0, 'no_answer', `Nothing answers at ${url}. Check the address and the network.`);
        return response;
      }
      await pause(Math.min(Number(response?.headers.get('retry-after') ?? 0) || 2 ** tried, LONGEST_PAUSE_SECONDS) * 1000);
    }
  };
  const api = createClient<paths>({
    baseUrl: url.replace(/\/$/, ''),
    headers: { Authorization: `Bearer ${token}`, 'Accept-Language': locale },
    fetch: send,
  });

  const answerOf: Rollcall['answerOf'] = async (sent) => {
    const { data, error, response } = await sent;
    if (!response.ok) throw problemOf(response.status, error);
    return data as NonNullable<typeof data>;
  };
  return {
    api,
    answerOf,
    async upload(schoolId, { name, bytes }, { preview = false } = {}) {
      const form = new FormData();
      form.append('file', bytes, name);
      const { syncId } = await answerOf(
        api.POST('/api/schools/{schoolId}/rostering/uploads', {
          params: { path: { schoolId }, query: { dryRun: preview ? 'true' : 'false' } },
          // OpenAPI calls the bytes of a file a string.
          body: form as unknown as { file: string },
        }),
      );
      return syncId;
    },
    async whenEnded(schoolId, syncId, seconds = 300) {
      for (const deadline = Date.now() + seconds * 1000; ;) {
        const sync = await answerOf(api.GET('/api/schools/{schoolId}/rostering/syncs/{syncId}', { params: { path: { schoolId, syncId } } }));
        if (!UNDER_WAY.includes(sync.status)) return sync;
        if (Date.now() > deadline) throw new RollcallProblem(0, 'no_answer', `The sync did not end within ${seconds} seconds.`);
        await pause(LOOK_EVERY_MS);
      }
    },
    async *all(page) {
      let cursor: string | undefined;
      do {
        const { items, nextCursor } = await page(cursor);
        yield* items;
        cursor = nextCursor ?? undefined;
      } while (cursor !== undefined);
    },
  };
}

function problemOf(status: number, body: unknown): RollcallProblem {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<ProblemDetails>;
  const { code = 'internal_error', detail = `HTTP ${status}`, errors, requestId } = problem;
  return new RollcallProblem(status, code, detail, {
    ...(errors === undefined ? {} : { errors }),
    ...(requestId === undefined ? {} : { requestId }),
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
