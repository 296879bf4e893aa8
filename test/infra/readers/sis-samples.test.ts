import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { recogniseSis, SIS_LIST } from '../../../domain/sis/recognise-sis.js';
import { readAll } from './read-fixture.js';

const FOLDER = join(import.meta.dirname, '../../../samples/sis');
const SAMPLES = readdirSync(FOLDER).map((file) => [file.split('_')[0]!, file] as const);
const DAY = '2026-03-23';

test('there is one small export of each system, and one of none', () => {
  expect(SAMPLES.map(([sis]) => sis).sort()).toEqual([...SIS_LIST.map(({ id }) => id), 'unknown'].sort());
});

describe('the sample of a system', () => {
  test.each(SAMPLES)('%s is recognised, and every column, word and row of it is understood', async (sis, file) => {
    const { result, people } = await readAll(readFileSync(join(FOLDER, file)), file, {
      day: DAY,
      country: file.includes('.example.ca') ? 'CA' : 'US',
    });
    expect(result).toMatchObject({ kind: 'read', sis });
    const { columns, words, lines } = result.account;
    expect([...columns, ...words, ...lines].filter(({ use }) => use === 'UNKNOWN')).toEqual([]);
    expect(lines.reduce((sum, { rows }) => sum + rows, 0)).toBe(result.rows);
    expect(people.length).toBeGreaterThanOrEqual(2);
    expect(people.map(({ email }) => email)).not.toContain('ida.nowak@students.demo.example.org');
    expect(people.map(({ email }) => email)).not.toContain('vera.lund@demo.example.org');
    for (const { role, grade } of people) expect([role, grade === null]).toEqual([role, role !== 'STUDENT']);
  });

  test.each(SAMPLES)('%s is read the same, whichever other systems are known', (sis, file) => {
    const separator = file.endsWith('.txt') ? '\t' : file.startsWith('gpi') ? ';' : ',';
    const headers = readFileSync(join(FOLDER, file), 'utf8').split('\n')[0]!.split(separator);
    const alone = SIS_LIST.filter(({ id }) => id === sis);
    expect(recogniseSis(headers).id).toBe(sis);
    expect(recogniseSis(headers, alone).id).toBe(sis);
    // Nothing but the system that wrote it gives it away.
    expect(
      recogniseSis(
        headers,
        SIS_LIST.filter(({ id }) => id !== sis),
      ).id,
    ).toBe('unknown');
  });
});

test('a status of 0 is active in PowerSchool, and gone in every other file', async () => {
  const header = 'email,first name,last name,grade';
  const of = async (number: string, status: string): Promise<number> => {
    const text = `${header},${number},${status}\na@x.org,Ana,Lee,9,1,0\nb@x.org,Bo,Lee,9,2,1\n`;
    return (await readAll(Buffer.from(text), 'students.csv')).people.length === 1
      ? Number((await readAll(Buffer.from(text), 'students.csv')).people[0]!.studentId)
      : 0;
  };
  expect(await of('student id', 'Status')).toBe(2);
  expect(await of('Student_Number', 'Enroll_Status')).toBe(1);
});
