import type { MemberRole } from '../world/member.js';
import { createRandom, type Random } from '../world/random.js';
import type { SchoolYear } from '../world/make-world.js';
import { ACCIDENT_KINDS, type Accident, type AccidentKind } from './accident.js';

/**
 * How often each kind happens to one school in one year. We know of no published figures. These describe a bad year, with twelve
 * accidents per school, so that every kind happens several times in 24 schools.
 */
export const ACCIDENTS_A_YEAR: Record<AccidentKind, number> = {
  ...(Object.fromEntries(ACCIDENT_KINDS.map((kind) => [kind, 0.25])) as Record<AccidentKind, number>),
  // By far the commonest: somebody edits a record while the export runs.
  student_flickers: 2,
  no_file: 1,
};

/** The first evenings are without accidents: an owner switches archiving on after a look at good files. */
const QUIET_DAYS = 3;

/** The accidents of one school's year, no two of them at once; what does not fit into a short year is left out. */
export function planAccidents(seed: string, { school, days }: SchoolYear): Accident[] {
  const random = createRandom(`${seed}/${school.key}/accidents`);
  const share = days.length / 177;
  const taken = new Set<number>();
  const accidents: Accident[] = [];
  for (const kind of ACCIDENT_KINDS) {
    const own = random.fork(kind);
    for (let left = ACCIDENTS_A_YEAR[kind] * share; left > 0; left--) {
      if (!own.chance(Math.min(1, left))) continue;
      const accident: Accident = { kind, role: roleOf(own, kind, school), ...time(own, kind, days, taken) };
      if (accident.evenings === 0) continue;
      for (let day = accident.day; day < accident.day + accident.evenings; day++) taken.add(day);
      accidents.push(accident);
    }
  }
  return accidents;
}

function time(random: Random, kind: AccidentKind, days: SchoolYear['days'], taken: ReadonlySet<number>): Pick<Accident, 'day' | 'evenings'> {
  const evenings = kind === 'student_flickers' ? 1 : random.pick([1, 1, 2, 3]);
  const rollover = days.findLastIndex((day) => day.rollover);
  const first = kind === 'last_years_file' ? rollover + 1 : QUIET_DAYS;
  for (let attempt = 0; attempt < 20; attempt++) {
    const day = random.int(first, Math.max(first, days.length - 4));
    // An evening apart, so that each accident is seen alone.
    const free = Array.from({ length: evenings + 2 }, (_, i) => day - 1 + i).every((one) => !taken.has(one));
    if (free && day + evenings < days.length) return { day, evenings };
  }
  return { day: 0, evenings: 0 };
}

const STUDENTS_ONLY: readonly AccidentKind[] = [
  'grade_missing',
  'grades_missing',
  'homeroom_missing',
  'number_header_renamed',
  'optional_column_gone',
  'headers_swapped',
  'numbers_exchanged',
  'numbers_of_former_students',
  'numbers_shifted',
  'numbers_shifted_below',
  'zeros_lost',
  'zeros_lost_in_some',
  'parents_addresses',
  'parents_addresses_in_some',
  'status_column_begins',
  'leavers_without_status',
  'tabs',
];

function roleOf(random: Random, kind: AccidentKind, school: SchoolYear['school']): MemberRole {
  const adults: MemberRole[] = [...(school.teachers > 0 ? (['TEACHER'] as const) : []), ...(school.staff > 0 ? (['STAFF'] as const) : [])];
  if (adults.length === 0 || STUDENTS_ONLY.includes(kind) || random.chance(0.75)) return 'STUDENT';
  return random.pick(adults);
}
