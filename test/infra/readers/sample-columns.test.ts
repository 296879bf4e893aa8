import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { sampleText } from '../../../domain/messages/sample-texts.js';
import { defaultSettings } from '../../../domain/settings.js';
import { sampleColumns } from '../../../infra/readers/sample-columns.js';

async function sampled(bytes: string | Buffer, { fileName = 'students.csv', headers = {} } = {}): Promise<Record<string, string[]>> {
  const maps = { ...defaultSettings().maps, headers };
  const source = Readable.from([Buffer.from(bytes)]);
  const columns = await sampleColumns(source, { fileName, country: 'US', day: '2026-09-01', maps, ownSchool: [] });
  return Object.fromEntries(columns.map(({ name, samples }) => [name, samples.map((sample) => sampleText('en', sample))]));
}

const FULL = 'Email,First Name,Last Name,Student Number,Grade,Kennung,SSN\n';

test('three values of a column that is not known are shown, masked and different; of known and of sensitive columns none', async () => {
  const rows = ['A1', 'B22', '', 'B33', 'C444', 'D5555', 'E6'].map((word, at) => `p${at}@example.org,Ann,Lee,${1000 + at},9,${word},123-45-6789\n`);
  expect(await sampled(FULL + rows.join(''))).toEqual({
    Kennung: ['•• (1 letter, 1 digit)', 'B•• (1 letter, 2 digits)', 'C••• (1 letter, 3 digits)'],
  });
});

test('a file that was rejected is sampled, too: which of its columns is the first name?', async () => {
  const file = 'Mail Adress,Rufname,Nachname,Student Number,Grade\nann@example.org,Anna,Leeson,1001,9\nbo@example.org,Bo,Smith,1002,9\n';
  expect(await sampled(file)).toEqual({
    'Mail Adress': ['a••@•••••••.••• (13 letters)', 'b•@•••••••.••• (12 letters)'],
    Rufname: ['A••• (4 letters)', '•• (2 letters)'],
    Nachname: ['L••••• (6 letters)', 'S•••• (5 letters)'],
  });
});

test('a title above the header, tabs and a mapped header change nothing', async () => {
  const file = `Lakeside District\n${FULL}ann@example.org,Ann,Lee,1001,9,Anna,1\n`.replaceAll(',', '\t');
  expect(await sampled(file)).toEqual({ Kennung: ['A••• (4 letters)'] });
  expect(await sampled(file, { headers: { Kennung: 'idField1' } })).toEqual({});
  expect(await sampled(file, { headers: { Kennung: 'ignore' } })).toEqual({ Kennung: ['A••• (4 letters)'] });
});

test('a header that may be somebody is not named, and a file that cannot be read has no samples', async () => {
  expect(await sampled('Email,First Name,Last Name,Student Number,Grade,ann.lee@example.org\nbo@example.org,Bo,Smith,1,9,Anna\n')).toEqual({});
  expect(await sampled('%PDF-1.7 …')).toEqual({});
  expect(await sampled('')).toEqual({});
});

test('a workbook with several sheets is sampled, each column once', async () => {
  const header = ['Email', 'First Name', 'Last Name', 'Student Number', 'Grade', 'Kennung'];
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('Grade 9').addRows([header, ['ann@example.org', 'Ann', 'Lee', '1001', '9', 'Anna']]);
  workbook.addWorksheet('Grade 10').addRows([header, ['bo@example.org', 'Bo', 'Smith', '1002', '10', 'Bonnie']]);
  const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
  expect(await sampled(bytes, { fileName: 'students.xlsx' })).toEqual({ Kennung: ['A••• (4 letters)', 'B••••• (6 letters)'] });
});

test('of a long file only the beginning is read', async () => {
  const row = 'ann@example.org,Ann,Lee,1001,9,,\n';
  let pieces = 0;
  const source = Readable.from(
    (function* () {
      yield Buffer.from(FULL);
      for (; pieces < 500; pieces += 1) yield Buffer.from(row.repeat(500));
    })(),
  );
  const columns = await sampleColumns(source, {
    fileName: 'students.csv',
    country: 'US',
    day: '2026-09-01',
    maps: defaultSettings().maps,
    ownSchool: [],
  });
  expect(columns).toEqual([{ name: 'Kennung', samples: [] }]);
  expect(pieces).toBeLessThan(20);
});
