import { z } from 'zod';
import { SYNC_STATUSES } from '../../../domain/sync-status.js';
import type { UnplacedWord } from '../../../domain/reading/create-school-router.js';
import { schemaOf } from '../../../infra/schema-of.js';
import type { DistrictUploadView } from '../../../store/district-uploads.js';
import { id, instant, nameText } from './shared-fields.js';
import { uploadQuery } from './sync.js';

const count = z.int().min(0);

export const districtUploadQuery = uploadQuery.extend({
  folder: nameText(200).optional().meta({
    description:
      'Where the SIS has a folder for each school: its name. The whole file, of any format, is then of the school that has this word, and needs no school column.',
  }),
});

const unplacedWordSchema = schemaOf<UnplacedWord>()(
  z
    .object({
      word: z
        .string()
        .meta({ description: 'Blank: the cell is blank, or the row cannot be read. “…”: words that are not shown.', examples: ['Roosevelt Annex'] }),
      rows: count,
      claimedBy: count.meta({ description: 'How many schools of the district have this word; with two, the rows belong to neither.' }),
    })
    .meta({ id: 'UnplacedWord' }),
);

export const districtUploadSchema = schemaOf<DistrictUploadView>()(
  z
    .object({
      id,
      fileName: z.string(),
      dryRun: z.boolean(),
      receivedAt: instant,
      rows: count.meta({ description: 'Below the header; 0 for a file that came from the folder of one school.' }),
      otherRows: count.meta({ description: 'Of schools that are not in Rollcall, as the district has said.' }),
      unplacedRows: count.meta({ description: 'Of no school that is known. While there are any, the parts of this file archive no one.' }),
      unplaced: z.array(unplacedWordSchema),
      parts: z.array(
        z.object({
          school: z.object({ id, name: z.string() }),
          syncId: id,
          status: z.enum(SYNC_STATUSES),
        }),
      ),
    })
    .meta({ id: 'DistrictUpload' }),
);

export const districtUploadListSchema = z.object({ items: z.array(districtUploadSchema) });

export const otherSchoolsSchema = z
  .strictObject({
    words: z
      .array(nameText(200))
      .max(1_000)
      .meta({ description: 'Words of the school column of its files that mean schools that are not in Rollcall.' }),
  })
  .meta({ id: 'OtherSchools' });
