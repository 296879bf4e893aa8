import { chooseSpelling } from '../matching/choose-spelling.js';
import { isSameName } from '../matching/same-name.js';
import { OPTIONAL_FIELDS, UNREAD_FIELDS, type UnreadField } from '../person.js';
import type { Problem } from '../problem.js';
import { BATCH_FIELDS, rowOfBatch, ROWS_PER_BATCH, unreadNumber, type RowBatch } from './row-batch.js';
import type { Mention, RosterRow, RowAmendment } from './types.js';

export type FoldResult = {
  /** Lines that were folded into another row or contradict one (error `contradicting_rows`). */
  dropLines: number[];
  amendments: RowAmendment[];
  problems: Problem[];
  /** Lines of `dropLines` that contradict each other: the people stay as they are, and are not missing either. */
  contradicting: number[];
  /** How many of these have nothing but an address that is another's, too: it is uncertain who they are. */
  unidentified: number;
  mentions: Mention[];
};

export const NOTHING_FOLDED: FoldResult = { dropLines: [], amendments: [], problems: [], contradicting: [], unidentified: 0, mentions: [] };

export type RowFold = {
  /** Keeps valid rows. */
  add(batch: RowBatch): void;
  /** Looks for the rows of one person: those with the same student or employee number, or the same e-mail. */
  finish(): FoldResult;
};

const OPTIONAL = ['gradeRaw', ...OPTIONAL_FIELDS] as const;
type Optional = Pick<RosterRow, (typeof OPTIONAL)[number] | 'unread'>;
const NAMES = ['firstName', 'lastName'] as const;
type Names = Pick<RosterRow, (typeof NAMES)[number]>;
const FIXED = ['email', 'studentId', 'staffId'] as const;

/**
 * Folds the repeated rows of one person (exports list a student once per guardian). The rows stay in memory as their original
 * bytes; only repeated rows become objects. The outcome does not depend on the order of the rows.
 *
 * Rows that agree in role, e-mail, names (however they are spelled), number and grade become one; of their optional values,
 * those of one guardian stay together. Rows that do not agree are all dropped, because only people can say which one is right.
 */
export function createRowFold(): RowFold {
  const batches: RowBatch[] = [];
  let count = 0;
  let parents = new Int32Array(0);
  const byEmail = createValueTable(batches, 'email');
  const byNumber = createValueTable(batches, 'studentId');
  const byStaffNumber = createValueTable(batches, 'staffId');
  let repeated = false;

  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root]!;
    for (let at = index; at !== root;) {
      const next = parents[at]!;
      parents[at] = root;
      at = next;
    }
    return root;
  };
  const join = (left: number, right: number): void => {
    repeated = true;
    const [a, b] = [rootOf(left), rootOf(right)];
    parents[Math.max(a, b)] = Math.min(a, b);
  };
  const rowOf = (index: number): RosterRow => rowOfBatch(batches[batchOf(index)]!, placeOf(index));

  return {
    add(batch) {
      // A row's place follows from its index, so only the last batch may be short.
      if (count % ROWS_PER_BATCH !== 0) throw new Error('A batch came after one that was not full.');
      batches.push(batch);
      count += batch.count;
    },

    finish() {
      parents = new Int32Array(count);
      for (let index = 0; index < count; index += 1) {
        parents[index] = index;
        const sameEmail = byEmail.put(index);
        if (sameEmail !== index) join(sameEmail, index);
        const sameNumber = byNumber.put(index);
        if (sameNumber !== index) join(sameNumber, index);
        const sameStaffNumber = byStaffNumber.put(index);
        if (sameStaffNumber !== index) join(sameStaffNumber, index);
      }
      if (!repeated) return NOTHING_FOLDED;
      const result: FoldResult = { dropLines: [], amendments: [], problems: [], contradicting: [], unidentified: 0, mentions: [] };
      const people = new Map<number, number[]>();
      const repeats: Repeat[] = [];
      for (let index = 0; index < count; index += 1) {
        const root = rootOf(index);
        if (root === index) continue;
        const rows = people.get(root);
        if (rows === undefined) people.set(root, [root, index]);
        else rows.push(index);
      }
      for (const indexes of people.values()) {
        // A root is the smallest index, and rows come in the order of the file.
        const rows = indexes.map((index) => rowOf(index));
        const first = rows[0]!;
        if (!haveOneRole(rows) || !rows.every((row) => isSame(row, first))) {
          contradict(rows, result);
          continue;
        }
        const folded = { ...foldNames(rows), ...foldOptionals(rows), ...foldRole(rows), ...foldStatus(rows) };
        if (['role' as const, ...NAMES, ...OPTIONAL].some((field) => folded[field] !== first[field]) || unreadNumber(folded) !== unreadNumber(first))
          result.amendments.push({ line: first.line, ...folded });
        const guardians = new Set<string>();
        for (const row of rows) {
          const guardian = JSON.stringify([row.parentEmail, row.parentPhone]);
          // One row per guardian is how these exports work; a row without a new guardian is worth a remark.
          if (guardians.has(guardian)) repeats.push({ line: row.line, first: first.line });
          guardians.add(guardian);
          if (row !== first) result.dropLines.push(row.line);
        }
      }
      result.problems.push(...remarkOnRepeats(repeats.toSorted(byLine)));
      result.dropLines.sort((left, right) => left - right);
      result.contradicting.sort((left, right) => left - right);
      result.problems.sort(byLine);
      result.mentions.sort(byLine);
      return result;
    },
  };
}

/** From so many rows on, one remark says it of all: an address that stands for a group, or fills the column. */
const MANY_SHARE = 5;

/** The addresses that rows of different people have: how many rows, and the line of the first. */
function sharedEmails(rows: readonly RosterRow[]): Map<string, { count: number; line: number }> {
  const found = new Map<string, { count: number; line: number; first: RosterRow; differ: boolean }>();
  for (const row of rows) {
    const before = found.get(row.email);
    if (before === undefined) found.set(row.email, { count: 1, line: row.line, first: row, differ: false });
    else {
      before.count += 1;
      before.differ ||= !isSame(row, before.first);
    }
  }
  return new Map([...found].filter(([, { differ }]) => differ));
}

/** Drops all rows of what may be several people, and says why. */
function contradict(rows: readonly RosterRow[], result: FoldResult): void {
  const others = rows.length - 1;
  const shared = sharedEmails(rows);
  for (const { count: among, line } of shared.values())
    if (among >= MANY_SHARE) result.problems.push(problemOf(null, 'shared_email', 'error', { rows: among, line }));
  for (const row of rows) {
    const { line, email, studentId, staffId } = row;
    result.dropLines.push(line);
    result.contradicting.push(line);
    result.mentions.push({ line, email, studentId, staffId });
    if (shared.has(email) && studentId === null && staffId === null) result.unidentified += 1;
    if ((shared.get(email)?.count ?? 0) >= MANY_SHARE) continue;
    const other = rows.find((each) => each !== row && sameOf(each, row) !== null)!;
    const same = sameOf(other, row)!;
    const number = staffId === null ? 'student id' : 'staff id';
    result.problems.push(problemOf(line, 'contradicting_rows', 'error', { other: other.line, others, same, number }));
  }
}

type Repeat = { line: number; first: number };

/** One remark on all rows that repeat another row of the person; if it is a single row, with its line. */
function remarkOnRepeats(repeats: readonly Repeat[]): Problem[] {
  const [repeat] = repeats;
  if (repeat === undefined) return [];
  if (repeats.length === 1) return [problemOf(repeat.line, 'duplicate_person', 'warning', { first: repeat.first })];
  return [problemOf(null, 'duplicate_person', 'warning', { rows: repeats.length, ...repeat })];
}

function byLine(left: { line: number | null }, right: { line: number | null }): number {
  return (left.line ?? 0) - (right.line ?? 0);
}

function foldNames(rows: Names[]): Names {
  return { firstName: chooseSpelling(rows.map((row) => row.firstName)), lastName: chooseSpelling(rows.map((row) => row.lastName)) };
}

/**
 * The same values in any order of the rows: the guardian whose e-mail (otherwise phone) sorts first; the rest is filled in. If an
 * unreadable value might have been chosen, the stored one stays.
 */
function foldOptionals(rows: Optional[]): Optional {
  const guardian = rows.reduce((best, row) => (compareGuardians(row, best) < 0 ? row : best));
  const least = (field: (typeof OPTIONAL)[number]): string | null =>
    rows.reduce<string | null>((best, row) => (row[field] !== null && (best === null || row[field] < best) ? row[field] : best), null);
  const isUnread = (field: UnreadField, among: readonly Optional[] = rows): boolean => among.some((row) => row.unread?.includes(field) === true);
  const chosen = rows.filter((row) => compareGuardians(row, guardian) === 0);
  // The values that choose a guardian are incomplete: another guardian might have been chosen.
  const anyGuardian = isUnread('parentEmail') || (guardian.parentEmail === null && isUnread('parentPhone'));
  const unread = UNREAD_FIELDS.filter((field) => {
    if (field === 'parentEmail') return anyGuardian;
    if (field === 'parentPhone') return anyGuardian || isUnread(field, chosen);
    return isUnread(field);
  });
  return {
    ...(unread.length === 0 ? {} : { unread }),
    ...(Object.fromEntries(OPTIONAL.map((field) => [field, least(field)])) as Omit<Optional, 'unread'>),
    parentEmail: guardian.parentEmail,
    parentPhone: guardian.parentPhone ?? least('parentPhone'),
  };
}

/** One row that says that the person is at the school is enough. */
function foldStatus(rows: readonly RosterRow[]): Pick<RosterRow, 'statusUnknown'> {
  return rows.every(({ statusUnknown }) => statusUnknown === true) ? { statusUnknown: true } : {};
}

/** A stated role counts before roles guessed from titles; among those, teacher comes first. */
function foldRole(rows: readonly RosterRow[]): Pick<RosterRow, 'role' | 'roleGuessed'> {
  const said = rows.find(({ roleGuessed }) => roleGuessed !== true);
  if (said !== undefined) return { role: said.role };
  return { role: rows.find(({ role }) => role === 'TEACHER')?.role ?? rows[0]!.role, roleGuessed: true };
}

function compareGuardians(left: Optional, right: Optional): number {
  return compareTexts(left.parentEmail, right.parentEmail) || compareTexts(left.parentPhone, right.parentPhone);
}

/** Code units, not a locale's order: equal on every machine. Nothing sorts last. */
function compareTexts(left: string | null, right: string | null): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right ? -1 : 1;
}

function problemOf(
  line: number | null,
  code: 'duplicate_person' | 'contradicting_rows' | 'shared_email',
  severity: Problem['severity'],
  params: Problem['params'],
): Problem {
  return { line, column: null, field: null, code, severity, params };
}

/** What two rows have in common that only one person can have. */
function sameOf(left: RosterRow, right: RosterRow): 'number' | 'email' | 'number_and_email' | null {
  const isSameNumber = (left.studentId ?? left.staffId) !== null && left.studentId === right.studentId && left.staffId === right.staffId;
  if (left.email === right.email) return isSameNumber ? 'number_and_email' : 'email';
  return isSameNumber ? 'number' : null;
}

/** Stated roles must agree; a guess from a title gives way, but never to a student. */
function haveOneRole(rows: readonly RosterRow[]): boolean {
  const said = new Set(rows.flatMap(({ role, roleGuessed }) => (roleGuessed === true ? [] : [role])));
  const students = rows.filter(({ role }) => role === 'STUDENT').length;
  return said.size <= 1 && (students === 0 || students === rows.length);
}

/** An unknown grade is compared as it stands; known ones are equal however they are written. */
function isSame(left: RosterRow, right: RosterRow): boolean {
  const agrees = FIXED.every((field) => left[field] === right[field]) && NAMES.every((field) => isSameName(left[field], right[field]));
  return agrees && (left.grade ?? left.gradeRaw) === (right.grade ?? right.gradeRaw);
}

function batchOf(index: number): number {
  return Math.floor(index / ROWS_PER_BATCH);
}

function placeOf(index: number): number {
  return index % ROWS_PER_BATCH;
}

/**
 * One value of the rows → the row that had it first. Open addressing in one typed array: of each entry the value's hash and
 * the row's index + 1 (0: free), side by side. Equal hashes are compared byte by byte.
 */
function createValueTable(batches: readonly RowBatch[], field: (typeof BATCH_FIELDS)[number]): { put(index: number): number } {
  const place = BATCH_FIELDS.indexOf(field);
  let capacity = 4096;
  let size = 0;
  let entries = new Int32Array(capacity * 2);

  const startOf = (batch: RowBatch, index: number): number => {
    const value = placeOf(index) * BATCH_FIELDS.length + place;
    return value === 0 ? 0 : batch.ends[value - 1]!;
  };
  const endOf = (batch: RowBatch, index: number): number => batch.ends[placeOf(index) * BATCH_FIELDS.length + place]!;
  const isEqual = (left: number, right: number): boolean => {
    const [a, b] = [batches[batchOf(left)]!, batches[batchOf(right)]!];
    let [fromA, fromB] = [startOf(a, left), startOf(b, right)];
    const end = endOf(a, left);
    if (end - fromA !== endOf(b, right) - fromB) return false;
    for (; fromA < end; fromA += 1, fromB += 1) if (a.bytes[fromA] !== b.bytes[fromB]) return false;
    return true;
  };
  const grow = (): void => {
    const old = entries;
    capacity *= 4;
    entries = new Int32Array(capacity * 2);
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] === 0) continue;
      let slot = old[at]! & (capacity - 1);
      while (entries[slot * 2 + 1] !== 0) slot = (slot + 1) & (capacity - 1);
      entries[slot * 2] = old[at]!;
      entries[slot * 2 + 1] = old[at + 1]!;
    }
  };
  return {
    /** The first row with the same value, or the row itself. A row without a value is like no other. */
    put(index) {
      const batch = batches[batchOf(index)]!;
      const start = startOf(batch, index);
      const end = endOf(batch, index);
      if (start === end) return index;
      const hash = hashOf(batch.bytes, start, end);
      let slot = hash & (capacity - 1);
      for (let before = entries[slot * 2 + 1]!; before !== 0; before = entries[slot * 2 + 1]!) {
        if (entries[slot * 2] === hash && isEqual(before - 1, index)) return before - 1;
        slot = (slot + 1) & (capacity - 1);
      }
      entries[slot * 2] = hash;
      entries[slot * 2 + 1] = index + 1;
      size += 1;
      if (size * 2 > capacity) grow();
      return index;
    },
  };
}

/** FNV-1a, and the last step of MurmurHash3, so that numbers that follow each other lie far apart. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
