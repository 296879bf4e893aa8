import { z } from 'zod';
import { LOCALES } from '../../../domain/locale.js';
import { SCHOOL_STATES } from '../../../domain/overview/judge-school.js';
import { MAIL_KINDS, MAIL_STATES } from '../../../domain/report/judge-mail.js';
import { RECIPIENT_CONSENTS, RECIPIENT_STATES } from '../../../domain/report/judge-recipient.js';
import { TONES } from '../../../domain/report/sync-report.js';
import { SFTP_ATTEMPT_CAUSES, SFTP_ATTEMPT_OUTCOMES } from '../../../domain/sftp-attempts.js';
import { parseNetwork } from '../../../infra/network/address-list.js';
import { schemaOf } from '../../../infra/schema-of.js';
import type { TestMailResult } from '../../../services/notify/send-test-mail.js';
import type { SftpKeyView } from '../../../services/credentials/sftp-access.js';
import type { SftpDetails } from '../../../services/schools/sftp-details.js';
import type { AuditEntryView } from '../../../store/views/load-audit.js';
import type { NightForecast } from '../../../domain/arrival/forecast-tonight.js';
import type { NightView } from '../../../store/views/load-night-views.js';
import type { SchoolOverview } from '../../../store/views/load-overview.js';
import type { SftpAttemptsView, SftpAttemptView, SftpBanView } from '../../../store/views/load-sftp-attempts.js';
import type { MailView } from '../../../store/views/load-mails.js';
import type { RecipientView } from '../../../store/views/load-recipients.js';
import { id, instant, nameText, pageOfSchema } from './shared-fields.js';
import { syncSchema } from './sync.js';

const region = z.enum(['US', 'CA']).meta({ description: 'CA: Canada and international.' });

export const schoolSchema = z
  .object({ id, name: z.string(), region, timeZone: z.string(), district: z.object({ id, name: z.string() }) })
  .meta({ id: 'School' });

export const schoolListSchema = z.object({ items: z.array(schoolSchema) });

export const newSchoolBody = z
  .strictObject({
    name: nameText(200),
    region,
    timeZone: z
      .string()
      .max(100)
      .refine(isTimeZone, { params: { code: 'not_a_time_zone' } })
      .meta({ description: 'IANA name.', examples: ['America/Toronto'] }),
    locale: z.enum(LOCALES),
  })
  .meta({ id: 'NewSchool' });

export const createdSchoolSchema = schoolSchema
  .extend({
    sftp: z.object({
      host: z.string(),
      port: z.int(),
      username: z.string(),
      password: z.string().meta({ description: 'The only time that it is shown.' }),
    }),
  })
  .meta({ id: 'CreatedSchool' });

export const sftpDetailsSchema = schemaOf<SftpDetails>()(
  z
    .object({
      host: z.string(),
      port: z.int(),
      compatPort: z
        .int()
        .nullable()
        .meta({ description: 'The port for programs that are too old for `port`; null: there is none.', examples: [2023] }),
      username: z.string(),
      hostKeyFingerprints: z.array(z.string()).meta({ description: 'SHA256:… as OpenSSH prints them.' }),
      publicKeys: z.array(z.string()),
      passwordSetAt: instant.nullable().meta({ description: 'When the newest password was made.' }),
      passwords: z.array(z.object({ setAt: instant, lastUsedAt: instant.nullable() })).meta({
        description:
          'The passwords that sign in, newest first. The one with `lastUsedAt` is the one that the SIS used last; those without have not been used yet.',
      }),
      lastUsedAt: instant.nullable().meta({ description: 'The last sign-in, with any password or key.' }),
      lastUsedFrom: z.string().nullable().meta({ description: 'The address of the last sign-in.' }),
      lastUsedClient: z
        .string()
        .nullable()
        .meta({ description: 'How the program of the last sign-in named itself.', examples: ['OpenSSH_9.6'] }),
    })
    .meta({ id: 'SftpDetails' }),
);

const sftpAttemptSchema = schemaOf<SftpAttemptView>()(
  z
    .object({
      at: instant.meta({ description: 'The last of `times` equal ones.' }),
      times: z.int(),
      address: z.string(),
      client: z.string().meta({ description: 'How the program named itself.', examples: ['OpenSSH_9.6'] }),
      outcome: z.enum(SFTP_ATTEMPT_OUTCOMES),
      cause: z.enum(SFTP_ATTEMPT_CAUSES).nullable().meta({ description: 'Why the sign-in failed; null if it succeeded.' }),
      message: z.string().nullable().meta({ description: 'Why, and what to do, in the language of Accept-Language.' }),
      detail: z.string().nullable().meta({ description: 'What an old program offered of which nothing is taken here.' }),
    })
    .meta({ id: 'SftpAttempt' }),
);

const sftpBanSchema = schemaOf<SftpBanView>()(
  z
    .object({
      address: z.string().meta({ description: 'An address, or the /64 of an IPv6 one.' }),
      until: instant,
      who: z.enum(['USER', 'EVERYBODY']).meta({ description: 'Only the SFTP user of this school is kept out there, or everybody.' }),
    })
    .meta({ id: 'SftpBan' }),
);

export const sftpAttemptsSchema = schemaOf<SftpAttemptsView>()(
  z.object({ items: z.array(sftpAttemptSchema), bans: z.array(sftpBanSchema) }).meta({ id: 'SftpAttempts' }),
);

export const sftpAttemptsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50).meta({ description: 'Attempts, newest first.' }),
});

const sftpKeySchema = schemaOf<SftpKeyView>()(
  z
    .object({
      id,
      name: z.string(),
      type: z.string().meta({ examples: ['ssh-ed25519'] }),
      fingerprint: z.string().meta({ description: 'SHA256:… as OpenSSH prints it.' }),
      createdAt: instant,
      lastUsedAt: instant.nullable(),
    })
    .meta({ id: 'SftpKey' }),
);

export const sftpKeyListSchema = z.object({ items: z.array(sftpKeySchema) }).meta({ id: 'SftpKeyList' });
export const addedSftpKeySchema = sftpKeySchema;

export const newSftpKeyBody = z
  .strictObject({
    name: nameText(100).meta({ description: 'What you call it.' }),
    publicKey: z.string().trim().min(1).max(20_000).meta({ description: 'One line as OpenSSH writes it; never the private key.' }),
  })
  .meta({ id: 'NewSftpKey' });

const MOST_NETWORKS = 50;

export const sftpAddressesSchema = z
  .strictObject({
    allowed: z
      .array(
        z
          .string()
          .trim()
          .refine((text) => parseNetwork(text) !== null, { params: { code: 'not_an_address' } }),
      )
      .max(MOST_NETWORKS)
      .meta({ description: 'Addresses and networks from which the SIS may sign in; none: from anywhere.', examples: [['203.0.113.0/24']] }),
  })
  .meta({ id: 'SftpAddresses' });

export const newPasswordBody = z
  .strictObject({
    revokeOldNow: z
      .boolean()
      .default(false)
      .meta({ description: 'Ends every older password at once, and within a minute the sessions that it opened.' }),
  })
  // No body at all asks for an ordinary renewal.
  .prefault({})
  .meta({ id: 'PasswordRenewal' });

export const newPasswordSchema = z
  .object({
    password: z.string().meta({ description: 'The only time that it is shown.' }),
    oldPasswordValidUntil: instant.nullable().meta({
      description:
        'null: the password that the SIS used last, and older ones that were not used yet, sign in until a newer one is used. ' +
        'An instant: they ended then, because they were revoked or because there were none.',
    }),
  })
  .meta({ id: 'NewSftpPassword' });

export const testMailSchema = schemaOf<TestMailResult>()(
  z
    .object({
      sent: z.int(),
      failed: z
        .array(z.object({ recipient: z.string(), code: z.string() }))
        .meta({ description: 'Who got nothing, and why: a code of the relay or of the address.' }),
    })
    .meta({ id: 'TestMail' }),
);

const recipientSchema = schemaOf<RecipientView>()(
  z
    .object({
      recipient: z.string(),
      consent: z.enum(RECIPIENT_CONSENTS).meta({
        description:
          'ACCOUNT: it signs in here. CONFIRMED and DECLINED: what it said by the link in a mail; a declined address gets no mail. OPEN: it has not said.',
      }),
      state: z.enum(RECIPIENT_STATES),
      at: instant.nullable().meta({ description: 'When the mail was taken or given up; while it waits, since when.' }),
      code: z
        .string()
        .nullable()
        .meta({ description: 'A code of the mail server, the relay or the line.', examples: ['smtp_550'] }),
      message: z.string().nullable().meta({ description: 'Why no mail reaches it, and what to do.' }),
    })
    .meta({ id: 'Recipient' }),
);

const mailSchema = schemaOf<MailView>()(
  z
    .object({
      id,
      kind: z.enum(MAIL_KINDS),
      recipient: z.string(),
      locale: z.string().meta({ description: 'The language of the mail.', examples: ['en', 'fr-CA'] }),
      sync: z.object({ id, fileName: z.string() }).nullable().meta({ description: 'The sync that it is about.' }),
      night: z.iso.date().nullable().meta({ description: 'The local date of the night that it is about; of a weekly summary, the Sunday.' }),
      createdAt: instant,
      state: z.enum(MAIL_STATES).meta({
        description:
          'ACCEPTED: the mail relay took it. WAITING: it is tried again. UNREACHABLE: the address was refused for good. GIVEN_UP: the relay did not take it in time. NOT_NEEDED: something else happened before it was sent.',
      }),
      attempts: z.int(),
      lastTriedAt: instant.nullable(),
      sentAt: instant.nullable().meta({ description: 'When the mail relay took it.' }),
      code: z
        .string()
        .nullable()
        .meta({ description: 'Why it was not taken: a code of the mail server, the relay or the line.', examples: ['smtp_550'] }),
      message: z.string().nullable().meta({ description: 'The same in words.' }),
    })
    .meta({ id: 'Mail' }),
);

export const mailPageSchema = pageOfSchema(mailSchema);

export const recipientListSchema = z.object({ items: z.array(recipientSchema) }).meta({ id: 'RecipientList' });

export const nightsQuery = z.object({ limit: z.coerce.number().int().min(1).max(60).default(7).meta({ description: 'Nights, newest first.' }) });

const nightSchema = schemaOf<NightView>()(
  z
    .object({
      date: z.iso.date().meta({ description: 'The local date that it closed.' }),
      from: instant,
      until: instant,
      tone: z.enum(TONES),
      outcome: z.string().meta({ description: 'As the subject of the daily mail says it.' }),
      lead: z.string(),
      cause: z.string().nullable().meta({ description: 'The likely cause, where no file could be used.' }),
      missing: z.array(z.string()).meta({ description: 'Who is missing from the data: a sentence per category, with counts.' }),
      mails: z.object({ sent: z.int(), waiting: z.int(), undelivered: z.int() }),
    })
    .meta({ id: 'Night' }),
);

const forecastSchema = schemaOf<NightForecast>()(
  z
    .object({
      night: z.iso.date(),
      isExpected: z.boolean().meta({ description: 'Whether a file is expected.' }),
      silenceEscalates: z
        .boolean()
        .meta({ description: 'If no file comes tonight either, the Owners and District Managers who are no recipients are told, too.' }),
      usual: z
        .object({ from: z.string(), to: z.string() })
        .nullable()
        .meta({ description: 'Local times between which the first file usually comes.' }),
      changes: z.object({ from: z.int(), to: z.int() }).nullable().meta({ description: 'How many people the files of a night usually change.' }),
    })
    .meta({ id: 'NightForecast' }),
);

export const nightListSchema = z
  .object({ items: z.array(nightSchema), tonight: forecastSchema.meta({ description: 'What the night that is open now usually brings.' }) })
  .meta({ id: 'NightList' });

const schoolOverviewSchema = schemaOf<SchoolOverview>()(
  z
    .object({
      school: z.object({ id, name: z.string(), region, timeZone: z.string() }),
      state: z.enum(SCHOOL_STATES),
      lastSync: syncSchema.nullable(),
      heldSyncs: z.int(),
      heldSince: instant.nullable().meta({ description: 'When the file came that has waited longest for an owner.' }),
      pausedUntil: instant.nullable().meta({ description: 'Of PAUSED; null: the pause is over, and the newest file that was kept waits to be run.' }),
      lateness: z.object({ late: z.boolean(), expectedBy: instant.nullable(), hours: z.int() }),
    })
    .meta({ id: 'SchoolOverview' }),
);

export const overviewSchema = z.object({ items: z.array(schoolOverviewSchema) }).meta({ id: 'DistrictOverview', description: 'The worst first.' });

export const auditEntrySchema = schemaOf<AuditEntryView>()(
  z
    .object({
      id,
      at: instant,
      actor: z.object({
        kind: z.enum(['account', 'sftp', 'system']),
        id: z.string().nullable(),
        name: z.string().nullable().meta({ description: 'E-mail address of the account, or the SFTP user.' }),
      }),
      action: z.string().meta({ description: 'A stable code.', examples: ['settings.saved'] }),
      subjectId: z.string().nullable(),
      detail: z.unknown().meta({ description: 'Codes, counts and reasons.' }),
    })
    .meta({ id: 'AuditEntry' }),
);

function isTimeZone(name: string): boolean {
  // Offsets such as +05:00 are no time zones: they know no daylight saving time.
  if (!/^(UTC|[A-Za-z_]+(\/[A-Za-z0-9_+-]+){1,2})$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
