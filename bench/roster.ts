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

const KINDS = ['first', 'changed', 'again'] as const;
type Kind = (typeof KINDS)[number];

const noSamples = (): Samples => ({ product: [], floor: [] });

/**
 * A whole school from the stored upload to applied: the first time; at once afterwards, before PostgreSQL has counted what is new, with one
 * student in fifty in another grade; and again with the same people in other bytes.
 */
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

  const samples: Record<Kind, Samples> = { first: noSamples(), changed: noSamples(), again: noSamples() };
  const parts: Record<Kind, SyncPartResult['parts'][]> = { first: [], changed: [], again: [] };
  let peakMb = 0;
  const lines = studentLines(rows);
  try {
    // The first round warms everything up and is not counted.
    for (let round = 0; round <= runs; round++) {
      const pathOf = (kind: Kind): string => join(folder, `${kind}-${round}.csv`);
      const paths = { first: pathOf('first'), changed: pathOf('changed'), again: pathOf('again') };
      const changed = lines.map((line, n) => (n % 50 === 0 ? line.replace(/,(9|1[0-2]),parent/, ',8,parent') : line));
      await writeFile(paths.first, csv(shuffle(lines, 3 * round + 1)));
      await writeFile(paths.changed, csv(shuffle(changed, 3 * round + 2)));
      await writeFile(paths.again, csv(shuffle(changed, 3 * round + 3)));
      await client.query('TRUNCATE person, change, problem');
      const { id: schoolId } = await openSchool(database, district.id);
      const syncOnce = async (kind: Kind, outcome: string): Promise<number> => {
        if (kind !== 'changed') await settle(client);
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
      const floorOnce = async (kind: Kind): Promise<number> => {
        if (kind !== 'changed') await settle(client);
        return floor[kind === 'first' ? 'first' : 'again'](paths[kind]);
      };
      for (const kind of KINDS) {
        const floorMs = await floorOnce(kind);
        const productMs = await syncOnce(kind, kind === 'again' ? 'unchanged' : 'applied');
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
  const figure = (kind: Kind, name: string, floorIs: string): Figure => rowsFigure(name, floorIs, rows, samples[kind], medians(parts[kind]));
  return [
    figure('first', `${rows} students, first time: stage + plan + apply`, 'papaparse + COPY + one INSERT … SELECT into an identical table'),
    {
      ...figure('changed', `${rows} students at once afterwards, ${rows / 50} of them changed`, 'papaparse + COPY + one comparing SELECT'),
      // No promise: it takes minutes when PostgreSQL is left to plan with the statistics of before.
      target: { kind: 'ratio', value: 10 },
    },
    figure('again', `${rows} students again, nothing changed: stage + plan`, 'papaparse + COPY + one comparing SELECT'),
    memoryFigure('memory of that process, at its peak', peakMb),
  ];
}

function medians(all: Record<string, number>[]): Record<string, number> {
  return Object.fromEntries(Object.keys(all[0] ?? {}).map((key) => [key, median(all.map((each) => each[key] ?? 0))]));
}
