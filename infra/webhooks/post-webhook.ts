import { lookup as lookupAddresses } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { judgeAnswer, type Try } from '../../domain/webhooks/delivery.js';
import type { AddressList } from '../network/address-list.js';
import { isPublicAddress, mayConnectTo } from '../network/public-addresses.js';

/** From the first look at the name to the status of the answer. */
const LONGEST_TRY_MS = 10_000;

export type WebhookPost = { url: string; headers: Record<string, string>; body: string };

export type PostDeps = {
  /** Networks that deliveries may enter although they are private, and where http:// is allowed. */
  privateNetworks: AddressList;
  longestTryMs?: number;
  /** Every address of a name; default: the system's resolver. */
  resolve?: (host: string) => Promise<string[]>;
};

/**
 * Posts a body to a receiver and says what it made of it. Never throws. The name is looked up once, each of its addresses is judged, and
 * the connection goes to a judged one: a name that leads elsewhere at the second look reaches nothing. No redirect is followed, and of
 * the answer only the status is read.
 */
export async function postWebhook(deps: PostDeps, post: WebhookPost): Promise<Try> {
  const deadline = AbortSignal.timeout(deps.longestTryMs ?? LONGEST_TRY_MS);
  const url = new URL(post.url);
  const addresses = await unlessLate(deadline, (deps.resolve ?? everyAddress)(hostOf(url)));
  if (typeof addresses === 'string') return failed(addresses);
  const open = addresses.filter((address) => mayConnectTo(address, deps.privateNetworks));
  if (open.length === 0) return failed('private_address');
  if (url.protocol !== 'https:' && open.some((address) => isPublicAddress(address) && !deps.privateNetworks.has(address)))
    return failed('not_encrypted');
  return exchange(url, post, { lookup: alwaysThese(open), signal: deadline });
}

function exchange(url: URL, { headers, body }: WebhookPost, how: { lookup: LookupFunction; signal: AbortSignal }): Promise<Try> {
  return new Promise((done) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      ...how,
      method: 'POST',
      headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
      // Each receiver gets a connection of its own: one that was kept open would lead past the look at its address.
      agent: false,
    });
    request.once('response', (response) => {
      done(judgeAnswer(response.statusCode ?? 0, response.headers['retry-after']));
      response.once('error', () => undefined);
      request.destroy();
    });
    request.on('error', (error) => done(failed(how.signal.aborted ? 'timed_out' : codeOf(error))));
    request.end(body);
  });
}

/** A name's addresses, or why there are none. */
async function unlessLate(deadline: AbortSignal, look: Promise<string[]>): Promise<string[] | 'timed_out' | 'unknown_host'> {
  const late = new Promise<'timed_out'>((done) => deadline.addEventListener('abort', () => done('timed_out'), { once: true }));
  return Promise.race([
    late,
    look.then(
      (addresses) => addresses,
      () => 'unknown_host' as const,
    ),
  ]);
}

async function everyAddress(host: string): Promise<string[]> {
  return (await lookupAddresses(host, { all: true })).map(({ address }) => address);
}

function alwaysThese(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, done) => {
    if (options.all === true) done(null, found);
    else done(null, found[0]!.address, found[0]!.family);
  };
}

/** Without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

function failed(code: Extract<Try, { kind: 'failed' }>['code']): Try {
  return { kind: 'failed', code, status: null, retryAfterMs: null };
}

function codeOf(error: NodeJS.ErrnoException): 'certificate' | 'not_connected' {
  const code = error.code ?? '';
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ISSUER|ALTNAME/.test(code) ? 'certificate' : 'not_connected';
}
