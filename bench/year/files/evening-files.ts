import type { Accident, AccidentKind } from '../accidents/accident.js';
import { damage } from '../accidents/damage.js';
import type { Scene } from '../accidents/scene.js';
import type { SchoolYear, World } from '../world/make-world.js';
import type { Member, MemberRole } from '../world/member.js';
import { createRandom } from '../world/random.js';
import { dialectOf } from './dialect.js';
import { tableOf, type RosterTable } from './roster-table.js';
import { fileName, writeFile } from './write-file.js';

/** What a SIS uploads on an evening. */
export type EveningFile = {
  name: string;
  role: MemberRole;
  bytes: Buffer;
  accident: AccidentKind | null;
  /** Minutes after the first upload of the evening. */
  minutes: number;
};

/** Of the evenings without an accident: the SIS sends the files a second time. */
const SENT_AGAIN = 0.02;

/** All files that a school's SIS uploads on one evening, in their order. */
export function eveningFiles(world: World, year: SchoolYear, accidents: readonly Accident[], day: number): EveningFile[] {
  const { school, days } = year;
  const dialect = dialectOf(world.seed, school.district);
  const today = days[day]!;
  const roles: MemberRole[] = ['STUDENT', ...(school.teachers > 0 ? (['TEACHER'] as const) : []), ...(school.staff > 0 ? (['STAFF'] as const) : [])];
  const accident = accidents.find((one) => one.day <= day && day < one.day + one.evenings);
  const tableOn = (of: SchoolYear, on: number, role: MemberRole): RosterTable => tableOf(of.days[Math.max(0, on)]!.members, role, dialect);

  const files = roles.flatMap((role, turn): EveningFile[] => {
    const name = fileName(school, role, today.date, dialect);
    const table = tableOn(year, day, role);
    if (accident?.role !== role) return [{ name, role, bytes: writeFile(table, dialect), accident: null, minutes: turn * 4 }];
    const scene: Scene = {
      table,
      dialect,
      random: createRandom(`${world.seed}/${school.key}/${accident.kind}/${accident.day}`),
      evening: day - accident.day,
      earlier: (evenings) => tableOn(year, day - evenings, role),
      lastYear: () =>
        tableOn(
          year,
          days.findIndex((one) => one.rollover),
          role,
        ),
      otherSchools: () =>
        world.schools
          .filter((other) => other !== year && other.school.district === school.district)
          .map((other) => tableOn(other, day, role))
          .filter((other) => other.rows.length > 0),
      formerNumbers: () => formerMembers(year, day, role).map(({ number }) => number),
      formerRows: () => tableOf(formerMembers(year, day, role), role, dialect).rows,
      parentEmails: () => new Map(today.members.flatMap(({ email, parentEmail }) => (parentEmail === null ? [] : [[email, parentEmail] as const]))),
    };
    const sent = damage(accident.kind, scene);
    if (sent === 'nothing') return [];
    return [{ name, role, bytes: Buffer.isBuffer(sent) ? sent : writeFile(sent, dialect), accident: accident.kind, minutes: turn * 4 }];
  });
  const again = createRandom(`${world.seed}/${school.key}/${today.date}/again`).chance(SENT_AGAIN);
  return again && accident === undefined ? [...files, ...files.map((file) => ({ ...file, minutes: file.minutes + 30 }))] : files;
}

/** Who was here on the first day, or on the day after the summer, and is not any more; nobody whose number or address is somebody's today. */
function formerMembers({ days }: SchoolYear, day: number, role: MemberRole): Member[] {
  const today = days[day]!.members;
  const here = new Set(today.map((member) => member.human));
  const taken = new Set(today.flatMap(({ number, email }) => [number, email]));
  return (days[0]?.members ?? []).filter(
    (member) => member.role === role && !here.has(member.human) && !taken.has(member.number) && !taken.has(member.email),
  );
}
