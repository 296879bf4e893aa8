import { describe, expect, test } from 'vitest';
import { readAll } from './read-fixture.js';
import fc from '../../support/property.js';

const HEADER = 'Student ID,First Name,Last Name,Grade,Email,parentEmail,student phone,idField1';
const PLAIN = '1001,Ann,Côté,9,ann@x.org,mum@x.org,4165550123,77';
const ANN = {
  studentId: '1001',
  firstName: 'Ann',
  lastName: 'Côté',
  gradeRaw: '9',
  email: 'ann@x.org',
  parentEmail: 'mum@x.org',
  studentPhone: '+14165550123',
  idField1: '77',
};

const list = (...rows: string[]): Buffer => Buffer.from(`${[HEADER, ...rows].join('\r\n')}\r\n`);
const read = (...rows: string[]) => readAll(list(...rows), 'students.csv');
const habits = (result: { problems: readonly { code: string; params: object }[] }): object[] =>
  result.problems.filter(({ code }) => code === 'values_tidied').map(({ params }) => params);

const twice = (text: string): string => Buffer.from(text).toString('latin1');

describe('a value is read without what was wrapped around it, and the file says so once', () => {
  test.each<[string, string, object, string]>([
    ['numbers with a decimal point', '1001.0,Ann,Côté,9.0,ann@x.org,mum@x.org,4165550123.0,77.0', ANN, 'decimal'],
    ['numbers with two decimals', '1001.00,Ann,Côté,9.00,ann@x.org,mum@x.org,4165550123,77.000', ANN, 'decimal'],
    ['numbers in groups of three', '"1,001",Ann,Côté,9,ann@x.org,mum@x.org,4165550123,77', ANN, 'thousands'],
    ['numbers in groups of three with decimals', '"1,001.00",Ann,Côté,9,ann@x.org,mum@x.org,4165550123,77', ANN, 'thousands'],
    ['numbers in groups of three with spaces', '1 001,Ann,Côté,9,ann@x.org,mum@x.org,4165550123,77', ANN, 'thousands'],
    ['numbers in groups of three with no-break spaces', '1\u202f001,Ann,Côté,9,ann@x.org,mum@x.org,4165550123,77', ANN, 'thousands'],
    ['NULL', '1001,Ann,Côté,9,ann@x.org,NULL,NULL,NULL', { ...ANN, parentEmail: null, studentPhone: null, idField1: null }, 'null_word'],
    ['\\N', '1001,Ann,Côté,9,ann@x.org,\\N,\\N,\\N', { ...ANN, parentEmail: null, studentPhone: null, idField1: null }, 'null_word'],
    ['(null)', '1001,Ann,Côté,9,ann@x.org,(null),(null),(null)', { ...ANN, parentEmail: null, studentPhone: null, idField1: null }, 'null_word'],
    ['nan', '1001,Ann,Côté,9,ann@x.org,nan,NaN,nan', { ...ANN, parentEmail: null, studentPhone: null, idField1: null }, 'null_word'],
    [
      '<null> and [NULL]',
      '1001,Ann,Côté,9,ann@x.org,<null>,[NULL],[null]',
      { ...ANN, parentEmail: null, studentPhone: null, idField1: null },
      'null_word',
    ],
    ['None, N/A and a dash', '1001,Ann,Côté,9,ann@x.org,None,N/A,-', { ...ANN, parentEmail: null, studentPhone: null, idField1: null }, 'null_word'],
    ['leading apostrophes', "'1001,'Ann,'Côté,'9,'ann@x.org,'mum@x.org,'4165550123,'77", ANN, 'apostrophe'],
    [
      'apostrophes on both sides, and one inside',
      "'1001','Ann','O''Brien','9','ann@x.org','mum@x.org','4165550123','77'",
      { ...ANN, lastName: "O'Brien" },
      'apostrophe',
    ],
    ['apostrophes on both sides', "'1001','Ann','Côté','9','ann@x.org','mum@x.org','4165550123','77'", ANN, 'apostrophe'],
    ['="…" on every column', '="1001",="Ann",="Côté",="9",="ann@x.org",="mum@x.org",="4165550123",="77"', ANN, 'formula'],
    [
      '="…" inside quotes',
      '"=""1001""","=""Ann""","=""Côté""","=""9""","=""ann@x.org""","=""mum@x.org""","=""4165550123""","=""77"""',
      ANN,
      'formula',
    ],
    ['named entities', '1001,Ann,C&ocirc;t&eacute;,9,ann@x.org,mum@x.org,4165550123,77', ANN, 'entity'],
    ['numbered entities', '1001,&#65;nn,C&#244;t&#xE9;,9,ann&#64;x.org,mum@x.org,4165550123,77', ANN, 'entity'],
    ['entities that were written twice', '1001,Ann,C&amp;ocirc;t&amp;#233;,9,ann@x.org,mum@x.org,4165550123,77', ANN, 'entity'],
    ['letters that were encoded twice', `1001,Ann,${twice('Côté')},9,ann@x.org,mum@x.org,4165550123,77`, ANN, 'encoded_twice'],
    ['letters that were encoded three times', `1001,Ann,${twice(twice('Côté'))},9,ann@x.org,mum@x.org,4165550123,77`, ANN, 'encoded_twice'],
    ['letters that a Mac encoded twice', '1001,Ann,C√¥t√©,9,ann@x.org,mum@x.org,4165550123,77', ANN, 'encoded_twice'],
    ['letters that DOS encoded twice', '1001,Ann,C├┤t├®,9,ann@x.org,mum@x.org,4165550123,77', ANN, 'encoded_twice'],
  ])('%s', async (_, row, person, habit) => {
    const { result, people } = await read(row, row.replace(/(?<=1\D?)001/, '002').replaceAll('ann', 'bob'));
    expect(people[0]).toMatchObject(person);
    expect(habits(result)).toEqual([expect.objectContaining({ habit, rows: 2, first: 2 })]);
  });

  test.each([
    ['O&#39;Brien', "O'Brien"],
    ['O&apos;Brien', "O'Brien"],
    ['O&#x27;Brien', "O'Brien"],
    ['O&rsquo;Brien', 'O’Brien'],
    ['O&#146;Brien', 'O’Brien'],
    ['Smith&nbsp;Jones', 'Smith Jones'],
    ['Ann &amp; Bo', 'Ann & Bo'],
    [twice('O’Brien').replace('\u0080', '€').replace('\u0099', '™'), 'O’Brien'],
    [twice('Nuñez'), 'Nuñez'],
    [twice('Zoë'), 'Zoë'],
    [twice('Łukasz').replace('\u0081', '\u0081'), 'Łukasz'],
    [twice('Voilà'), 'Voilà'],
  ])('the name %s is %s', async (written, meant) => {
    const { people } = await read(`1001,Ann,${written},9,ann@x.org,,,`);
    expect(people).toMatchObject([{ lastName: meant }]);
  });
});

describe('what only looks like a wrapping is left alone', () => {
  test.each([
    "'t Hart",
    "'s-Gravesande",
    "O'Brien",
    "D'Angelo",
    'Null',
    'None',
    'Nan',
    'JOÃO',
    'Âllen',
    'AT&T',
    'R&D; Co',
    'Ñandú',
    'Ångström',
    'Ärla',
  ])('the name %s stays', async (name) => {
    const { result, people } = await read(`1001,Ann,${name},9,ann@x.org,,,`);
    expect(people).toMatchObject([{ lastName: name }]);
    expect(habits(result)).toEqual([]);
  });

  test.each(['12.50', '1.0.0', 'A.0', '.0', '1E5', '-7', '001 234', '12 34', '1 0012', '1 001 A', '0 001'])('the number %s stays', async (number) => {
    const { result, people } = await read(`${number},Ann,Lee,9,ann@x.org,,,`);
    expect(people).toMatchObject([{ studentId: number }]);
    expect(habits(result)).toEqual([]);
  });

  test('a name that is the word of a database for nothing is missing, and the person stays as they are', async () => {
    const { result, problems, mentions } = await read('1001,Ann,NULL,9,ann@x.org,,,', PLAIN.replaceAll('1001', '1002').replaceAll('ann', 'bob'));
    expect(result).toMatchObject({ kind: 'read', valid: 1, unidentifiedRows: 0 });
    expect(problems).toMatchObject([{ code: 'missing_value', field: 'lastName' }]);
    expect(mentions).toMatchObject([{ studentId: '1001' }]);
  });
});

describe('letters that were lost', () => {
  test.each(['C?t?', 'C\ufffdt\ufffd', 'C??t', '?ric', 'Ren?e'])(
    'of the name %s are said, and the name is not taken for a good one',
    async (name) => {
      const { problems, people } = await read(`1001,Ann,${name},9,ann@x.org,,,`);
      expect(problems).toMatchObject([{ code: 'lost_letters', field: 'lastName', severity: 'warning' }]);
      expect(people).toMatchObject([{ lastName: name.replaceAll('?', '\ufffd'), unread: ['lastName'] }]);
    },
  );

  test('of a number or an address leave the row out: it could be anybody’s', async () => {
    const { result, problems } = await read('10?1,Ann,Lee,9,ann@x.org,,,', '1002,Bo,Lee,9,b?o@x.org,,,', '1003,Cy,Lee,9,cy@x.org,,,');
    expect(result).toMatchObject({ valid: 1 });
    expect(problems.map(({ code, field }) => [code, field])).toEqual([
      ['lost_letters', 'studentId'],
      ['lost_letters', 'email'],
    ]);
  });
});

test('a file gives the same people, however its values are wrapped', async () => {
  const wraps: ((value: string) => string)[] = [
    (value) => value,
    (value) => `="${value}"`,
    (value) => `"=""${value}"""`,
    (value) => `'${value}`,
    (value) => `"${value}"`,
    (value) => value.replaceAll(/[ôé]/g, (letter) => `&#${letter.charCodeAt(0)};`),
    (value) => Buffer.from(value).toString('latin1'),
    (value) => (/^\d{1,4}$/.test(value) ? `${value}.0` : value),
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...wraps), { minLength: 8, maxLength: 8 }), async (chosen) => {
      const { people } = await read(
        PLAIN.split(',')
          .map((value, place) => chosen[place]!(value))
          .join(','),
      );
      expect(people).toMatchObject([ANN]);
    }),
    { numRuns: 60 },
  );
});
