import type { Locale } from '../../domain/locale.js';
import { accountText } from '../../domain/messages/account-texts.js';
import {
  NO_ACCOUNT,
  withConflicts,
  type AccountEntry,
  type AccountEntryView,
  type AccountKind,
  type AccountView,
  type FileAccount,
  type WordEntry,
} from '../../domain/reading/file-account.js';
import { fieldsNamed } from '../../domain/reading/open-roster.js';
import { sisOf } from '../../domain/sis/recognise-sis.js';
import { rolloverOfSync } from '../../domain/rollover-of-sync.js';
import type { Database } from '../database.js';
import { ROLLOVER, type SyncRow } from './load-sync.js';

type StoredAccount = FileAccount & { sis: string | null };

/** What happened to everything in the file of a sync; all lists are empty until it is read. */
export async function loadAccount(database: Database, syncId: string, locale: Locale): Promise<AccountView> {
  const [{ account, sis }, { rows }] = await Promise.all([
    loadFileAccount(database, syncId),
    database.pool.query<Pick<SyncRow, 'status' | 'dryRun' | 'applied' | 'rollover'> & { missing: string | null }>(
      `SELECT sync.status, sync.dry_run AS "dryRun", sync.applied_at IS NOT NULL AS applied,
              CASE WHEN sync.error_code = 'missing_required_column' THEN sync.error_params->>'columns' END AS missing,${ROLLOVER} FROM sync WHERE sync.id = $1`,
      [syncId],
    ),
  ]);
  const view = (kind: AccountKind, entries: readonly (AccountEntry | WordEntry)[]): AccountEntryView[] =>
    entries.map(({ name, what, use, rows, setting, ...more }) => ({
      name,
      what,
      use,
      rows,
      setting,
      ...('column' in more ? { column: more.column } : {}),
      message: accountText(locale, kind, { what, use, rows }),
    }));
  return {
    sis,
    rollover: rows[0] === undefined ? null : rolloverOfSync(rows[0], rows[0].rollover, locale),
    missing: fieldsNamed(rows[0]?.missing ?? ''),
    columns: view('columns', account.columns),
    words: view('words', account.words),
    sheets: view('sheets', account.sheets),
    lines: view('lines', account.lines),
  };
}

/** The same as it is stored, with the rows that the plan found to contradict the people. */
export async function loadFileAccount(database: Database, syncId: string): Promise<{ account: FileAccount; sis: AccountView['sis'] }> {
  const { rows } = await database.pool.query<{ account: StoredAccount | null; conflicts: number }>(
    'SELECT account, rows_conflicts AS conflicts FROM sync WHERE id = $1',
    [syncId],
  );
  const stored = rows[0]?.account ?? null;
  const { id, name } = sisOf(stored?.sis ?? '');
  return {
    account: stored === null ? NO_ACCOUNT : withConflicts(stored, rows[0]?.conflicts ?? 0),
    sis: id === 'unknown' ? null : { id, name },
  };
}
