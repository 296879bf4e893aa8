import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

// version (1) | iv (12) | key | tag (16). The version names the scheme, so that another can follow.
const VERSION = 1;
const OVERHEAD = 29;

/** The key that wraps all others. While it is being changed there are two: the first one wraps, and each of them opens. */
export type MasterKey = Buffer | readonly [next: Buffer, current: Buffer];

/** As the configuration gives it. */
export function masterKeyOf(config: { MASTER_KEY: string; MASTER_KEY_NEXT?: string | undefined }): MasterKey {
  const current = Buffer.from(config.MASTER_KEY, 'base64');
  return config.MASTER_KEY_NEXT === undefined ? current : [Buffer.from(config.MASTER_KEY_NEXT, 'base64'), current];
}

/** What each kind of wrapped key is bound to, so that one cannot stand in the place of another. */
export const boundTo = {
  districtKey: (keyId: string): string => `district-key/${keyId}`,
  hostKey: (algorithm: string): string => `gateway-host-key/${algorithm}`,
  webhook: (webhookId: string): string => `webhook/${webhookId}`,
  installationKey: (purpose: string): string => `installation-key/${purpose}`,
  authenticatorApp: (accountId: string): string => `authenticator-app/${accountId}`,
};

/** A key, encrypted by the master key or the key of a district, and bound to its purpose: the storage key of the bytes that it opens, or its use. */
export function wrapKey(masterKey: MasterKey, key: Buffer, place: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keysOf(masterKey)[0]!, iv).setAAD(Buffer.from(place));
  return Buffer.concat([Buffer.from([VERSION]), iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

/** Throws if the wrapped key was made with another master key, for another purpose, or was changed. */
export function unwrapKey(masterKey: MasterKey, wrapped: Uint8Array, place: string): Buffer {
  const bytes = Buffer.from(wrapped);
  if (bytes.length <= OVERHEAD || bytes[0] !== VERSION) throw new Error('This key is wrapped in an unknown way.');
  let reason: unknown;
  for (const key of keysOf(masterKey)) {
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 13)).setAAD(Buffer.from(place));
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(13, -16)), decipher.final()]);
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
}

/** Whether it opens. */
export function opens(masterKey: MasterKey, wrapped: Uint8Array, place: string): boolean {
  try {
    unwrapKey(masterKey, wrapped, place);
    return true;
  } catch {
    return false;
  }
}

function keysOf(masterKey: MasterKey): readonly Buffer[] {
  return Buffer.isBuffer(masterKey) ? [masterKey] : masterKey;
}
