import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFolderBlobStore } from '../infra/files/folder-blob-store.js';
import { createUploads } from '../store/uploads.js';
import { openDatabase } from '../store/database.js';
import { readRoster } from '../infra/readers/read-roster.js';
import { askPart, startPart } from './ask-part.js';
import { createDatabase, csv, openSchool } from './bench-school.js';
import type { Figure } from './figure.js';
import { shuffle, studentLines } from './student-file.js';
import type { SyncPartResult } from './sync-part.js';

export type GrowthBench = { postgresUrl: string; folder: string; rows: number; say(line: string): void };

/** The largest file that is taken is so many times what is usually measured: 500,000 rows. */
const TIMES = 5;

/**
 * How much more memory five times the rows need, each file in a fresh process: beside the bytes of the rows that stay open
 * until the end of the file, because any row may turn out to be one more of a person.
 */
export async function measureGrowth({ postgresUrl, folder, rows, say }: GrowthBench): Promise<Figure[]> {
  const databaseUrl = await createDatabase(postgresUrl);
  const database = openDatabase(databaseUrl, { connections: 4 });
  const masterKey = randomBytes(32);
  const uploadFolder = join(folder, 'growth');
  const uploads = createUploads({ database, blobs: createFolderBlobStore(uploadFolder), masterKey });
  const district = await database.prisma.district.create({ data: { name: 'Bench' } });
  const measure = async (count: number): Promise<{ peakMb: number; openMb: number; ms: number }> => {
    const path = join(folder, `growth-${count}.csv`);
    await writeFile(path, csv(shuffle(studentLines(count), 1)));
    const { id: schoolId } = await openSchool(database, district.id);
    const { uploadId, syncId } = await uploads.receive({
      schoolId,
      fileName: 'Lincoln_students.csv',
      source: createReadStream(path),
      trigger: 'SFTP',
      dryRun: false,
    });
    const part = await startPart('./sync-part.js', JSON.stringify({ databaseUrl, uploadFolder, masterKey: masterKey.toString('base64') }));
    try {
      const { outcome, peakMb, ms } = await askPart<SyncPartResult>(part, { syncId, uploadId, schoolId, districtId: district.id });
      if (outcome !== 'applied') throw new Error(`The sync should end as applied, and ended as ${outcome}.`);
      const openMb = await bytesOfOpenRows(path, count);
      say(
        `${count} rows in a fresh process: ${Math.round(peakMb)} MB at its peak, ${Math.round(openMb)} MB of them rows that stay open; ${Math.round(ms)} ms`,
      );
      return { peakMb, openMb, ms };
    } finally {
      part.disconnect();
      await rm(path);
    }
  };
  try {
    const small = await measure(rows);
    const large = await measure(rows * TIMES);
    const grown = large.peakMb - small.peakMb;
    return [
      {
        name: `memory for ${rows * TIMES} students beyond that for ${rows}`,
        unit: 'MB',
        product: grown,
        floor: large.openMb - small.openMb,
        floorIs: 'the rows that stay open until the file has ended, and what finds equal ones among them',
        target: { kind: 'ratio', value: 2 },
        rowsPerSecond: null,
        samples: { product: [grown], floor: [large.openMb - small.openMb] },
        parts: {},
      },
      {
        name: `memory of that process for ${rows * TIMES} students, at its peak`,
        unit: 'MB',
        product: large.peakMb,
        floor: null,
        floorIs: '',
        target: { kind: 'most', value: 400 },
        rowsPerSecond: null,
        samples: { product: [large.peakMb], floor: [] },
        parts: {},
      },
    ];
  } finally {
    await database.close();
  }
}

/** Megabytes: the batches as they are, and of each row two hashes of 8 bytes in tables that are half full, its group, and its digest. */
async function bytesOfOpenRows(path: string, rows: number): Promise<number> {
  let bytes = rows * (2 * 2 * 8 + 4 + 8);
  await readRoster(path, {
    fileName: 'students.csv',
    country: 'CA',
    day: '2026-03-23',
    maps: { headers: {}, grades: {}, roles: {}, statuses: {}, sheets: {} },
    ownSchool: [],
    onRows: (batch) => void (bytes += batch.bytes.byteLength + batch.ends.byteLength + batch.lines.byteLength + batch.roles.byteLength),
    onProblems: () => {},
  });
  return bytes / 1024 / 1024;
}
