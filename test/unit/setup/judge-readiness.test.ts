import { expect, test } from 'vitest';
import { defaultSettings } from '../../../domain/settings.js';
import { judgeReadiness, type FileFacts } from '../../../domain/setup/judge-readiness.js';
import { listSwitchedOn } from '../../../domain/setup/list-switched-on.js';

const GOOD: FileFacts = { status: 'APPLIED', wasHeld: false, rows: { total: 600, problems: 0 }, people: { added: 2, all: 600 } };
const { safety } = defaultSettings();
const of = (...files: Partial<FileFacts>[]): ReturnType<typeof judgeReadiness<FileFacts>> =>
  judgeReadiness(
    files.map((file) => ({ ...GOOD, ...file })),
    safety,
  );

test('three files in a row that match make a category ready', () => {
  expect(of({}, {}, {})).toMatchObject({ matched: 3, surprises: 0, isReady: true });
  expect(of({}, {})).toMatchObject({ matched: 2, surprises: 0, isReady: false });
  expect(of()).toMatchObject({ matched: 0, surprises: 0, isReady: false });
});

test.each<[what: string, file: Partial<FileFacts>, surprise: string]>([
  ['a file that could not be used', { status: 'REJECTED', people: { added: 0, all: 0 } }, 'rejected'],
  ['a file of which something was held', { wasHeld: true }, 'held'],
  ['a file with many rows left out', { rows: { total: 600, problems: 61 } }, 'left_out'],
  ['a file with many newcomers', { people: { added: 61, all: 600 } }, 'many_new'],
  ['a file that was undone', { status: 'UNDONE' }, 'undone'],
])('%s is a surprise, and three more must follow it', (_, file, surprise) => {
  expect(of({}, {}, file)).toMatchObject({
    matched: 2,
    surprises: 1,
    isReady: false,
    files: [{ surprises: [] }, { surprises: [] }, { surprises: [surprise] }],
  });
  expect(of({}, {}, {}, file)).toMatchObject({ matched: 3, surprises: 1, isReady: true });
});

test('a few newcomers and a few rows left out are no surprise', () => {
  expect(of({ rows: { total: 600, problems: 5 }, people: { added: 60, all: 600 } })).toMatchObject({ matched: 1, surprises: 0 });
});

test('only the newest five files are looked at', () => {
  expect(of({}, {}, {}, {}, {}, { status: 'REJECTED' })).toMatchObject({ matched: 5, surprises: 0, isReady: true });
});

test('a save asks about what it switches on, and not about what is on already or goes off', () => {
  const before = defaultSettings();
  const after = structuredClone(before);
  after.categories.students = { roster: true, autoUpdate: true, missingUsers: 'ARCHIVE' };
  after.categories.staff = { roster: true, autoUpdate: false, missingUsers: 'ARCHIVE' };
  expect(listSwitchedOn(before, after)).toEqual([
    { category: 'students', autoUpdate: true, archive: true },
    { category: 'staff', autoUpdate: false, archive: true },
  ]);
  expect(listSwitchedOn(after, after)).toEqual([]);
  expect(listSwitchedOn(after, before)).toEqual([]);
});
