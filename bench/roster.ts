import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { createFolderBlobStore } from '../infra/files/folder-blob-store.js';
import { createUploads } from '../store/uploads.js';
import { openDatabase } from '../store/database.js';
import { askPart, startPart } from './ask-part.js';
import { createDatabase, csv, openSchool, settle } from './bench-school.js';
import { median, memoryFigure, rowsFigure, type Figure, type Samples } from './figure.js';
import { createFloor } from './floor.js';
import { shuffle, studentLines } from './student-file.js';
import type { SyncPartResult } from './sync-part.js';

export type RosterBench = { postgresUrl: string; folder: string; rows: number; runs: number; say(line: string): void };

/** A whole school from the stored upload to applied: the first time, and again with the same people in other bytes. */
export async function measureRoster({ postgresUrl, folder, rows, runs, say }: RosterBench): Promise<Figure[]> {
  const databaseUrl = await createDatabase(postgresUrl);
  const database = openDatabase(databaseUrl, { connections: 4 });
  const masterKey = randomBytes(32);
  const uploadFolder = join(folder, 'uploads');
  const uploads = createUploads({ database, blobs: createFolderBlobStore(uploadFolder), masterKey });
  const part = await startPart('./sync-part.js', JSON.stringify({ databaseUrl, uploadFolder, masterKey: masterKey.toString('base64') }));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const floor = await createFloor(client);
  const district = await database.prisma.district.create({ data: { name: 'Bench' } });

  const samples: Record<'first' | 'again', Samples> = { first: { product: [], floor: [] }, again: { product: [], floor: [] } };
  const parts: Record<'first' | 'again', SyncPartResult['parts'][]> = { first: [], again: [] };
  let peakMb = 0;
  const lines = studentLines(rows);
  try {
    // The first round warms everything up and is not counted.
    for (let round = 0; round <= runs; round++) {
      const paths = { first: join(folder, `first-${round}.csv`), again: join(folder, `again-${round}.csv`) };
      await writeFile(paths.first, csv(shuffle(lines, 2 * round + 1)));
      await writeFile(paths.again, csv(shuffle(lines, 2 * round + 2)));
      await client.query('TRUNCATE person, change, problem');
      const { id: schoolId } = await openSchool(database, district.id);
      const syncOnce = async (kind: 'first' | 'again', outcome: string): Promise<number> => {
        await settle(client);
        const { uploadId, syncId } = await uploads.receive({
          schoolId,
          fileName: 'Lincoln_students.csv',
          source: createReadStream(paths[kind]),
          trigger: 'SFTP',
          dryRun: false,
        });
        const result = await askPart<SyncPartResult>(part, { syncId, uploadId, schoolId, districtId: district.id });
        if (result.outcome !== outcome) throw new Error(`The sync should end as ${outcome}, and ended as ${result.outcome}.`);
        peakMb = Math.max(peakMb, result.peakMb);
        if (round > 0) parts[kind].push(result.parts);
        return result.ms;
      };
      const floorOnce = async (kind: 'first' | 'again'): Promise<number> => {
        await settle(client);
        return floor[kind](paths[kind]);
      };
      for (const kind of ['first', 'again'] as const) {
        const floorMs = await floorOnce(kind);
        const productMs = await syncOnce(kind, kind === 'first' ? 'applied' : 'unchanged');
        say(`${round === 0 ? 'warm-up' : `run ${round}`}, ${kind}: ${Math.round(productMs)} ms, floor ${Math.round(floorMs)} ms`);
        if (round === 0) continue;
        samples[kind].product.push(productMs);
        samples[kind].floor.push(floorMs);
      }
      const { rows: counted } = await client.query<{ people: number }>('SELECT count(*) AS people FROM person WHERE school_id = $1', [schoolId]);
      if (counted[0]?.people !== rows) throw new Error(`There should be ${rows} people, and there are ${counted[0]?.people}.`);
    }
  } finally {
    part.disconnect();
    await client.end();
    await database.close();
  }
  const figure = (kind: 'first' | 'again', name: string, floorIs: string): Figure =>
    rowsFigure(name, floorIs, rows, samples[kind], medians(parts[kind]));
  return [
    figure('first', `${rows} students, first time: stage + plan + apply`, 'papaparse + COPY + one INSERT … SELECT into an identical table'),
    figure('again', `${rows} students again, nothing changed: stage + plan`, 'papaparse + COPY + one comparing SELECT'),
    memoryFigure('memory of that process, at its peak', peakMb),
  ];
}

function medians(all: Record<string, number>[]): Record<string, number> {
  return Object.fromEntries(Object.keys(all[0] ?? {}).map((key) => [key, median(all.map((each) => each[key] ?? 0))]));
}
