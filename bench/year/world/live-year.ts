import type { CalendarDay } from './calendar.js';
import type { Member, SchoolDay } from './member.js';
import { aLastName } from './names.js';
import type { Registrar } from './newcomers.js';
import type { Random } from './random.js';
import type { SchoolProfile } from './school-profile.js';

/**
 * How often things truly happen in a school, per person and open day unless said otherwise. A tenth of the students of a
 * North American school come or go within the year: 0.06 % a day each way is a student a day in a school of 1,500.
 */
export const RATES = {
  leaves: 0.0006,
  joins: 0.0006,
  /** Of those who leave, come back within two months. */
  comesBack: 0.25,
  /** In the weeks after the new year began. */
  joinsLate: 0.003,
  email: 0.00006,
  name: 0.0001,
  guardian: 0.0004,
  grade: 0.00005,
  adultLeaves: 0.0003,
  adultJoins: 0.0003,
  /** Of the adults: another last name, and an address to go with it. */
  adultMarries: 0.0002,
  /** Of the teachers of schools that list their staff, too. */
  teacherToStaff: 0.0002,
  /** Of the adults, at the new year. */
  adultTurnover: 0.08,
  /** Of new adults: they get the address (`jsmith@`) of somebody who left. */
  adultAddressAgain: 0.3,
  /** Of the schools: a new SIS gives all students numbers, many of which were another student's before. */
  renumbers: 0.15,
  /** Of new students during the year: they get the number, or the address, of somebody who left. */
  numberAgain: 0.03,
  addressAgain: 0.03,
  /**
   * Of the students, those who never came back after the summer: half of the schools take them out on one evening, when
   * they are counted, and the others one by one. And on one evening those who leave at the end of the first semester.
   */
  countedAtOnce: 0.5,
  noShows: [0.015, 0.04],
  noShowsOneByOne: 0.002,
  semester: [0.01, 0.03],
} as const;

/** The evening of the new school year, and the open days around it that count as rollover. */
const ROLLOVER = { earliest: 9, latest: 12, before: 1, after: 9 };
const LONG_AGO = 20;

/** A whole year of one school, day by day, as it truly is. The same `random` gives the same year. */
export function liveYear(school: SchoolProfile, calendar: readonly CalendarDay[], registrar: Registrar, random: Random): SchoolDay[] {
  const newYear = random.int(ROLLOVER.earliest, ROLLOVER.latest);
  const countingDay = newYear + random.int(12, 16);
  const countsAtOnce = random.chance(RATES.countedAtOnce);
  const semesterDay = random.int(95, 105);
  const renumberingDay = random.chance(RATES.renumbers) ? random.int(30, 170) : null;
  const between = ([least, most]: readonly [number, number]): number => least + random.next() * (most - least);
  const noShows = between(RATES.noShows);
  const semesterLeavers = between(RATES.semester);
  let members = firstPeople(school, registrar);
  const gone: { member: Member; day: number; returns: number }[] = [];
  const years: SchoolDay[] = [];

  for (const [day, { date, week }] of calendar.entries()) {
    if (day > 0) {
      if (day === newYear) members = rollOver(school, members, registrar, random, (member) => gone.push({ member, day, returns: Infinity }));
      members = members.flatMap((member): Member[] => {
        if (random.chance(leaving(member, day))) {
          const mayReturn = member.role === 'STUDENT' && random.chance(RATES.comesBack);
          gone.push({ member, day, returns: mayReturn ? day + random.int(5, 40) : Infinity });
          return [];
        }
        return [changed(member)];
      });
      if (day === renumberingDay) members = renumbered(members, registrar);
      members.push(...joining(day));
    }
    const rollover = day >= newYear - ROLLOVER.before && day <= newYear + ROLLOVER.after;
    years.push({ date, week, rollover, members });
  }
  return years;

  function leaving(member: Member, day: number): number {
    if (member.role !== 'STUDENT') return RATES.adultLeaves;
    if (day === countingDay && countsAtOnce) return noShows;
    if (day > newYear && day <= countingDay && !countsAtOnce) return RATES.noShowsOneByOne;
    return day === semesterDay ? semesterLeavers : RATES.leaves;
  }

  function joining(day: number): Member[] {
    const back = gone.filter(({ returns }) => returns === day).map(({ member }) => member);
    for (const member of back)
      gone.splice(
        gone.findIndex((one) => one.member === member),
        1,
      );
    const late = day > newYear && day <= newYear + 15;
    const share = day === semesterDay ? RATES.semester[0] : late ? RATES.joinsLate : RATES.joins;
    const students = arrivals(school.students * share).map(() => aNewStudent(day));
    const adults = [
      ...arrivals(school.teachers * RATES.adultJoins).map(() => aNewAdult('TEACHER', day)),
      ...arrivals(school.staff * RATES.adultJoins).map(() => aNewAdult('STAFF', day)),
    ];
    return [...back, ...students, ...adults];
  }

  function aNewStudent(day: number): Member {
    const newcomer = registrar.newcomer(school, 'STUDENT', random.pick(school.grades));
    const longGone = gone.filter((one) => one.member.role === 'STUDENT' && one.returns === Infinity && one.day <= day - LONG_AGO);
    if (longGone.length === 0) return newcomer;
    const place = random.int(0, longGone.length - 1);
    const former = longGone[place]!;
    const again = random.chance(RATES.numberAgain) ? registrar.withNumberOf : random.chance(RATES.addressAgain) ? registrar.withAddressOf : null;
    if (again === null) return newcomer;
    gone.splice(gone.indexOf(former), 1);
    return again(former.member, newcomer);
  }

  function aNewAdult(role: 'TEACHER' | 'STAFF', day: number): Member {
    const newcomer = registrar.newcomer(school, role, null);
    const longGone = gone.filter((one) => one.member.role !== 'STUDENT' && one.day <= day - LONG_AGO);
    if (longGone.length === 0 || !random.chance(RATES.adultAddressAgain)) return newcomer;
    const former = random.pick(longGone);
    const again = registrar.withAddressOf(former.member, newcomer);
    if (again.email === former.member.email) gone.splice(gone.indexOf(former), 1);
    return again;
  }

  /** A chance of so many arrivals on average. */
  function arrivals(expected: number): undefined[] {
    const whole = Math.floor(expected);
    return Array.from({ length: whole + (random.chance(expected - whole) ? 1 : 0) });
  }

  function changed(member: Member): Member {
    let now = member;
    if (random.chance(RATES.name)) {
      now = random.chance(0.6) ? { ...now, lastName: aLastName(random) } : { ...now, firstName: respelled(now.firstName) };
      if (random.chance(0.3)) now = { ...now, email: registrar.addressFor(now) };
    }
    if (random.chance(RATES.email)) now = { ...now, email: registrar.addressFor(now) };
    if (member.role !== 'STUDENT') {
      if (random.chance(RATES.adultMarries)) now = { ...now, lastName: aLastName(random) };
      if (now.lastName !== member.lastName && now.email === member.email) now = { ...now, email: registrar.addressFor(now) };
      return now.role === 'TEACHER' && school.staff > 0 && random.chance(RATES.teacherToStaff) ? { ...now, role: 'STAFF' } : now;
    }
    if (random.chance(RATES.guardian)) now = { ...now, ...registrar.guardian(now) };
    if (random.chance(RATES.grade)) now = { ...now, grade: random.pick(school.grades) };
    return now;
  }
}

function firstPeople(school: SchoolProfile, registrar: Registrar): Member[] {
  const students = Array.from({ length: school.students }, (_, i) =>
    registrar.newcomer(school, 'STUDENT', school.grades[i % school.grades.length] ?? ''),
  );
  const teachers = Array.from({ length: school.teachers }, () => registrar.newcomer(school, 'TEACHER', null));
  const staff = Array.from({ length: school.staff }, () => registrar.newcomer(school, 'STAFF', null));
  return [...students, ...teachers, ...staff];
}

/** The last grade leaves, everybody else moves up, a first grade comes, some adults change. */
function rollOver(school: SchoolProfile, before: Member[], registrar: Registrar, random: Random, left: (member: Member) => void): Member[] {
  const after: Member[] = [];
  let graduates = 0;
  for (const member of before) {
    if (member.role !== 'STUDENT') {
      if (!random.chance(RATES.adultTurnover)) after.push(member);
      else {
        left(member);
        after.push(registrar.newcomer(school, member.role, null));
      }
      continue;
    }
    const next = school.grades[school.grades.indexOf(member.grade ?? '') + 1];
    if (next === undefined) {
      graduates++;
      left(member);
    } else after.push({ ...member, grade: next, homeroom: `${next}${member.homeroom?.slice(2) ?? ''}` });
  }
  for (let i = 0; i < graduates; i++) after.push(registrar.newcomer(school, 'STUDENT', school.grades[0] ?? ''));
  return after;
}

/** Everybody gets the number of the student thirty places further on, in the order of the numbers; the last ones get new numbers. */
function renumbered(members: readonly Member[], registrar: Registrar): Member[] {
  const inOrder = members.filter(({ role }) => role === 'STUDENT').toSorted((one, other) => (one.number < other.number ? -1 : 1));
  const numbers = new Map(inOrder.map(({ human }, place) => [human, inOrder[place + 30]?.number ?? registrar.number()]));
  return members.map((member) => ({ ...member, number: numbers.get(member.human) ?? member.number }));
}

/** As a family asks for it: the accent that the SIS had left out, or the letter that was wrong. */
function respelled(name: string): string {
  return name.endsWith('e') ? `${name.slice(0, -1)}é` : name.endsWith('a') ? `${name}h` : `${name}e`;
}
