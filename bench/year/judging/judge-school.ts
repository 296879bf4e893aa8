import type { AccidentKind } from '../accidents/accident.js';
import type { ColumnKey } from '../files/dialect.js';
import type { SchoolYear } from '../world/make-world.js';
import type { Member, SchoolDay } from '../world/member.js';
import type { RegisterOfHumans } from './register-of-humans.js';
import type { RosterPerson, WaitingChange } from './roster-person.js';
import { causeIn, type Cause, type Example, type Tally } from './tally.js';

/** A judgement of what waits for the owner on one evening. */
export type HoldVerdict = { kind: 'needed' | 'unnecessary' | 'rollover'; approve: boolean };

/** Holds one rule's people of one school against the truth, evening after evening. */
export type SchoolJudge = {
  /** What the owner will say next morning, and whether asking was needed. `why`: the rule's reasons, as codes. */
  judgeHold(day: number, changes: readonly WaitingChange[], why: string): HoldVerdict;
  judgeEvening(day: number, people: readonly RosterPerson[], accident: AccidentKind | null): void;
};

/** An owner who finds that so many of the waiting changes are true approves them all. */
const TRUE_ENOUGH = 0.95;

export function judgeSchool(input: {
  year: SchoolYear;
  register: RegisterOfHumans;
  /** The columns that the school's exports have: no other can be right or wrong. */
  columns: ReadonlySet<ColumnKey>;
  tally: Tally;
  example(example: Example): void;
}): SchoolJudge {
  const { register, tally, columns, example } = input;
  const { school, days } = input.year;
  const everHere = new Set<number>();
  const humanOfRecord = new Map<string, number | null>();
  const mixedUp = new Set<string>();
  const activeYesterday = new Set<number>();
  const wrongly = new Map<number, Cause>();
  const askedYesterday = new Map<string, number>();
  const outside = new Map<number, number>();
  const lingering = new Map<number, number>();
  let lastAccident: { kind: AccidentKind; day: number } | null = null;
  const weeks = new Set<number>();

  const membersOn = (day: SchoolDay): Map<number, Member> => new Map(day.members.map((member) => [member.human, member]));
  const known = (person: RosterPerson, here: ReadonlyMap<number, Member>): number | null => {
    const before = humanOfRecord.get(person.id);
    return before !== undefined ? before : register.humanOf(person, (human) => here.has(human));
  };

  return {
    judgeHold(day, changes, why) {
      const today = days[day]!;
      const here = membersOn(today);
      const truths = changes.map((change) => isTrue(change, known(change.person, here), here, columns)).filter(Boolean).length;
      const kind = truths < changes.length ? 'needed' : today.rollover ? 'rollover' : 'unnecessary';
      tally.holds[kind] += 1;
      // People who do not exist yet have a new id every time: their address is what stays.
      const asked = changes
        .map((change) => `${change.kind} ${change.person.email}`)
        .sort()
        .join('\n');
      if (day - (askedYesterday.get(asked) ?? -Infinity) === 1) tally.holds.repeated += 1;
      askedYesterday.set(asked, day);
      tally.holds.truePersonDays += truths;
      if (kind === 'unnecessary') tally.unnecessaryByReason[why] = (tally.unnecessaryByReason[why] ?? 0) + 1;
      if (kind === 'needed') causeIn(tally, causeOn(day)).neededHolds += 1;
      if (kind !== 'rollover')
        tell(kind === 'needed' ? 'needed_hold' : 'unnecessary_hold', causeOn(day), day, changes.length, `${why}; ${truths} true; ${kinds(changes)}`);
      return { kind, approve: truths >= TRUE_ENOUGH * changes.length };
    },

    judgeEvening(day, people, accident) {
      const today = days[day]!;
      const here = membersOn(today);
      for (const human of here.keys()) everHere.add(human);
      if (accident !== null) lastAccident = { kind: accident, day };
      const cause = causeOn(day);
      const active = new Set<number>();
      let faults = 0;
      let corrupted = 0;
      let firstMixUp = '';
      const archived = new Set<number>();
      for (const person of people) {
        const human = known(person, here);
        humanOfRecord.set(person.id, human);
        if (human !== null && !mixedUp.has(person.id) && register.isMixedUp(person, human)) {
          mixedUp.add(person.id);
          corrupted += 1;
          if (firstMixUp === '') firstMixUp = mixUp(person, human, here.get(human));
        }
        if (!person.active) {
          if (human !== null) archived.add(human);
          continue;
        }
        const member = human === null ? undefined : here.get(human);
        if (human !== null && member !== undefined && !active.has(human)) {
          active.add(human);
          if (!isAsKnown(person, member, columns)) {
            tally.wrongValues += 1;
            causeIn(tally, cause).wrongValues += 1;
            faults += 1;
          }
        } else {
          faults += 1;
          if (human !== null && member === undefined && everHere.has(human)) {
            tally.lateLeavers += 1;
            if (isFifthEvening(lingering, human)) {
              tally.lingering += 1;
              tell('lingering', cause, day, 1, `${person.firstName} ${person.lastName}, ${person.email}, ${person.studentId ?? 'no number'}`);
            }
          } else {
            tally.surplus += 1;
            causeIn(tally, cause).surplus += 1;
          }
        }
      }
      let newlyWrong = 0;
      for (const human of here.keys()) {
        if (active.has(human)) continue;
        faults += 1;
        if (archived.has(human) && activeYesterday.has(human)) {
          wrongly.set(human, cause);
          newlyWrong += 1;
          causeIn(tally, cause).wronglyArchivedPeople += 1;
        }
        const wrong = archived.has(human) ? wrongly.get(human) : undefined;
        if (wrong === undefined) {
          tally.lateArrivals += 1;
          if (isFifthEvening(outside, human)) {
            tally.shutOut += 1;
            const member = here.get(human)!;
            tell(
              'shut_out',
              cause,
              day,
              1,
              `${member.firstName} ${member.lastName}, ${member.email}, ${member.number}${archived.has(human) ? ', archived before' : ''}`,
            );
          }
        } else {
          tally.wronglyArchived += 1;
          causeIn(tally, wrong).wronglyArchived += 1;
        }
      }
      for (const human of wrongly.keys()) if (active.has(human) || !here.has(human)) wrongly.delete(human);
      for (const human of active) outside.delete(human);
      for (const human of here.keys()) lingering.delete(human);
      activeYesterday.clear();
      for (const human of active) activeYesterday.add(human);
      tally.corrupted += corrupted;
      if (corrupted > 0) {
        causeIn(tally, cause).corrupted += corrupted;
        tell('corrupted', cause, day, corrupted, firstMixUp);
      }
      if (newlyWrong > 0) tell('wrongly_archived', cause, day, newlyWrong, '');
      tally.evenings += 1;
      if (faults === 0) tally.rightEvenings += 1;
      if (!weeks.has(today.week)) {
        weeks.add(today.week);
        if (!today.rollover) tally.schoolWeeks += 1;
      }
    },
  };

  /** An accident is to blame on its evenings and on the day after them, when owners decide and people are put right. */
  function causeOn(day: number): Cause {
    if (lastAccident !== null && day - lastAccident.day <= 1) return lastAccident.kind;
    return days[day]!.rollover ? 'rollover' : 'no_accident';
  }

  function tell(harm: Example['harm'], cause: Cause, day: number, people: number, note: string): void {
    const today = days[day]!;
    example({ harm, cause, school: school.key, date: today.date, evening: day, people, ofPeople: today.members.length, note });
  }
}

function isFifthEvening(evenings: Map<number, number>, human: number): boolean {
  const evening = (evenings.get(human) ?? 0) + 1;
  evenings.set(human, evening);
  return evening === 5;
}

function isTrue(change: WaitingChange, human: number | null, here: ReadonlyMap<number, Member>, columns: ReadonlySet<ColumnKey>): boolean {
  const member = human === null ? undefined : here.get(human);
  if (change.kind === 'ARCHIVE') return member === undefined;
  return member !== undefined && isAsKnown(change.person, member, columns);
}

function isAsKnown(person: RosterPerson, member: Member, columns: ReadonlySet<ColumnKey>): boolean {
  if (person.email !== member.email || person.firstName !== member.firstName || person.lastName !== member.lastName) return false;
  if (member.role !== 'STUDENT') return true;
  if (person.studentId !== member.number || person.grade !== member.grade) return false;
  return (
    (!columns.has('parentEmail') || person.parentEmail === member.parentEmail) &&
    (!columns.has('parentPhone') || person.parentPhone === member.parentPhone)
  );
}

/** Invented people, so that an example may name them. */
function mixUp(person: RosterPerson, human: number, member: Member | undefined): string {
  const stored = `${person.firstName} ${person.lastName}, ${person.email}, ${person.studentId ?? 'no number'}, ${person.active ? 'active' : 'archived'}`;
  const truly = member === undefined ? 'is not here' : `is ${member.firstName} ${member.lastName}, ${member.email}, ${member.number}`;
  return `the record of human ${human}, who ${truly}, reads ${stored}`;
}

function kinds(changes: readonly WaitingChange[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of changes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
}
