import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { SINGLE_BYTE_SETS } from '../../../domain/reading/single-byte-sets.js';
import { createUtf8Stream } from '../../../infra/readers/decode-text.js';
import { readAll } from './read-fixture.js';

const HEADER = ['email', 'first name', 'last name', 'student id', 'grade'];
const LATIN = [
  ['elodie@x.org', 'Élodie', 'Nuñez', '001', '9'],
  ['zoe@x.org', 'Zoë', 'O’Neil', '002', '10'],
  ['chloe@x.org', 'Chloé', 'Œuvrard', '003', 'K'],
];
const DOS = [...LATIN.slice(0, 1), ['zoe@x.org', 'Zoë', "O'Neil", '002', '10'], ['francois@x.org', 'François', 'Côté', '003', 'K']];
const WORLD = [...LATIN, ['lukasz@x.org', 'Łukasz', '李', '004', '11'], ['thi@x.org', 'Thị', 'Nguyễn', '005', '12']];

const table = (rows: string[][], delimiter: string): string => [HEADER, ...rows].map((row) => `${row.join(delimiter)}\r\n`).join('');
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const windows1252 = (text: string): Buffer => Buffer.from(text.replaceAll('’', '\u0092').replaceAll('Œ', '\u008c'), 'latin1');

const encodedAs =
  (set: keyof typeof SINGLE_BYTE_SETS) =>
  (text: string): Buffer =>
    Buffer.from(Array.from(text, (letter) => (letter < '\u0080' ? letter.charCodeAt(0) : 0x80 + SINGLE_BYTE_SETS[set].indexOf(letter))));

const ENCODINGS: [string, string, string[][], (text: string) => Buffer][] = [
  ['UTF-8', 'utf-8', WORLD, (text) => Buffer.from(text)],
  ['UTF-8 with a byte order mark', 'utf-8', WORLD, (text) => Buffer.from(`\ufeff${text}`)],
  ['UTF-8 with separate accents', 'utf-8', WORLD, (text) => Buffer.from(text.normalize('NFD'))],
  ['UTF-16 LE', 'utf-16le', WORLD, (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 BE', 'utf-16be', WORLD, (text) => utf16be(`\ufeff${text}`)],
  ['UTF-16 LE without a byte order mark', 'utf-16le', WORLD, (text) => Buffer.from(text, 'utf16le')],
  ['UTF-16 BE without a byte order mark', 'utf-16be', WORLD, utf16be],
  ['windows-1252', 'windows-1252', LATIN, windows1252],
  ['Mac Roman', 'macintosh', LATIN, encodedAs('macintosh')],
  ['cp850', 'cp850', DOS, encodedAs('cp850')],
];
const SEPARATORS: [string, string, string][] = [
  ['csv', ',', 'csv'],
  ['tsv', '\t', 'tsv'],
  ['csv with semicolons', ';', 'csv'],
];

test.each(ENCODINGS.flatMap((encoding) => SEPARATORS.map((separator) => [encoding[0], separator[0], encoding, separator] as const)))(
  'names keep their letters in %s as %s',
  async (_, __, [, encoding, rows, encode], [, delimiter, format]) => {
    for (const pieceBytes of [65_536, 5]) {
      const { result, people } = await readAll(encode(table(rows, delimiter)), 'students.csv', { pieceBytes });
      expect(result).toMatchObject({ kind: 'read', encoding, delimiter, format, valid: rows.length, problems: [] });
      expect(people.map(({ email, firstName, lastName, studentId, gradeRaw }) => [email, firstName, lastName, studentId, gradeRaw])).toEqual(rows);
    }
  },
);

/** Names as schools of the United States, Québec and beyond have them. */
const NAMES =
  `José García|María Núñez|Raúl Peña|Sofía Hernández|Ángel Muñoz|Andrés Ibáñez|Zoë Brontë|Chloé Côté|François Lévesque|Anaïs Bélanger|Jérôme Gagné
  Hélène Bérubé|Noël Thériault|Gaël Lefèvre|Maëlle Château|Benoît Lemaître|André Dubé|Émile Zola|Éloïse Hébert|Océane Prévost|Jürgen Müller|Björn Köhler
  Käthe Jäger|João Conceição|Inês Magalhães|Søren Nygård|Élodie Tremblay|Loïc Guérin|Renée Pelletier|CÔTÉ ANDRÉ|LÉVESQUE ZOÉ|NUÑEZ JOSÉ`
    .split(/[|\n]/)
    .map((name) => name.trim());

test.each(['windows-1252', 'macintosh', 'cp850', 'cp437'] as const)(
  'whatever names a file in %s has, also a single one, they are read rightly',
  async (set) => {
    const writable = (name: string): boolean => Array.from(name).every((letter) => letter < '\u0080' || SINGLE_BYTE_SETS[set].includes(letter));
    const names = NAMES.filter(writable);
    expect(names.length).toBeGreaterThan(20);
    for (const among of [...names.map((name) => [name]), names, names.toReversed()]) {
      const rows = among.map((name, place) => [`p${place}@x.org`, ...name.split(' '), String(place), '9']);
      const { people } = await readAll(encodedAs(set)(table(rows, ',')), 'students.csv', { pieceBytes: 50 });
      expect(people.map(({ firstName, lastName }) => `${firstName} ${lastName}`)).toEqual(among);
    }
  },
);

/** What Excel and Word make of ' and " and - while somebody types; and what names and schools have between letters. */
const TYPED = `O’Brien|D’Angelo|L’Heureux|N’Diaye|d’Entremont|De’Andre|Ta’Niyah|Ke’shawn|Ka’iulani|Sha’nique|Sa’ad
Prud’homme|Qu’Appelle|O’BRIEN|O‘Brien|Ng’ang’a|Smith–Jones|Smith – Jones|William “Bill”|‘Bill’|Ann…|Ann~Marie`
  .split(/[|\n]/)
  .map((name) => name.replace('~', '\u00a0'));
const TYPED_COLUMNS = [
  'Mother’s Email',
  'Father’s Email',
  'Children’s School',
  'Parents’ Phone',
  'Nom de l’école',
  'Grade – Level',
  'Student’s “Home” Room',
];
const SCHOOLS = ['St. Mary’s School', 'Queen’s Park', 'École de l’Amitié', 'Bishop’s – North'];
const TYPED_WITH = TYPED_COLUMNS.flatMap((column) => SCHOOLS.map((school) => [column, school] as const));

test.each([1, 300])('typographic signs of Windows are no letters of a Mac or of DOS, in %s rows', async (count) => {
  const given = Array.from({ length: count }, (_, place) => [`p${place}@x.org`, 'Ann', 'Lee', String(place), '9']);
  const wrong: string[] = [];
  for (const name of TYPED) {
    const { people, result } = await readAll(
      encodedAs('windows-1252')(
        table(
          given.map((row) => row.with(2, name)),
          ',',
        ),
      ),
      'students.csv',
    );
    if (result.encoding !== 'windows-1252' || people[0]?.lastName !== name.replace('\u00a0', ' ')) wrong.push(`${name}: ${people[0]?.lastName}`);
  }
  for (const [column, school] of TYPED_WITH) {
    const rows = [[...HEADER, column, 'School'], ...given.map((row) => [...row, '', school])];
    const { result } = await readAll(encodedAs('windows-1252')(rows.map((row) => `${row.join(',')}\r\n`).join('')), 'students.csv');
    if (!result.account.columns.some(({ name }) => name === column)) wrong.push(`${column}, ${school}: ${result.encoding}`);
  }
  expect(wrong).toEqual([]);
});

test.each(['macintosh', 'cp850', 'cp437'] as const)('in %s, the letters that Windows shows as signs are letters', async (set) => {
  const names = [
    'García',
    'María',
    'Rodríguez',
    'Díaz',
    'Martín',
    'Ramírez',
    'Valentín',
    'Hernández',
    'Juárez',
    'Muñoz',
    'Ibáñez',
    'López',
    'Pérez',
    'Gagné',
  ];
  for (const count of [1, 300])
    for (const name of names) {
      const rows = Array.from({ length: count }, (_, place) => [`p${place}@x.org`, 'Ann', name, String(place), '9']);
      const { people } = await readAll(encodedAs(set)(table(rows, ',')), 'students.csv');
      expect(people[0]?.lastName).toBe(name);
    }
});

/** Names whose letters Windows-1252 does not have, or has at other places. */
const ELSEWHERE = {
  Polish: `Łukasz Wałęsa|Paweł Kowalski|Michał Wiśniewski|Małgorzata Wójcik|Zofia Dąbrowska|Jan Górski|Wojciech Zając|Bożena Żak|Stanisław Źrebiec
    Agnieszka Kozłowska|Grażyna Mazurkiewicz|Jacek Gołąb|Maciej Jabłoński|Elżbieta Krawczyk|Święty Ćwikliński|Anna Stępień|Łucja Pająk`,
  Czech: `Antonín Dvořák|Jiří Novotný|Lukáš Svoboda|Tomáš Černý|Zdeněk Procházka|Věra Růžičková|Jaroslav Kučera|Božena Němcová|Karel Čapek
    Ondřej Dvořáček|Kateřina Horáková|Matěj Říha|Šárka Ševčíková|Václav Havlíček|František Beneš|Radoš Kříž`,
  Hungarian: `János Szőke|László Kovács|Zoltán Erdős|Gergő Horváth|Ferenc Gyurcsány|Ákos Fűzfa|István Nagykőrösi|Erzsébet Győri|Gyöngyi Szűcs|Péter Lőrincz`,
  Croatian: `Ivan Horvatić|Luka Kovačević|Ana Babić|Novak Đoković|Goran Ivanišević|Zdravko Čolić|Žarko Šimić|Đorđe Petrović|Maja Tadić|Nikola Đurić`,
  Slovak: `Ľubomír Šťastný|Zuzana Kováčová|Ján Ďurica|Jozef Hlaváč|Michal Straka|Štefan Babiš`,
};
const inSet = (set: keyof typeof SINGLE_BYTE_SETS, names: string): string[] =>
  names
    .split(/[|\n]/)
    .map((name) => name.trim())
    .filter((name) => Array.from(name).every((letter) => letter < '\u0080' || SINGLE_BYTE_SETS[set].includes(letter)));
async function misread(set: keyof typeof SINGLE_BYTE_SETS, among: readonly string[]): Promise<string[]> {
  const rows = among.map((name, place) => [`p${place}@x.org`, ...name.split(' '), String(place), '9']);
  const { people } = await readAll(encodedAs(set)(table(rows, ',')), 'students.csv', { pieceBytes: 50 });
  return people.flatMap(({ firstName, lastName }, place) =>
    `${firstName} ${lastName}` === among[place] ? [] : [`${among[place]}: ${firstName} ${lastName}`],
  );
}
const OTHER_SETS = (['windows-1250', 'iso-8859-2'] as const).flatMap((set) =>
  Object.entries(ELSEWHERE).map(([language, names]) => [language, set, names] as const),
);

test.each([
  ...OTHER_SETS,
  ['Turkish', 'windows-1254', 'Ayşe Yıldız|Mehmet Yılmaz|Fatih Erdoğan|Işıl Şahin|Gülşen Aydın|Çağlar Kılıç|Uğur Doğan|Elif Şimşek|Ömer Altın'],
  ['French', 'iso-8859-15', 'Anne Lœuil|Zoé Cœurdevey|Œdipe Lefèvre|Nœl Côté|Hélène Bœuf'],
] as const)('%s names in %s are read rightly, in a whole list and beside others of the school', async (_, set, given) => {
  const names = inSet(set, given);
  expect(names.length).toBeGreaterThan(3);
  expect(await misread(set, names)).toEqual([]);
  expect(
    await misread(
      set,
      [...names, 'José García', 'Jürgen Müller', 'Chloé Roy', 'Ann Lee'].filter((name) => inSet(set, name).length === 1),
    ),
  ).toEqual([]);
});

test('one such name in a file is read rightly, unless it could as well be one of the West', async () => {
  const wrong: string[] = [];
  let tried = 0;
  for (const [, set, given] of OTHER_SETS)
    for (const name of inSet(set, given)) {
      tried += 1;
      wrong.push(...(await misread(set, [name])));
    }
  expect(tried).toBeGreaterThan(100);
  expect(wrong).toEqual([]);
});

test('names of the West stay what they are in Windows-1252, also a single one', async () => {
  const western = `Hélène Lefèvre|Ève Rivière|Michèle Brière|Noè Salomè|Bjørn Sørensen|Jørgen Kjær|Øyvind Sæther|Guðrún Sigurðsson|Þór Daðason|Josè Calì|João Simões
    Ana Conceição|Lê Nguyên|Brûlé Forêt|Muñoz Peña|Ñandú Núñez|Jiří|Tõnu Võsu|Jõgi Põder|José Ibáñez|Müller Groß|Anaïs Noël|Loïc Bœuf|Zoë Brontë|Françoise Leçon
    Siân Gwên|Seán Ó Briain|Brière Fougère|Lacoursière Desrosières|Bruyère Crèvecœur|Hêtu Tétreault|Dénommée Maïté|Joëlle Citroën|Aïcha Zaïre|François Garçon
    Inês Gonçalves|Antônio Assunção|Luís Guimarães|Camões Vânia|Begoña Agüero|Íñigo Ordóñez|Iñaki Zúñiga|Güereña Avilés|Lærke Bækgaard|Næss Åse|Håkan Jönsson|Ølgaard Søe
    Guðný Ragnheiður|Sigríður Höskuldur|Fríða Valgerður|Ásgeir Hróðný|Eiður Þorvaldur|Groß Weiß|Niccolò Calabrò|Cantù Dalì|Daniël Michaëla|Özgür Çelik|Noè Forlì
    Ann Bjørn|Ann Søren|Ann Kjær|Ann Guðrún|Ann Novotný|Ann Lefèvre|Ann Rivière|Ann Sève|Ann Hêtu|Ann Núñez|Ann Simões|Ann Dalì|Ann Cantù|Ann Ærø|Ann Weiß|Ann Þór|Ann Øre|Ann Jørgensen
    Ann Genève|Ann Noè|Ann Cœur|Ann Gagnière|Ann Barrère|Ann Sørby|Ann Mæland|Ann Bøe|Ann Møller|Ann Brûlé|Ann Août|Ann Lê|Ann Fête|Ann Crête|Ann Île|Ann Forêt|Björk Guðmundsdóttir|Åse Ångström|Müge Öz|Danièle Sère|Thérèse Gèze|RENÉE CÔTÉ|HÉLÈNE LEFÈVRE|ÈVE DESCÔTEAUX|Adèle Sèvre|Irène Pèlerin`;
  const wrong: string[] = [];
  for (const name of inSet('windows-1252', western).filter((one) => one.includes(' '))) wrong.push(...(await misread('windows-1252', [name])));
  expect(wrong).toEqual([]);
});

test('names keep their letters in XLSX', async () => {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('S').addRows([HEADER, ...WORLD.map((row) => row.map((cell) => cell.normalize('NFD')))]);
  const { people } = await readAll(Buffer.from(await workbook.xlsx.writeBuffer()), 'students.xlsx');
  expect(people.map(({ email, firstName, lastName, studentId, gradeRaw }) => [email, firstName, lastName, studentId, gradeRaw])).toEqual(WORLD);
});

test('every character of windows-1252 is what Windows shows', () => {
  const stream = createUtf8Stream();
  const bytes = stream.push(Buffer.from([0x61, 0x61, 0x61, 0x61, 0x80, 0x8a, 0x99, 0x9f, 0xe9]));
  const text = `${bytes.toString()}${stream.end().bytes.toString()}`;
  expect(text).toBe('aaaa€Š™Ÿé');
});

test('an accented letter as the very last byte is a letter, when nothing spoke for UTF-8', () => {
  const stream = createUtf8Stream();
  const text = stream.push(Buffer.from('email,nom\na@x.org,Andr\u00e9', 'latin1'));
  const last = stream.end();
  expect([`${text.toString()}${last.bytes.toString()}`, last.cut, stream.encoding]).toEqual(['email,nom\na@x.org,André', false, 'windows-1252']);
});

test('odd bytes at the end of UTF-16 are a cut', async () => {
  const bytes = Buffer.from(`\ufeff${table(WORLD, ',')}`, 'utf16le');
  const { result } = await readAll(bytes.subarray(0, bytes.length - 3), 'students.csv');
  expect(result).toMatchObject({ kind: 'read', cutLastLine: true });
});

const IDS: [text: string, kept: string | null][] = [
  ['007', '007'],
  ['0', '0'],
  ['12345678901234567890', '12345678901234567890'],
  ['00000000000000000001', '00000000000000000001'],
  ['1E5', '1E5'],
  ['1e10', '1e10'],
  ['0x1F', '0x1F'],
  ['12.50', '12.50'],
  ['-7', '-7'],
  ['AB-001', 'AB-001'],
  ['TRUE', 'TRUE'],
  ['2026-03-01', '2026-03-01'],
  ['Infinity', 'Infinity'],
  ['1.2E+05', null],
  ['#N/A', null],
];
const idRows = IDS.map(([text], index) => [`p${index}@x.org`, 'Ana', 'Lee', text, '9']);

test.each([
  ['CSV', 'csv', () => Promise.resolve(Buffer.from(table(idRows, ',')))],
  ['TSV', 'tsv', () => Promise.resolve(Buffer.from(table(idRows, '\t')))],
  ['UTF-16', 'csv', () => Promise.resolve(Buffer.from(`\ufeff${table(idRows, ',')}`, 'utf16le'))],
  [
    'XLSX, as text',
    'xlsx',
    async () => {
      const workbook = new ExcelJS.Workbook();
      workbook.addWorksheet('S').addRows([HEADER, ...idRows]);
      return Buffer.from(await workbook.xlsx.writeBuffer());
    },
  ],
] as const)('numbers of students keep their zeros and their length in %s, or are an error', async (_, extension, bytes) => {
  const { people, problems } = await readAll(await bytes(), `students.${extension}`);
  expect(people.map(({ studentId }) => studentId)).toEqual(IDS.flatMap(([, kept]) => kept ?? []));
  expect(problems.map(({ code }) => code)).toEqual(['scientific_notation', 'formula_error']);
});

test('numbers that Excel holds as numbers are what it shows', async () => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('S');
  sheet.addRow(HEADER);
  const numbers: [number, string | undefined, string | null][] = [
    [7, '00000', '00007'],
    [7, undefined, '7'],
    [123456789012345, undefined, '123456789012345'],
    [1234567890123456, undefined, null],
    [1e20, undefined, null],
    [12.5, undefined, '12.5'],
  ];
  for (const [index, [number, format]] of numbers.entries()) {
    const row = sheet.addRow([`p${index}@x.org`, 'Ana', 'Lee', number, 9]);
    if (format !== undefined) row.getCell(4).numFmt = format;
  }
  const { people, problems } = await readAll(Buffer.from(await workbook.xlsx.writeBuffer()), 'students.xlsx');
  expect(people.map(({ studentId }) => studentId)).toEqual(numbers.flatMap(([, , kept]) => kept ?? []));
  expect(problems.map(({ line, code }) => [line, code])).toEqual([
    [5, 'scientific_notation'],
    [6, 'scientific_notation'],
  ]);
});

test('rows and columns that somebody has hidden in Excel are read: to hide is to look at fewer, not to leave out', async () => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('S');
  sheet.addRows([HEADER, ...WORLD]);
  sheet.getRow(3).hidden = true;
  sheet.getColumn(4).hidden = true;
  const { people } = await readAll(Buffer.from(await workbook.xlsx.writeBuffer()), 'students.xlsx');
  expect(people.map(({ studentId }) => studentId)).toEqual(WORLD.map((row) => row[3]));
});
