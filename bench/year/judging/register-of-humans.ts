import type { World } from '../world/make-world.js';
import type { RosterPerson } from './roster-person.js';

/** Whose numbers, addresses and names are whose, in one district and one whole year. */
export type RegisterOfHumans = {
  /** The human whom a record most likely stands for; null: nobody of the district. Those whom `here` knows come first. */
  humanOf(person: RosterPerson, here: (human: number) => boolean): number | null;
  /** The record carries a number or an address that was never this human's and is another's, or another's name. */
  isMixedUp(person: RosterPerson, human: number): boolean;
};

export function registerOfHumans(world: World, district: string): RegisterOfHumans {
  const emails = new Map<string, Set<number>>();
  const numbers = new Map<string, Set<number>>();
  const names = new Map<string, Set<number>>();
  const guardians = new Set<string>();
  const note = (map: Map<string, Set<number>>, key: string, human: number): void => {
    const humans = map.get(key);
    if (humans === undefined) map.set(key, new Set([human]));
    else humans.add(human);
  };
  for (const { school, days } of world.schools) {
    if (school.district !== district) continue;
    const seen = new Set<object>();
    for (const { members } of days)
      for (const member of members) {
        if (seen.has(member)) continue;
        seen.add(member);
        note(emails, member.email, member.human);
        if (member.role === 'STUDENT') note(numbers, member.number, member.human);
        note(names, nameKey(member.firstName, member.lastName), member.human);
        if (member.parentEmail !== null) guardians.add(member.parentEmail);
      }
  }
  const NOBODY: ReadonlySet<number> = new Set();
  const having = (map: Map<string, Set<number>>, key: string | null): ReadonlySet<number> => (key === null ? NOBODY : (map.get(key) ?? NOBODY));

  return {
    humanOf: (person, here) => {
      const votes = new Map<number, number>();
      const vote = (humans: ReadonlySet<number>, weight: number): void => {
        for (const human of humans) votes.set(human, (votes.get(human) ?? (here(human) ? 0.5 : 0)) + weight);
      };
      vote(having(emails, person.email), 2);
      vote(having(numbers, person.studentId), 1.9);
      // A name alone is nobody's: it only decides between two.
      for (const human of having(names, nameKey(person.firstName, person.lastName)))
        if (votes.has(human)) votes.set(human, (votes.get(human) ?? 0) + 1);
      let best: number | null = null;
      for (const [human, weight] of votes) if (best === null || weight > (votes.get(best) ?? 0)) best = human;
      return best;
    },
    isMixedUp: (person, human) => {
      const foreign = (humans: ReadonlySet<number>): boolean => humans.size > 0 && !humans.has(human);
      if (foreign(having(emails, person.email)) || guardians.has(person.email)) return true;
      if (foreign(having(numbers, person.studentId))) return true;
      // The same name may be two people's: only a name that was never theirs speaks against the record.
      return foreign(having(names, nameKey(person.firstName, person.lastName))) && !having(emails, person.email).has(human);
    },
  };
}

function nameKey(first: string, last: string): string {
  return `${first}\n${last}`.toLowerCase();
}
