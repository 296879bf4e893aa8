import { registerOfHumans } from './judging/register-of-humans.js';
import { emptyTally, type Example, type Tally } from './judging/tally.js';
import { liveSchool } from './live-school.js';
import { openProduct } from './rules/open-product.js';
import { createSimpleRule } from './rules/simple-rule.js';
import { makeWorld } from './world/make-world.js';

export const RULE_NAMES = ['archive at once', 'hold above 10 %', 'Rollcall, defaults', 'Rollcall, grace of 2'] as const;
export type RuleName = (typeof RULE_NAMES)[number];

export type YearResult = {
  seed: string;
  schools: number;
  days: number;
  people: number;
  seconds: number;
  rules: Record<RuleName, Tally>;
  /** The smallest example of each kind of harm that each rule did, by cause. */
  examples: Record<RuleName, Example[]>;
  /** Ends of all syncs of the product, both settings together. */
  outcomes: Record<string, number>;
};

export async function runYear(options: {
  seed: string;
  schools: number;
  days: number;
  databaseUrl: string;
  uploadFolder: string;
  /** Schools that live at the same time. */
  atOnce: number;
  say(line: string): void;
}): Promise<YearResult> {
  const start = performance.now();
  const world = makeWorld(options);
  const registers = new Map([...new Set(world.schools.map(({ school }) => school.district))].map((district) => [district, registerOfHumans(world, district)]));
  const product = await openProduct(options);
  const rules = Object.fromEntries(RULE_NAMES.map((name) => [name, emptyTally()])) as Record<RuleName, Tally>;
  const smallest = Object.fromEntries(RULE_NAMES.map((name) => [name, new Map<string, Example>()])) as Record<RuleName, Map<string, Example>>;
  const keep = (name: RuleName) => (example: Example): void => {
    const key = `${example.harm} ${example.cause}`;
    const before = smallest[name].get(key);
    if (before === undefined || example.people < before.people) smallest[name].set(key, example);
  };
  try {
    const queue = [...world.schools];
    let done = 0;
    const live = async (): Promise<void> => {
      for (let year = queue.shift(); year !== undefined; year = queue.shift()) {
        const { school } = year;
        const ruleOf = {
          'archive at once': createSimpleRule(null),
          'hold above 10 %': createSimpleRule(10),
          'Rollcall, defaults': await product.school({ name: school.name, absencesBeforeArchive: 1 }),
          'Rollcall, grace of 2': await product.school({ name: school.name, absencesBeforeArchive: 2 }),
        };
        await liveSchool(world, year, registers.get(school.district)!, RULE_NAMES.map((name) => ({ rule: ruleOf[name], tally: rules[name], example: keep(name) })));
        options.say(`${++done} of ${world.schools.length} schools: ${school.name}, ${school.students} students, after ${Math.round((performance.now() - start) / 1000)} s`);
      }
    };
    await Promise.all(Array.from({ length: options.atOnce }, live));
    return {
      seed: options.seed,
      schools: world.schools.length,
      days: world.calendar.length,
      people: world.schools.reduce((sum, { days }) => sum + (days.at(-1)?.members.length ?? 0), 0),
      seconds: (performance.now() - start) / 1000,
      rules,
      examples: Object.fromEntries(RULE_NAMES.map((name) => [name, [...smallest[name].values()].toSorted((a, b) => (a.harm + a.cause < b.harm + b.cause ? -1 : 1))])) as Record<RuleName, Example[]>,
      outcomes: await product.outcomes(),
    };
  } finally {
    await product.close();
  }
}
