import { z } from 'zod';
import type { SecondFactorView } from '../../../services/accounts/second-factor.js';
import type { PasskeyView } from '../../../store/passkeys.js';
import { schemaOf } from '../../../infra/schema-of.js';
import { codeText } from './session.js';
import { id, instant, nameText } from './shared-fields.js';

const passkeySchema = schemaOf<PasskeyView>()(
  z.object({ id, name: z.string(), createdAt: instant, lastUsedAt: instant.nullable() }).meta({ id: 'Passkey' }),
);

export const secondFactorSchema = schemaOf<SecondFactorView>()(
  z
    .object({
      authenticatorApp: z.object({ since: instant }).nullable().meta({ description: 'Null: there is none.' }),
      passkeys: z.array(passkeySchema).meta({ description: 'The oldest first.' }),
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

/** What `navigator.credentials` is asked by; the console hands it on as it is. */
export const passkeyQuestionSchema = z
  .object({ options: z.looseObject({ challenge: z.string() }).meta({ description: 'For the Web Authentication API of the browser, as JSON.' }) })
  .meta({ id: 'PasskeyQuestion' });

const base64url = z.string().min(1).max(20_000);

export const newPasskeyBody = z
  .strictObject({
    name: nameText(100).meta({ description: 'What you call it.' }),
    response: z
      .looseObject({
        id: base64url,
        rawId: base64url,
        type: z.literal('public-key'),
        response: z.looseObject({ clientDataJSON: base64url, attestationObject: base64url }),
      })
      .meta({ description: 'What the browser has made (RegistrationResponseJSON).' }),
  })
  .meta({ id: 'PasskeyToAdd' });

export const addedPasskeySchema = z
  .object({
    passkey: passkeySchema,
    recoveryCodes: z
      .array(z.string())
      .nullable()
      .meta({ description: 'Ten codes, if it is the first second factor: the only time that they are shown.' }),
  })
  .meta({ id: 'AddedPasskey' });

export const passkeyChallengeBody = z
  .strictObject({ challenge: z.string().min(1).max(200).meta({ description: 'The token of the challenge.' }) })
  .meta({ id: 'PasskeyChallenge' });

export const passkeyAnswerBody = z
  .strictObject({
    challenge: z.string().min(1).max(200).meta({ description: 'The token of the challenge.' }),
    response: z
      .looseObject({
        id: base64url,
        rawId: base64url,
        type: z.literal('public-key'),
        response: z.looseObject({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url }),
      })
      .meta({ description: 'What the passkey has signed (AuthenticationResponseJSON).' }),
  })
  .meta({ id: 'PasskeyAnswer' });
