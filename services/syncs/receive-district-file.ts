import type { Readable } from 'node:stream';
import { createSchoolRouter, type SchoolRouter } from '../../domain/reading/create-school-router.js';
import { defaultSettings } from '../../domain/settings.js';
import { splitBySchool, type SplitResult } from '../../infra/readers/split-by-school.js';
import type { Database } from '../../store/database.js';
import { auditParts, insertDistrictUpload, loadSchoolsOfDistrict, readOtherSchools } from '../../store/district-uploads.js';
import type { Uploads } from '../../store/uploads.js';

export type DistrictFile = {
  districtId: string;
  accountId: string;
  fileName: string;
  /** The word of the one school that the whole file is of, as its folder is called; null: its school column says which rows are whose. */
  folder: string | null;
  dryRun: boolean;
  source: Readable;
  now: Date;
};

export type DistrictFileResult =
  | { kind: 'received'; districtUploadId: string; syncIds: string[] }
  | Exclude<SplitResult, { kind: 'split' }>
  | { kind: 'no_known_school' };

/** A workbook is read in a process of its own; somebody waits. */
const LIMITS = { workbookMs: 60_000 };

/**
 * Receives a file that lists people of several schools of a district: each school that it names gets its rows as an upload of its own, with a
 * sync of its own. When this resolves as received, all of them are committed. The file itself is not kept. Starting the workflows is the
 * caller's next step.
 */
export async function receiveDistrictFile(
  { database, uploads }: { database: Database; uploads: Pick<Uploads, 'beginParts'> },
  { districtId, accountId, fileName, folder, dryRun, source, now }: DistrictFile,
): Promise<DistrictFileResult> {
  const [schools, otherSchools] = await Promise.all([loadSchoolsOfDistrict(database.pool, districtId), readOtherSchools(database.pool, districtId)]);
  const router = createSchoolRouter(schools, otherSchools);
  const { maps } = defaultSettings();
  const headers = Object.assign({}, ...schools.map((school) => school.headers)) as Record<string, string>;
  const context = { fileName, country: 'US', day: now.toISOString().slice(0, 10), maps: { ...maps, headers }, ownSchool: [] } as const;
  const parts = uploads.beginParts({ fileName, trigger: 'WEB', dryRun });
  let split: SplitResult;
  try {
    split =
      folder === null
        ? await splitBySchool(source, context, router, (schoolId) => parts.open(schoolId), LIMITS)
        : await passToSchool(source, router, folder, (schoolId) => parts.open(schoolId));
  } catch (error) {
    await parts.discard();
    throw error;
  }
  if (split.kind !== 'split' || split.schools.length === 0) {
    await parts.discard();
    return split.kind === 'split' ? { kind: 'no_known_school' } : split;
  }
  let districtUploadId = '';
  const { rows } = split;
  const received = await parts.receive(async (ask) => {
    const stored = { districtId, accountId, fileName, dryRun, rows, otherRows: router.others, unplaced: router.unplaced() };
    districtUploadId = await insertDistrictUpload(ask, stored);
    return { districtUploadId };
  });
  await auditParts(database.pool, districtUploadId, accountId);
  return { kind: 'received', districtUploadId, syncIds: received.map(({ syncId }) => syncId) };
}

/** The whole file, of any format, is of the school that its folder is called after. Its rows are counted when its sync reads them. */
async function passToSchool(
  source: Readable,
  router: SchoolRouter,
  folder: string,
  openPart: (schoolId: string) => { write(bytes: Buffer): Promise<void>; end(): void },
): Promise<SplitResult> {
  const place = router.place([folder]);
  const [schoolId, ...others] = place.kind === 'schools' ? place.ids : [];
  if (schoolId === undefined || others.length > 0) return { kind: 'split', rows: 0, schools: [] };
  const part = openPart(schoolId);
  for await (const piece of source as AsyncIterable<Buffer>) await part.write(piece);
  part.end();
  return { kind: 'split', rows: 0, schools: [schoolId] };
}
