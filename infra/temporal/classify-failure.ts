/**
 * What the worker makes of an exception of an activity: `busy` means that somebody else is at work there, which is as it should
 * be; `outage` passes by itself; both are repeated until they have passed. Everything else is a `bug`. `type` and `code` are all that may enter Temporal's history: messages quote values.
 */
export type FailureClass = { kind: 'busy' | 'outage' | 'bug'; type: string; code: string | null };

export function classifyFailure(error: unknown): FailureClass {
  const chain = causesOf(error);
  const busy = chain.find(isBusy);
  if (busy !== undefined) return { kind: 'busy', type: typeOf(chain[0]), code: codeOf(busy) };
  const outage = chain.find(isOutage);
  const shown = outage ?? chain.find((cause) => codeOf(cause) !== null) ?? chain[0];
  return { kind: outage === undefined ? 'bug' : 'outage', type: typeOf(chain[0]), code: codeOf(shown) };
}

/** SQLSTATE classes and codes that pass: connection, resources, operator intervention, system; serialization, deadlock. */
const PASSING_SQLSTATE = /^(08...|53...|57P..|57014|58...|40001|40P01|25P0[34])$/;

const PASSING_CODES = new Set([
  // Sockets and name service.
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EADDRNOTAVAIL',
  // Disks and process limits.
  'ENOSPC',
  'EDQUOT',
  'EIO',
  'EROFS',
  'EMFILE',
  'ENFILE',
  'EAGAIN',
  'EBUSY',
  'ENOMEM',
  'ESTALE',
  'EACCES',
  'EPERM',
  // nodemailer: whatever a mail relay says or does.
  'ECONNECTION',
  'ESOCKET',
  'EDNS',
  'ETLS',
  'EREQUIRETLS',
  'EAUTH',
  'ENOAUTH',
  'EOAUTH2',
  'EENVELOPE',
  'EMESSAGE',
  'EPROTOCOL',
  'ESTREAM',
  'EPROXY',
  'EMAXLIMIT',
  // Prisma: not reachable, timed out, closed, no connection free, write conflict.
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1011',
  'P1017',
  'P2024',
  'P2028',
  'P2034',
]);

// node-postgres reports a lost connection without a code.
const PASSING_MESSAGES = [
  /^Connection terminated/,
  /^Client has encountered a connection error/,
  /^timeout (expired|exceeded when trying to connect)/,
  /^Query read timeout/,
  /^Cannot use a pool after calling end/,
  /^Client was closed and is not queryable/,
];

/** A step that did not get its turn, and a statement that did not get its lock in time. */
const BUSY_CODES = new Set(['school_busy', '55P03']);

function isBusy(error: unknown): boolean {
  const code = codeOf(error);
  return code !== null && BUSY_CODES.has(code);
}

function isOutage(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== null && (PASSING_CODES.has(code) || PASSING_SQLSTATE.test(code))) return true;
  return error instanceof Error && PASSING_MESSAGES.some((pattern) => pattern.test(error.message));
}

/** The error, what caused it, and the errors that an AggregateError gathers, outermost first. */
function causesOf(error: unknown): unknown[] {
  const found: unknown[] = [];
  const look = (each: unknown): void => {
    if (each === undefined || each === null || found.includes(each) || found.length === 10) return;
    found.push(each);
    if (each instanceof AggregateError) each.errors.forEach(look);
    if (typeof each === 'object' && 'cause' in each) look(each.cause);
  };
  look(error);
  return found;
}

function typeOf(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  return /^[A-Za-z]\w{0,60}$/.test(name) ? name : 'Error';
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' && /^[A-Za-z0-9_.-]{1,40}$/.test(error.code) ? error.code : null;
}
