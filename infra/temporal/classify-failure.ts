import { causesOf, type Cause } from '../causes-of.js';
import { STORE_CODES } from '../files/blob-store.js';
import { codeOfKnownMessage } from '../known-messages.js';

/**
 * How the worker classifies an exception of an activity: `busy` means that other work on the school is in progress, which is normal;
 * `outage` ends by itself; both are retried until then. Everything else is a `bug`. Only `type` and `code` may enter Temporal's
 * history, because messages quote values.
 */
export type FailureClass = { kind: 'busy' | 'outage' | 'bug'; type: string; code: string | null };

export function classifyFailure(error: unknown): FailureClass {
  const chain = causesOf(error);
  const type = typeOf(error);
  const busy = chain.find(isBusy);
  if (busy !== undefined) return { kind: 'busy', type, code: codeOf(busy) };
  const outage = chain.find(isOutage);
  const shown = outage ?? chain.find((cause) => codeOf(cause) !== null) ?? chain[0];
  return { kind: outage === undefined ? 'bug' : 'outage', type, code: codeOf(shown) ?? codeOfKnownMessage(shown?.message) };
}

/** SQLSTATE classes and codes of outages: connection, resources, operator intervention, system; serialization, deadlock. */
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
  ...STORE_CODES,
  // nodemailer: all errors of a mail relay.
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

/** A step whose turn has not come, or a statement that did not get its lock in time. */
const BUSY_CODES = new Set(['school_busy', '55P03']);

function isBusy(error: Cause): boolean {
  const code = codeOf(error);
  return code !== null && BUSY_CODES.has(code);
}

function isOutage(error: Cause): boolean {
  const code = codeOf(error);
  if (code !== null && (PASSING_CODES.has(code) || PASSING_SQLSTATE.test(code))) return true;
  return codeOfKnownMessage(error.message) !== null;
}

function typeOf(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  return /^[A-Za-z]\w{0,60}$/.test(name) ? name : 'Error';
}

function codeOf(error: Cause | undefined): string | null {
  const code = error?.code ?? error?.originalCode;
  return typeof code === 'string' && /^[A-Za-z0-9_.-]{1,40}$/.test(code) ? code : null;
}
