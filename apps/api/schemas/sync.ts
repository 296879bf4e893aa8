import { z } from 'zod';
import {
  APPROVED_AS,
  CHANGE_KINDS,
  CHANGE_STATES,
  FILE_FORMATS,
  HOLD_CODES,
  SHAPE_CODES,
  SYNC_DECISIONS,
  SYNC_TRIGGERS,
  type CategoryCounts,
  type ChangeView,
  type SyncDecision,
  type SyncView,
} from '../../../domain/sync.js';
import { PERSON_FIELDS } from '../../../domain/person.js';
import { UNDO_ACTS, type UndoView } from '../../../domain/undo.js';
import { ACCOUNT_USES } from '../../../domain/reading/file-account.js';
import { SYNC_STATUSES } from '../../../domain/sync-status.js';
import { FAILURE_CODES } from '../../../domain/messages/failure-texts.js';
import { FILE_REJECTION_CODES, ROW_PROBLEM_CODES } from '../../../domain/problem.js';
import { LOCALES } from '../../../domain/locale.js';
import type { HoldEscalation } from '../../../store/views/load-escalation.js';
import { schemaOf } from '../../../infra/schema-of.js';
import { settingsToTrySchema } from '../../../store/settings-schema.js';
import type { ProblemGroup, ProblemView } from '../../../store/views/load-problems.js';
import { category, fieldsSchema, id, instant, oneOf, pageOfSchema, paging, personFields, reasonBody, why } from './shared-fields.js';

const categoryCounts = schemaOf<CategoryCounts>()(
  z
    .object({ added: z.int(), updated: z.int(), archived: z.int(), restored: z.int(), unchanged: z.int(), held: z.int() })
    .meta({ id: 'CategoryCounts' }),
);

const settingValue = z.union([z.string(), z.number(), z.boolean()]).nullable();

const rollover = z.object({ graduates: z.int(), movedUp: z.int(), message: z.string() }).nullable().meta({
  description:
    'The first file of a school year: how many graduates it archived and how many students moved up, as far as it took effect; of a preview, how many would be. Null: it begins no school year.',
});

export const syncSchema = schemaOf<SyncView>()(
  z
    .object({
      id,
      status: z.enum(SYNC_STATUSES),
      trigger: z.enum(SYNC_TRIGGERS),
      dryRun: z.boolean(),
      triedSettings: z
        .array(z.object({ setting: z.string(), from: settingValue.optional(), to: settingValue.optional() }))
        .nullable()
        .meta({ description: 'Of a preview of settings: how those that it tried differ from the school’s. Null: it used the school’s own.' }),
      file: z.object({
        name: z.string(),
        bytes: z.int(),
        sha256: z.string(),
        format: z.enum(FILE_FORMATS).nullable(),
        encoding: z.string().nullable(),
      }),
      counts: z.object({ students: categoryCounts, teachers: categoryCounts, staff: categoryCounts, admin: categoryCounts }).meta({
        description:
          'People per outcome, as far as it took effect; `held`: changes that wait for an owner. All 0 while the file is being worked on, and where it ended without being applied. Of a sync that was undone: what is still in effect. Of a preview (PREVIEWED): what the file would do.',
      }),
      rows: z.object({ total: z.int(), valid: z.int(), problems: z.int(), warnings: z.int() }),
      hold: z
        .object({
          reasons: z.array(z.object({ code: z.enum(HOLD_CODES), category, message: z.string() })),
        })
        .nullable()
        .meta({ description: 'Why part of it waits for an owner, waited before it was settled, or, of a preview, would wait.' }),
      rollover,
      receivedAt: instant,
      startedAt: instant.nullable(),
      appliedAt: instant.nullable().meta({ description: 'When its changes took effect, but for those that wait, or waited, for an owner.' }),
      finishedAt: instant.nullable(),
      error: z.object({ code: oneOf('SyncErrorCode', [...FILE_REJECTION_CODES, ...FAILURE_CODES]), message: z.string() }).nullable(),
      workflow: z.object({ id: z.string(), runId: z.string().nullable(), url: z.string().nullable() }),
    })
    .meta({ id: 'Sync' }),
);

/** One sync with who decided about it. */
export const syncDetailSchema = syncSchema
  .extend({
    decision: schemaOf<SyncDecision>()(
      z
        .object({
          decision: z.enum(SYNC_DECISIONS),
          by: z.string().nullable().meta({ description: 'The e-mail address of the account.' }),
          at: instant,
          reason: z.string().nullable(),
        })
        .meta({ id: 'SyncDecision' }),
    )
      .nullable()
      .meta({ description: 'What an owner decided last; null: none has.' }),
    escalation: schemaOf<HoldEscalation>()(
      z
        .object({
          night: z.iso.date().meta({ description: 'The local date of the night after which they are told, or were.' }),
          isTold: z.boolean(),
        })
        .meta({ id: 'HoldEscalation' }),
    )
      .nullable()
      .meta({
        description:
          'Of a sync that waits for an owner: when the Owners and District Managers who are no recipients are told by mail; null: nobody else is.',
      }),
  })
  .meta({ id: 'SyncDetail' });

export const syncPageSchema = pageOfSchema(syncSchema);

const kind = z.enum(CHANGE_KINDS);

const state = z.enum(CHANGE_STATES);

export const changesQuery = z.object({
  kind: kind.optional(),
  category: category.optional(),
  state: state.optional(),
  hold: z.enum(HOLD_CODES).optional().meta({ description: 'Only held changes that wait for this reason; name its category, too.' }),
  ...paging,
});

/** The same in a body, with what is searched for, which stands in no address. */
export const changesSearchBody = z
  .strictObject(
    changesQuery.extend({
      query: z
        .string()
        .max(200)
        .optional()
        .meta({ description: 'Words that all occur in name, e-mail address or number, before or after; or the line of the file.' }),
      limit: z.int().min(1).max(500).default(50),
    }).shape,
  )
  .meta({ id: 'ChangesSearch' });

export const changesExportBody = changesSearchBody
  .omit({ limit: true, cursor: true })
  .extend({ format: z.enum(['csv', 'xlsx']).default('csv') })
  .meta({ id: 'ChangesExport' });

export const changeSchema = schemaOf<ChangeView>()(
  z
    .object({
      id: z.string(),
      kind,
      state,
      category,
      person: z.object({
        id,
        email: personFields.email,
        firstName: personFields.firstName,
        lastName: personFields.lastName,
        studentId: personFields.studentId,
      }),
      sameNames: z
        .object({
          id,
          email: personFields.email,
          firstName: personFields.firstName,
          lastName: personFields.lastName,
          studentId: personFields.studentId,
          staffId: personFields.staffId,
        })
        .nullable()
        .meta({ description: 'Of an ADD: the person with the same names who leaves with the same file, and may be the same human.' }),
      line: z.int().nullable().meta({ description: 'The line of the file that it comes from; null for an archiving.' }),
      before: fieldsSchema.nullable(),
      after: fieldsSchema,
      why,
    })
    .meta({ id: 'Change' }),
);

export const approveBody = z
  .strictObject({
    ...reasonBody.shape,
    as: z.enum(APPROVED_AS).optional().meta({
      description:
        'People who are new and gone under the same names: SAME_PEOPLE (also when left out) keep their accounts, NEW_PEOPLE are added and the others archived.',
    }),
  })
  .meta({ id: 'Approval' });

export const changePageSchema = pageOfSchema(changeSchema).extend({ total: z.int() });

const will = z.enum(UNDO_ACTS);

export const undoQuery = z.object({ will: will.optional(), ...paging });

const undoSchema = schemaOf<UndoView>()(
  z
    .object({
      id: z.string(),
      person: z.object({
        id,
        email: personFields.email,
        firstName: personFields.firstName,
        lastName: personFields.lastName,
        studentId: personFields.studentId,
      }),
      category,
      kind: kind.meta({ description: 'What the sync did.' }),
      will: will.meta({ description: 'What the undo would do. STAY: it cannot, and `why` says so.' }),
      before: fieldsSchema.meta({ description: 'As the sync left the person.' }),
      after: fieldsSchema.nullable().meta({ description: 'As the undo would leave the person; null where it changes nothing of this.' }),
      why,
    })
    .meta({ id: 'UndoneChange' }),
);

export const undoPageSchema = pageOfSchema(undoSchema).extend({
  total: z.int(),
  counts: z.object({ ARCHIVE: z.int(), RESTORE: z.int(), UPDATE: z.int(), STAY: z.int() }).meta({ description: 'People, of all pages.' }),
});

const accountEntry = z.object({
  name: z.string().meta({ description: 'The header, the word or the sheet as the file spells it; … where it may be somebody’s data.' }),
  what: z.string().meta({ description: 'A stable code: the field that it is read as, the rule that leaves it out, or what it could be.' }),
  use: z.enum(ACCOUNT_USES),
  rows: z.int(),
  setting: z.string().nullable().meta({ description: 'The setting that ends what is not known, such as maps.statuses.' }),
  message: z.string(),
});

export const accountSchema = z
  .object({
    sis: z.object({ id: z.string(), name: z.string() }).nullable().meta({ description: 'The system that the file looks like it comes from.' }),
    rollover,
    missing: z.array(z.enum(PERSON_FIELDS)).meta({ description: 'Of a rejected file: the required fields that none of its columns is read as.' }),
    columns: z.array(accountEntry),
    words: z
      .array(accountEntry.extend({ column: z.string().optional() }))
      .meta({ description: 'Each word of the columns that say status, grade, role and title.' }),
    sheets: z.array(accountEntry),
    lines: z.array(accountEntry).meta({ description: 'All lines below the header: their rows add up to `rows.total` of the sync.' }),
  })
  .meta({ id: 'FileAccount' });

export const samplesSchema = z
  .object({
    columns: z.array(
      z.object({
        name: z.string().meta({ description: 'The header as the account names it.' }),
        samples: z
          .array(z.string())
          .meta({ description: 'Up to three masked values, such as `A••• (4 letters)`: at most one letter or digit of each is shown.' }),
      }),
    ),
  })
  .meta({ id: 'ColumnSamples' });

const severity = z.enum(['error', 'warning']);

const problemsFilter = {
  code: z.string().min(1).max(60).optional(),
  severity: severity.optional(),
  column: z.string().max(200).optional().meta({ description: 'The header of the column; empty: problems of no column.' }),
  query: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ description: 'Part of the row as it stood in the file or of the header, or the number of the line.' }),
};

export const vendorMessagesSchema = z
  .object({
    items: z
      .array(z.object({ locale: z.enum(LOCALES), subject: z.string(), text: z.string() }))
      .meta({ description: 'The message in each language; none where nothing has to be corrected in the export.' }),
  })
  .meta({ id: 'VendorMessages' });

export const problemsQuery = z.object({
  format: z
    .enum(['json', 'csv', 'xlsx'])
    .default('json')
    .meta({ description: 'csv, xlsx: all problems as a file for spreadsheets, with the columns of the rows as they stood in the file.' }),
  ...problemsFilter,
  ...paging,
});

export const problemGroupsQuery = z.object(problemsFilter);

const problem = {
  line: z.int().nullable(),
  column: z.string().nullable(),
  field: z.string().nullable(),
  code: oneOf('ProblemCode', [...ROW_PROBLEM_CODES, ...FILE_REJECTION_CODES, ...SHAPE_CODES]),
  severity,
  message: z.string(),
  remedy: z.string().meta({ description: 'What to do.' }),
};

export const rowProblemSchema = schemaOf<ProblemView>()(z.object(problem).meta({ id: 'RowProblem' }));

export const problemGroupsSchema = z
  .object({
    items: z.array(
      schemaOf<ProblemGroup>()(
        z
          .object({ ...problem, count: z.int() })
          .meta({ id: 'ProblemGroup', description: 'Problems that one remedy ends; `line` is that of the first.' }),
      ),
    ),
    total: z.int().meta({ description: 'How many problems there are in all.' }),
  })
  .meta({ id: 'ProblemGroups' });

export const problemPageSchema = pageOfSchema(rowProblemSchema);

export const uploadQuery = z.object({
  dryRun: z.enum(['true', 'false']).default('false').meta({ description: 'true: shows what would change, and changes nothing.' }),
});

export const receivedUploadSchema = z.object({ syncId: id }).meta({ id: 'ReceivedUpload' });

const addedWords = settingsToTrySchema.shape;

export const mapWordsBody = z
  .strictObject({
    ...reasonBody.shape,
    maps: addedWords.maps.meta({ description: 'Added to the maps of the settings; a word that is there already gets this meaning.' }),
    ownSchool: addedWords.ownSchool.meta({ description: 'Added to the words of a school column that mean this school.' }),
  })
  .refine(({ maps = {}, ownSchool = [] }) => ownSchool.length + Object.values(maps).flatMap((words) => Object.keys(words ?? {})).length > 0)
  .meta({ id: 'WordsToMap' });

export const previewSettingsQuery = z.object({
  category: category.optional().meta({ description: 'Take the last good file of this category. Left out: of the category whose switches differ.' }),
});
