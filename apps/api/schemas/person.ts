import { z } from 'zod';
import { category, id, instant, pageOfSchema, paging, personFields, role } from './shared-fields.js';

const state = z.enum(['ACTIVE', 'ARCHIVED']);

export const peopleQuery = z.object({
  query: z
    .string()
    .max(200)
    .optional()
    .meta({ description: 'Words that all occur in name, e-mail address or student number; case and accents do not matter.' }),
  category: category.optional(),
  state: state.optional(),
  ...paging,
});

export const personSchema = z
  .object({
    id,
    ...personFields,
    state,
    protected: z.boolean().meta({ description: 'Rostering leaves a protected person alone.' }),
    archivedAt: instant.nullable(),
    updatedAt: instant,
  })
  .meta({ id: 'Person' });

export const peoplePageSchema = pageOfSchema(personSchema).extend({ total: z.int() });

export const personChangeBody = z
  .strictObject({ role: role.optional(), protected: z.boolean().optional() })
  .refine((body) => body.role !== undefined || body.protected !== undefined, { params: { code: 'nothing_given' } })
  .meta({ id: 'PersonChange' });
