import type { AccidentKind } from '../accidents/accident.js';

/** What harm is laid at: an accident of the SIS, or else the new school year, or an ordinary day. */
export type Cause = AccidentKind | 'rollover' | 'no_accident';

export type HoldCount = {
  /** Something that waits is not true: asking was right. */
  needed: number;
  /** Everything that waits is true, outside rollover. */
  unnecessary: number;
  /** Everything that waits is true, in the weeks of the rollover. */
  rollover: number;
  /** The same changes as the evening before: an owner who said no is asked again. */
  repeated: number;
  /** Days that true changes of people waited for an owner. */
  truePersonDays: number;
};

/** What one rule did to all schools in one year. Days are school days. */
export type Tally = {
  evenings: number;
  /** Everybody who attends is active, once, as the SIS truly knows them, and nobody else is. */
  rightEvenings: number;
  schoolWeeks: number;
  /** Days on which somebody was archived who attended when they were archived, and still does. */
  wronglyArchived: number;
  /** Days on which somebody was active who had left. */
  lateLeavers: number;
  /** Days on which somebody attended and was not active yet, or not yet again. */
  lateArrivals: number;
  /** People whom five evenings in a row did not let in, or let go. */
  shutOut: number;
  lingering: number;
  /** Days of active records that stand for nobody of the school, or for somebody who has another one. */
  surplus: number;
  /** Days on which an active person's number, address, name, grade or guardian was not true. */
  wrongValues: number;
  /** Records that ever carried another human's number, address or name. */
  corrupted: number;
  /** People who were archived or altered, and no count said so. */
  silently: number;
  /** People who were wrongly archived, or came to have a wrong value, on an evening on which nothing but counts was said. */
  onlyCounted: number;
  holds: HoldCount;
  unnecessaryByReason: Record<string, number>;
  byCause: Partial<
    Record<
      Cause,
      { wronglyArchived: number; wronglyArchivedPeople: number; corrupted: number; surplus: number; wrongValues: number; neededHolds: number }
    >
  >;
};

export function emptyTally(): Tally {
  return {
    evenings: 0,
    rightEvenings: 0,
    schoolWeeks: 0,
    wronglyArchived: 0,
    lateLeavers: 0,
    lateArrivals: 0,
    shutOut: 0,
    lingering: 0,
    surplus: 0,
    wrongValues: 0,
    corrupted: 0,
    silently: 0,
    onlyCounted: 0,
    holds: { needed: 0, unnecessary: 0, rollover: 0, repeated: 0, truePersonDays: 0 },
    unnecessaryByReason: {},
    byCause: {},
  };
}

export function causeIn(tally: Tally, cause: Cause): NonNullable<Tally['byCause'][Cause]> {
  return (tally.byCause[cause] ??= { wronglyArchived: 0, wronglyArchivedPeople: 0, corrupted: 0, surplus: 0, wrongValues: 0, neededHolds: 0 });
}

/** One example of harm, as small as it was seen. */
export type Example = {
  harm: 'wrongly_archived' | 'corrupted' | 'shut_out' | 'lingering' | 'unnecessary_hold' | 'needed_hold';
  cause: Cause;
  school: string;
  date: string;
  evening: number;
  people: number;
  ofPeople: number;
  note: string;
};
