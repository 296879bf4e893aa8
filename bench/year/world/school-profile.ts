import { createRandom, type Random } from './random.js';

/** What one simulated school is like, all year long. */
export type SchoolProfile = {
  key: string;
  name: string;
  /** The schools of one district share a SIS, a way to write files, an e-mail domain and a range of numbers. */
  district: string;
  grades: readonly string[];
  students: number;
  /** 0: the SIS sends no file of teachers, or of staff. */
  teachers: number;
  staff: number;
};

// From a village school to a large high school.
const SIZES = [80, 140, 220, 310, 380, 450, 520, 600, 680, 780, 900, 1_100, 1_500];
const LEVELS = [
  { kind: 'High', grades: ['09', '10', '11', '12'] },
  { kind: 'Middle', grades: ['06', '07', '08'] },
  { kind: 'Elementary', grades: ['KG', '01', '02', '03', '04', '05'] },
  { kind: 'High', grades: ['09', '10', '11', '12'] },
] as const;
const PLACES = ['Lincoln', 'Riverside', 'Oak Hill', 'Maple', 'Jefferson', 'Lakeview', 'Montcalm', 'Harbor', 'Summit', 'Prairie', 'Cedar', 'Franklin'];
export const SCHOOLS_PER_DISTRICT = 3;

/** The first `count` schools of a seed: of every size, in districts of three. */
export function schoolProfiles(seed: string, count: number): SchoolProfile[] {
  const random = createRandom(`${seed}/schools`);
  // Spread over the sizes, so that few schools are a fair choice of many, too.
  const sizes = Array.from({ length: count }, (_, i) => SIZES[(i * 5) % SIZES.length] as number);
  return sizes.map((size, i) => profile(random, i, size));
}

function profile(random: Random, i: number, size: number): SchoolProfile {
  const level = LEVELS[i % LEVELS.length] ?? LEVELS[0];
  const place = PLACES[i % PLACES.length] ?? '';
  const students = Math.round(size * (0.9 + random.next() * 0.2));
  return {
    key: `s${String(i + 1).padStart(2, '0')}`,
    name: `${place} ${level.kind} ${i >= PLACES.length ? 'West' : 'School'}`,
    district: `d${Math.floor(i / SCHOOLS_PER_DISTRICT) + 1}`,
    grades: level.grades,
    students,
    teachers: i % 2 === 0 ? Math.max(6, Math.round(students / 16)) : 0,
    staff: i % 4 === 0 ? Math.max(4, Math.round(students / 40)) : 0,
  };
}
