import { describe, expect, test } from 'vitest';
import { ACCIDENT_KINDS, type Accident } from '../../../bench/year/accidents/accident.js';
import { planAccidents } from '../../../bench/year/accidents/plan-accidents.js';
import { eveningFiles } from '../../../bench/year/files/evening-files.js';
import { makeWorld, type World } from '../../../bench/year/world/make-world.js';
import { SCHOOLS_PER_DISTRICT } from '../../../bench/year/world/school-profile.js';
import { readRows } from '../../../bench/year/rules/read-rows.js';

const world = makeWorld({ seed: 'test', schools: 4, days: 60 });

function allFiles(of: World): string[] {
  return of.schools.flatMap((year) => {
    const accidents = planAccidents(of.seed, year);
    return year.days.flatMap((_day, day) =>
      eveningFiles(of, year, accidents, day).map((file) => `${file.name} ${file.accident ?? ''} ${file.bytes.toString('base64')}`),
    );
  });
}

describe('the simulated year', () => {
  test('is the same year for the same seed, to the last byte, and another one for another seed', () => {
    const small = (seed: string): string[] => allFiles(makeWorld({ seed, schools: 2, days: 15 }));
    expect(small('a')).toEqual(small('a'));
    expect(small('a')).not.toEqual(small('b'));
  });

  test('has no two people with one number, or one address, at the same school on the same day', () => {
    for (const { days } of world.schools)
      for (const { members } of days) {
        const students = members.filter((member) => member.role === 'STUDENT');
        expect(new Set(students.map((member) => member.number)).size).toBe(students.length);
        expect(new Set(members.map((member) => member.email)).size).toBe(members.length);
        expect(new Set(members.map((member) => member.human)).size).toBe(members.length);
      }
  });

  test('moves everybody up by one grade on one evening of August, and keeps the school about as large', () => {
    for (const { school, days } of world.schools) {
      const moved = days.map(({ members }, day) => {
        const before = new Map(days[Math.max(0, day - 1)]!.members.map((member) => [member.human, member.grade]));
        return members.filter((member) => before.has(member.human) && before.get(member.human) !== member.grade).length;
      });
      const biggest = Math.max(...moved);
      expect(biggest).toBeGreaterThan(school.students * 0.5);
      expect(moved.filter((people) => people > school.students * 0.05)).toHaveLength(1);
      expect(days[moved.indexOf(biggest)]?.rollover).toBe(true);
      expect(days.at(-1)!.members.length).toBeGreaterThan(school.students * 0.85);
    }
  });

  test('sends files that list exactly the students who attend, in every way of writing them', async () => {
    const districts = makeWorld({ seed: 'test', schools: 18, days: 2 });
    for (const year of districts.schools.filter((_year, place) => place % SCHOOLS_PER_DISTRICT === 0)) {
      const [file] = eveningFiles(districts, year, [], 1);
      const read = await readRows(file!.name, file!.bytes);
      const attending = year.days[1]!.members.filter((member) => member.role === 'STUDENT');
      expect(read?.standsFor).toEqual(['students']);
      const facts = (
        people: readonly { studentId?: string | null; number?: string; email: string; firstName: string; grade: string | null }[],
      ): string[] => people.map((one) => `${one.studentId ?? one.number} ${one.email} ${one.firstName} ${one.grade}`).sort();
      expect(facts(read!.rows)).toEqual(facts(attending));
    }
  });

  test.each(ACCIDENT_KINDS)('an accident of the kind %s changes what is sent, and on its evenings only', (kind) => {
    const year = world.schools[1]!;
    const accident: Accident = { kind, role: 'STUDENT', day: 30, evenings: 2 };
    const sent = (day: number, accidents: Accident[]): string[] =>
      eveningFiles(world, year, accidents, day).map((file) => file.bytes.toString('base64'));
    expect(sent(29, [accident])).toEqual(sent(29, []));
    expect(sent(30, [accident])).not.toEqual(sent(30, []));
    expect(sent(31, [accident])).not.toEqual(sent(31, []));
    expect(sent(32, [accident])).toEqual(sent(32, []));
  });
});
