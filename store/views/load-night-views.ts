import { forecastTonight, type NightForecast } from '../../domain/arrival/forecast-tonight.js';
import type { Locale } from '../../domain/locale.js';
import { mailTexts } from '../../domain/messages/mail-texts.js';
import { createFormat } from '../../domain/report/format.js';
import { leadOfNight, missingInWords, outcomeOfNight } from '../../domain/report/night-verdict.js';
import type { Tone } from '../../domain/report/sync-report.js';
import type { Database } from '../database.js';
import { listEscalationAddresses } from '../escalations.js';
import { loadNights } from '../nights.js';
import { loadSettings } from '../settings.js';
import { loadArrivals } from './load-arrivals.js';

/** One closed night in the reader's language. Instants are ISO 8601, `date` is the local date that it closed. */
export type NightView = {
  date: string;
  from: string;
  until: string;
  tone: Tone;
  /** In a few words: `5 added`, `no file arrived (wrong password)`. */
  outcome: string;
  lead: string;
  /** The likely cause, where no file could be used. */
  cause: string | null;
  /** Who is missing from the data, in counts. */
  missing: string[];
  mails: { sent: number; waiting: number; undelivered: number };
};

/** The newest nights of a school, newest first, in the words of its daily mails, even if no mail was sent. */
export async function loadNightViews(
  database: Database,
  school: { id: string; timeZone: string },
  locale: Locale,
  limit: number,
): Promise<NightView[]> {
  const texts = mailTexts(createFormat(locale, school.timeZone));
  return (await loadNights(database, school.id, limit)).map(({ date, from, until, verdict, mails }) => ({
    date,
    from: from.toISOString(),
    until: until.toISOString(),
    tone: verdict.tone,
    outcome: outcomeOfNight(verdict, texts),
    lead: leadOfNight(verdict, texts),
    cause: verdict.cause === null ? null : texts.cause(verdict.cause),
    missing: missingInWords(verdict, texts),
    mails,
  }));
}

/** What the night that is open now usually brings. */
export async function loadForecast(database: Database, school: { id: string; timeZone: string }, now: Date): Promise<NightForecast> {
  const [{ settings }, nights] = await Promise.all([loadSettings(database, school.id), loadNights(database, school.id, NIGHTS_LOOKED_AT)]);
  const arrivals = await loadArrivals(database, [{ id: school.id, timeZone: school.timeZone, at: settings.nightly.at }], now);
  const verdicts = nights.map(({ verdict }) => verdict);
  const forecast = forecastTonight({ settings, timeZone: school.timeZone, arrivals: arrivals.get(school.id) ?? [], verdicts }, now);
  if (!forecast.silenceEscalates) return forecast;
  return { ...forecast, silenceEscalates: (await listEscalationAddresses(database, school.id, settings, now)).length > 0 };
}

/** Two weeks of school, with holidays between. */
const NIGHTS_LOOKED_AT = 21;
