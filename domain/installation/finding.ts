import type { Locale } from '../locale.js';
import { DOCTOR_TEXTS } from '../messages/doctor-texts.js';

/** What `rollcall doctor` looks at, in its order. */
export const CHECKS = ['database', 'schema', 'clock', 'key', 'store', 'temporal', 'workers', 'schedules', 'mail', 'backlog'] as const;
export type Check = (typeof CHECKS)[number];

/** How bad each thing is that it may find. `broken`: files are not received or not synced; `warning`: they are, and somebody should look today. */
export const FINDINGS = {
  database_well: 'well',
  database_away: 'broken',
  database_old: 'broken',
  schema_well: 'well',
  schema_behind: 'broken',
  schema_ahead: 'warning',
  clock_well: 'well',
  clock_off: 'warning',
  key_well: 'well',
  key_not_made: 'warning',
  key_wrong: 'broken',
  keys_closed: 'broken',
  key_of_uploads_wrong: 'broken',
  master_key_not_rotated: 'warning',
  master_key_rotated: 'warning',
  store_well: 'well',
  bucket_well: 'well',
  store_away: 'broken',
  store_not_marked: 'warning',
  store_foreign: 'broken',
  store_unmarked: 'broken',
  store_not_writable: 'broken',
  store_lacks_uploads: 'broken',
  store_nearly_full: 'warning',
  temporal_well: 'well',
  temporal_away: 'broken',
  temporal_refuses: 'broken',
  namespace_missing: 'broken',
  histories_short: 'warning',
  attributes_missing: 'broken',
  workers_well: 'well',
  workers_missing: 'broken',
  schedules_well: 'well',
  schedules_differ: 'warning',
  schedules_paused: 'warning',
  mail_well: 'well',
  mail_away: 'warning',
  backlog_well: 'well',
  syncs_stand_still: 'broken',
  uploads_not_announced: 'broken',
  decisions_not_carried_out: 'warning',
  mails_wait: 'warning',
  nights_not_closed: 'warning',
  syncs_failed: 'warning',
} as const satisfies Record<string, 'well' | 'warning' | 'broken'>;
export type FindingCode = keyof typeof FINDINGS;
export type FindingState = (typeof FINDINGS)[FindingCode];

/** Something that was found. `params` are counts, names of settings and codes. */
export type Finding = { check: Check; code: FindingCode; params: Record<string, string | number> };

export function stateOf({ code }: Finding): FindingState {
  return FINDINGS[code];
}

/** The worst finding, which decides the exit code. */
export function worstOf(findings: readonly Finding[]): FindingState {
  const states = findings.map(stateOf);
  return states.includes('broken') ? 'broken' : states.includes('warning') ? 'warning' : 'well';
}

/** What is so, and what to do about it; no remedy where all is well. */
export function findingInWords(locale: Locale, { code, params }: Finding): { says: string; remedy: string | null } {
  const [says, remedy = null] = DOCTOR_TEXTS[locale][code];
  const fill = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (_all, name: string) => String(params[name] ?? ''));
  return { says: fill(says), remedy: remedy === null ? null : fill(remedy) };
}
