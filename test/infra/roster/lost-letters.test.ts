import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SINGLE_BYTE_SETS, type SingleByteSet } from '../../../domain/reading/single-byte-sets.js';
import type { HoldReason } from '../../../domain/sync.js';
import { EVERYTHING, numbers, openRosterWorld, studentsCsv, type RosterSchool, type RosterWorld, type StudentRow } from './roster-school.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

const FIRST = ['José', 'María', 'Zoë', 'François', 'Anaïs', 'Jérôme', 'Hélène', 'Noël', 'André', 'Élodie'];
const LAST = ['Côté', 'Lévesque', 'Núñez', 'Bérubé', 'Gagné', 'Müller', 'Peña', 'Thériault', 'Muñoz', 'Hébert'];
type Named = StudentRow & { firstName: string; lastName: string };
/** 40 students, 30 of whom have names with accents. */
const BODY: Named[] = numbers(1, 40).map((number) => ({
  number,
  firstName: number > 30 ? `Ben${'abcdefghij'[number % 10]}` : FIRST[number % 10]!,
  lastName: number > 30 ? `Smith${'abcdefghij'[number % 10]}` : LAST[(number * 3 + Math.floor(number / 10)) % 10]!,
}));
const GOOD = studentsCsv(BODY);
const ACCENTS = /[^\p{ASCII}]/gu;

const writtenIn =
  (set: SingleByteSet) =>
  (text: string): Buffer =>
    Buffer.from(Array.from(text, (letter) => (letter < '\u0080' ? letter.charCodeAt(0) : 0x80 + SINGLE_BYTE_SETS[set].indexOf(letter))));
const takenFor =
  (set: SingleByteSet) =>
  (bytes: Buffer): string =>
    Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : SINGLE_BYTE_SETS[set][byte - 0x80]!)).join('');
const utf8As = (set: SingleByteSet, text: string): string => takenFor(set)(Buffer.from(text));

async function schoolOf(students: StudentRow[] = BODY): Promise<RosterSchool> {
  const school = await world.school({ students: EVERYTHING });
  await school.upload('students.csv', studentsCsv(students));
  return school;
}
async function settle(school: RosterSchool, ref: Parameters<RosterSchool['sync']>[0], decision: 'APPROVED' | 'DISCARDED'): Promise<void> {
  await school.decide(ref, decision);
  await world.activities.settleHold({ ...ref, decision });
}
const codesOf = (hold: unknown): string[] => ((hold ?? []) as HoldReason[]).map(({ code }) => code);
const withoutAccents = (text: string): string => text.normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '');

describe('a file whose letters a program could not write', () => {
  test.each<[string, (text: string) => string]>([
    ['accents are gone', withoutAccents],
    ['letters are gone', (text) => text.replaceAll(ACCENTS, '')],
    ['an underscore stands for each letter', (text) => text.replaceAll(ACCENTS, '_')],
    ['Windows misread a Mac', (text) => takenFor('windows-1252')(writtenIn('macintosh')(text))],
    ['a Mac misread Windows', (text) => takenFor('macintosh')(writtenIn('windows-1252')(text))],
    ['DOS misread Windows', (text) => takenFor('cp850')(writtenIn('windows-1252')(text))],
    ['Windows misread DOS', (text) => takenFor('windows-1252')(writtenIn('cp437')(text))],
    ['a mail program wrote escapes', (text) => text.replaceAll(ACCENTS, (letter) => `=${letter.charCodeAt(0).toString(16).toUpperCase()}`)],
    ['all is in capitals of a typewriter', (text) => withoutAccents(text).toUpperCase()],
  ])('waits for an owner, who may discard it: %s', async (_, spoil) => {
    const school = await schoolOf();
    const before = await school.people();
    const { ref } = await school.upload('students.csv', spoil(GOOD));
    const { status, hold } = await school.sync(ref);
    expect({ status, codes: codesOf(hold) }).toMatchObject({ status: 'HELD', codes: expect.arrayContaining(['names_lost_letters']) });
    expect(await school.people()).toEqual(before);
    await settle(school, ref, 'DISCARDED');
    expect(await school.people()).toEqual(before);
  });

  test('is said with its numbers, and an owner who wants it so may approve it', async () => {
    const school = await schoolOf();
    const { ref } = await school.upload('students.csv', withoutAccents(GOOD));
    expect((await school.sync(ref)).hold).toEqual([{ code: 'names_lost_letters', category: 'students', params: { lost: 60, accented: 60 } }]);
    await settle(school, ref, 'APPROVED');
    expect(await school.person('s1@lincoln.example')).toMatchObject({ firstName: 'Maria' });
    const next = await school.upload('students.csv', `${withoutAccents(GOOD)}\n`);
    expect((await school.sync(next.ref)).status).toBe('UNCHANGED');
  });

  test.each<[string, string]>([
    ['question marks', '?'],
    ['the sign for what cannot be read', '\ufffd'],
    ['question marks of Spanish, as databases write them', '¿'],
    ['boxes', '\u25a1'],
    ['the misread sign for what cannot be read', 'ï¿½'],
    ['the sign SUB', '\u001a'],
  ])('changes no name that fits where letters are %s, and brings nobody new without an owner', async (_, sign) => {
    const school = await schoolOf();
    const before = await school.people();
    const spoiled = GOOD.replaceAll(ACCENTS, sign);
    const { ref } = await school.upload('students.csv', spoiled);
    expect(await school.sync(ref)).toMatchObject({ status: 'UNCHANGED', hold: null });
    expect((await school.sync(ref)).rowsWarnings).toBeGreaterThan(25);
    const more = await school.upload('students.csv', `${spoiled}s99@lincoln.example,Ren${sign}e,Dub${sign}s,00099,9\n`);
    expect(await school.sync(more.ref)).toMatchObject({ status: 'HELD', hold: [{ code: 'names_lost_letters' }] });
    expect(await school.people()).toEqual(before);
  });

  test.each<[string, string, (text: string) => Buffer]>([
    ['Mac Roman', 'macintosh', writtenIn('macintosh')],
    ['cp850', 'cp850', writtenIn('cp850')],
    ['cp437, of which these letters are those of cp850', 'cp850', writtenIn('cp437')],
    ['Windows-1252', 'windows-1252', writtenIn('windows-1252')],
    ['UTF-16 without a byte order mark', 'utf-16le', (text) => Buffer.from(text, 'utf16le')],
    ['UTF-16 of the other order', 'utf-16be', (text) => Buffer.from(text, 'utf16le').swap16()],
    ['UTF-8 that was encoded twice', 'utf-8', (text) => Buffer.from(utf8As('windows-1252', text))],
    ['UTF-8 that was encoded three times', 'utf-8', (text) => Buffer.from(utf8As('windows-1252', utf8As('windows-1252', text)))],
    ['UTF-8 that a Mac encoded twice', 'utf-8', (text) => Buffer.from(utf8As('macintosh', text))],
    ['escapes of a script', 'utf-8', (text) => Buffer.from(text.replaceAll(ACCENTS, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`))],
    ['escapes of a web address', 'utf-8', (text) => Buffer.from(text.replaceAll(ACCENTS, (letter) => encodeURIComponent(letter)))],
    ['entities of a web page', 'utf-8', (text) => Buffer.from(text.replaceAll(ACCENTS, (letter) => `&#${letter.charCodeAt(0)};`))],
  ])('is read rightly, and changes nobody, where it can be: %s', async (_, encoding, write) => {
    const school = await schoolOf();
    const before = await school.people();
    const { ref } = await school.upload('students.csv', write(GOOD));
    expect(await school.sync(ref)).toMatchObject({ status: 'UNCHANGED', encoding, hold: null });
    expect(await school.people()).toEqual(before);
  });

  test('waits in a small school, too, where all of its four accented names lose them', async () => {
    const few = BODY.slice(26);
    const school = await schoolOf(few);
    const { ref } = await school.upload('students.csv', withoutAccents(studentsCsv(few)));
    expect(codesOf((await school.sync(ref)).hold)).toEqual(['names_lost_letters']);
  });

  test('is found when a half of it only is spoiled, because two exports were put together', async () => {
    const school = await schoolOf();
    const { ref } = await school.upload(
      'students.csv',
      studentsCsv(BODY.map((row, index) => (index % 2 === 0 ? row : { ...row, firstName: withoutAccents(row.firstName) }))),
    );
    expect(codesOf((await school.sync(ref)).hold)).toEqual(['names_lost_letters']);
  });
});

describe('names that are corrected are everyday life', () => {
  const corrected = (count: number, change: (row: Named) => Partial<Named>): Named[] =>
    BODY.map((row, index) => (index < count ? { ...row, ...change(row) } : row));
  test.each<[string, StudentRow[], StudentRow[]]>([
    ['two names lose their accents', BODY, corrected(2, ({ lastName }) => ({ lastName: withoutAccents(lastName) }))],
    ['three families write their names in plain letters', BODY, corrected(3, ({ lastName }) => ({ lastName: withoutAccents(lastName) }))],
    [
      'a school of plain letters gets its accents',
      BODY.map((row) => ({ ...row, firstName: withoutAccents(row.firstName), lastName: withoutAccents(row.lastName) })),
      BODY,
    ],
    [
      'four names that were stored wrongly get their letters',
      corrected(4, ({ lastName }) => ({ lastName: takenFor('windows-1252')(writtenIn('macintosh')(lastName)) })),
      BODY,
    ],
    ['four names get another accent', BODY, corrected(4, ({ firstName }) => ({ firstName: firstName.replaceAll(/[éë]/g, 'è') }))],
    ['three people marry', BODY, corrected(3, () => ({ lastName: 'Tremblay' }))],
    ['all last names are in capitals from now on', BODY, BODY.map((row) => ({ ...row, lastName: row.lastName.toUpperCase() }))],
    ['second names are added', BODY, corrected(5, ({ firstName }) => ({ firstName: `${firstName} Émile` }))],
  ])('%s', async (_, before, after) => {
    const school = await schoolOf(before);
    await school.set((settings) => void (settings.safety.updatePercent = 100));
    const { ref } = await school.upload('students.csv', studentsCsv(after));
    expect(await school.sync(ref)).toMatchObject({ status: 'APPLIED', hold: null });
  });
});
