import { expect, test } from 'vitest';
import { FILE_REJECTION_CODES } from '../../../domain/problem.js';
import { readAll } from './read-fixture.js';
import { makeZip } from './make-workbook.js';
import fc from '../../support/property.js';

const HEADER = ['email', 'first name', 'last name', 'student id', 'grade'];

type Dialect = {
  separator: string;
  end: string;
  last: boolean;
  quotes: boolean;
  bom: boolean;
  encoding: 'utf8' | 'utf16le' | 'utf16be';
  zipped: boolean;
  pieceBytes: number;
};

const dialect: fc.Arbitrary<Dialect> = fc.record({
  separator: fc.constantFrom(',', ';', '\t', '|'),
  end: fc.constantFrom('\n', '\r\n', '\r'),
  last: fc.boolean(),
  quotes: fc.boolean(),
  bom: fc.boolean(),
  encoding: fc.constantFrom('utf8', 'utf16le', 'utf16be'),
  zipped: fc.boolean(),
  pieceBytes: fc.integer({ min: 1, max: 64 }),
});

function written(table: string[][], { separator, end, last, quotes, bom, encoding, zipped }: Dialect): Buffer {
  const cell = (text: string): string => (quotes || /[",;|\t\r\n]|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const text = table.map((row) => row.map(cell).join(separator)).join(end) + (last ? end : '');
  const marked = bom || encoding !== 'utf8' ? `\ufeff${text}` : text;
  const bytes =
    encoding === 'utf8' ? Buffer.from(marked) : encoding === 'utf16le' ? Buffer.from(marked, 'utf16le') : Buffer.from(marked, 'utf16le').swap16();
  return zipped ? makeZip([{ name: 'list.csv', data: bytes }]) : bytes;
}

test('a table is read as it was meant, in whatever dialect it is written', async () => {
  const letters = fc.constantFrom('a', 'B', 'é', 'ł', '李', '😀', '"', ',', ';', '|', "'", '-', ' ');
  // Something that is seen at both ends: spaces there, and doubled inside, are cleaned away.
  const name = fc.array(letters, { maxLength: 8 }).map((parts) => `x${parts.join('')}x`.replace(/ +/g, ' '));
  const row = fc.tuple(name, name, fc.constantFrom('9', '09', 'K', '12'));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), dialect, async (rows, how) => {
      const table = rows.map(([first, last, grade], index) => [`p${index}@x.org`, first, last, `00${index}`, grade]);
      const { people, result, problems } = await readAll(written([HEADER, ...table], how), 'students.csv', { pieceBytes: how.pieceBytes });
      expect([result.kind, problems]).toEqual(['read', []]);
      expect(people.map(({ email, firstName, lastName, studentId, gradeRaw }) => [email, firstName, lastName, studentId, gradeRaw])).toEqual(table);
      expect(result).toMatchObject({ delimiter: how.separator, cutLastLine: false, unidentifiedRows: 0 });
    }),
    { numRuns: 100 },
  );
});

/** Every file ends as read or as rejected with a known reason; problems of rows have a place. */
async function expectAnEnd(bytes: Buffer, fileName: string, pieceBytes?: number): Promise<void> {
  const { result, problems, people } = await readAll(bytes, fileName, pieceBytes === undefined ? {} : { pieceBytes });
  const rejected = result.kind === 'rejected';
  expect(rejected ? FILE_REJECTION_CODES.includes(result.code) : result.valid + result.problemRows <= result.rows).toBe(true);
  expect(people).toHaveLength(rejected ? 0 : result.people);
  expect(problems.every(({ line }) => line !== null && line > 0)).toBe(true);
}

test('any bytes end as read or rejected, never in a crash', async () => {
  const start = fc.constantFrom(
    '',
    'PK\x03\x04',
    '\xef\xbb\xbf',
    '\xff\xfe',
    '\xfe\xff',
    `${HEADER.join(',')}\n`,
    `${HEADER.join('\t')}\r\n`,
    '"',
    'sep=;\n',
    '<',
    '{"',
  );
  await fc.assert(
    fc.asyncProperty(start, fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 50 }), async (head, bytes, pieceBytes) => {
      await expectAnEnd(Buffer.concat([Buffer.from(head, 'latin1'), bytes]), 'students.csv', pieceBytes);
    }),
    { numRuns: 400 },
  );
});

test('a good file with a few bytes changed, lost or doubled ends as read or rejected', async () => {
  const people = Array.from({ length: 6 }, (_, index) => `p${index}@x.org,"Ana ""${index}""",Núñez,00${index},${index + 1}\r\n`).join('');
  const whole = `${HEADER.join(',')}\r\n${people}`;
  const files: [string, Buffer][] = [
    ['students.csv', Buffer.from(whole)],
    ['students.csv', Buffer.from(`\ufeff${whole}`, 'utf16le')],
    [
      'oneroster.zip',
      makeZip([
        { name: 'users.csv', data: whole.replace('email', 'sourcedId,email').replaceAll('\np', '\nu,p') },
        { name: 'roles.csv', data: 'userSourcedId,role\nu,student\n' },
      ]),
    ],
  ];
  const damage = fc.tuple(fc.nat(), fc.constantFrom('change', 'lose', 'double'), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 20 }));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), fc.array(damage, { minLength: 1, maxLength: 4 }), async ([name, bytes], damages) => {
      let broken = Buffer.from(bytes);
      for (const [place, kind, byte, length] of damages) {
        const at = broken.length === 0 ? 0 : place % broken.length;
        if (kind === 'change') broken.fill(byte, at, at + 1);
        else if (kind === 'lose') broken = Buffer.concat([broken.subarray(0, at), broken.subarray(at + length)]);
        else broken = Buffer.concat([broken.subarray(0, at + length), broken.subarray(at)]);
      }
      await expectAnEnd(broken, name);
    }),
    { numRuns: 400 },
  );
});
