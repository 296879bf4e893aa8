import type { PersonFields } from '../person.js';

/** A number or address identifies; no two people of a school have the same. */
export const IDENTIFIERS = ['email', 'studentId', 'staffId'] as const;
export type Identifier = (typeof IDENTIFIERS)[number];
type Identifiers = Pick<PersonFields, Identifier>;

/** A row whose number and address do not belong to the same person, with the people that it meets by either. */
export type OpenRow = Identifiers & { line: number; byNumber: Meeting | null; byEmail: Meeting | null };

/**
 * A person that a row meets. `who`: the same names; other names and nothing else in common; or something in between. `may`:
 * the switches and the rules for single rows let the row change them.
 */
export type Meeting = { personId: string; who: 'same' | 'like' | 'other'; may: boolean };

/**
 * A person that an open row meets. `leaves`: no other row names them, and this file would archive them. A person who stays and
 * has no open row of their own keeps number and address.
 */
export type MetPerson = Identifiers & { id: string; leaves: boolean };

export type FileStatement = {
  /** Rows that take over, or give away, a number or an address; `personId` null: somebody new. */
  rows: { line: number; personId: string | null }[];
  /** People who leave, and what of theirs is somebody else's from now on. */
  leavers: { personId: string; gives: Identifier[] }[];
};

/**
 * Reads the open rows of a file as one statement about everybody in it: numbers or addresses that pass from one person to
 * another, in a swap, a chain, a renumbering, or from a person who leaves. Names identify people. The result has only what is
 * consistent as a whole: each person has at most one row, and a number or address that a row needs is given up by its holder in
 * the same file. All other rows are judged one by one.
 *
 * @param mayAdd whether the row may add somebody new
 */
export function readStatement(rows: readonly OpenRow[], people: readonly MetPerson[], mayAdd: (line: number) => boolean): FileStatement {
  const holders = new Map(
    people.flatMap((person) => IDENTIFIERS.flatMap((kind) => (person[kind] === null ? [] : [[keyOf(kind, person[kind]), person]]))),
  );
  const decided = decideWho(rows, mayAdd);
  const named = new Set(rows.flatMap((row) => (decided.has(row.line) ? [] : candidatesOf(row))));
  const rowOf = new Map<string, OpenRow>();
  for (const row of rows) if (decided.get(row.line) != null) rowOf.set(decided.get(row.line)!, row);

  /** Whether this person no longer needs the value once the statement is carried out. */
  const givesUp = (holder: MetPerson, kind: Identifier): boolean => {
    const own = rowOf.get(holder.id);
    if (own !== undefined) return own[kind] !== null && own[kind] !== holder[kind];
    return holder.leaves && !named.has(holder.id);
  };
  /** What the row needs of others: the value, and who has it now. */
  const needsOf = (row: OpenRow): { kind: Identifier; holder: MetPerson }[] =>
    IDENTIFIERS.flatMap((kind) => {
      const holder = row[kind] === null ? undefined : holders.get(keyOf(kind, row[kind]));
      return holder === undefined || holder.id === decided.get(row.line) ? [] : [{ kind, holder }];
    });

  // A row that cannot get what it needs is judged by itself again, and so are those that depended on it.
  const neededOf = new Map<string, OpenRow[]>();
  for (const row of rows) for (const { holder } of needsOf(row)) neededOf.set(holder.id, [...(neededOf.get(holder.id) ?? []), row]);
  const doubted = [...rows];
  for (let row = doubted.pop(); row !== undefined; row = doubted.pop()) {
    if (!decided.has(row.line) || needsOf(row).every(({ kind, holder }) => givesUp(holder, kind))) continue;
    const who = decided.get(row.line);
    if (who != null) rowOf.delete(who);
    decided.delete(row.line);
    for (const id of candidatesOf(row)) {
      named.add(id);
      doubted.push(...(neededOf.get(id) ?? []));
    }
  }
  return together(
    rows.filter((row) => decided.has(row.line)),
    needsOf,
    rowOf,
    decided,
  );
}

/** Which person each row is about, as far as names tell: line → person; null: a new person. If two rows claim a person, neither gets them. */
function decideWho(rows: readonly OpenRow[], mayAdd: (line: number) => boolean): Map<number, string | null> {
  const sure = new Set(rows.flatMap((row) => sureOf(row)?.personId ?? []));
  const decided = new Map<number, string | null>();
  const claims = new Map<string, number>();
  for (const row of rows) {
    const who = sureOf(row) ?? whoIs(row, sure);
    if (who === undefined || (who === null ? !mayAdd(row.line) : !who.may)) continue;
    decided.set(row.line, who?.personId ?? null);
    if (who !== null) claims.set(who.personId, (claims.get(who.personId) ?? 0) + 1);
  }
  for (const [line, who] of decided) if (who !== null && claims.get(who)! > 1) decided.delete(line);
  return decided;
}

/** The one person who has the row's names. If there are namesakes, there is no answer. */
function sureOf({ byNumber, byEmail }: OpenRow): Meeting | undefined {
  const same = [byNumber, byEmail].filter((met) => met?.who === 'same');
  return same.length === 1 || byNumber?.personId === byEmail?.personId ? (same[0] ?? undefined) : undefined;
}

/** Undefined: the names do not tell. Null: a new person, who was given what another person has or had. */
function whoIs({ byNumber, byEmail }: OpenRow, sure: ReadonlySet<string>): Meeting | null | undefined {
  if (byNumber !== null && byEmail !== null) return undefined;
  const met = byNumber ?? byEmail;
  if (met === null || met.who === 'same') return undefined;
  return met.who === 'other' || sure.has(met.personId) ? null : met;
}

function candidatesOf({ byNumber, byEmail }: OpenRow): string[] {
  return [byNumber, byEmail].flatMap((met) => (met === null ? [] : [met.personId]));
}

/** Rows that need a number or address of another person, and the rows of those people: they wait and are applied together. */
function together(
  rows: readonly OpenRow[],
  needsOf: (row: OpenRow) => { kind: Identifier; holder: MetPerson }[],
  rowOf: ReadonlyMap<string, OpenRow>,
  decided: ReadonlyMap<number, string | null>,
): FileStatement {
  const lines = new Set<number>();
  const leavers = new Map<string, Identifier[]>();
  for (const row of rows) {
    for (const { kind, holder } of needsOf(row)) {
      lines.add(row.line);
      const own = rowOf.get(holder.id);
      if (own !== undefined) lines.add(own.line);
      else leavers.set(holder.id, [...(leavers.get(holder.id) ?? []), kind]);
    }
  }
  return {
    rows: rows.flatMap(({ line }) => (lines.has(line) ? [{ line, personId: decided.get(line) ?? null }] : [])),
    leavers: [...leavers].map(([personId, gives]) => ({ personId, gives })),
  };
}

function keyOf(kind: Identifier, value: string): string {
  return `${kind} ${value}`;
}
