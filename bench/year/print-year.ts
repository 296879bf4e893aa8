import { ACCIDENT_KINDS } from './accidents/accident.js';
import type { Cause, Tally } from './judging/tally.js';
import { RULE_NAMES, type RuleName, type YearResult } from './run-year.js';

export function printYear(result: YearResult): void {
  const { rules } = result;
  const row = (name: string, of: (tally: Tally) => number | string): string[] => [name, ...RULE_NAMES.map((rule) => String(of(rules[rule])))];
  table([
    ['', ...RULE_NAMES],
    row('person-days wrongly archived', (t) => t.wronglyArchived),
    row('person-days active after leaving', (t) => t.lateLeavers),
    row('person-days not active yet', (t) => t.lateArrivals),
    row('people shut out for five evenings', (t) => t.shutOut),
    row('people who linger for five evenings', (t) => t.lingering),
    row('person-days of records of nobody', (t) => t.surplus),
    row('person-days with a wrong value', (t) => t.wrongValues),
    row('corrupted identities', (t) => t.corrupted),
    row('people archived or altered silently', (t) => t.silently),
    row('people harmed, and nothing but counts said', (t) => t.onlyCounted),
    row('needed holds', (t) => t.holds.needed),
    row('unnecessary holds', (t) => t.holds.unnecessary),
    row('  in 50 school-weeks', (t) => perFiftyWeeks(t).toFixed(2)),
    row('holds of true changes in rollover', (t) => t.holds.rollover),
    row('holds that ask the same as the day before', (t) => t.holds.repeated),
    row('person-days of true changes waiting', (t) => t.holds.truePersonDays),
    row('evenings on which all was right', (t) => `${((100 * t.rightEvenings) / t.evenings).toFixed(1)} %`),
  ]);
  const causes: Cause[] = [...ACCIDENT_KINDS, 'rollover', 'no_accident'];
  for (const figure of ['wronglyArchived', 'corrupted', 'surplus', 'wrongValues'] as const) {
    const lines = causes
      .map((cause) => [cause, ...RULE_NAMES.map((rule) => String(rules[rule].byCause[cause]?.[figure] ?? 0))])
      .filter((line) => line.slice(1).some((cell) => cell !== '0'));
    if (lines.length > 0) table([[`${FIGURES[figure]}, by cause`, ...RULE_NAMES], ...lines]);
  }
  for (const name of ['Rollcall, defaults', 'Rollcall, grace of 2'] as const)
    for (const target of targetsOf(result, name)) console.log(`${target.met ? 'met   ' : 'MISSED'}  ${name}: ${target.what}`);
  for (const name of ['Rollcall, defaults', 'Rollcall, grace of 2'] as const) {
    const harms = result.examples[name].filter(({ harm }) => harm !== 'needed_hold');
    if (harms.length > 0) console.log(`\nThe smallest examples of harm by ${name}:`);
    for (const { harm, cause, school, date, people, ofPeople, note } of harms)
      console.log(`  ${harm}, ${cause}: ${people} of ${ofPeople} people of ${school} on ${date}${note === '' ? '' : ` (${note})`}`);
  }
  console.log();
  if (result.wholeWay !== null)
    console.log(
      `${result.wholeWay.same} of ${result.wholeWay.evenings} evenings of ${result.wholeWay.school} ended with the same people by SFTP, gateway, Temporal and worker`,
    );
  console.log(
    `${result.schools} schools, ${result.days} evenings, ${result.people} people, seed ${result.seed}, ${Math.round(result.seconds)} s; syncs: ${Object.entries(
      result.outcomes,
    )
      .map(([status, syncs]) => `${syncs} ${status}`)
      .join(', ')}`,
  );
}

const FIGURES = {
  wronglyArchived: 'person-days wrongly archived',
  corrupted: 'corrupted identities',
  surplus: 'person-days of records of nobody',
  wrongValues: 'person-days with a wrong value',
} as const;

function perFiftyWeeks(tally: Tally): number {
  return (tally.holds.unnecessary / Math.max(1, tally.schoolWeeks)) * 50;
}

/** What the product promises of a year, under its defaults. */
export function targetsOf({ rules }: YearResult, name: RuleName): { what: string; met: boolean }[] {
  const tally = rules[name];
  const simple = rules['hold above 10 %'];
  const times = simple.wronglyArchived / Math.max(1, tally.wronglyArchived);
  const leavers = tally.lateLeavers / Math.max(1, simple.lateLeavers);
  return [
    { what: `${times.toFixed(1)} times fewer wrongly archived person-days than holding above 10 % (target: 20)`, met: times >= 20 },
    { what: `${tally.corrupted} corrupted identities (target: none)`, met: tally.corrupted === 0 },
    { what: `${tally.silently} people archived or altered silently (target: none)`, met: tally.silently === 0 },
    {
      what: `leavers stay active for ${(100 * leavers).toFixed(0)} % of the person-days of holding above 10 % (target: at most 50 %)`,
      met: leavers <= 0.5,
    },
    { what: `${tally.holds.rollover} holds of true changes in rollover (target: none)`, met: tally.holds.rollover === 0 },
    {
      what: `${perFiftyWeeks(tally).toFixed(2)} unnecessary holds in 50 school-weeks outside rollover (target: at most 1)`,
      met: perFiftyWeeks(tally) <= 1,
    },
  ];
}

function table(rows: string[][]): void {
  const widths = rows[0]!.map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    );
  console.log();
}
