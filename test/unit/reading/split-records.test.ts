import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { cleanText } from '../../../domain/reading/clean-text.js';
import { textsOfCells } from '../../../domain/reading/cells.js';
import { createRecordSplitter } from '../../../domain/reading/split-records.js';
import fc from '../../support/property.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

type Seen = (string | string[] | number)[];

function split(text: string, { delimiter = ',', longest = 1000, pieces = [text] }: { delimiter?: string; longest?: number; pieces?: string[] } = {}) {
  const seen: Seen[] = [];
  const splitter = createRecordSplitter(delimiter, longest, {
    record: (cells, line, open) => seen.push(open ? [line, textsOfCells(cells), 'open'] : [line, textsOfCells(cells)]),
    damaged: (reason, line, open) => seen.push(open ? [line, reason, 'open'] : [line, reason]),
  });
  for (const piece of pieces) splitter.push(utf8(piece));
  splitter.end();
  return seen;
}

describe('createRecordSplitter', () => {
  test.each<[string, string, Seen[]]>([
    [
      'a quote that never closes costs its own line only',
      'a,b\n"c,d\ne,f\n',
      [
        [1, ['a', 'b']],
        [2, 'broken_quotes'],
        [3, ['e', 'f']],
      ],
    ],
    [
      'a stray quote does not swallow rows up to the next one',
      'a,"b,c\nd,"e",f\n',
      [
        [1, 'broken_quotes'],
        [2, ['d', 'e', 'f']],
      ],
    ],
    [
      'text after a closing quote',
      'a,"b"c\nd,e\n',
      [
        [1, 'broken_quotes'],
        [2, ['d', 'e']],
      ],
    ],
    [
      'a quote that is open at the end of the file',
      'a,b\nc,"d',
      [
        [1, ['a', 'b']],
        [2, 'broken_quotes', 'open'],
      ],
    ],
    ['a lone quote as last cell', 'a,"\n', [[1, 'broken_quotes']]],
    ['quotes inside an unquoted cell are text', 'William "Bill" Lee,5"\n', [[1, ['William "Bill" Lee', '5"']]]],
    ['doubled quotes', '"a ""b"" c",""\n', [[1, ['a "b" c', '']]]],
    ['separators inside quotes', '"Lee, Ana",x\n', [[1, ['Lee, Ana', 'x']]]],
    [
      'a line break inside quotes counts as a line',
      'a,"b\nc"\nd,e\n',
      [
        [1, ['a', 'b\nc']],
        [3, ['d', 'e']],
      ],
    ],
    [
      'CRLF inside quotes counts once',
      'a,"b\r\nc"\r\nd,e\r\n',
      [
        [1, ['a', 'b\nc']],
        [3, ['d', 'e']],
      ],
    ],
    [
      'blank lines are skipped and counted',
      '\n\na,b\n\n , \nc,d\n\n',
      [
        [3, ['a', 'b']],
        [5, [' ', ' ']],
        [6, ['c', 'd']],
      ],
    ],
    [
      'lines of separators only are blank',
      'a,b\n,,,\nc,d',
      [
        [1, ['a', 'b']],
        [3, ['c', 'd'], 'open'],
      ],
    ],
    [
      'lone carriage returns',
      'a,b\rc,d\r',
      [
        [1, ['a', 'b']],
        [2, ['c', 'd']],
      ],
    ],
    [
      'mixed line ends',
      'a,b\r\nc,d\ne,f\rg,h',
      [
        [1, ['a', 'b']],
        [2, ['c', 'd']],
        [3, ['e', 'f']],
        [4, ['g', 'h'], 'open'],
      ],
    ],
    ['spaces around quotes', 'a, "b" ,c\n', [[1, ['a', 'b', 'c']]]],
    ['Ctrl-Z at the end', 'a,b\n\u001a', [[1, ['a', 'b']]]],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(split(text)).toEqual(expected);
    expect(split(text, { pieces: text.split('') })).toEqual(expected);
  });

  test('a line that is too long is skipped, whether its end has come or not', () => {
    const long = 'x'.repeat(50);
    const expected = [
      [1, ['a']],
      [2, 'line_too_long'],
      [3, ['b']],
    ];
    expect(split(`a\n${long}\nb\n`, { longest: 10 })).toEqual(expected);
    expect(split('', { longest: 10, pieces: ['a\n', ...long.split(''), '\nb\n'] })).toEqual(expected);
  });

  test('a quote that is open for longer than a line may be costs one line', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `row${index},x`);
    const seen = split(`"open,a\n${lines.join('\n')}\n`, { longest: 40 });
    expect(seen[0]).toEqual([1, 'broken_quotes']);
    expect(seen).toHaveLength(21);
  });

  test('reads whatever Papa Parse writes, in any pieces, as Papa Parse reads it', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', ' ', 'B'), maxLength: 6 });
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.boolean(),
        fc.infiniteStream(fc.integer({ min: 1, max: 7 })),
        (rows, delimiter, quotes, sizes) => {
          // Papa Parse leaves cells with a space in front or behind unquoted or quoted alike; so do we.
          const text = Papa.unparse(rows, { delimiter, quotes, newline: '\n' });
          const expected = Papa.parse<string[]>(text, { delimiter, newline: '\n' }).data.filter((cells) => cells.some((one) => one !== ''));
          const pieces: string[] = [];
          for (let at = 0; at < text.length;) {
            const size = sizes.next().value;
            pieces.push(text.slice(at, at + size));
            at += size;
          }
          expect(split(text, { delimiter, pieces }).map((seen) => seen[1])).toEqual(expected);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('any text gives the same records in any pieces', () => {
    const text = fc
      .array(fc.constantFrom('a', 'é', '"', '"', ',', '\n', '\r', '\r\n', ' ', 'lee', '\u001a'), { maxLength: 40 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom(5, 12, 1000), fc.array(fc.nat({ max: 60 }), { maxLength: 8 }), (whole, longest, cuts) => {
        const at = [0, ...cuts.filter((cut) => cut < whole.length).sort((left, right) => left - right), whole.length];
        const pieces = at.slice(1).map((end, index) => whole.slice(at[index], end));
        expect(split(whole, { longest, pieces })).toEqual(split(whole, { longest }));
      }),
      { numRuns: 5_000 },
    );
  });

  test.each([
    ['without a separator', 'x\n'],
    ['with a quote and without a separator', 'x"y\n'],
    ['with a quoted cell and without a separator', '"x"\n'],
  ])('many lines %s do not run long', (_, line) => {
    const text = line.repeat(250_000);
    const started = performance.now();
    expect(split(text)).toHaveLength(250_000);
    // A third of a second on an idle machine; where each line looks at all others it is minutes.
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  test('cells of a line that is said to be clean would not be changed by cleaning', () => {
    const part = fc.constantFrom(
      'Ana',
      'é',
      'ễ',
      'e\u0301',
      '\u0301',
      '李',
      ',',
      ';',
      '\t',
      '|',
      ' ',
      ' ',
      '\n',
      '"',
      '\u00a0',
      '\u200b',
      '\u0000',
      '.',
      '^',
      '\\',
      ']',
      '-',
    );
    const pieces = fc.array(
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
      { maxLength: 5 },
    );
    let cleanLines = 0;
    const wrong: string[][] = [];
    fc.assert(
      fc.property(pieces, fc.constantFrom(',', ';', '\t', '|'), (texts, delimiter) => {
        const splitter = createRecordSplitter(delimiter, 1000, {
          record: (cells) => {
            if (!cells.clean) return;
            cleanLines += 1;
            const found = textsOfCells(cells);
            if (found.some((cell) => cleanText(cell) !== cell)) wrong.push(found);
          },
          damaged: () => {},
        });
        for (const text of texts) splitter.push(utf8(text));
        splitter.end();
        expect(wrong).toEqual([]);
      }),
      { numRuns: 5_000 },
    );
    expect(cleanLines).toBeGreaterThan(500);
  });

  test.each([',', ';', '\t', '|'])('ordinary lines separated by "%s" are known to be clean', (delimiter) => {
    const seen: boolean[] = [];
    const splitter = createRecordSplitter(delimiter, 1000, { record: (cells) => seen.push(cells.clean), damaged: () => {} });
    splitter.push(utf8(['Ana María', 'Nguyễn', '', '416-555-0123', 'a@x.org'].join(delimiter) + '\n'));
    splitter.push(utf8([' Ana', 'Lee'].join(delimiter) + '\n' + ['Ana ', 'Lee'].join(delimiter) + '\n' + ['Ana', 'Lee '].join(delimiter) + '\n'));
    splitter.push(utf8(['Ana', 'Lee'].join(delimiter) + '\n'));
    expect(seen).toEqual([true, false, false, false, true]);
  });
});
