import { createHash } from 'node:crypto';
import ssh2 from 'ssh2';

/** `line`: type and key, as OpenSSH writes them, without options and comment; `fingerprint` as OpenSSH prints it. */
export type PublicKey = { line: string; type: string; fingerprint: string };
export type PublicKeyFlaw = 'not_a_public_key' | 'private_key' | 'weak_key';

const TYPES = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'ssh-rsa'];
/** The shortest RSA key that still counts as strong. */
const SHORTEST_RSA_BITS = 2048;

/** Reads a public key as OpenSSH or PuTTY writes it. A private key is refused, and nothing of it is kept. */
export function readPublicKey(text: string): PublicKey | { flaw: PublicKeyFlaw } {
  if (/PRIVATE KEY|PuTTY-User-Key-File/i.test(text)) return { flaw: 'private_key' };
  const key = ssh2.utils.parseKey(text.trim());
  if (key instanceof Error || Array.isArray(key)) return { flaw: 'not_a_public_key' };
  if (key.isPrivateKey()) return { flaw: 'private_key' };
  if (!TYPES.includes(key.type)) return { flaw: key.type === 'ssh-dss' ? 'weak_key' : 'not_a_public_key' };
  const bytes = key.getPublicSSH();
  if (key.type === 'ssh-rsa' && rsaBits(bytes) < SHORTEST_RSA_BITS) return { flaw: 'weak_key' };
  const digest = createHash('sha256').update(bytes).digest('base64').replace(/=+$/, '');
  return { line: `${key.type} ${bytes.toString('base64')}`, type: key.type, fingerprint: `SHA256:${digest}` };
}

/** The length of the modulus, the third string of the key. */
function rsaBits(bytes: Buffer): number {
  let at = 0;
  let last: Uint8Array = new Uint8Array();
  while (at + 4 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    last = bytes.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  const first = last.findIndex((byte) => byte !== 0);
  return first === -1 ? 0 : (last.length - first) * 8 - (Math.clz32(last[first]!) - 24);
}
