import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

/** A passkey in software, by the formats of WebAuthn themselves: ES256, without attestation. */
export type SoftPasskey = {
  id: string;
  /** What a browser answers to `navigator.credentials.create`. */
  made(options: Question): Json;
  /** What it answers to `navigator.credentials.get`. `counter`: what it says of how often it has signed. */
  signed(options: Question, counter: number): Json;
};
type Question = { challenge: string };
type Json = Record<string, unknown>;

export function createSoftPasskey({ rpId, origin }: { rpId: string; origin: string }): SoftPasskey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  const id = credentialId.toString('base64url');
  const clientData = (type: string, { challenge }: Question): Buffer => Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const head = (flags: number, counter: number): Buffer => {
    const rest = Buffer.alloc(5);
    rest.writeUInt8(flags, 0);
    rest.writeUInt32BE(counter, 1);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), rest]);
  };
  const answer = (response: Json): Json => ({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response });
  return {
    id,
    made: (options) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.length);
      // Present, and with the credential itself; the 16 zeros are the model, which says nothing.
      const authData = Buffer.concat([head(0x41, 0), Buffer.alloc(16), length, credentialId, coseKey(publicKey)]);
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        text('fmt'),
        text('none'),
        text('attStmt'),
        Buffer.from([0xa0]),
        text('authData'),
        bytes(authData),
      ]);
      return answer({
        clientDataJSON: clientData('webauthn.create', options).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      });
    },
    signed: (options, counter) => {
      const client = clientData('webauthn.get', options);
      const authData = head(0x01, counter);
      const signature = createSign('sha256').update(authData).update(createHash('sha256').update(client).digest()).sign(privateKey);
      return answer({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
      });
    },
  };
}

/** A text of fewer than 24 letters, and bytes, in CBOR. */
function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
}
function bytes(value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x58, value.length]), value]);
}

/** EC2 (1: 2), ES256 (3: -7), P-256 (-1: 1), x (-2) and y (-3). */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes(Buffer.from(x, 'base64url')),
    Buffer.from([0x22]),
    bytes(Buffer.from(y, 'base64url')),
  ]);
}
