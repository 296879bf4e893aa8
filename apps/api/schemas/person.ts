import { z } from 'zod';
import { STORY_KINDS, type StoryEntry } from '../../../domain/story.js';
import { CHANGE_KINDS, CHANGE_STATES, SYNC_TRIGGERS } from '../../../domain/sync.js';
import { SYNC_STATUSES } from '../../../domain/sync-status.js';
import { schemaOf } from '../../../infra/schema-of.js';
import { SEARCH_HIT_KINDS, type SearchAnswer } from '../../../domain/search/search-hit.js';
import { GRADES } from '../../../domain/reading/read-grade.js';
import { PEOPLE_SORTS, type PersonView } from '../../../store/views/load-people.js';
import type { WaitingView } from '../../../store/views/load-waiting.js';
import { category, fieldsSchema, id, instant, pageOfSchema, paging, personFields, role, why } from './shared-fields.js';

const state = z.enum(['ACTIVE', 'ARCHIVED']);

export const peopleQuery = z.object({
  query: z
    .string()
    .max(200)
    .optional()
    .meta({ description: 'Words that all occur in name, e-mail address or student number; case and accents do not matter.' }),
  category: category.optional(),
  state: state.optional(),
  grade: z
    .enum([...GRADES, 'NONE'])
    .optional()
    .meta({ description: 'As it is stored; `NONE`: without a grade.' }),
  sort: z
    .enum(PEOPLE_SORTS)
    .default('NAME')
    .meta({ description: 'By last and first name, by grade and then by name, or those changed last first. A cursor belongs to its order.' }),
  ...paging,
});

/** The same, in a body: what is searched for stands in no address, and so in no log of a proxy. */
export const peopleSearchBody = z.strictObject(peopleQuery.extend({ limit: z.int().min(1).max(500).default(50) }).shape).meta({ id: 'PeopleSearch' });

export const peopleExportBody = peopleSearchBody
  .omit({ limit: true, cursor: true })
  .extend({ format: z.enum(['csv', 'xlsx']).default('csv') })
  .meta({ id: 'PeopleExport' });

export const personSchema = schemaOf<PersonView>()(
  z
    .object({
      id,
      ...personFields,
      state,
      protected: z.boolean().meta({ description: 'Rostering leaves a protected person alone.' }),
      stateByHand: z
        .boolean()
        .meta({ description: 'An owner archived or restored the person by hand. Files do not change that until one has said the same.' }),
      archivedAt: instant.nullable(),
      updatedAt: instant,
    })
    .meta({ id: 'Person' }),
);

export const peoplePageSchema = pageOfSchema(personSchema).extend({ total: z.int() });

export const personChangeBody = z
  .strictObject({
    role: role.optional(),
    protected: z.boolean().optional(),
  })
  .refine((body) => body.role !== undefined || body.protected !== undefined, { params: { code: 'nothing_given' } })
  .meta({ id: 'PersonChange' });

const localDay = z.iso.date().meta({ description: 'Local date of the school.' });

const moved = <Value extends z.ZodType>(value: Value) => z.object({ from: value, to: value }).nullable();

const storyEntrySchema = schemaOf<StoryEntry>()(
  z
    .object({
      id: z.string(),
      at: instant,
      kind: z.enum(STORY_KINDS),
      message: z.string().meta({ description: 'What happened, as a sentence in the language of Accept-Language.' }),
      actor: z.object({ kind: z.enum(['account', 'sftp', 'system']), name: z.string().nullable() }).nullable(),
      reason: z.string().nullable(),
      sync: z.object({ id, fileName: z.string(), status: z.enum(SYNC_STATUSES), trigger: z.enum(SYNC_TRIGGERS) }).nullable(),
      change: z
        .object({
          kind: z.enum(CHANGE_KINDS),
          state: z.enum(CHANGE_STATES),
          category,
          line: z.int().nullable(),
          before: fieldsSchema.nullable(),
          after: fieldsSchema,
          why,
        })
        .nullable(),
      edit: z
        .object({
          role: moved(role),
          protected: moved(z.boolean()),
          state: moved(state),
          released: z.boolean().meta({ description: 'Number and e-mail address were released.' }),
        })
        .nullable(),
      absence: z.object({ day: localDay, number: z.int(), of: z.int() }).nullable(),
    })
    .meta({ id: 'StoryEntry', description: 'What does not belong to the kind is null.' }),
);

export const storyPageSchema = pageOfSchema(storyEntrySchema);

export const waitingQuery = z.object({ category: category.optional(), ...paging });

const waitingSchema = schemaOf<WaitingView>()(
  z
    .object({
      person: personSchema,
      since: localDay,
      latest: localDay,
      absences: z.int().meta({ description: 'Days on which a file that stands for the category did not list the person.' }),
      of: z.int().meta({ description: 'The setting absencesBeforeArchive: the person is archived on the day of this absence.' }),
      sync: z.object({ id, fileName: z.string() }).meta({ description: 'The latest file that did not list the person.' }),
      heldBy: id.nullable().meta({ description: 'The sync whose archiving of this person is held for approval.' }),
    })
    .meta({ id: 'WaitingPerson' }),
);

export const waitingPageSchema = pageOfSchema(waitingSchema).extend({ total: z.int() });

export const schoolSearchBody = z
  .strictObject({
    query: z
      .string()
      .trim()
      .min(2)
      .max(200)
      .meta({ description: 'Words that all occur in name, e-mail address or number; case and accents do not matter.' }),
  })
  .meta({ id: 'SchoolSearch' });

export const searchAnswerSchema = schemaOf<SearchAnswer>()(
  z
    .object({
      items: z.array(
        z
          .object({
            kind: z.enum(SEARCH_HIT_KINDS),
            message: z.string().meta({ description: 'Who, where and why, in the language of Accept-Language.' }),
            personId: id.nullable(),
            sync: z.object({ id, fileName: z.string() }).nullable(),
            line: z.int().nullable().meta({ description: 'The line of the file of the sync.' }),
          })
          .meta({ id: 'SearchHit' }),
      ),
      notes: z.array(z.string()).meta({ description: 'What was looked through, what was not found there, and what could not be looked through.' }),
    })
    .meta({ id: 'SearchAnswer' }),
);
