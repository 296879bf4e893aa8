import { GRADES, type Grade } from '../reading/read-grade.js';
import type { RosteringSettings } from '../settings.js';
import { isMany } from './is-many.js';

/**
 * The students of the school beside those of the file, by their grades: all that a new school year is recognised by. A grade
 * is null where none is known. People whom nobody may archive count like all others: the question is what the file says.
 */
export type GradeMoves = {
  /** Active students whom a row names; `changed`: how many of them the file would change in something else than the grade as well. */
  moves: { from: string | null; to: string | null; people: number; changed: number }[];
  /** Active students whom no row names; `leaving`: how many of them would be archived now. */
  missing: { grade: string | null; people: number; leaving: number }[];
  /** Rows of people who are not active at the school. */
  newcomers: { grade: string | null; people: number }[];
  /** Rows that contradict the people, or may be somebody else than the person whose number or address they have. */
  doubtful: number;
  /** Students who were archived within the year before the file, by the grade they had. */
  left: { grade: string | null; people: number }[];
  /** How close together those stand who are missing and did not graduate, in several orders of a list, as in FileDetails. */
  spans: { missing: number; span: number }[];
};

/** A new school year in numbers; stored with its sync. `grades`: those that the graduates had. */
export type Rollover = { grades: string[]; graduates: number; movedUp: number };

/** Why a file in which many students moved up is no new school year for sure. */
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
 * Whether the file is the first of a school year. It is one when all of this is true:
 * - Of the students below the top grade whom it names, 85 of 100 moved up exactly one grade, and two of three in each grade.
 *   The others were kept down: one of 20, and no more, may go back.
 * - The top grade left: three of four of it are missing. Or it left weeks before, in June, as many SIS do it: then everybody
 *   moved up, into a grade whose students were archived within the year, and newcomers fill the lowest one.
 * - Those who are missing below it are as few as on any other day (the archive guard), of several grades, and do not stand side
 *   by side in any order in which exports list people: else the file was cut, or a part of the school is not in it.
 * - Newcomers come into the lowest grade. Higher up they only make good for who left, or are as few as on any other day:
 *   else the file has people of another school.
 * - Few rows give a number or an address to somebody else.
 *
 * Null: so few moved up that nothing is said. What the guards make of it: domain/plan/make-plan.ts. The shares come from what
 * schools report: up to a tenth of the students of a grade is kept down, up to a tenth of a school moves over a summer
 * (docs/adr/0032-the-new-school-year.md).
 */
export function recogniseRollover(seen: GradeMoves, safety: RosteringSettings['safety']): Rollover | RolloverDoubt | null {
  const sizes = sizesBefore(seen);
  const [lowest, top] = [lowestGrade(sizes), topGrade(sizes)];
  if (lowest === undefined || top === undefined) return null;

  const isTop = (grade: string | null): boolean => place(grade) >= place(top);
  const movedUp = count(seen.moves.filter(isOneUp));
  // Nobody graduates from a school that sends nobody up.
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

/** The grades that would graduate if the file begins a school year: those who are missing from other grades are looked at closely. */
export function graduatingGrades(seen: Pick<GradeMoves, 'moves' | 'missing'>): string[] {
  const top = topGrade(sizesBefore(seen));
  return top === undefined ? [] : gradesFrom(seen, top);
}

const FEWEST_WHO_MOVE = 3;
/** One of five students moved up: that is no correction of a grade any more. */
const LEAST_TO_DOUBT = 5;
const FEWEST_OF_A_GRADE = 3;
const FEWEST_OF_A_CLASS = 6;
// Three sisters leave together now and then.
const FEWEST_IN_A_GAP = 4;

/** Grades that follow each other. Who is ungraded, or has another grade, moves nowhere. */
const LADDER = GRADES.slice(0, GRADES.indexOf('UG'));
const FIRST_YEAR = GRADES.indexOf('01');
const LAST_YEAR = GRADES.indexOf('12');

function place(grade: string | null): number {
  return grade === null ? -1 : LADDER.indexOf(grade as Grade);
}

/** One grade up. Before the first year schools have not all of them: from pre-kindergarten to kindergarten is one step, too. */
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

/** The top grade of before is gone already: everybody moves up into its place, and a lowest grade comes. */
function leftBefore({ newcomers, left }: GradeMoves, top: string, lowest: string, graduates: number): boolean {
  const above = LADDER[place(top) + 1];
  const went = count(left.filter(({ grade }) => grade === above));
  const began = count(newcomers.filter(({ grade }) => isEntry(lowest)(grade)));
  return graduates === 0 && went >= FEWEST_OF_A_GRADE && began >= FEWEST_OF_A_GRADE;
}

/** How many of these should have moved up and did not; 0: few enough, for a new school year. */
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

/** Below the grade that graduates, a third of one grade is missing, or nearly all who are missing are of one of several grades: a class. */
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
 * Newcomers of whom no new school year tells: above the lowest grade, those by which a grade becomes larger than it was and
 * than those who moved up into it; in the lowest one, those beyond twice the largest grade of the school.
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

/** The lowest grade; of a school that begins with the first year or before, also a class before it that is new. */
function isEntry(lowest: string): (grade: string | null) => boolean {
  return (grade) => grade === lowest || (place(grade) >= 0 && place(grade) < place(lowest) && place(lowest) <= FIRST_YEAR);
}

function count(groups: readonly { people: number }[]): number {
  return groups.reduce((sum, { people }) => sum + people, 0);
}
