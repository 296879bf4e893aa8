import { ApplicationFailure } from '@temporalio/common';
import { localeOf } from '../domain/locale.js';
import { chooseRecipients } from '../domain/report/choose-recipients.js';
import { consoleLinks } from '../domain/report/console-links.js';
import type { Delivered } from '../domain/report/delivered.js';
import { reportDay } from '../domain/report/daily-report.js';
import { syncOccasion } from '../domain/report/sync-occasion.js';
import { escalationNight } from '../domain/arrival/escalation-night.js';
import type { RosteringSettings } from '../domain/settings.js';
import { WORTH_READING_HOURS } from '../domain/report/judge-mail.js';
import { weekToSummarise } from '../domain/arrival/week-of-night.js';
import { reportWeek } from '../domain/report/weekly-report.js';
import { wantsDailyMail, wantsSyncMail, wantsWeeklyMail } from '../domain/report/wants-mail.js';
import { CSV_PROBLEMS, writeReceipts } from '../domain/report/write-receipt.js';
import { csvLine } from '../infra/csv/csv-line.js';
import type { Logger } from '../infra/log.js';
import { dailyOccasion, loadDailyFacts } from '../store/views/load-daily-facts.js';
import { loadWeekFacts, weeklyOccasion } from '../store/views/load-week-facts.js';
import { loadSchool, loadSyncFacts, loadSyncToTell, type School } from '../store/views/load-report.js';
import { storeNotifications } from '../store/store-notifications.js';
import { hasRealReceipt, upsertReceipt } from '../store/upsert-receipt.js';
import type { Database } from '../store/database.js';
import { loadNight, storeNight } from '../store/nights.js';
import { listEscalationAddresses, listOpenEscalations, listOpenHolds, readSilence } from '../store/escalations.js';
import { listMailsOf } from '../store/notifications.js';
import { loadSettings } from '../store/settings.js';
import type { TellSteps } from '../domain/steps.js';

export type TellDeps = {
  database: Database;
  /** Hands one stored notification to the relay, unless that is done. */
  deliver(notificationId: string): Promise<Delivered>;
  /** The same with a stored mail about an account. */
  deliverAccountMail(accountMailId: string): Promise<Delivered>;
  /** PUBLIC_URL, MAIL_FROM, TEMPORAL_UI_URL and TEMPORAL_NAMESPACE of infra/config.ts. */
  publicUrl: string;
  mailFrom: string;
  temporalUiUrl: string;
  namespace: string;
  clock: () => Date;
  log: Logger;
};

/** The steps that tell people what happened: receipts in `/results/` and Roster Sync Results by mail. */
export function createTellSteps(deps: TellDeps): TellSteps {
  const { database, clock, log } = deps;
  const temporal = { temporalUiUrl: deps.temporalUiUrl, namespace: deps.namespace };
  const links = consoleLinks(deps.publicUrl);

  return {
    async writeReceipts({ syncId, schoolId }) {
      const school = await loadSchool(database, schoolId);
      const locale = localeOf(school?.locale);
      const facts = await loadSyncFacts(database, syncId, locale, temporal, { problems: CSV_PROBLEMS });
      // A preview of settings is for the owner; the SIS looks only for the result of its file.
      if (facts === null || facts.view.triedSettings !== null) return;
      const besideReal = facts.view.dryRun && (await hasRealReceipt(database, { schoolId, fileName: facts.view.file.name }));
      const { text, csv } = writeReceipts(facts, locale, links, csvLine, { besideReal });
      await upsertReceipt(database, { schoolId, syncId, createdAt: clock() }, [text, csv]);
    },

    async prepareSyncNotifications({ syncId, schoolId }) {
      const [school, { settings }, sync] = await Promise.all([
        loadSchool(database, schoolId),
        loadSettings(database, schoolId),
        loadSyncToTell(database, { syncId, schoolId }),
      ]);
      if (school === null || sync === null || !wantsSyncMail(settings.notifications.when, sync)) return [];
      return storeNotifications(
        { database, mailFrom: deps.mailFrom, now: clock() },
        { schoolId, syncId, kind: 'SYNC', occasion: syncOccasion(syncId, sync.status), schoolLocale: school.locale },
        chooseRecipients(settings.notifications.recipients),
      );
    },

    async prepareDailyNotifications({ schoolId, night }) {
      const school = await loadSchool(database, schoolId);
      if (school === null) return [];
      const now = clock();
      const facts = await loadDailyFacts(database, { schoolId, night, until: now }, localeOf(school.locale), temporal);
      if (facts === null) return [];
      // From here on, a retry or a reset closes the same night with the same files and the same words.
      const { verdict } = await storeNight(database, schoolId, {
        date: night,
        from: new Date(facts.from),
        until: new Date(facts.until),
        verdict: reportDay(facts, localeOf(school.locale)).verdict,
      });
      if (!wantsDailyMail(facts.settings, verdict)) return [];
      return storeNotifications(
        { database, mailFrom: deps.mailFrom, now },
        { schoolId, syncId: null, kind: 'DAILY', occasion: dailyOccasion(schoolId, night), schoolLocale: school.locale },
        chooseRecipients(facts.settings.notifications.recipients),
      );
    },

    async prepareWeeklyNotifications({ schoolId, night }) {
      const week = weekToSummarise(night);
      if (week === null) return [];
      const about = { kind: 'WEEKLY', occasion: weeklyOccasion(schoolId, week) } as const;
      const stored = await listMailsOf(database, about);
      if (stored.length > 0) return stored.filter(({ isOpen }) => isOpen).map(({ id }) => id);
      // A later night makes up for the one of Sunday only if that was missed: what was not wanted then is not sent afterwards.
      if (night !== week.to && (await loadNight(database, schoolId, week.to)) !== null) return [];
      const [school, { settings }] = await Promise.all([loadSchool(database, schoolId), loadSettings(database, schoolId)]);
      const facts = await loadWeekFacts(database, { schoolId, week }, localeOf(school?.locale), temporal);
      if (school === null || facts === null || !wantsWeeklyMail(settings, reportWeek(facts, localeOf(school.locale)).verdict)) return [];
      return storeNotifications(
        { database, mailFrom: deps.mailFrom, now: clock() },
        { ...about, schoolId, syncId: null, schoolLocale: school.locale },
        chooseRecipients(settings.notifications.recipients),
      );
    },

    async prepareEscalations({ schoolId, night }) {
      const [school, { settings }, closed] = await Promise.all([
        loadSchool(database, schoolId),
        loadSettings(database, schoolId),
        loadNight(database, schoolId, night),
      ]);
      if (school === null || closed === null || !closed.verdict.expected || settings.notifications.when === 'NEVER') return [];
      const now = clock();
      for (const { syncId, occasion } of await listOpenMatters(database, { school, settings, night })) {
        const about = { kind: 'ESCALATION', occasion } as const;
        if ((await listMailsOf(database, about)).length > 0) continue;
        const others = await listEscalationAddresses(database, schoolId, settings, now);
        await storeNotifications({ database, mailFrom: deps.mailFrom, now }, { ...about, schoolId, syncId, schoolLocale: school.locale }, others);
      }
      return listOpenEscalations(database, schoolId, new Date(now.getTime() - WORTH_READING_HOURS.ESCALATION * 3_600_000));
    },

    async sendNotification({ notificationId }) {
      sayOrTryAgain(log, { notificationId }, await deps.deliver(notificationId));
    },

    async sendAccountMail({ accountMailId }) {
      sayOrTryAgain(log, { accountMailId }, await deps.deliverAccountMail(accountMailId));
    },
  };
}

/** What is open on its second day when this night is closed, with what makes it one matter. */
async function listOpenMatters(
  database: Database,
  { school, settings, night }: { school: School; settings: RosteringSettings; night: string },
): Promise<{ syncId: string | null; occasion: string }[]> {
  const [holds, silence] = await Promise.all([listOpenHolds(database, school.id), readSilence(database, school.id, night)]);
  const due = holds.filter(({ receivedAt }) => {
    const on = escalationNight(settings, receivedAt, school.timeZone);
    return on !== null && on <= night;
  });
  return [
    ...due.map(({ syncId }) => ({ syncId, occasion: `held:${syncId}` })),
    ...(silence === null ? [] : [{ syncId: null, occasion: `${school.id}:${silence.since}` }]),
  ];
}

/** Throws if Temporal should try again. Only the code enters its history. */
function sayOrTryAgain(log: Logger, mail: Record<string, string>, delivered: Delivered): void {
  switch (delivered.kind) {
    case 'sent':
      return;
    case 'settled':
      if (delivered.code !== 'sent_before') log.warn({ ...mail, code: delivered.code }, 'mail is not sent');
      return;
    case 'postponed':
      throw ApplicationFailure.retryable(delivered.code, `mail_${delivered.code}`);
  }
}
