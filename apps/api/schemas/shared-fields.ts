import { z } from 'zod';
import { CATEGORIES, ROLES } from '../../../domain/category.js';
import type { PersonFields } from '../../../domain/person.js';
import { REQUEST_PROBLEMS, VALUE_RULES } from '../../../domain/messages/request-texts.js';
import { WHY_CODES } from '../../../domain/messages/why-texts.js';
import { schemaOf } from '../../../infra/schema-of.js';

/** An instant on the way out: ISO 8601 in UTC. */
export const instant = z.iso.datetime();
/** In lower case. */
export const email = z.string().trim().toLowerCase().pipe(z.email().max(254));
export const id = z.uuid();
export const category = z.enum(CATEGORIES);
export const role = z.enum(ROLES);

/** A text that is one of these codes, for the document, which calls them `id`; that it is, the compiler says where it is made. */
export const oneOf = (id: string, codes: readonly string[]) => z.string().meta({ id, enum: [...codes] });

const text = z.string().nullable();

/** A name that people give to something: one line, without control characters. */
export const nameText = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((name) => !/\p{Cc}/u.test(name), { params: { code: 'control_character' } });

/** What is known of a person, as `PersonFields` of domain/person.ts. */
export const personFields = {
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  role,
  category,
  studentId: text,
  grade: text,
  gradeRaw: text,
  parentEmail: text,
  parentPhone: text,
  studentPhone: text,
  idField1: text,
  idField2: text,
  staffId: text,
};

export const fieldsSchema = schemaOf<PersonFields>()(z.object(personFields).meta({ id: 'PersonFields' }));

const whyCode = z.enum(WHY_CODES).meta({ id: 'WhyCode' });

/** Why a change was made, or was not. */
export const why = z.object({ code: whyCode, message: z.string() });

/** How many entries a page has, and where it starts. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(500).default(50).meta({ description: 'Entries per page.' }),
  cursor: z.string().min(1).max(300).optional().meta({ description: '`nextCursor` of the page before.' }),
};
export const pagingQuery = z.object(paging);

/** A page of a list; `nextCursor` is null on the last one. */
export const pageOfSchema = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** Why an owner does something: kept in the audit trail. */
export const reasonBody = z
  .strictObject({ reason: z.string().trim().min(1).max(500).meta({ description: 'Why; kept in the audit trail.' }) })
  .meta({ id: 'Reason' });

export const problemSchema = z
  .object({
    type: z.string().meta({ description: '`urn:rollcall:problem:` and the code.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: oneOf('RequestProblemCode', Object.keys(REQUEST_PROBLEMS)),
    requestId: z.string().optional(),
    errors: z
      .array(z.object({ pointer: z.string(), detail: z.string(), code: oneOf('ValueRule', VALUE_RULES) }))
      .optional()
      .meta({ description: 'What is wrong with which value: JSON pointers into the body, or `#/query/…` for a query parameter.' }),
  })
  .meta({ id: 'ProblemDetails', description: 'RFC 9457. Sentences are in the language of Accept-Language (en, fr-CA).' });
