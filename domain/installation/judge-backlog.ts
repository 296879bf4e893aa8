import type { Finding } from './finding.js';

/** Counts, and ages of the oldest in seconds. */
export type BacklogFacts = {
  open: { count: number; oldestS: number };
  unannounced: { count: number; oldestS: number };
  undecided: { count: number; oldestS: number };
  mails: { count: number; oldestS: number };
  nightsNotClosed: number;
  failedToday: number;
};

/** The same limits as in docs/alerts.yaml. */
const LIMITS_S = { open: 600, unannounced: 120, undecided: 600, mails: 3_600 };

/** What has been left undone for too long. One finding says so when nothing has. */
export function judgeBacklog(facts: BacklogFacts): Finding[] {
  const found: Finding[] = [];
  const late = (of: keyof typeof LIMITS_S, code: Finding['code']): void => {
    const { count, oldestS } = facts[of];
    if (oldestS > LIMITS_S[of]) found.push({ check: 'backlog', code, params: { count, minutes: Math.round(oldestS / 60) } });
  };
  late('open', 'syncs_stand_still');
  late('unannounced', 'uploads_not_announced');
  late('undecided', 'decisions_not_carried_out');
  late('mails', 'mails_wait');
  if (facts.nightsNotClosed > 0) found.push({ check: 'backlog', code: 'nights_not_closed', params: { count: facts.nightsNotClosed } });
  if (facts.failedToday > 0) found.push({ check: 'backlog', code: 'syncs_failed', params: { count: facts.failedToday } });
  if (found.length > 0) return found;
  return [{ check: 'backlog', code: 'backlog_well', params: { open: facts.open.count, seconds: Math.round(facts.open.oldestS) } }];
}
