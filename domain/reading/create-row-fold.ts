import type { Problem } from '../problem.js';
import type { Mention, RosterRow, RowAmendment } from './types.js';

export type FoldResult = {
  /** Lines that were folded into another row or contradict one (error `contradicting_rows`). */
  dropLines: number[];
  amendments: RowAmendment[];
  problems: Problem[];
  /** Lines of `dropLines` that contradict each other: the people stay as they are, and are not missing either. */
  contradicting: number[];
  mentions: Mention[];
};

export type RowFold = {
  /** Takes notice of a valid row. Rows with the same student number or the same e-mail are one person. */
  add(row: RosterRow): void;
  finish(): FoldResult;
};

const OPTIONAL = ['gradeRaw', 'parentEmail', 'parentPhone', 'studentPhone', 'idField1', 'idField2'] as const;
type Optional = Pick<RosterRow, (typeof OPTIONAL)[number]>;
const KEPT = [...OPTIONAL, 'email', 'studentId'] as const;
type Kept = Pick<RosterRow, (typeof KEPT)[number]>;

/**
 * Folds the repeated rows of one person (exports list a student once per guardian), without keeping the rows: per row a line
 * number, hashes, the keys and the optional values stay in memory, as bare characters. The outcome does not depend on the order of the rows.
 *
 * Rows that agree in role, e-mail, names, number and grade become one; of their optional values, those of one guardian stay
 * together. Rows that do not agree are all dropped: which one is right, only people can say.
 */
export function createRowFold(): RowFold {
  let count = 0;
  let capacity = 1024;
  let lines = new Int32Array(capacity);
  let parents = new Int32Array(capacity);
  let fixedLow = new Int32Array(capacity);
  let fixedHigh = new Int32Array(capacity);
  let texts = new Float64Array(capacity);
  const byEmail = createHashTable();
  const byNumber = createHashTable();
  const kept = createTextStore();
  let repeated = false;

  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root]!;
    for (let at = index; at !== root; ) {
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

  return {
    add(row) {
      if (count === capacity) {
        capacity *= 2;
        lines = grown(lines, new Int32Array(capacity));
        parents = grown(parents, new Int32Array(capacity));
        fixedLow = grown(fixedLow, new Int32Array(capacity));
        fixedHigh = grown(fixedHigh, new Int32Array(capacity));
        texts = grown(texts, new Float64Array(capacity));
      }
      const index = count;
      count += 1;
      lines[index] = row.line;
      parents[index] = index;
      texts[index] = kept.put(row);

      startRowHash();
      hashText(row.role);
      addToRowHash();
      hashText(row.firstName);
      addToRowHash();
      hashText(row.lastName);
      addToRowHash();
      // An unknown grade is compared as it stands; known ones are equal however they are written.
      hashText(row.grade ?? row.gradeRaw ?? '');
      addToRowHash();
      hashText(row.email);
      addToRowHash();
      const sameEmail = byEmail.put(low, high, index);
      if (sameEmail !== index) join(sameEmail, index);
      if (row.studentId !== null) {
        hashText(row.studentId);
        addToRowHash();
        const sameNumber = byNumber.put(low, high, index);
        if (sameNumber !== index) join(sameNumber, index);
      }
      fixedLow[index] = rowLow;
      fixedHigh[index] = rowHigh;
    },

    finish() {
      const result: FoldResult = { dropLines: [], amendments: [], problems: [], contradicting: [], mentions: [] };
      if (!repeated) return result;
      const people = new Map<number, number[]>();
      for (let index = 0; index < count; index += 1) {
        const root = rootOf(index);
        if (root === index) continue;
        const rows = people.get(root);
        if (rows === undefined) people.set(root, [root, index]);
        else rows.push(index);
      }
      for (const rows of people.values()) {
        // A root is the smallest index, and rows come in the order of the file.
        const first = rows[0]!;
        const firstLine = lines[first]!;
        const agree = rows.every((index) => fixedLow[index] === fixedLow[first] && fixedHigh[index] === fixedHigh[first]);
        if (!agree) {
          const others = rows.length - 1;
          for (const index of rows) {
            const line = lines[index]!;
            result.dropLines.push(line);
            result.contradicting.push(line);
            const { email, studentId } = kept.get(texts[index]!);
            result.mentions.push({ line, email, studentId });
            const other = lines[index === first ? rows[1]! : first]!;
            result.problems.push(problemOf(line, 'contradicting_rows', 'error', { other, others }));
          }
          continue;
        }
        const values: Optional[] = rows.map((index) => kept.get(texts[index]!));
        const folded = foldOptionals(values);
        if (OPTIONAL.some((field) => folded[field] !== values[0]![field])) result.amendments.push({ line: firstLine, ...folded });
        const guardians = new Set<string>();
        for (const [at, index] of rows.entries()) {
          const line = lines[index]!;
          const guardian = JSON.stringify([values[at]!.parentEmail, values[at]!.parentPhone]);
          // One row per guardian is how these exports are meant; a row that brings nobody new is worth a word.
          if (guardians.has(guardian)) result.problems.push(problemOf(line, 'duplicate_person', 'warning', { first: firstLine }));
          guardians.add(guardian);
          if (index !== first) result.dropLines.push(line);
        }
      }
      result.dropLines.sort((left, right) => left - right);
      result.contradicting.sort((left, right) => left - right);
      result.problems.sort(byLine);
      result.mentions.sort(byLine);
      return result;
    },
  };
}

function byLine(left: { line: number | null }, right: { line: number | null }): number {
  return (left.line ?? 0) - (right.line ?? 0);
}

/** The same values in any order of the rows: the guardian whose e-mail (else phone) sorts first, the rest filled up. */
function foldOptionals(rows: Optional[]): Optional {
  const guardian = rows.reduce((best, row) => (compareGuardians(row, best) < 0 ? row : best));
  const least = (field: keyof Optional): string | null =>
    rows.reduce<string | null>((best, row) => (row[field] !== null && (best === null || row[field] < best) ? row[field] : best), null);
  return {
    gradeRaw: least('gradeRaw'),
    parentEmail: guardian.parentEmail,
    parentPhone: guardian.parentPhone ?? least('parentPhone'),
    studentPhone: least('studentPhone'),
    idField1: least('idField1'),
    idField2: least('idField2'),
  };
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

function problemOf(line: number, code: 'duplicate_person' | 'contradicting_rows', severity: Problem['severity'], params: Problem['params']): Problem {
  return { line, column: null, field: null, code, severity, params };
}

function grown<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

// Two 32-bit hashes side by side (the mixing of cyrb53): among 500,000 rows, two different texts are taken for one with a
// probability below 1 in 100 million. Held in variables of the module, so that hashing makes no garbage.
let low = 0;
let high = 0;
let rowLow = 0;
let rowHigh = 0;

/** Hashes one text into `low` and `high`. */
function hashText(text: string): void {
  let l = 0xdeadbeef | 0;
  let h = 0x41c6ce57 | 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    l = Math.imul(l ^ code, 2654435761);
    h = Math.imul(h ^ code, 1597334677);
  }
  low = Math.imul(l ^ (l >>> 16), 2246822507) ^ Math.imul(h ^ (h >>> 13), 3266489909);
  high = Math.imul(h ^ (h >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
}

function startRowHash(): void {
  rowLow = 0xdeadbeef | 0;
  rowHigh = 0x41c6ce57 | 0;
}

/** Adds the text hashed last: text by text, so that `ab`+`c` is not `a`+`bc`. */
function addToRowHash(): void {
  rowLow = Math.imul(rowLow ^ low, 2654435761);
  rowLow ^= rowLow >>> 15;
  rowHigh = Math.imul(rowHigh ^ high, 1597334677);
  rowHigh ^= rowHigh >>> 13;
}

/** Hash → index of the row that had it first; open addressing in one typed array, 12 bytes an entry that lie side by side. */
function createHashTable(): { put(low: number, high: number, index: number): number } {
  let capacity = 2048;
  let size = 0;
  // Of each entry: low, high, index + 1 (0: free).
  let entries = new Int32Array(capacity * 3);
  const slotOf = (lowPart: number, highPart: number): number => {
    let slot = (lowPart ^ highPart) & (capacity - 1);
    while (entries[slot * 3 + 2] !== 0 && (entries[slot * 3] !== lowPart || entries[slot * 3 + 1] !== highPart)) slot = (slot + 1) & (capacity - 1);
    return slot * 3;
  };
  const grow = (): void => {
    const old = entries;
    capacity *= 2;
    entries = new Int32Array(capacity * 3);
    for (let at = 0; at < old.length; at += 3) {
      if (old[at + 2] === 0) continue;
      const slot = slotOf(old[at]!, old[at + 1]!);
      entries[slot] = old[at]!;
      entries[slot + 1] = old[at + 1]!;
      entries[slot + 2] = old[at + 2]!;
    }
  };
  return {
    put(lowPart, highPart, index) {
      const slot = slotOf(lowPart, highPart);
      const before = entries[slot + 2]!;
      if (before !== 0) return before - 1;
      entries[slot] = lowPart;
      entries[slot + 1] = highPart;
      entries[slot + 2] = index + 1;
      size += 1;
      if (size * 2 > capacity) grow();
      return index;
    },
  };
}

const BLOCK_CHARACTERS = 256 * 1024;

/** Keeps texts of rows as UTF-16 in blocks: strings would keep alive the pieces of the file that they were cut from. */
function createTextStore(): { put(row: Kept): number; get(at: number): Kept } {
  const blocks: Uint16Array[] = [];
  let block = new Uint16Array(0);
  let end = BLOCK_CHARACTERS;
  return {
    put(row) {
      let length = KEPT.length;
      length += lengthOf(row.gradeRaw) + lengthOf(row.parentEmail) + lengthOf(row.parentPhone) + lengthOf(row.studentPhone);
      length += lengthOf(row.idField1) + lengthOf(row.idField2) + lengthOf(row.email) + lengthOf(row.studentId);
      if (end + length > block.length) {
        block = new Uint16Array(BLOCK_CHARACTERS);
        blocks.push(block);
        end = 0;
      }
      const start = end;
      // One by one in the order of KEPT, not in a loop over it: reading a field by a changing name is slow, and this is every row.
      end = write(block, end, row.gradeRaw);
      end = write(block, end, row.parentEmail);
      end = write(block, end, row.parentPhone);
      end = write(block, end, row.studentPhone);
      end = write(block, end, row.idField1);
      end = write(block, end, row.idField2);
      end = write(block, end, row.email);
      end = write(block, end, row.studentId);
      return (blocks.length - 1) * BLOCK_CHARACTERS + start;
    },
    get(start) {
      const from = blocks[Math.floor(start / BLOCK_CHARACTERS)]!;
      let at = start % BLOCK_CHARACTERS;
      const texts = KEPT.map((field) => {
        const size = from[at]!;
        const text = size === 0 ? null : String.fromCharCode(...from.subarray(at + 1, at + 1 + size));
        at += 1 + size;
        return [field, text] as const;
      });
      return Object.fromEntries(texts) as Kept;
    },
  };
}

function lengthOf(text: string | null): number {
  return text === null ? 0 : text.length;
}

/** Writes length and characters; returns where the next text goes. */
function write(block: Uint16Array, at: number, text: string | null): number {
  if (text === null) {
    block[at] = 0;
    return at + 1;
  }
  const size = text.length;
  block[at] = size;
  for (let index = 0; index < size; index += 1) block[at + 1 + index] = text.charCodeAt(index);
  return at + 1 + size;
}
