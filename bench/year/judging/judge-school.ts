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
  /** `told`: what the rule said of what it did (RosterRule.told); null: it says nothing. */
  judgeEvening(day: number, people: readonly RosterPerson[], accident: AccidentKind | null, told: Told | null): void;
};

type Told = { silently: number; moreThanCounts: boolean };

/** What one evening's roster shows of the people, and how many faults it has. */
type Evening = { day: number; cause: Cause; here: ReadonlyMap<number, Member>; active: Set<number>; archived: Set<number>; faults: number };

/** An owner who finds that so many of the waiting changes are true approves them all. */
const TRUE_ENOUGH = 0.95;

export type JudgeInput = {
  year: SchoolYear;
  register: RegisterOfHumans;
  /** The columns that the school's exports have: no other can be right or wrong. */
  columns: ReadonlySet<ColumnKey>;
  tally: Tally;
  example(example: Example): void;
};

export function judgeSchool(input: JudgeInput): SchoolJudge {
  return new Judge(input);
}

class Judge implements SchoolJudge {
  readonly #input: JudgeInput;
  readonly #everHere = new Set<number>();
  readonly #humanOfRecord = new Map<string, number | null>();
  readonly #mixedUp = new Set<string>();
  readonly #activeYesterday = new Set<number>();
  readonly #wrongly = new Map<number, Cause>();
  readonly #askedYesterday = new Map<string, number>();
  readonly #outside = new Map<number, number>();
  readonly #lingering = new Map<number, number>();
  readonly #weeks = new Set<number>();
  #yesterday: readonly RosterPerson[] = [];
  #silently = 0;
  #lastAccident: { kind: AccidentKind; day: number } | null = null;

  constructor(input: JudgeInput) {
    this.#input = input;
  }

  judgeHold(day: number, changes: readonly WaitingChange[], why: string): HoldVerdict {
    const today = this.#input.year.days[day]!;
    const here = this.#membersOn(today);
    const truths = changes.map((change) => isTrue(change, this.#known(change.person, here), here, this.#input.columns)).filter(Boolean).length;
    const kind = truths < changes.length ? 'needed' : today.rollover ? 'rollover' : 'unnecessary';
    this.#input.tally.holds[kind] += 1;
    // People who do not exist yet have a new id every time: their address is what stays.
    const asked = changes
      .map((change) => `${change.kind} ${change.person.email}`)
      .sort()
      .join('\n');
    if (day - (this.#askedYesterday.get(asked) ?? -Infinity) === 1) this.#input.tally.holds.repeated += 1;
    this.#askedYesterday.set(asked, day);
    this.#input.tally.holds.truePersonDays += truths;
    if (kind === 'unnecessary') this.#input.tally.unnecessaryByReason[why] = (this.#input.tally.unnecessaryByReason[why] ?? 0) + 1;
    if (kind === 'needed') causeIn(this.#input.tally, this.#causeOn(day)).neededHolds += 1;
    if (kind !== 'rollover')
      this.#tell(
        kind === 'needed' ? 'needed_hold' : 'unnecessary_hold',
        this.#causeOn(day),
        day,
        changes.length,
        `${why}; ${truths} true; ${kinds(changes)}`,
      );
    return { kind, approve: truths >= TRUE_ENOUGH * changes.length };
  }

  judgeEvening(day: number, people: readonly RosterPerson[], accident: AccidentKind | null, told: Told | null): void {
    const today = this.#input.year.days[day]!;
    const here = this.#membersOn(today);
    for (const human of here.keys()) this.#everHere.add(human);
    if (accident !== null) this.#lastAccident = { kind: accident, day };
    const evening: Evening = { day, cause: this.#causeOn(day), here, active: new Set(), archived: new Set(), faults: 0 };
    this.#judgeMixUps(evening, people);
    for (const person of people) this.#judgePerson(evening, person);
    for (const human of here.keys()) if (!evening.active.has(human)) this.#judgeAbsentee(evening, human);
    const harmed = this.#judgeNewlyArchived(evening) + this.#newlyWrong(evening, people);
    if (told !== null) {
      this.#input.tally.silently += told.silently - this.#silently;
      this.#silently = told.silently;
      if (!told.moreThanCounts) this.#input.tally.onlyCounted += harmed;
    }
    this.#rememberEvening(evening);
    this.#input.tally.evenings += 1;
    if (evening.faults === 0) this.#input.tally.rightEvenings += 1;
    if (!this.#weeks.has(today.week)) {
      this.#weeks.add(today.week);
      if (!today.rollover) this.#input.tally.schoolWeeks += 1;
    }
  }

  #membersOn(day: SchoolDay): Map<number, Member> {
    return new Map(day.members.map((member) => [member.human, member]));
  }

  #known(person: RosterPerson, here: ReadonlyMap<number, Member>): number | null {
    const before = this.#humanOfRecord.get(person.id);
    return before !== undefined ? before : this.#input.register.humanOf(person, (human) => here.has(human));
  }

  /** Whether a record has come to hold the values of somebody else. */
  #judgeMixUps({ day, cause, here }: Evening, people: readonly RosterPerson[]): void {
    let corrupted = 0;
    let firstMixUp = '';
    for (const person of people) {
      const human = this.#known(person, here);
      this.#humanOfRecord.set(person.id, human);
      if (human === null || this.#mixedUp.has(person.id) || !this.#input.register.isMixedUp(person, human)) continue;
      this.#mixedUp.add(person.id);
      corrupted += 1;
      if (firstMixUp === '') firstMixUp = mixUp(person, human, here.get(human));
    }
    this.#input.tally.corrupted += corrupted;
    if (corrupted === 0) return;
    causeIn(this.#input.tally, cause).corrupted += corrupted;
    this.#tell('corrupted', cause, day, corrupted, firstMixUp);
  }

  /** One record of the roster: right, with wrong values, of somebody who has left, or of nobody. */
  #judgePerson(evening: Evening, person: RosterPerson): void {
    const { here, active, archived, cause, day } = evening;
    const human = this.#humanOfRecord.get(person.id) ?? null;
    if (!person.active) {
      if (human !== null) archived.add(human);
      return;
    }
    const member = human === null ? undefined : here.get(human);
    if (human !== null && member !== undefined && !active.has(human)) {
      active.add(human);
      if (isAsKnown(person, member, this.#input.columns)) return;
      this.#input.tally.wrongValues += 1;
      causeIn(this.#input.tally, cause).wrongValues += 1;
      evening.faults += 1;
      return;
    }
    evening.faults += 1;
    if (human === null || member !== undefined || !this.#everHere.has(human)) {
      this.#input.tally.surplus += 1;
      causeIn(this.#input.tally, cause).surplus += 1;
      return;
    }
    this.#input.tally.lateLeavers += 1;
    if (!isFifthEvening(this.#lingering, human)) return;
    this.#input.tally.lingering += 1;
    this.#tell('lingering', cause, day, 1, `${person.firstName} ${person.lastName}, ${person.email}, ${person.studentId ?? 'no number'}`);
  }

  /** Somebody is at the school and not active in the roster: archived although they were here, or not let in yet. */
  #judgeAbsentee(evening: Evening, human: number): void {
    const { here, archived, cause, day } = evening;
    evening.faults += 1;
    if (archived.has(human) && this.#activeYesterday.has(human)) this.#wrongly.set(human, cause);
    const wrong = archived.has(human) ? this.#wrongly.get(human) : undefined;
    if (wrong !== undefined) {
      this.#input.tally.wronglyArchived += 1;
      causeIn(this.#input.tally, wrong).wronglyArchived += 1;
      return;
    }
    this.#input.tally.lateArrivals += 1;
    if (!isFifthEvening(this.#outside, human)) return;
    this.#input.tally.shutOut += 1;
    const member = here.get(human)!;
    const before = archived.has(human) ? ', archived before' : '';
    this.#tell('shut_out', cause, day, 1, `${member.firstName} ${member.lastName}, ${member.email}, ${member.number}${before}`);
  }

  #judgeNewlyArchived({ here, active, archived, cause, day }: Evening): number {
    let people = 0;
    for (const human of here.keys()) if (!active.has(human) && archived.has(human) && this.#activeYesterday.has(human)) people += 1;
    if (people === 0) return 0;
    causeIn(this.#input.tally, cause).wronglyArchivedPeople += people;
    this.#tell('wrongly_archived', cause, day, people, '');
    return people;
  }

  /** Records that were changed since yesterday, and are not as the SIS knows the person. */
  #newlyWrong({ here }: Evening, people: readonly RosterPerson[]): number {
    if (people === this.#yesterday) return 0;
    const before = new Map(this.#yesterday.map((person) => [person.id, JSON.stringify(person)]));
    this.#yesterday = people;
    return people.filter((person) => {
      const [was, human] = [before.get(person.id), this.#humanOfRecord.get(person.id) ?? null];
      const member = human === null ? undefined : here.get(human);
      const isChanged = person.active && was !== undefined && was !== JSON.stringify(person);
      return isChanged && member !== undefined && !isAsKnown(person, member, this.#input.columns);
    }).length;
  }

  #rememberEvening({ here, active }: Evening): void {
    for (const human of this.#wrongly.keys()) if (active.has(human) || !here.has(human)) this.#wrongly.delete(human);
    for (const human of active) this.#outside.delete(human);
    for (const human of here.keys()) this.#lingering.delete(human);
    this.#activeYesterday.clear();
    for (const human of active) this.#activeYesterday.add(human);
  }

  /** An accident is to blame on its evenings and on the day after them, when owners decide and people are put right. */
  #causeOn(day: number): Cause {
    if (this.#lastAccident !== null && day - this.#lastAccident.day <= 1) return this.#lastAccident.kind;
    return this.#input.year.days[day]!.rollover ? 'rollover' : 'no_accident';
  }

  #tell(harm: Example['harm'], cause: Cause, day: number, people: number, note: string): void {
    const today = this.#input.year.days[day]!;
    this.#input.example({
      harm,
      cause,
      school: this.#input.year.school.key,
      date: today.date,
      evening: day,
      people,
      ofPeople: today.members.length,
      note,
    });
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
