import { readConfig } from '../../infra/config.js';
import { masterKeyOf } from '../../infra/crypto/wrap-key.js';
import { verifyAudit, type AuditFlaw, type AuditHead } from '../../services/audit/seal-audit.js';
import { openDatabase, TIME_OUTS } from '../../store/database.js';
import { CliError } from './cli-error.js';

/** Prints whether the audit trail is what was sealed. Exit code 1: it is not. */
export async function verifyAuditFromCli({ head, json }: { head?: string; json?: boolean }): Promise<void> {
  const noted = head === undefined ? null : headOf(head);
  const config = readConfig();
  const database = openDatabase(config.DATABASE_URL, { connections: 1, timeOuts: TIME_OUTS.tool });
  try {
    const verdict = await verifyAudit(database, masterKeyOf(config), noted);
    if (verdict.flaws.length > 0) process.exitCode = 1;
    if (json === true) return console.log(JSON.stringify(verdict, null, 2));
    for (const flaw of verdict.flaws) console.log(lineOf(flaw));
    console.log(verdict.flaws.length === 0 ? 'The audit trail is whole.' : 'The audit trail was tampered with.');
    console.log(`Sealed: ${verdict.sealed}, not sealed yet: ${verdict.unsealed}, head: ${textOf(verdict.head)}`);
  } finally {
    await database.close();
  }
}

function headOf(text: string): AuditHead {
  const [, number = '', seal = ''] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seal === '') throw new CliError('--head is a number, a colon and 64 hexadecimal digits, as an earlier verification printed it.', 64);
  return { number: Number(number), seal };
}

function textOf(head: AuditHead | null): string {
  return head === null ? 'none' : `${head.number}:${head.seal}`;
}

const WORDS: Record<AuditFlaw['kind'], string> = {
  CHANGED: 'was changed after it was sealed',
  MISSING: 'was deleted',
  GAP: 'stands where others are missing before it',
  BACKDATED: 'was added later than it says',
  UNKNOWN_HEAD: 'is not the one that was noted',
};

function lineOf({ kind, number, entryId }: AuditFlaw): string {
  return `${entryId === null ? `Seal ${number}` : `Entry ${entryId}${number === null ? '' : ` (${number})`}`} ${WORDS[kind]}.`;
}
