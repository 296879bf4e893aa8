import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readAll } from '../infra/readers/read-fixture.js';
import { cellLines, PEOPLE, SHEETS } from './cells.js';
import { PRODUCERS, type Producer, type Work } from './producers.js';

/**
 * Lets the real libraries write one roster, reads each workbook, and compares every value. `wanted`: names of producers, or parts of
 * them; none: all. Returns the exit code: 1 where a value differs, or where nothing was run.
 */
export async function tryProducers(wanted: readonly string[], tools: Pick<Work, 'cache' | 'runCommand'>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-producers-'));
  const work: Work = { ...tools, cells: join(folder, 'cells.tsv') };
  mkdirSync(work.cache, { recursive: true });
  writeFileSync(work.cells, cellLines());
  const chosen = PRODUCERS.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.toLowerCase().includes(part.toLowerCase())));
  let passed = 0;
  let failed = 0;
  try {
    for (const [index, producer] of chosen.entries()) {
      const missing = producer.needs.filter((program) => !onPath(program));
      if (missing.length > 0) {
        console.log(`- ${producer.name}: not run, ${missing.join(' and ')} is not installed here`);
        continue;
      }
      const out = join(folder, `${index}-students.xlsx`);
      const told = await tryProducer(producer, out, work).catch((error: unknown): Told => ({ version: '', differences: [String(error)], values: 0 }));
      if (told.differences.length === 0) passed += 1;
      else failed += 1;
      console.log(`${told.differences.length === 0 ? '✓' : '✗'} ${producer.name} ${told.version}: ${PEOPLE.length} people, ${told.values} values`);
      for (const difference of told.differences) console.log(`    ${difference}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

type Told = { version: string; differences: string[]; values: number };

async function tryProducer(producer: Producer, out: string, work: Work): Promise<Told> {
  const version = await producer.write(out, work);
  const { result, people } = await readAll(out, 'students.xlsx');
  const differences: string[] = [];
  let values = 0;
  const compare = (where: string, found: unknown, expected: unknown): void => {
    values += 1;
    if (!isDeepStrictEqual(found, expected)) differences.push(`${where}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
  };
  compare('the file', result.kind === 'rejected' ? result.code : result.kind, 'read');
  compare('the sheet', result.sheet, 'Élèves');
  compare(
    'what became of the sheets',
    result.account.sheets.map(({ name, what }) => `${name}: ${what}`),
    Object.keys(SHEETS).map((name) => `${name}: ${FATES[name]}`),
  );
  compare('the people', people.length, PEOPLE.length);
  for (const [index, person] of PEOPLE.entries())
    for (const [field, value] of Object.entries(person)) {
      const isFormula = field === 'parentEmail' && index % 3 === 0;
      const expected = isFormula && producer.withoutResults === true ? null : value;
      compare(`${person.studentId}, ${field}`, people[index]?.[field as keyof typeof person] ?? null, expected);
    }
  return { version, differences, values };
}

const FATES: Record<string, string> = { Notes: 'not_a_list', Withdrawn: 'leavers', Élèves: 'list', Old: 'hidden' };

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
