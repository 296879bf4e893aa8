import type { Socket } from 'node:net';

/** The content of a PROXY protocol version 2 header: the client of the balancer, or that the balancer itself is asking. */
export type ProxyHeader = { kind: 'proxied'; address: string } | { kind: 'local' };

/** The longest header that is read; that of an ordinary TCP connection has 28 or 52 bytes. */
const MOST_BYTES = 1_024;
const FIXED_BYTES = 16;
const SIGNATURE = Buffer.from('0d0a0d0a000d0a515549540a', 'hex');

/**
 * Reads the header that a balancer sends before the first byte of its client, and leaves what follows in the socket. Null: it is not
 * one, or did not come within `patienceMs`; the socket cannot be used then.
 */
export function readProxyHeader(socket: Socket, patienceMs: number): Promise<ProxyHeader | null> {
  return new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    const done = (header: ProxyHeader | null): void => {
      clearTimeout(deadline);
      socket.off('readable', read).off('close', gone);
      resolve(header);
    };
    const gone = (): void => done(null);
    const deadline = setTimeout(gone, patienceMs);
    const read = (): void => {
      for (let chunk = socket.read() as Buffer | null; chunk !== null; chunk = socket.read() as Buffer | null) {
        bytes = Buffer.concat([bytes, chunk]);
        const parsed = parseProxyHeader(bytes);
        if (parsed === 'too short') continue;
        if (parsed !== 'malformed' && parsed.bytes < bytes.length) socket.unshift(bytes.subarray(parsed.bytes));
        return done(parsed === 'malformed' ? null : parsed.header);
      }
    };
    socket.on('readable', read).on('close', gone);
  });
}

/** `bytes`: the length of the header. */
export function parseProxyHeader(bytes: Buffer): { header: ProxyHeader; bytes: number } | 'too short' | 'malformed' {
  const compared = Math.min(bytes.length, SIGNATURE.length);
  if (!bytes.subarray(0, compared).equals(SIGNATURE.subarray(0, compared))) return 'malformed';
  if (bytes.length < FIXED_BYTES) return 'too short';
  const versionAndCommand = bytes[12]!;
  const familyAndProtocol = bytes[13]!;
  const length = FIXED_BYTES + bytes.readUInt16BE(14);
  if (versionAndCommand >> 4 !== 2 || length > MOST_BYTES) return 'malformed';
  if (bytes.length < length) return 'too short';
  switch (versionAndCommand & 0xf) {
    case 0:
      return { header: { kind: 'local' }, bytes: length };
    case 1: {
      const address = addressOf(familyAndProtocol, bytes.subarray(FIXED_BYTES, length));
      return address === null ? 'malformed' : { header: { kind: 'proxied', address }, bytes: length };
    }
    default:
      return 'malformed';
  }
}

/** The source address of a TCP connection. */
function addressOf(familyAndProtocol: number, addresses: Buffer): string | null {
  switch (familyAndProtocol) {
    case 0x11:
      return addresses.length < 12 ? null : addresses.subarray(0, 4).join('.');
    case 0x21: {
      if (addresses.length < 36) return null;
      const groups = Array.from({ length: 8 }, (_, nth) => addresses.readUInt16BE(nth * 2).toString(16));
      return groups.join(':');
    }
    default:
      return null;
  }
}
