import { z } from 'zod';
import { CATEGORIES } from '../../../domain/category.js';
import { LOCALES } from '../../../domain/locale.js';
import { CONNECTION_STATES, type Connection, type ConnectionFile } from '../../../domain/setup/judge-connection.js';
import { SETUP_STEPS } from '../../../domain/setup/judge-setup.js';
import { FILES_NEEDED, SURPRISES } from '../../../domain/setup/judge-readiness.js';
import { SFTP_ATTEMPT_CAUSES } from '../../../domain/sftp-attempts.js';
import { SYNC_STATUSES } from '../../../domain/sync-status.js';
import { schemaOf } from '../../../infra/schema-of.js';
import type { HandoverView } from '../../../services/schools/handover.js';
import type { ReadinessView } from '../../../store/views/load-readiness.js';
import type { HandoverStanding, SetupView } from '../../../store/views/load-setup.js';
import { newSftpKeyBody } from './school.js';
import { id, instant } from './shared-fields.js';

export const templateQuery = z.object({
  format: z
    .enum(['csv', 'xlsx'])
    .default('xlsx')
    .meta({ description: 'A workbook keeps the zeros of numbers, and tells at each header what belongs below it.' }),
  locale: z.enum(LOCALES).optional().meta({ description: 'Of the headers; without it, that of Accept-Language.' }),
});

const connectionFileSchema = schemaOf<ConnectionFile>()(
  z
    .object({
      syncId: id,
      at: instant,
      name: z.string(),
      status: z.enum(SYNC_STATUSES),
      people: z.int().nullable().meta({ description: 'Rows that can be used; null while the file is being read.' }),
      isPreview: z.boolean().meta({ description: 'It came to `/test/`.' }),
    })
    .meta({ id: 'ConnectionFile' }),
);

const connectionSchema = schemaOf<Connection>()(
  z
    .object({
      state: z.enum(CONNECTION_STATES).meta({ description: 'What the gateway saw last of the SIS.' }),
      at: instant.nullable(),
      address: z.string().nullable(),
      client: z.string().nullable().meta({ description: 'How the program named itself.' }),
      cause: z.enum(SFTP_ATTEMPT_CAUSES).nullable().meta({ description: 'Of TURNED_AWAY: why.' }),
      file: connectionFileSchema.nullable().meta({ description: 'The newest file of which the source is SFTP.' }),
    })
    .meta({ id: 'Connection' }),
);

const handoverStandingSchema = schemaOf<HandoverStanding>()(
  z
    .object({
      createdAt: instant,
      expiresAt: instant,
      works: z.boolean().meta({ description: 'It has neither run out nor been ended.' }),
      openedAt: instant.nullable(),
      openedFrom: z.string().nullable().meta({ description: 'The address from which it was opened first.' }),
      passwordMadeAt: instant.nullable(),
      keyAddedAt: instant.nullable(),
    })
    .meta({ id: 'HandoverStanding' }),
);

export const setupSchema = schemaOf<SetupView>()(
  z
    .object({
      steps: z
        .array(z.object({ step: z.enum(SETUP_STEPS), isDone: z.boolean() }))
        .meta({ description: 'In their order, each by what is stored of the school.' }),
      firstSyncId: id.nullable().meta({ description: 'The first file that could be used.' }),
      connection: connectionSchema,
      handover: handoverStandingSchema.nullable().meta({ description: 'The last hand-over link, whether it works or not.' }),
    })
    .meta({ id: 'Setup' }),
);

const readinessSchema = schemaOf<ReadinessView>()(
  z
    .object({
      category: z.enum(CATEGORIES),
      files: z
        .array(z.object({ syncId: id, name: z.string(), receivedAt: instant, surprises: z.array(z.enum(SURPRISES)) }))
        .meta({ description: 'The newest first, without the first of the category, which brings everybody.' }),
      matched: z.int().meta({ description: 'Files without a surprise.' }),
      surprises: z.int(),
      isReady: z.boolean().meta({ description: `The last ${FILES_NEEDED} files matched.` }),
      wouldUpdate: z.int().nullable().meta({ description: 'Whom the newest file would update; null: Auto update is on, or no file says.' }),
      wouldArchive: z.int().nullable().meta({ description: 'Whom the newest file would archive; null: Archive is on, or no file says.' }),
    })
    .meta({ id: 'CategoryReadiness' }),
);

export const readinessListSchema = z.object({ items: z.array(readinessSchema) }).meta({ id: 'CategoryReadinessList' });

export const handoverLinkSchema = z
  .object({ url: z.string().meta({ description: 'The only time that it is shown.' }), expiresAt: instant })
  .meta({ id: 'HandoverLink' });

const token = z.string().min(1).max(100).meta({ description: 'What stands behind the # of the link.' });
export const handoverBody = z.strictObject({ token }).meta({ id: 'HandoverToken' });
export const handoverKeyBody = newSftpKeyBody.extend({ token }).meta({ id: 'HandoverKey' });

export const handoverSchema = schemaOf<HandoverView>()(
  z
    .object({
      school: z.object({ name: z.string(), timeZone: z.string() }),
      expiresAt: instant,
      host: z.string(),
      port: z.int(),
      username: z.string(),
      hostKeys: z
        .array(z.object({ fingerprint: z.string(), knownHosts: z.string().meta({ description: 'The line for an OpenSSH client.' }) }))
        .meta({ description: 'The key that the server shows, then those that it announces. None: no gateway has started yet.' }),
      passwordMadeAt: instant.nullable().meta({ description: 'When this link made its one password.' }),
      keyAddedAt: instant.nullable(),
      connection: connectionSchema,
    })
    .meta({ id: 'Handover' }),
);

export const handoverPasswordSchema = z
  .object({ password: z.string().meta({ description: 'The only time that it is shown.' }) })
  .meta({ id: 'HandoverPassword' });
