import { z } from 'zod';
import { LONGEST_PASSWORD } from '../../../domain/account.js';
import { LOCALES } from '../../../domain/locale.js';
import { email, id, instant, nameText } from './shared-fields.js';

const secret = z.string().min(1).max(200);

export const firstAccountLinkBody = z.strictObject({ token: secret }).meta({ id: 'FirstAccountLink' });

export const firstAccountLinkSchema = z.object({ expiresAt: instant }).meta({ id: 'OpenFirstAccountLink' });

export const firstAccountBody = z
  .strictObject({
    token: secret.meta({ description: 'Of the link.' }),
    district: nameText(200).meta({ description: 'Name of the district; of a school that belongs to none, its own name.' }),
    email,
    // How long it must be is judged with a sentence of its own.
    password: z.string().min(1).max(LONGEST_PASSWORD).meta({ description: 'At least 12 characters.' }),
    locale: z.enum(LOCALES).meta({ description: 'Language of the account and of its mails.' }),
  })
  .meta({ id: 'FirstAccountToMake' });

export const firstAccountSchema = z.object({ email: z.string(), districtId: id }).meta({ id: 'FirstAccount' });
