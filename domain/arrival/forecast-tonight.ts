import type { NightVerdict } from '../report/night-verdict.js';
import type { RosteringSettings } from '../settings.js';
import { arrivalRhythm } from './arrival-rhythm.js';
import { SILENT_NIGHTS } from './escalation-night.js';
import { isFileExpected } from './is-file-expected.js';
import { nightOfArrival, nightWindow } from './night-window.js';

/** What a night usually brings. `night`: its local date. */
export type NightForecast = {
  night: string;
  /** Whether a file is expected: silence is then said. */
  isExpected: boolean;
  /** When the first file usually comes, local times `HH:MM`; null: there are too few nights, or no rhythm. */
  usual: { from: string; to: string } | null;
  /** If no file comes tonight either, the Owners and District Managers who are no recipients are told, too (ADR 51). */
  silenceEscalates: boolean;
  /** How many people files usually change in a night; null: too few nights have had a file. */
  changes: { from: number; to: number } | null;
};

/** So many nights with a file say what is usual. */
const NIGHTS = 10;
const FEWEST_NIGHTS = 3;

/** The night that is open now. `verdicts`: of the last nights, newest first. One odd night in ten does not move the numbers. */
export function forecastTonight(
  {
    settings,
    timeZone,
    arrivals,
    verdicts,
  }: {
    settings: RosteringSettings;
    timeZone: string;
    arrivals: readonly Date[];
    verdicts: readonly Pick<NightVerdict, 'files' | 'totals' | 'expected'>[];
  },
  now: Date,
): NightForecast {
  const { night } = nightOfArrival(now, settings.nightly.at, timeZone);
  const rhythm = arrivalRhythm(arrivals, { nightly: settings.nightly, timeZone });
  const changed = verdicts
    .filter(({ files }) => files > 0)
    .slice(0, NIGHTS)
    .map(({ totals }) => totals.added + totals.updated + totals.archived + totals.restored)
    .toSorted((a, b) => a - b);
  const odd = Math.floor(changed.length / NIGHTS);
  const isExpected = isFileExpected(settings, night, nightWindow(night, settings.nightly.at, timeZone).until);
  const heard = verdicts.findIndex(({ files }) => files > 0);
  const silent = verdicts.slice(0, heard === -1 ? verdicts.length : heard).filter(({ expected }) => expected).length;
  return {
    night,
    isExpected,
    silenceEscalates: isExpected && silent === SILENT_NIGHTS - 1 && settings.notifications.when !== 'NEVER',
    usual: rhythm === null ? null : { from: rhythm.usualFrom, to: rhythm.usualTo },
    changes: changed.length < FEWEST_NIGHTS ? null : { from: changed[0]!, to: changed[changed.length - 1 - odd]! },
  };
}
