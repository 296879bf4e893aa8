import { Readable } from 'node:stream';
import type { Category } from '../../../domain/category.js';
import type { PersonField } from '../../../domain/person.js';
import { rowsOfBatch } from '../../../domain/reading/row-batch.js';
import type { RosterRow } from '../../../domain/reading/types.js';
import { defaultSettings } from '../../../domain/settings.js';
import { readRoster } from '../../../infra/readers/read-roster.js';

/** The valid rows of a file, as the simple rules get them: with the product's own reading, so that only the rules differ. */
export type FileRows = { rows: RosterRow[]; fields: readonly PersonField[]; standsFor: readonly Category[] };

/** Null: the file is rejected. */
export async function readRows(fileName: string, bytes: Buffer): Promise<FileRows | null> {
  const rows: RosterRow[] = [];
  const reading = await readRoster(Readable.from([bytes]), {
    fileName,
    country: 'CA',
    day: '2026-03-23',
    maps: defaultSettings().maps,
    ownSchool: [],
    onRows: (batch) => void rows.push(...rowsOfBatch(batch)),
    onProblems: () => undefined,
  });
  if (reading.kind === 'rejected') return null;
  const dropped = new Set(reading.dropLines);
  const amended = new Map(reading.amendments.map(({ line, ...values }) => [line, values]));
  return {
    rows: rows.filter(({ line }) => !dropped.has(line)).map((row) => ({ ...row, ...amended.get(row.line) })),
    fields: reading.fields,
    standsFor: reading.standsFor,
  };
}
