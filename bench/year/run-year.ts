import { registerOfHumans } from './judging/register-of-humans.js';
import { emptyTally, type Example, type Tally } from './judging/tally.js';
import { openLife, type SchoolLife } from './open-life.js';
import { alongside, type Agreement } from './rules/alongside.js';
import { openProduct } from './rules/open-product.js';
import type { WholeWay } from './rules/open-whole-way.js';
import { createSimpleRule } from './rules/simple-rule.js';
import { makeWorld, type SchoolYear } from './world/make-world.js';

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
  /** How often one school that took the whole way came to the same people as the activities by themselves; null: none took it. */
  wholeWay: (Agreement & { school: string }) | null;
  /** Ends of all syncs of the product, both settings together. */
  outcomes: Record<string, number>;
};

export async function runYear(options: {
  seed: string;
  schools: number;
  days: number;
  databaseUrl: string;
  uploadFolder: string;
  /** Opens the running product, by which one school lives its year, too. */
  openWholeWay: (() => Promise<WholeWay>) | null;
  /** Districts that live at the same time. */
  atOnce: number;
  say(line: string): void;
}): Promise<YearResult> {
  const start = performance.now();
  const world = makeWorld(options);
  const registers = new Map(
    [...new Set(world.schools.map(({ school }) => school.district))].map((district) => [district, registerOfHumans(world, district)]),
  );
  const product = await openProduct(options);
  const rules = Object.fromEntries(RULE_NAMES.map((name) => [name, emptyTally()])) as Record<RuleName, Tally>;
  const smallest = Object.fromEntries(RULE_NAMES.map((name) => [name, new Map<string, Example>()])) as Record<RuleName, Map<string, Example>>;
  const keep =
    (name: RuleName) =>
    (example: Example): void => {
      const key = `${example.harm} ${example.cause}`;
      const before = smallest[name].get(key);
      if (before === undefined || example.people < before.people) smallest[name].set(key, example);
    };
  const wholeWay = (await options.openWholeWay?.()) ?? null;
  // One file an evening is enough to see the two ways agree.
  const traveller = wholeWay === null ? undefined : (world.schools.find(({ school }) => school.teachers + school.staff === 0) ?? world.schools[0]);
  const agreement: Agreement = { evenings: 0, same: 0 };
  const lifeOf = async (year: SchoolYear): Promise<SchoolLife> => {
    const { school } = year;
    const byItself = await product.school({ ...school, absencesBeforeArchive: 1 });
    const ruleOf = {
      'archive at once': createSimpleRule(null),
      'hold above 10 %': createSimpleRule(10),
      'Rollcall, defaults': wholeWay !== null && year === traveller ? alongside(byItself, await wholeWay.school(school.name), agreement) : byItself,
      'Rollcall, grace of 2': await product.school({ ...school, absencesBeforeArchive: 2 }),
    };
    return openLife(
      world,
      year,
      registers.get(school.district)!,
      RULE_NAMES.map((name) => ({ rule: ruleOf[name], tally: rules[name], example: keep(name) })),
    );
  };
  try {
    const queue = [...registers.keys()];
    // Schools of one district live side by side, day by day: the product may look at the others.
    const liveDistricts = async (): Promise<void> => {
      for (let district = queue.shift(); district !== undefined; district = queue.shift()) {
        const lives: SchoolLife[] = [];
        for (const year of world.schools) if (year.school.district === district) lives.push(await lifeOf(year));
        for (const day of world.calendar.keys()) for (const life of lives) await life.live(day);
        options.say(`District ${district}, ${lives.length} schools: the year is over, after ${Math.round((performance.now() - start) / 1000)} s.`);
      }
    };
    await Promise.all(Array.from({ length: options.atOnce }, liveDistricts));
    return {
      seed: options.seed,
      schools: world.schools.length,
      days: world.calendar.length,
      people: world.schools.reduce((sum, { days }) => sum + (days.at(-1)?.members.length ?? 0), 0),
      seconds: (performance.now() - start) / 1000,
      rules,
      examples: Object.fromEntries(
        RULE_NAMES.map((name) => [name, [...smallest[name].values()].toSorted((a, b) => (a.harm + a.cause < b.harm + b.cause ? -1 : 1))]),
      ) as Record<RuleName, Example[]>,
      wholeWay: traveller === undefined ? null : { ...agreement, school: traveller.school.key },
      outcomes: await product.outcomes(),
    };
  } finally {
    await wholeWay?.close();
    await product.close();
  }
}
