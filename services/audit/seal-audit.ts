import { FIRST_SEAL, sealEntry } from '../../infra/crypto/seal-entry.js';
import type { MasterKey } from '../../infra/crypto/wrap-key.js';
import { findUnsealed, insertSeals, listSealed, listUnsealed, mayStartSealing, readHead } from '../../store/audit-seals.js';
import { inTransaction, type Database } from '../../store/database.js';
import { readInstallationKey } from '../../store/installation-keys.js';

const BATCH = 1_000;
/** No transaction that writes an entry takes so long; the time of an entry is that at which its transaction began. */
const LONGEST_MS = 60 * 60_000;

/** The last seal: noted outside of the database, it shows later that nothing before it was made anew. `seal` in hex. */
export type AuditHead = { number: number; seal: string };

/**
 * Seals the entries of the audit trail that have no seal yet, in batches, so that no request waits for another one. Several at once are
 * harmless: one seals. Returns how many were sealed, and the last seal of all.
 */
export async function sealAudit(database: Database, masterKey: MasterKey): Promise<{ sealed: number; head: AuditHead | null }> {
  const key = await readInstallationKey(database.pool, masterKey, 'audit');
  for (let sealed = 0; ;) {
    const batch = await inTransaction(database.pool, async (client) => {
      if (!(await mayStartSealing(client))) return { entries: 0, head: null };
      const head = await readHead(client);
      let [number, before] = [head?.number ?? 0, head?.seal ?? FIRST_SEAL];
      const seals = (await listUnsealed(client, BATCH)).map(({ id, text }) => {
        before = sealEntry(key, before, text);
        number += 1;
        return { number, entryId: id, seal: before };
      });
      if (seals.length > 0) await insertSeals(client, seals);
      return { entries: seals.length, head: number === 0 ? null : { number, seal: before.toString('hex') } };
    });
    sealed += batch.entries;
    if (batch.entries < BATCH) return { sealed, head: batch.head };
  }
}

/**
 * What is wrong with the trail. CHANGED: the entry, or its seal, is not what was sealed. MISSING: the entry was deleted. GAP: seals are
 * missing. BACKDATED: it says a time that was over when it came. UNKNOWN_HEAD: the noted seal is not there, so that all may be made anew.
 */
export type AuditFlaw = { kind: 'CHANGED' | 'MISSING' | 'GAP' | 'BACKDATED' | 'UNKNOWN_HEAD'; number: number | null; entryId: string | null };
export type AuditVerdict = { sealed: number; unsealed: number; head: AuditHead | null; flaws: AuditFlaw[] };

const MOST_FLAWS = 100;

/** Reads the whole audit trail and compares it with its seals. `noted`: a head that was printed or logged before. */
export async function verifyAudit(database: Database, masterKey: MasterKey, noted: AuditHead | null): Promise<AuditVerdict> {
  const key = await readInstallationKey(database.pool, masterKey, 'audit');
  const flaws: AuditFlaw[] = [];
  let [number, sealed, newest] = [0, 0, -Infinity];
  let before: Uint8Array = FIRST_SEAL;
  let isNotedThere = noted === null;
  for (;;) {
    const batch = await listSealed(database.pool, number, BATCH);
    for (const entry of batch) {
      const flaw = (kind: AuditFlaw['kind']): void => void flaws.push({ kind, number: entry.number, entryId: entry.entryId });
      if (entry.number !== number + 1) flaw('GAP');
      if (entry.text === null) flaw('MISSING');
      else if (!sealEntry(key, before, entry.text).equals(entry.seal)) flaw('CHANGED');
      if (entry.at !== null && entry.at.getTime() < newest - LONGEST_MS) flaw('BACKDATED');
      newest = Math.max(newest, entry.at?.getTime() ?? newest);
      if (noted?.number === entry.number && noted.seal === entry.seal.toString('hex')) isNotedThere = true;
      // Of what follows, each is held to the seal that stands before it: one flaw is told once.
      [number, before, sealed] = [entry.number, entry.seal, sealed + 1];
    }
    if (batch.length < BATCH) break;
  }
  if (!isNotedThere) flaws.push({ kind: 'UNKNOWN_HEAD', number: noted?.number ?? null, entryId: null });
  const { unsealed, old } = await findUnsealed(database.pool, newest === -Infinity ? null : new Date(newest - LONGEST_MS));
  flaws.push(...old.map((entryId) => ({ kind: 'BACKDATED' as const, number: null, entryId })));
  const head = number === 0 ? null : { number, seal: Buffer.from(before).toString('hex') };
  return { sealed, unsealed, head, flaws: flaws.slice(0, MOST_FLAWS) };
}
