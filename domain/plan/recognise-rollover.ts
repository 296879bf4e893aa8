import { GRADES, type Grade } from '../reading/read-grade.js';
import type { RosteringSettings } from '../settings.js';
import { isMany } from './is-many.js';

/**
 * The students of the school compared with those of the file, by grade: the only facts that identify a new school year. A grade
 * is null if it is unknown. Protected people count like all others: the question is what the file says.
 */
export type GradeMoves = {
  /** Active students named by a row; `changed`: how many of them the file would change in more than the grade. */
  moves: { from: string | null; to: string | null; people: number; changed: number }[];
  /** Active students named by no row; `leaving`: how many of them would be archived now. */
  missing: { grade: string | null; people: number; leaving: number }[];
  /** Rows of people who are not active at the school. */
  newcomers: { grade: string | null; people: number }[];
  /** Rows that contradict the roster, or may describe another person than the one with their number or address. */
  doubtful: number;
  /** Students who were archived within the year before the file, by the grade they had. */
  left: { grade: string | null; people: number }[];
  /** How close together the missing people who did not graduate are, in several orders of a list, as in FileDetails. */
  spans: { missing: number; span: number }[];
};

/** A new school year in numbers; stored with its sync. `grades`: those that the graduates had. */
export type Rollover = { grades: string[]; graduates: number; movedUp: number };

/** Why a file in which many students moved up is not certainly a new school year. */
export const ROLLOVER_DOUBTS = [
  'not_everybody_moved',
  'graduates_are_there',
  'others_are_missing',
  'gap_in_list',
  'newcomers_above',
  'other_people',
] as const;
export type RolloverDoubt = { why: (typeof ROLLOVER_DOUBTS)[number]; movedUp: number; people: number };

/**
 * Whether the file is the first of a school year. It is if all of this is true:
 * - Of the students that it names below the top grade, 85 of 100 moved up exactly one grade, and two of three in each grade.
 *   The others repeat their grade; at most one of 20 may go back.
 * - The top grade left: three of four of its students are missing. Or it left weeks before, in June, as in many SIS: then everybody
 *   moved up, into a grade whose students were archived within the year, and new students fill the lowest one.
 * - The people missing below it are as few as on any other day (the archive guard), are in several grades, and are not next to
 *   each other in any order in which exports list people. Otherwise the file was cut, or lacks a part of the school.
 * - New students are in the lowest grade. Higher up they only replace leavers, or are as few as on any other day.
 *   Otherwise the file has people of another school.
 * - Few rows give a number or an address to another person.
 *
 * Null: so few moved up that there is nothing to say. domain/plan/make-plan.ts says what the guards do with it. The shares come
 * from what schools report: up to a tenth of a grade repeats it, up to a tenth of a school moves over a summer
 * (docs/adr/0032-the-new-school-year.md).
 */
export function recogniseRollover(seen: GradeMoves, safety: RosteringSettings['safety']): Rollover | RolloverDoubt | null {
  const sizes = sizesBefore(seen);
  const [lowest, top] = [lowestGrade(sizes), topGrade(sizes)];
  if (lowest === undefined || top === undefined) return null;

  const isTop = (grade: string | null): boolean => place(grade) >= place(top);
  const movedUp = count(seen.moves.filter(isOneUp));
  // If no students move up, none graduate.
  if (movedUp < FEWEST_WHO_MOVE) return null;
  const doubt = (why: RolloverDoubt['why'], people: number): RolloverDoubt | null =>
    movedUp * LEAST_TO_DOUBT > count(seen.moves) + count(seen.missing) ? { why, movedUp, people } : null;

  const graduates = count(seen.missing.filter(({ grade }) => isTop(grade)));
  const stillThere = count(seen.moves.filter(({ from }) => isTop(from)));
  const leaves = graduates > 0 && graduates >= 3 * stillThere;
  if (!leaves && !leftBefore(seen, top, lowest, graduates)) return doubt('graduates_are_there', stillThere);

  const below = seen.moves.filter(({ from }) => place(from) >= 0 && !(leaves && isTop(from)));
  const stayed = notMoved(below);
  if (stayed > 0) return doubt('not_everybody_moved', stayed);

  const others = count(seen.missing) - (leaves ? graduates : 0);
  const belowBefore = count(below) + others;
  if (isMany(others, belowBefore, safety) || others * 4 > belowBefore || isOneGrade(seen, sizes, leaves ? top : null))
    return doubt('others_are_missing', others);
  if (others >= FEWEST_IN_A_GAP && seen.spans.some(({ missing, span }) => missing * 4 >= span * 3)) return doubt('gap_in_list', others);

  const surplus = newcomersTooMany(seen, sizes, isEntry(lowest));
  if (isMany(surplus, belowBefore, safety)) return doubt('newcomers_above', surplus);
  if (isMany(seen.doubtful, belowBefore, safety)) return doubt('other_people', seen.doubtful);
  return { grades: leaves ? gradesFrom(seen, top) : [], graduates: leaves ? graduates : 0, movedUp };
}

export function isRollover(found: Rollover | RolloverDoubt | null | undefined): found is Rollover {
  return found !== null && found !== undefined && 'graduates' in found;
}

/** The grades that would graduate if the file begins a school year; people missing from other grades are examined more closely. */
export function graduatingGrades(seen: Pick<GradeMoves, 'moves' | 'missing'>): string[] {
  const top = topGrade(sizesBefore(seen));
  return top === undefined ? [] : gradesFrom(seen, top);
}

const FEWEST_WHO_MOVE = 3;
/** One of five students moved up: too many for corrections of grades. */
const LEAST_TO_DOUBT = 5;
const FEWEST_OF_A_GRADE = 3;
const FEWEST_OF_A_CLASS = 6;
// Three sisters leave together now and then.
const FEWEST_IN_A_GAP = 4;

/** Grades that follow each other. Ungraded students, and those with other grades, do not move up. */
const LADDER = GRADES.slice(0, GRADES.indexOf('UG'));
const FIRST_YEAR = GRADES.indexOf('01');
const LAST_YEAR = GRADES.indexOf('12');

function place(grade: string | null): number {
  return grade === null ? -1 : LADDER.indexOf(grade as Grade);
}

/** One grade up. Few schools have all the grades before the first, so from pre-kindergarten to kindergarten is one step, too. */
function isOneUp({ from, to }: { from: string | null; to: string | null }): boolean {
  const [was, now] = [place(from), place(to)];
  if (was < 0 || now < 0) return false;
  return now - was === 1 || (now - was === 2 && now < FIRST_YEAR);
}

function sizesBefore({ moves, missing }: Pick<GradeMoves, 'moves' | 'missing'>): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { grade, people } of [...moves.map(({ from, people }) => ({ grade: from, people })), ...missing])
    if (grade !== null && place(grade) >= 0) sizes.set(grade, (sizes.get(grade) ?? 0) + people);
  return sizes;
}

/** Not one in which only a few are listed by the way. */
function lowestGrade(sizes: ReadonlyMap<string, number>): string | undefined {
  return inOrder(sizes).find((grade) => isUsual(grade, sizes));
}

/**
 * Also where only a few are in it: they may be all that there are, and the grade below must not pass as the one that graduates.
 * Only those who stay on after the twelfth year are no grade of their own, where they are few.
 */
function topGrade(sizes: ReadonlyMap<string, number>): string | undefined {
  const grades = inOrder(sizes);
  return grades.findLast((grade) => place(grade) <= LAST_YEAR || isUsual(grade, sizes)) ?? grades.at(-1);
}

function isUsual(grade: string, sizes: ReadonlyMap<string, number>): boolean {
  const average = [...sizes.values()].reduce((sum, people) => sum + people, 0) / sizes.size;
  return sizes.get(grade)! * 4 >= average;
}

function inOrder(sizes: ReadonlyMap<string, number>): string[] {
  return [...sizes.keys()].toSorted((a, b) => place(a) - place(b));
}

function gradesFrom(seen: Pick<GradeMoves, 'moves' | 'missing'>, top: string): string[] {
  return inOrder(sizesBefore(seen)).filter((grade) => place(grade) >= place(top));
}

/** The former top grade has already left: everybody moves up into its place, and a new lowest grade comes. */
function leftBefore({ newcomers, left }: GradeMoves, top: string, lowest: string, graduates: number): boolean {
  const above = LADDER[place(top) + 1];
  const went = count(left.filter(({ grade }) => grade === above));
  const began = count(newcomers.filter(({ grade }) => isEntry(lowest)(grade)));
  return graduates === 0 && went >= FEWEST_OF_A_GRADE && began >= FEWEST_OF_A_GRADE;
}

/** How many students should have moved up and did not; 0: few enough for a new school year. */
function notMoved(below: GradeMoves['moves']): number {
  const all = count(below);
  const up = count(below.filter(isOneUp));
  const back = count(below.filter(({ from, to }) => place(to) >= 0 && place(to) < place(from)));
  const grades = [...new Set(below.map(({ from }) => from))];
  const stayingGrades = grades.filter((grade) => {
    const of = below.filter(({ from }) => from === grade);
    return count(of) >= FEWEST_OF_A_GRADE && count(of.filter(isOneUp)) * 3 < count(of) * 2;
  });
  const isEverybody = up * 20 >= all * 17 && stayingGrades.length === 0 && (back <= 1 || back * 20 <= all);
  return isEverybody ? 0 : Math.max(1, all - up);
}

/** Below the graduating grade, a third of one grade is missing, or nearly all missing people are in one of several grades: a class. */
function isOneGrade({ missing }: GradeMoves, sizes: ReadonlyMap<string, number>, graduating: string | null): boolean {
  const isBelow = (grade: string | null): grade is string => place(grade) >= 0 && (graduating === null || place(grade) < place(graduating));
  const others = missing.filter(({ grade }) => isBelow(grade));
  const below = [...sizes].reduce((sum, [grade, people]) => sum + (isBelow(grade) ? people : 0), 0);
  return others.some(({ grade, people }) => {
    const size = sizes.get(grade!)!;
    const isNearlyAll = people >= FEWEST_OF_A_CLASS && people * 20 >= count(others) * 17 && size * 2 <= below;
    return isNearlyAll || (people >= FEWEST_OF_A_GRADE && people * 3 > size);
  });
}

/**
 * New students that a new school year does not explain: above the lowest grade, those by which a grade becomes larger than it was
 * and than those who moved up into it; in the lowest one, those beyond twice the largest grade of the school.
 */
function newcomersTooMany({ moves, newcomers }: GradeMoves, sizes: ReadonlyMap<string, number>, begins: (grade: string | null) => boolean): number {
  const largest = Math.max(...sizes.values());
  let [beginners, surplus] = [0, 0];
  for (const { grade, people } of newcomers) {
    if (begins(grade)) {
      beginners += people;
      continue;
    }
    const moved = count(moves.filter(({ to }) => to === grade));
    const room = Math.max(0, (grade === null ? 0 : (sizes.get(grade) ?? 0)) - moved);
    surplus += Math.max(0, people - room);
  }
  return surplus + Math.max(0, beginners - 2 * largest);
}

/** The lowest grade; in a school that begins with the first year or earlier, also a new class before it. */
function isEntry(lowest: string): (grade: string | null) => boolean {
  return (grade) => grade === lowest || (place(grade) >= 0 && place(grade) < place(lowest) && place(lowest) <= FIRST_YEAR);
}

function count(groups: readonly { people: number }[]): number {
  return groups.reduce((sum, { people }) => sum + people, 0);
}
