import { z } from 'zod';
import { LOCALES } from '../../../domain/locale.js';
import type { Account } from '../../../domain/account.js';
import { schemaOf } from '../../../infra/schema-of.js';
import { id } from './shared-fields.js';

export const signInBody = z.strictObject({ email: z.string().trim().min(1).max(254), password: z.string().min(1).max(1024) }).meta({ id: 'SignIn' });

const accountSchema = schemaOf<Account>()(
  z
    .object({
      id,
      email: z.string(),
      role: z.enum(['OWNER', 'DISTRICT_MANAGER']),
      schoolId: id.nullable(),
      districtId: id.nullable(),
      locale: z.enum(LOCALES),
    })
    .meta({ id: 'Account' }),
);

export const sessionSchema = z.object({ account: accountSchema }).meta({ id: 'Session' });
