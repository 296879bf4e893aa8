import { describe, expect, test } from 'vitest';
import { CATEGORIES, categoryOf } from '../../../domain/category.js';
import { compareRow, matchRow, type KnownPerson } from '../../../domain/matching/match-row.js';
import type { PersonField } from '../../../domain/person.js';
import { decideRow, type RowRules } from '../../../domain/plan/decide-row.js';
import type { RosterRow } from '../../../domain/reading/types.js';

// Invented instances of what happens to people between two evenings: names change, addresses are given again, numbers are corrected.

type Given = {
  role?: 'TEACHER' | 'STAFF' | 'STUDENT';
  number: string | null;
  email: string;
  first: string;
  last: string;
  parents?: string | null;
  archived?: true;
};

const NOTHING = { gradeRaw: null, parentEmail: null, parentPhone: null, studentPhone: null, idField1: null, idField2: null };
const fieldsOf = ({ role = 'TEACHER', number, email, first, last, parents }: Given) => ({
  ...NOTHING,
  parentEmail: parents ?? null,
  role,
  category: categoryOf(role),
  email,
  firstName: first,
  lastName: last,
  studentId: role === 'STUDENT' ? number : null,
  staffId: role === 'STUDENT' ? null : number,
  grade: role === 'STUDENT' ? '09' : null,
});
const FIELDS: readonly PersonField[] = ['email', 'firstName', 'lastName', 'staffId', 'studentId'];
const on = { roster: true, autoUpdate: true, missingUsers: 'ARCHIVE' } as const;
const RULES: RowRules = {
  categories: Object.fromEntries(CATEGORIES.map((category) => [category, on])) as RowRules['categories'],
  fileHasRole: false,
  list: null,
  coversStudents: false,
};

/** What becomes of a row, beside the one person who has its number or address. */
function verdict(stored: Given, given: Given): string {
  const person: KnownPerson = { id: 'p', ...fieldsOf(stored) };
  const row: RosterRow = { line: 2, ...fieldsOf(given) };
  const found = matchRow(row, [row], [person]);
  const facts = {
    role: row.role,
    match: found.match,
    person: found.person === null ? null : { role: person.role, archived: stored.archived === true, archivedByHand: false, protected: false },
    ...(found.person === null
      ? {
          differs: false,
          emailDiffers: false,
          emailOfParents: false,
          emailOutside: false,
          number: 'none' as const,
          names: 'none' as const,
          gradeBack: false,
        }
      : compareRow(row, found.person, FIELDS, { rows: [row], people: [person] })),
    statusUnknown: false,
    roleGuessed: false,
    discardedBefore: false,
    partInFile: 'alone' as const,
    list: 'settled' as const,
  };
  const decision = decideRow(facts, RULES);
  return decision.kind === 'change' ? `${decision.state} ${decision.change}` : decision.kind === 'conflict' ? 'LEFT OUT' : 'UNCHANGED';
}

const KID: Given = { role: 'STUDENT', number: '900', email: 'ann@stu.example', first: 'Ann', last: 'Lee', parents: 'pat@mail.example' };
const TIA: Given = { number: '504', email: 'tia.one@x.example', first: 'Tia', last: 'One' };

describe('is the same person, and is updated', () => {
  test.each<[what: string, stored: Given, row: Given]>([
    ['a teacher who marries, with a new address', TIA, { ...TIA, email: 'tia.wedd@x.example', last: 'Wedd' }],
    ['a teacher who joins two names', TIA, { ...TIA, last: 'One-Wedd' }],
    ['a teacher who goes back to a former name', { ...TIA, last: 'Wedd' }, TIA],
    ['a teacher whose school changes its domain', TIA, { ...TIA, email: 'tia.one@new.example' }],
    ['a teacher who is called by a longer form', { ...TIA, first: 'Kate' }, { ...TIA, first: 'Katelyn' }],
    ['a teacher who gets an accent back', { ...TIA, last: 'Cote' }, { ...TIA, last: 'Côté' }],
    ['a teacher whose first number comes with the file', { ...TIA, number: null }, TIA],
    ['a student whose number is corrected', { ...TIA, role: 'STUDENT' }, { ...TIA, role: 'STUDENT', number: '505' }],
    ['a student whose school changes its domain', KID, { ...KID, email: 'ann@new.example' }],
    ['a student whose parents have another address', KID, { ...KID, email: 'alee@stu.example', parents: 'lee@mail.example' }],
    [
      'a child known by a family’s address, which is another now',
      { ...KID, email: 'pat@mail.example' },
      { ...KID, email: 'lee@mail.example', parents: 'lee@mail.example' },
    ],
    [
      'a child known by the mother’s address, and now by the father’s',
      { ...KID, email: 'mum@mail.example', parents: 'mum@mail.example' },
      { ...KID, email: 'dad@mail.example', parents: 'dad@mail.example' },
    ],
    ['a child who gets an address of their own', { ...KID, email: 'pat@mail.example' }, KID],
    ['a student whose parents marry', { ...TIA, role: 'STUDENT' }, { ...TIA, role: 'STUDENT', last: 'Wedd', email: 'twedd@x.example' }],
  ])('%s', (_, stored, row) => expect(verdict(stored, row)).toMatch(/^(?:PLANNED UPDATE|UNCHANGED)$/));
});

describe('may be somebody else, and waits for an owner', () => {
  const JOAN: Given = { number: '100', email: 'jsmith@x.example', first: 'Joan', last: 'Smith' };
  test.each<[what: string, stored: Given, row: Given]>([
    ['the next teacher who is given jsmith', JOAN, { ...JOAN, number: '777', first: 'John' }],
    ['another number under the very names', JOAN, { ...JOAN, number: '777' }],
    ['another first name on an address without numbers', { ...JOAN, number: null }, { ...JOAN, number: null, first: 'John' }],
    [
      'jlee, once Jane and now Jun',
      { ...JOAN, email: 'jlee@x.example', first: 'Jane', last: 'Lee' },
      { ...JOAN, number: '778', email: 'jlee@x.example', first: 'Jun', last: 'Lee' },
    ],
    ['a former teacher who comes back under another first name', { ...JOAN, archived: true }, { ...JOAN, first: 'John' }],
    ['a former teacher who comes back with another number', { ...JOAN, archived: true }, { ...JOAN, number: '777' }],
    ['a known number under another first name and address', JOAN, { ...JOAN, email: 'pia.smith@x.example', first: 'Pia' }],
    ['a number that lost its zeros', { ...JOAN, number: '00100' }, JOAN],
    ['a student with the address that the school knows as the parents’', KID, { ...KID, email: 'pat@mail.example' }],
    [
      'a student with the address that the row has for the parents, too',
      { ...KID, parents: 'old@mail.example' },
      { ...KID, email: 'pat@mail.example' },
    ],
    ['a student with the parents’ address, where the file has no parents', KID, { ...KID, email: 'pat@mail.example', parents: null }],
    ['a former student who comes back under the parents’ address', { ...KID, archived: true }, { ...KID, email: 'pat@mail.example' }],
    ['a student with the parents’ address, and a new last name', KID, { ...KID, email: 'pat@mail.example', last: 'Lee-Ray' }],
    [
      'a student under another first name and address',
      { ...JOAN, role: 'STUDENT' },
      { ...JOAN, role: 'STUDENT', email: 'pia@x.example', first: 'Pia' },
    ],
    [
      'a member of the office with an address that a teacher had',
      { ...JOAN, archived: true },
      { ...JOAN, number: '900', first: 'Jo-Ann', role: 'STAFF' },
    ],
  ])('%s', (_, stored, row) => expect(verdict(stored, row)).toMatch(/^HELD /));
});

describe('is somebody else, and changes nobody who is there', () => {
  test.each<[what: string, stored: Given, row: Given, becomes: string]>([
    ['a number that was given to another teacher', TIA, { ...TIA, email: 'bo.two@x.example', first: 'Bo', last: 'Two' }, 'LEFT OUT'],
    ['an address that was given to another teacher', TIA, { ...TIA, number: '900', first: 'Bo', last: 'Two' }, 'LEFT OUT'],
    [
      'a student with the number of a teacher',
      TIA,
      { role: 'STUDENT', number: '504', email: 's1@x.example', first: 'Ann', last: 'Lee' },
      'PLANNED ADD',
    ],
    [
      'a teacher with the number of a student',
      { ...TIA, role: 'STUDENT' },
      { ...TIA, email: 'new@x.example', first: 'Ann', last: 'Lee' },
      'PLANNED ADD',
    ],
    ['a namesake with a number and an address of their own', TIA, { ...TIA, number: '900', email: 'tia.one2@x.example' }, 'PLANNED ADD'],
  ])('%s', (_, stored, row, becomes) => expect(verdict(stored, row)).toBe(becomes));
});
