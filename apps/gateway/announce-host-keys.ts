import { createRequire } from 'node:module';
import ssh2, { type Connection } from 'ssh2';
import type { HostKeySet } from '../../services/credentials/host-key.js';

/** OpenSSH's names of these messages, since version 6.8 (PROTOCOL, section 2.5). */
const ANNOUNCEMENT = 'hostkeys-00@openssh.com';
const PROOF = 'hostkeys-prove-00@openssh.com';
const GLOBAL_REQUEST = 80;

type Protocol = {
  _kex?: { sessionID?: Buffer };
  _packetRW: { write: { allocStart: number; alloc(bytes: number): Buffer; finalize(packet: Buffer): Buffer } };
  _handlers: { GLOBAL_REQUEST?: GlobalRequest };
  requestSuccess(data: Buffer): void;
  requestFailure(): void;
};
type GlobalRequest = (protocol: Protocol, name: string, wantsReply: boolean, data: unknown) => void;

/** ssh2 has no function for a global request of a server; this is the one that its own requests leave by. */
const { sendPacket } = createRequire(import.meta.url)('ssh2/lib/protocol/utils.js') as { sendPacket(protocol: Protocol, packet: Buffer): void };

/**
 * Tells a client that has signed in all host keys of this installation, and proves on demand that it has them: OpenSSH adds unknown
 * ones to its list, and removes those that are no longer announced. So clients know the next key before the switch.
 * Other clients ignore it. ssh2 1.17 supports neither as a server, so its handler of global requests is wrapped. Call it when the
 * connection has shown its version.
 *
 * @throws when ssh2 keeps its handlers elsewhere; the version is pinned, and test/sftp/host-key-succession.test.ts watches it.
 */
export function announceHostKeys(client: Connection, { current, others }: HostKeySet): void {
  const protocol = (client as unknown as { _protocol?: Protocol })._protocol;
  const original = protocol?._handlers?.GLOBAL_REQUEST;
  if (protocol === undefined || typeof original !== 'function') {
    throw new Error('ssh2 has changed inside: its handler of global requests is no longer at connection._protocol._handlers.');
  }
  const keys = [current, ...others].map(({ privateKey }) => {
    const key = ssh2.utils.parseKey(privateKey);
    if (key instanceof Error) throw key;
    return { type: key.type, publicKey: key.getPublicSSH(), sign: (data: Buffer) => key.sign(data) };
  });

  protocol._handlers.GLOBAL_REQUEST = (asked, name, wantsReply, data) => {
    if (name !== PROOF || !wantsReply || !Buffer.isBuffer(data)) return original(asked, name, wantsReply, data);
    const sessionId = asked._kex?.sessionID;
    const wanted = stringsIn(data);
    if (sessionId === undefined || wanted === null || wanted.length > keys.length) return asked.requestFailure();
    const proofs: Buffer[] = [];
    for (const publicKey of wanted) {
      const key = keys.find((one) => one.publicKey.equals(publicKey));
      // ssh2 returns errors instead of throwing them.
      const signature: unknown = key?.sign(Buffer.concat([withLength(Buffer.from(PROOF)), withLength(sessionId), withLength(publicKey)]));
      if (key === undefined || !Buffer.isBuffer(signature)) return asked.requestFailure();
      proofs.push(withLength(Buffer.concat([withLength(Buffer.from(key.type)), withLength(signature)])));
    }
    asked.requestSuccess(Buffer.concat(proofs));
  };

  client.once('ready', () => {
    const wantsReply = Buffer.from([0]);
    const payload = Buffer.concat([
      Buffer.from([GLOBAL_REQUEST]),
      withLength(Buffer.from(ANNOUNCEMENT)),
      wantsReply,
      ...keys.map(({ publicKey }) => withLength(publicKey)),
    ]);
    const { write } = protocol._packetRW;
    const at = write.allocStart;
    const packet = write.alloc(payload.length);
    packet.set(payload, at);
    sendPacket(protocol, write.finalize(packet));
  });
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** Null: they are not whole. */
function stringsIn(data: Buffer): Buffer[] | null {
  const strings: Buffer[] = [];
  for (let at = 0; at < data.length;) {
    if (at + 4 > data.length) return null;
    const end = at + 4 + data.readUInt32BE(at);
    if (end > data.length) return null;
    strings.push(data.subarray(at + 4, end));
    at = end;
  }
  return strings;
}
