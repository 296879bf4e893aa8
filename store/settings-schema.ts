import { z } from 'zod';
import { CATEGORIES } from '../domain/category.js';
import { PERSON_FIELDS } from '../domain/person.js';
import {
  HEADER_MEANINGS,
  NOTIFY_WHEN,
  ROLE_MEANINGS,
  STATUS_ANSWERS,
  WEEKDAYS,
  defaultSettings,
  type RosteringSettings,
} from '../domain/settings.js';
import { schemaOf } from '../infra/schema-of.js';

/** How many entries one map may have, and how long a header, grade or role text of a file may be. */
const MOST_MAP_ENTRIES = 500;
const LONGEST_TEXT = 200;
/** In how many ways the files of one school may spell it. */
const MOST_OWN_WORDS = 50;

const percent = z.int().min(0).max(100);
const count = z.int().min(0).max(100_000);
const fileText = z.string().trim().min(1).max(LONGEST_TEXT);

const mapOf = <Value extends z.ZodType>(value: Value) =>
  z.record(fileText, value).refine((map) => Object.keys(map).length <= MOST_MAP_ENTRIES, {
    params: { code: 'too_many_entries', maximum: MOST_MAP_ENTRIES },
  });

const withoutRepeats = (items: readonly unknown[]): boolean => new Set(items).size === items.length;

/** These may be left out: docs/contract.md fixed the settings before there was a choice. */
const rollover = z.enum(['APPLY', 'HOLD']);
const weeklySummary = z.boolean();
const pauseReason = z.string().trim().max(LONGEST_TEXT).nullable();
const summer = z.strictObject({
  until: z.iso.datetime({ offset: true }).nullable().meta({ description: 'Instant (ISO 8601) until which files only add people; null: no summer.' }),
  archivePercent: percent.meta({ description: 'Of `safety`, for the first file after the summer; so are the next two.' }),
  archiveCount: count,
  updatePercent: percent,
});

const categorySettingsSchema = z
  .strictObject({
    roster: z.boolean().meta({ description: 'Adds new people of the category.' }),
    autoUpdate: z.boolean().meta({ description: 'Changes existing people when the file differs.' }),
    missingUsers: z
      .enum(['KEEP', 'ARCHIVE'])
      .meta({ description: 'What happens to people of the category who are not in the data that the SIS sent.' }),
  })
  .meta({ id: 'CategorySettings' });

/** Every rule that settings must keep before they are stored: the body of `PUT /api/schools/:id/rostering`. */
export const settingsSchema = schemaOf<RosteringSettings>()(
  z
    .strictObject({
      method: z.enum(['SFTP', 'NONE']),
      enabled: z.boolean().meta({ description: 'Enable Automatic Rostering. Off: uploads are kept and never applied.' }),
      categories: z.strictObject({
        students: categorySettingsSchema,
        teachers: categorySettingsSchema,
        staff: categorySettingsSchema,
        admin: categorySettingsSchema,
      } satisfies Record<(typeof CATEGORIES)[number], typeof categorySettingsSchema>),
      notifications: z.strictObject({
        recipients: z
          .array(z.string().trim().toLowerCase().pipe(z.email().max(254)))
          .max(50)
          .refine(withoutRepeats, { params: { code: 'repeated' } }),
        when: z.enum(NOTIFY_WHEN),
        includeNames: z.boolean(),
        weeklySummary: weeklySummary
          .default(defaultSettings().notifications.weeklySummary)
          .meta({ description: 'A summary of each week after the night of its Sunday; none while `when` is `NEVER`.' }),
      }),
      safety: z.strictObject({
        archivePercent: percent,
        archiveCount: count,
        updatePercent: percent,
        absencesBeforeArchive: z
          .int()
          .min(1)
          .max(60)
          .meta({ description: 'Somebody is archived on the day of this absence in a row; 1 is at once. Absences of one local day count once.' }),
        shapeChecks: z
          .enum(['HOLD', 'WARN'])
          .meta({ description: 'When a file looks wrong beside the school and its earlier files: HOLD what it would change, or only WARN.' }),
        rollover: rollover.default('APPLY').meta({
          description: 'The first file of a school year, in which the top grade leaves and all others move up: APPLY it at once, or HOLD it.',
        }),
      }),
      nightly: z.strictObject({
        at: z
          .string()
          .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
          .meta({ description: 'HH:MM in the time zone of the school.', examples: ['22:00'] }),
        expectDays: z.array(z.enum(WEEKDAYS)).refine(withoutRepeats, { params: { code: 'repeated' } }),
      }),
      pausedUntil: z.iso
        .datetime({ offset: true })
        .nullable()
        .meta({ description: 'Instant (ISO 8601) until which nothing is applied; null: not paused.' }),
      pauseReason: pauseReason.default(defaultSettings().pauseReason).meta({ description: 'Why the school is paused; shown in the console only.' }),
      summer: summer.default(defaultSettings().summer).meta({
        description: 'The summer switch: until its instant, files only add people; then the first file keeps to these thresholds.',
      }),
      maps: z.strictObject({
        headers: mapOf(z.enum([...PERSON_FIELDS, ...HEADER_MEANINGS])).meta({
          description:
            'Header text of the file → field; `status`, `entryDate` and `exitDate` say who is there, `school` of which school, `fullName` is both names, `ignore` leaves the column out.',
        }),
        grades: mapOf(fileText).meta({ description: 'Grade text of the file → grade; `IGNORE`: it says no grade.' }),
        roles: mapOf(z.enum(ROLE_MEANINGS)).meta({
          description: 'Role text of the file → role; `IGNORE` leaves such rows out, and nobody in them counts as missing.',
        }),
        sheets: mapOf(z.enum(['ROSTER', 'IGNORE'])).meta({ description: 'Name of a sheet of a workbook → whether its people are the roster.' }),
        statuses: mapOf(z.enum(STATUS_ANSWERS)).meta({
          description:
            'Status text of the file → whether somebody with it is there; `IGNORE` leaves such rows out, and nobody in them counts as missing.',
        }),
      }),
      ownSchool: z
        .array(fileText)
        .max(MOST_OWN_WORDS)
        .refine(withoutRepeats, { params: { code: 'repeated' } })
        .meta({ description: 'Words of a school column that mean this school; once there are any, rows of other schools are left out.' }),
    })
    .meta({ id: 'RosteringSettings' }),
);

const { categories, notifications, safety, nightly, maps } = settingsSchema.shape;

/** Settings of which anything may be left out; what is there keeps every rule of `settingsSchema`. */
export const settingsToTrySchema = z
  .strictObject({
    ...settingsSchema.shape,
    categories: z
      .strictObject({
        students: categorySettingsSchema.partial(),
        teachers: categorySettingsSchema.partial(),
        staff: categorySettingsSchema.partial(),
        admin: categorySettingsSchema.partial(),
      } satisfies Record<keyof typeof categories.shape, unknown>)
      .partial(),
    notifications: notifications.extend({ weeklySummary }).partial(),
    safety: safety.extend({ rollover }).partial(),
    nightly: nightly.partial(),
    pauseReason,
    summer: summer.partial(),
    maps: maps.partial(),
  })
  .partial()
  .meta({ id: 'RosteringSettingsToTry' });
export type SettingsToTry = z.infer<typeof settingsToTrySchema>;
