import { weekThatEnds } from '../../domain/arrival/week-of-night.js';
import { localeOf, type Locale } from '../../domain/locale.js';
import { consoleLinks } from '../../domain/report/console-links.js';
import { chooseRecipients } from '../../domain/report/choose-recipients.js';
import { dailyMail } from '../../domain/report/daily-mail.js';
import { reportDay } from '../../domain/report/daily-report.js';
import { escalationMail, type OpenMatter } from '../../domain/report/escalation-mail.js';
import type { MailDocument } from '../../domain/report/mail-document.js';
import { syncMail } from '../../domain/report/sync-mail.js';
import { syncOccasion } from '../../domain/report/sync-occasion.js';
import { reportSync } from '../../domain/report/sync-report.js';
import { testMail } from '../../domain/report/test-mail.js';
import { weeklyMail } from '../../domain/report/weekly-mail.js';
import { reportWeek } from '../../domain/report/weekly-report.js';
import { withChoice } from '../../domain/report/with-choice.js';
import { managesSchool } from '../../store/accounts.js';
import type { Database } from '../../store/database.js';
import type { StoredNotification } from '../../store/notifications.js';
import { hasFileSince, readOpenHold, readSilence } from '../../store/escalations.js';
import { loadNights } from '../../store/nights.js';
import { readRecipients } from '../../store/recipients.js';
import { loadSettings } from '../../store/settings.js';
import { loadDailyFacts } from '../../store/views/load-daily-facts.js';
import { loadSchool, loadSyncFacts } from '../../store/views/load-report.js';
import { loadWeekFacts } from '../../store/views/load-week-facts.js';
import { loadSync } from '../../store/views/load-sync.js';
import { makeRecipientLink } from './recipient-links.js';

/** The links in mails and receipts, and the sender. */
export type MailContext = {
  database: Database;
  /** Address of the console, without a path. */
  publicUrl: string;
  /** `Name <address>` or a bare address. */
  mailFrom: string;
  temporalUiUrl: string;
  namespace: string;
};

/** A mail as it reads now, or why it is not sent any more. */
export type Composed = ComposedMail | { kind: 'void'; code: string };

/** `choiceUrl`: where its address declines further ones; null: it is an account's. */
type ComposedMail = { kind: 'mail'; document: MailDocument; choiceUrl: string | null };

export async function composeMail(context: MailContext, notification: StoredNotification): Promise<Composed> {
  const { database } = context;
  const locale = localeOf(notification.locale);
  // A relay may be down for days; an address that an owner has removed meanwhile gets no more mail. If a school has no
  // recipients, the test mail goes to the account that asked for it and manages the school. Reminders go to such accounts only.
  const { settings } = await loadSettings(database, notification.schoolId);
  if (
    !chooseRecipients(settings.notifications.recipients).includes(notification.recipient) &&
    !(
      (notification.kind === 'TEST' || notification.kind === 'ESCALATION') &&
      (await managesSchool(database, notification.schoolId, notification.recipient))
    )
  ) {
    return { kind: 'void', code: 'recipient_removed' };
  }
  const [known] = await readRecipients(database.pool, notification.schoolId, [notification.recipient]);
  if (known?.decision === 'DECLINED') return { kind: 'void', code: 'recipient_declined' };
  const composed = await composeDocument(context, notification);
  if (composed.kind === 'void' || known === undefined || known.isAccount) return composed;
  // Whoever added an address need not have asked its owner.
  const { schoolId, recipient: address } = notification;
  const url = await makeRecipientLink(context, { schoolId, address, locale });
  const document = withChoice(composed.document, { url, isConfirmed: known.decision === 'CONFIRMED', addedBy: known.addedBy });
  return { kind: 'mail', document, choiceUrl: url };
}

async function composeDocument(context: MailContext, notification: StoredNotification): Promise<Composed> {
  const { database } = context;
  const locale = localeOf(notification.locale);
  const links = consoleLinks(context.publicUrl);
  const temporal = { temporalUiUrl: context.temporalUiUrl, namespace: context.namespace };
  switch (notification.kind) {
    case 'SYNC': {
      const facts = await loadSyncFacts(database, notification.syncId ?? '', locale, temporal, { withNames: true });
      if (facts === null) return { kind: 'void', code: 'sync_gone' };
      // If an owner decides while a mail waits for the relay, the mail is no longer needed: the decision has its own.
      if (syncOccasion(facts.view.id, facts.view.status) !== notification.occasion) return { kind: 'void', code: 'overtaken' };
      return { kind: 'mail', document: syncMail(reportSync(facts, locale), links), choiceUrl: null };
    }
    case 'DAILY': {
      const night = notification.occasion.slice(-'YYYY-MM-DD'.length);
      // The night was closed before its mails were stored, so it is there as long as its school.
      const facts = await loadDailyFacts(database, { schoolId: notification.schoolId, night, until: null }, locale, temporal);
      if (facts === null) return { kind: 'void', code: 'school_gone' };
      return { kind: 'mail', document: dailyMail(reportDay(facts, locale), links), choiceUrl: null };
    }
    case 'WEEKLY': {
      const week = weekThatEnds(notification.occasion.slice(-'YYYY-MM-DD'.length));
      const facts = await loadWeekFacts(database, { schoolId: notification.schoolId, week }, locale, temporal);
      if (facts === null) return { kind: 'void', code: 'school_gone' };
      return { kind: 'mail', document: weeklyMail(reportWeek(facts, locale), links), choiceUrl: null };
    }
    case 'ESCALATION': {
      const school = await loadSchool(database, notification.schoolId);
      if (school === null) return { kind: 'void', code: 'school_gone' };
      const matter = await loadMatter(context, notification, locale);
      if (matter === null) return { kind: 'void', code: 'overtaken' };
      return { kind: 'mail', document: escalationMail(school, matter, locale, links), choiceUrl: null };
    }
    case 'TEST': {
      const school = await loadSchool(database, notification.schoolId);
      if (school === null) return { kind: 'void', code: 'school_gone' };
      return { kind: 'mail', document: testMail(school, locale, links), choiceUrl: null };
    }
  }
}

/** What a reminder tells of, as it is now. Null: it was decided, or a file came. */
async function loadMatter(context: MailContext, { schoolId, syncId }: StoredNotification, locale: Locale): Promise<OpenMatter | null> {
  const { database } = context;
  if (syncId !== null) {
    if ((await readOpenHold(database, syncId)) === null) return null;
    const sync = await loadSync(database, syncId, locale, { temporalUiUrl: context.temporalUiUrl, namespace: context.namespace });
    return sync === null ? null : { kind: 'held', sync };
  }
  const [newest] = await loadNights(database, schoolId, 1);
  if (newest === undefined || (await hasFileSince(database, schoolId, newest.until))) return null;
  const silence = await readSilence(database, schoolId, newest.date);
  return silence === null ? null : { kind: 'silence', ...silence };
}
