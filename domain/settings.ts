import { CATEGORIES, ROLES, type Category } from './category.js';
import type { PersonField } from './person.js';

export const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** What a school can say that a header means, besides the fields of a person; `fullName` is `Last, First`, and `ignore` leaves the column out. */
export const HEADER_MEANINGS = ['status', 'entryDate', 'exitDate', 'school', 'fullName', 'ignore'] as const;
/** What a header may say of a row beside a field of the person. */
export type HeaderMeaning = (typeof HEADER_MEANINGS)[number];

/** What a school can say of a role and of a status word. */
export const ROLE_MEANINGS = [...ROLES, 'IGNORE'] as const;
export type RoleMeaning = (typeof ROLE_MEANINGS)[number];
export const STATUS_ANSWERS = ['PRESENT', 'GONE', 'IGNORE'] as const;
export type StatusAnswer = (typeof STATUS_ANSWERS)[number];

export const NOTIFY_WHEN = ['EVERY_SYNC', 'DAILY', 'PROBLEMS', 'NEVER'] as const;
export type NotifyWhen = (typeof NOTIFY_WHEN)[number];

export type CategorySettings = {
  /** Adds new people of the category. */
  roster: boolean;
  /** Changes existing people when the file differs. */
  autoUpdate: boolean;
  /** What happens to people of the category who are not in the data that the SIS sent. */
  missingUsers: 'KEEP' | 'ARCHIVE';
};

/** Everything on the `Rostering` tab of one school; the shape of `GET /api/schools/:id/rostering`. */
export type RosteringSettings = {
  method: 'SFTP' | 'NONE';
  /** `Enable Automatic Rostering`: off, uploads are kept and never applied. */
  enabled: boolean;
  categories: Record<Category, CategorySettings>;
  notifications: {
    recipients: string[];
    when: NotifyWhen;
    includeNames: boolean;
    /** A summary of each week, after the night of its Sunday; none while `when` is `NEVER`. */
    weeklySummary: boolean;
  };
  safety: {
    /** Archiving is held when more people are missing than both this share of the category … */
    archivePercent: number;
    /** … and this number. */
    archiveCount: number;
    /** Updating is held when more than this share of the category, and more people than `archiveCount`, would change. */
    updatePercent: number;
    /** A person is archived on this absence in a row; 1 means at once. Absences on one local day count once. */
    absencesBeforeArchive: number;
    /** What happens when a file looks wrong beside the school and its earlier files (SHAPE_CODES): a hold, or a remark only. */
    shapeChecks: 'HOLD' | 'WARN';
    /** What the first file of a school year does (domain/plan/recognise-rollover.ts): it is applied, or waits for an owner. */
    rollover: 'APPLY' | 'HOLD';
  };
  nightly: {
    /** `HH:MM` in the school's time zone. */
    at: string;
    expectDays: Weekday[];
  };
  /** ISO 8601 instant until which nothing is applied; null: not paused. */
  pausedUntil: string | null;
  /** Why the school is paused, in an owner's words, for the console; null: no reason was given. */
  pauseReason: string | null;
  /** The summer switch (domain/plan/season.ts): files only add people. */
  summer: {
    /** ISO 8601 instant until which files only add people; null: no summer. */
    until: string | null;
    /** The thresholds of `safety` for the first file after it. */
    archivePercent: number;
    archiveCount: number;
    updatePercent: number;
  };
  maps: {
    /** Header text of the file → field of docs/product.md, `status`, `entryDate`, `exitDate`, `school`, `fullName`, or `ignore`. */
    headers: Record<string, PersonField | HeaderMeaning>;
    /** Grade text of the file → canonical grade, or `IGNORE`: it says no grade, on purpose. */
    grades: Record<string, string>;
    /** Role text of the file → role, or `IGNORE`: rows with it are left out, and no one in them counts as missing. */
    roles: Record<string, RoleMeaning>;
    /** Status text of the file → whether a person with it is at the school; `IGNORE` as for a role. */
    statuses: Record<string, StatusAnswer>;
    /** Name of a sheet of a workbook → whether its people are the roster. */
    sheets: Record<string, 'ROSTER' | 'IGNORE'>;
  };
  /** Words of a school column that mean this school: once there are any, the rows of other schools are left out. */
  ownSchool: string[];
};

/** One setting that differs. `from` and `to` are left out where the value could be personal or free text. */
export type SettingsChange = { setting: string; from?: SettingValue | undefined; to?: SettingValue | undefined };
type SettingValue = string | number | boolean | null;

/** The nightly run of a school that never chose a time, `HH:MM` of its own clock. */
export const DEFAULT_NIGHTLY_AT = '22:00';

/** A school's settings before they are saved: rostering off, auto update and archive off (docs/product.md: verify first). */
export function defaultSettings(): RosteringSettings {
  return {
    method: 'NONE',
    enabled: false,
    categories: Object.fromEntries(CATEGORIES.map((category) => [category, { roster: false, autoUpdate: false, missingUsers: 'KEEP' }])) as Record<
      Category,
      CategorySettings
    >,
    notifications: { recipients: [], when: 'PROBLEMS', includeNames: false, weeklySummary: true },
    safety: { archivePercent: 10, archiveCount: 5, updatePercent: 75, absencesBeforeArchive: 1, shapeChecks: 'HOLD', rollover: 'APPLY' },
    nightly: { at: DEFAULT_NIGHTLY_AT, expectDays: ['MON', 'TUE', 'WED', 'THU', 'FRI'] },
    pausedUntil: null,
    pauseReason: null,
    summer: { until: null, archivePercent: 10, archiveCount: 5, updatePercent: 75 },
    maps: { headers: {}, grades: {}, roles: {}, statuses: {}, sheets: {} },
    ownSchool: [],
  };
}
