import type { RosterPerson } from '../judging/roster-person.js';
import type { RosterRule } from './rule.js';

/** Evenings on which two ways of doing the same came to the same people. */
export type Agreement = { evenings: number; same: number };

/** A rule that does everything in two ways, answers as the first one, and counts how often the two agree. */
export function alongside(rule: RosterRule, other: RosterRule, agreement: Agreement): RosterRule {
  return {
    receive: async (file) => {
      await Promise.all([rule.receive(file), other.receive(file)]);
    },
    people: async () => {
      const [people, others] = await Promise.all([rule.people(), other.people()]);
      agreement.evenings += 1;
      if (facts(people) === facts(others)) agreement.same += 1;
      return people;
    },
    waiting: () => rule.waiting(),
    ...(rule.told === undefined ? {} : { told: rule.told }),
    decide: async (id, approve, at) => {
      const [holds, others] = await Promise.all([rule.waiting(), other.waiting()]);
      // The same holds in the same order, under other ids.
      const twin = others[holds.findIndex((hold) => hold.id === id)];
      await Promise.all([rule.decide(id, approve, at), twin === undefined ? undefined : other.decide(twin.id, approve, at)]);
    },
  };
}

function facts(people: readonly RosterPerson[]): string {
  return people
    .map(({ id: _id, ...person }) => JSON.stringify(person))
    .sort()
    .join('\n');
}
