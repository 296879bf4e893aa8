import { describe, expect, test } from 'vitest';
import { cellsOfTexts, createCells, textsOfCells } from '../../../domain/reading/cells.js';
import { createRowFrames, framesOf, readRowFrame, wordsFrame, type Frame } from '../../../infra/readers/workbook/row-frames.js';
import fc from '../../support/property.js';

type Row = { line: number; texts: string[] };

async function received(bytes: Buffer, pieceBytes: number): Promise<(Frame | null)[]> {
  const pieces = async function* (): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  };
  const frames: (Frame | null)[] = [];
  for await (const frame of framesOf(pieces())) frames.push(frame);
  return frames;
}

function rowsOf(body: Uint8Array): Row[] | null {
  const rows: Row[] = [];
  return readRowFrame(body, createCells(), (cells, line) => void rows.push({ line, texts: textsOfCells(cells) })) ? rows : null;
}

const row = fc.record({
  line: fc.integer({ min: 1, max: 1_048_576 }),
  texts: fc.array(
    fc.string({ unit: 'binary', maxLength: 8 }).map((text) => Buffer.from(text).toString()),
    { maxLength: 6 },
  ),
});

describe('rows come out of the reading process as they went in', () => {
  test('any rows, among words, in pieces of any length', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(row, { minLength: 1, maxLength: 5 }), { maxLength: 4 }),
        fc.integer({ min: 1, max: 40 }),
        async (batches, pieceBytes) => {
          const frames = createRowFrames();
          const sent = batches.flatMap((rows) => {
            for (const { line, texts } of rows) frames.add(cellsOfTexts(texts), line);
            return [wordsFrame({ kind: 'done' }), frames.take()!];
          });
          expect(frames.take()).toBeNull();
          const come = await received(Buffer.concat(sent), pieceBytes);
          expect(come.map((frame) => (frame?.kind === 'rows' ? rowsOf(frame.body) : frame?.text))).toEqual(
            batches.flatMap((rows) => ['{"kind":"done"}', rows]),
          );
        },
      ),
    );
  });

  test('many rows make a frame full', () => {
    const frames = createRowFrames();
    const cells = cellsOfTexts(['ana@x.org', 'Ana', 'Lee', 'é'.repeat(5_000)]);
    let line = 0;
    for (; !frames.full; line += 1) frames.add(cells, line + 1);
    expect(line).toBeLessThan(40);
    expect(rowsOf(frames.take()!.subarray(8))).toHaveLength(line);
  });

  test('a cell that is no UTF-8, or begins inside a character, is mended and hurts no other', () => {
    const frames = createRowFrames();
    for (const bytes of [
      [0x61, 0xff, 0xc3, 0xa9],
      [0x61, 0xc3, 0xa9, 0x62],
    ]) {
      const cells = createCells();
      cells.bytes = Uint8Array.from(bytes);
      cells.count = 2;
      cells.ends.set([2, 4]);
      frames.add(cells, 3);
    }
    frames.add(cellsOfTexts(['Zoë']), 4);
    expect(rowsOf(frames.take()!.subarray(8))).toEqual([
      { line: 3, texts: ['a\ufffd', 'é'] },
      { line: 3, texts: ['a\ufffd', '\ufffdb'] },
      { line: 4, texts: ['Zoë'] },
    ]);
  });
});

describe('a reading process that is not itself any more is not believed', () => {
  test.each<[string, number[]]>([
    ['more numbers than bytes', [9]],
    ['fewer numbers than none', [-1]],
    ['cells that are not there', [3, 1, 2, 0]],
    ['a line before the first', [3, 0, 1, 0]],
    ['fewer cells than none', [2, 1, -1]],
    ['a cell that ends beyond', [3, 1, 1, 7]],
    ['a cell that ends before it begins', [4, 1, 2, 0, -3]],
  ])('%s', (_, numbers) => {
    expect(rowsOf(Buffer.from(Int32Array.from(numbers).buffer))).toBeNull();
  });

  test('bytes of any kind are rows or nothing', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => void rowsOf(bytes)));
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -2, max: 12 }), { maxLength: 20 }),
        (numbers) => void rowsOf(Buffer.from(Int32Array.from(numbers).buffer)),
      ),
    );
  });

  test('a frame that is too long, or of no kind, ends it', async () => {
    const head = (length: number, kind: number): Buffer => Buffer.from(Int32Array.from([length, kind]).buffer);
    expect(await received(head(0x7fffffff, 1), 8)).toEqual([null]);
    expect(await received(Buffer.concat([head(0, 7), wordsFrame('never read')]), 8)).toEqual([null]);
  });
});
