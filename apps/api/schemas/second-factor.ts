import { z } from 'zod';
import type { SecondFactorView } from '../../../services/accounts/second-factor.js';
import { schemaOf } from '../../../infra/schema-of.js';
import { codeText } from './session.js';
import { instant } from './shared-fields.js';

export const secondFactorSchema = schemaOf<SecondFactorView>()(
  z
    .object({
      authenticatorApp: z.object({ since: instant }).nullable().meta({ description: 'Null: there is none.' }),
      recoveryCodes: z.number().int().meta({ description: 'How many are left.' }),
      required: z.boolean().meta({ description: 'The district requires a second factor: the last one cannot be switched off.' }),
    })
    .meta({ id: 'SecondFactor' }),
);

const currentPassword = z.string().min(1).max(1024);

export const offerBody = z
  .strictObject({
    currentPassword,
    code: codeText.optional().meta({ description: 'Needed if the account has a second factor that this one will replace.' }),
  })
  .meta({ id: 'AuthenticatorAppToAdd' });

export const offerSchema = z
  .object({
    secret: z.string().meta({ description: 'To type into the app (base32): the only time that it is shown.' }),
    uri: z.string().meta({ description: 'The same as an otpauth:// link, for a QR code.' }),
  })
  .meta({ id: 'OfferedAuthenticatorApp' });

export const confirmBody = z.strictObject({ code: codeText }).meta({ id: 'AuthenticatorAppCode' });

export const passwordAndCodeBody = z.strictObject({ currentPassword, code: codeText }).meta({ id: 'PasswordAndCode' });

export const recoveryCodesSchema = z
  .object({ recoveryCodes: z.array(z.string()).meta({ description: 'Ten codes, each of which works once: the only time that they are shown.' }) })
  .meta({ id: 'RecoveryCodes' });
