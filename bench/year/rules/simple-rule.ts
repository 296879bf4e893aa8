import type { Category } from '../../../domain/category.js';
import type { RosterRow } from '../../../domain/reading/types.js';
import type { RosterPerson } from '../judging/roster-person.js';
import type { FileRows } from './read-rows.js';
import type { RosterRule, Waiting } from './rule.js';

type Person = RosterPerson & { category: Category };

/**
 * The rule that most integrations have: a row is whoever has its number, or else its e-mail; rows add, change and bring
 * back; whoever is in no valid row of a stand-alone file is archived, at once, or after the owner's word when more than
 * `holdAbovePercent` of the category are missing.
 */
export function createSimpleRule(holdAbovePercent: number | null): RosterRule {
  const people = new Map<string, Person>();
  let waiting: (Waiting & { category: Category })[] = [];
  let files = 0;

  return {
    async receive({ rows }) {
      files += 1;
      // A newer file of the category ends what an older one wanted.
      if (rows !== null) takeRows(rows);
    },
    people: async () => [...people.values()],
    waiting: async () => waiting,
    async decide(id, approve) {
      const hold = waiting.find((one) => one.id === id);
      waiting = waiting.filter((one) => one.id !== id);
      if (approve) for (const { person } of hold?.changes ?? []) archive(person.id);
    },
  };

  function takeRows(file: FileRows): void {
    const byNumber = new Map<string, Person>();
    const byEmail = new Map<string, Person>();
    for (const person of people.values()) {
      if (person.studentId !== null) byNumber.set(person.studentId, person);
      byEmail.set(person.email, person);
    }
    const listed = new Set<string>();
    for (const row of file.rows) {
      const found = (row.studentId === null ? undefined : byNumber.get(row.studentId)) ?? byEmail.get(row.email);
      const id = found?.id ?? `p${people.size + 1}`;
      people.set(id, { ...taken(row, file, found), id, active: true, category: found?.category ?? row.category });
      listed.add(id);
    }
    for (const category of file.standsFor) {
      const active = [...people.values()].filter((person) => person.active && person.category === category);
      const missing = active.filter((person) => !listed.has(person.id));
      waiting = waiting.filter((one) => one.category !== category);
      if (missing.length === 0) continue;
      if (holdAbovePercent !== null && missing.length * 100 > holdAbovePercent * active.length)
        waiting.push({ id: `${files}/${category}`, category, why: 'percent', changes: missing.map((person) => ({ kind: 'ARCHIVE', person })) });
      else for (const { id } of missing) archive(id);
    }
  }

  function archive(id: string): void {
    const person = people.get(id);
    if (person !== undefined) people.set(id, { ...person, active: false });
  }
}

/** The row's values where the file has a column, and otherwise what was known. */
function taken(row: RosterRow, file: FileRows, before: Person | undefined): Omit<Person, 'id' | 'active' | 'category'> {
  const has = (field: FileRows['fields'][number]): boolean => before === undefined || file.fields.includes(field);
  return {
    email: row.email,
    firstName: row.firstName,
    lastName: row.lastName,
    studentId: row.studentId ?? before?.studentId ?? null,
    grade: has('grade') ? row.grade : (before?.grade ?? null),
    parentEmail: has('parentEmail') ? row.parentEmail : (before?.parentEmail ?? null),
    parentPhone: has('parentPhone') ? row.parentPhone : (before?.parentPhone ?? null),
  };
}
