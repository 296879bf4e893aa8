import { expect, test } from 'vitest';
import { ROLES } from '../../../domain/category.js';
import { UNREAD_BIT, UNREAD_FIELDS } from '../../../domain/person.js';
import { createBatchWriter } from '../../../domain/reading/create-batch-writer.js';
import { BATCH_FIELDS, ROWS_PER_BATCH, rowsOfBatch } from '../../../domain/reading/row-batch.js';

const WORDS = ['Ana', 'Nguyễn', '李小龍', '', 'x'.repeat(500), 'İ', '😀'];
const valuesOf = (line: number): string[] =>
  BATCH_FIELDS.map((_, field) => (field < 3 ? `${WORDS[(line + field) % WORDS.length]}!` : WORDS[(line * 3 + field) % WORDS.length]!));

test('rows come back as they were written, batch after batch, without those that were dropped', () => {
  const writer = createBatchWriter();
  const bytesOf = new TextEncoder();
  const kept: number[] = [];
  const batches = [];
  for (let line = 2; line < 3 * ROWS_PER_BATCH; line += 1) {
    for (const [field, value] of valuesOf(line).entries()) {
      const bytes = bytesOf.encode(`<${value}>`);
      if ((line + field) % 2 === 0) writer.range(bytes, 1, bytes.length - 1);
      else writer.text(value === '' ? null : value);
      // In the middle of a row, as the reader finds out that it is no good.
      if (line % 10 === 0 && field === 4) break;
    }
    if (line % 10 === 0) writer.drop();
    else {
      writer.keep(line, line % ROLES.length, line % 128);
      kept.push(line);
    }
    if (line % 100 === 0) batches.push(...writer.take(false));
  }
  batches.push(...writer.take(true));

  expect(batches.map(({ count }) => count)).toEqual([ROWS_PER_BATCH, ROWS_PER_BATCH, kept.length - 2 * ROWS_PER_BATCH]);
  const rows = batches.flatMap((batch) => rowsOfBatch(batch));
  expect(rows.map((row) => [row.line, row.role, ...BATCH_FIELDS.map((field) => row[field] ?? ''), row.unread ?? []])).toEqual(
    kept.map((line) => [line, ROLES[line % ROLES.length], ...valuesOf(line), UNREAD_FIELDS.filter((field) => (line & UNREAD_BIT[field]) !== 0)]),
  );
  expect(writer.take(true)).toEqual([]);
});

test('a row that lacks a value is a mistake of the program', () => {
  const writer = createBatchWriter();
  writer.text('ana@x.org');
  expect(() => writer.keep(2, 0, 0)).toThrow('values');
});
