import { z } from 'zod';
import { LOCALES } from '../../../domain/locale.js';
import type { Account } from '../../../domain/account.js';
import { schemaOf } from '../../../infra/schema-of.js';
import { id, instant } from './shared-fields.js';

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

/** The second step of a sign-in is still to come. */
const challengeSchema = z
  .object({
    challenge: z
      .object({
        token: z.string().meta({ description: 'For the second step. It gives no access by itself.' }),
        expiresAt: instant,
      })
      .meta({ id: 'SignInChallenge' }),
  })
  .meta({ id: 'ChallengedSession' });

export const signedInSchema = z.union([sessionSchema, challengeSchema]).meta({ id: 'SignedIn' });

/** Six digits of an app, or a recovery code, with or without its dashes. */
export const codeText = z.string().trim().min(1).max(100).meta({ description: 'Six digits of the authenticator app, or a recovery code.' });

export const challengeBody = z
  .strictObject({ challenge: z.string().min(1).max(200).meta({ description: 'The token of the challenge.' }), code: codeText })
  .meta({ id: 'ChallengeAnswer' });
