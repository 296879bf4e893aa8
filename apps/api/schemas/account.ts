import { z } from 'zod';
import type { ApiTokenView, SessionView } from '../../../store/access-tokens.js';
import type { DistrictSecurity } from '../../../store/districts.js';
import type { MemberView } from '../../../store/members.js';
import { LONGEST_PASSWORD } from '../../../domain/account.js';
import { schemaOf } from '../../../infra/schema-of.js';
import { email, id, instant, nameText } from './shared-fields.js';

const accountRole = z.enum(['OWNER', 'DISTRICT_MANAGER']);

export const memberSchema = schemaOf<MemberView>()(
  z
    .object({
      id,
      email: z.string(),
      role: accountRole,
      state: z.enum(['ACTIVE', 'INVITED']).meta({ description: 'INVITED: no password was chosen yet.' }),
      invitedAt: instant.nullable(),
      lastSignInAt: instant.nullable(),
      secondFactor: z.boolean().meta({ description: 'Whether they need more than a password to sign in.' }),
    })
    .meta({ id: 'Member' }),
);

export const memberListSchema = z.object({ items: z.array(memberSchema) });

const requireSecondFactor = z.boolean().meta({ description: 'Everybody who can sign in to the district needs a second factor.' });

export const districtSecurityBody = z.strictObject({ requireSecondFactor }).meta({ id: 'DistrictSecurityToSave' });

export const districtSecuritySchema = schemaOf<DistrictSecurity>()(
  z
    .object({
      requireSecondFactor,
      requiredSince: instant.nullable(),
      members: z.number().int().meta({ description: 'How many people can sign in to the district and its schools.' }),
      missing: z.object({
        count: z.number().int().meta({ description: 'How many of them have no second factor.' }),
        first: z
          .array(z.object({ id, email: z.string(), role: accountRole, school: z.object({ id, name: z.string() }).nullable() }))
          .meta({ description: 'Up to a hundred of them, the District Managers first.' }),
      }),
    })
    .meta({ id: 'DistrictSecurity' }),
);

export const invitationBody = z
  .strictObject({
    email,
    role: accountRole.optional().meta({ description: 'OWNER for a school, DISTRICT_MANAGER for a district; may be left out.' }),
  })
  .meta({ id: 'Invitation' });

const secret = z.string().min(1).max(200);
// How long it must be is judged with a sentence of its own.
const newPassword = z.string().min(1).max(LONGEST_PASSWORD).meta({ description: 'At least 12 characters.' });

export const forgottenBody = z.strictObject({ email: z.string().trim().min(1).max(254) }).meta({ id: 'ForgottenPassword' });

export const linkBody = z.strictObject({ token: secret }).meta({ id: 'PasswordLink' });

export const linkSchema = z
  .object({
    email: z.string(),
    place: z.string().meta({ description: 'Name of the school or district.' }),
    purpose: z.enum(['INVITATION', 'PASSWORD_RESET']),
    expiresAt: instant,
  })
  .meta({ id: 'OpenPasswordLink' });

export const passwordBody = z
  .union([
    z.strictObject({ token: secret.meta({ description: 'Of the link of a mail.' }), newPassword }),
    z.strictObject({ currentPassword: z.string().min(1).max(1024), newPassword }),
  ])
  .meta({ id: 'NewPassword' });

export const passwordSchema = z.object({ email: z.string() }).meta({ id: 'AccountAddress' });

const tokenFields = {
  id,
  name: z.string().nullable(),
  scope: z.enum(['READ', 'WRITE']),
  schoolId: id.nullable().meta({ description: 'The one school that it is for; null: all that its account may see.' }),
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable().meta({ description: 'To the minute.' }),
};

export const tokenSchema = schemaOf<ApiTokenView>()(z.object(tokenFields).meta({ id: 'ApiToken' }));
export const tokenListSchema = z.object({ items: z.array(tokenSchema) });
export const newTokenSchema = z
  .object({ ...tokenFields, token: z.string().meta({ description: 'The only time that it is shown.' }) })
  .meta({ id: 'NewApiToken' });

export const tokenBody = z
  .strictObject({
    name: nameText(100).meta({ description: 'What it is for.' }),
    scope: z.enum(['READ', 'WRITE']),
    expiresAt: instant.nullable().optional().meta({ description: 'Null, or left out: it works until it is revoked.' }),
    schoolId: id.nullable().optional().meta({ description: 'A District Manager may make a token for one school.' }),
  })
  .meta({ id: 'TokenToMake' });

export const sessionViewSchema = schemaOf<SessionView & { current: boolean }>()(
  z
    .object({
      id,
      createdAt: instant,
      lastUsedAt: instant.meta({ description: 'To the minute.' }),
      expiresAt: instant,
      client: z.string().nullable().meta({ description: 'What the browser calls itself.' }),
      address: z.string().nullable(),
      current: z.boolean().meta({ description: 'The session of this request.' }),
    })
    .meta({ id: 'BrowserSession' }),
);
export const sessionListSchema = z.object({ items: z.array(sessionViewSchema) });
