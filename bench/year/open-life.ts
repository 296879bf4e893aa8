import { planAccidents } from './accidents/plan-accidents.js';
import { dialectOf } from './files/dialect.js';
import { eveningFiles } from './files/evening-files.js';
import { judgeSchool } from './judging/judge-school.js';
import type { RegisterOfHumans } from './judging/register-of-humans.js';
import type { Example, Tally } from './judging/tally.js';
import { readRows } from './rules/read-rows.js';
import type { RosterRule } from './rules/rule.js';
import { eveningOf } from './world/calendar.js';
import type { SchoolYear, World } from './world/make-world.js';

/** One rule that lives through the year of one school, and where its deeds are counted. */
export type Contender = { rule: RosterRule; tally: Tally; example(example: Example): void };

/** The year of one school, to be lived a day at a time beside the other schools of its district. */
export type SchoolLife = {
  /** A day: the owner decides in the morning what waits since yesterday; in the evening the SIS uploads; then all is judged. */
  live(day: number): Promise<void>;
};

export function openLife(world: World, year: SchoolYear, register: RegisterOfHumans, contenders: readonly Contender[]): SchoolLife {
  const { school, days } = year;
  const accidents = planAccidents(world.seed, year);
  const columns = new Set(dialectOf(world.seed, school.district).columns.map(([key]) => key));
  const lives = contenders.map(({ rule, tally, example }) => ({
    rule,
    judge: judgeSchool({ year, register, columns, tally, example }),
    verdicts: new Map<string, boolean>(),
  }));
  return {
    async live(day) {
      const { date } = days[day]!;
      for (const { rule, verdicts } of lives) {
        for (const [id, approve] of verdicts) await rule.decide(id, approve, eveningOf(date, -9 * 60));
        verdicts.clear();
      }
      for (const { name, bytes, minutes } of eveningFiles(world, year, accidents, day)) {
        const rows = await readRows(name, bytes);
        for (const { rule } of lives) await rule.receive({ name, bytes, at: eveningOf(date, minutes), rows });
      }
      const accident = accidents.find((one) => one.day <= day && day < one.day + one.evenings)?.kind ?? null;
      for (const { rule, judge, verdicts } of lives) {
        judge.judgeEvening(day, await rule.people(), accident, (await rule.told?.(eveningOf(date, 0))) ?? null);
        for (const { id, why, changes } of await rule.waiting()) verdicts.set(id, judge.judgeHold(day, changes, why).approve);
      }
    },
  };
}
