import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ANA_ROW, HEADER_ROW, inlineCell, makeWorkbook, makeZip } from './make-workbook.js';
import { readAll } from './read-fixture.js';

const MB = 1024 * 1024;
const HEADER = 'email,first name,last name,student id,grade\n';
const ANA = 'ana@x.org,Ana,Lee,0001,9\n';

/** Text that packs badly enough to pass for honest: about 3 to 1. */
function honest(megabytes: number): string {
  let state = 1;
  const random = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff);
  const block = Array.from({ length: MB / 8 }, () => random().toString(36).padStart(8, 'x').slice(0, 8)).join('');
  return block.repeat(megabytes);
}
const numbered = (count: number, text: (index: number) => string): string => Array.from({ length: count }, (_, index) => text(index)).join('');
const list = (text: string): Buffer => makeZip([{ name: 'users.csv', data: text }]);

/** What would cost much if anybody believed it, and what becomes of it: read, or the reason of the rejection. */
const BOMBS: [name: string, fileName: string, bytes: () => Buffer, expected: RegExp][] = [
  [
    'a sheet that says it has all cells of Excel',
    'a.xlsx',
    () => makeWorkbook(HEADER_ROW + ANA_ROW, { after: '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>' }),
    /^read$/,
  ],
  [
    'a row with 200,000 cells',
    'a.xlsx',
    () => makeWorkbook(`${HEADER_ROW}${ANA_ROW}<row r="3">${'<c><v>1</v></c>'.repeat(200_000)}</row>`),
    /^read$/,
  ],
  [
    'a header with 100,000 cells',
    'a.xlsx',
    () => makeWorkbook(`<row r="1">${'<c><v>1</v></c>'.repeat(100_000)}</row>${ANA_ROW}`),
    /^too_many_columns$/,
  ],
  [
    '300,000 shared texts',
    'a.xlsx',
    () =>
      makeWorkbook(HEADER_ROW + ANA_ROW, { strings: `<sst>${numbered(300_000, (index) => `<si><t>${(index * 7919).toString(36)}</t></si>`)}</sst>` }),
    /^(?:read|broken_archive memory)$/,
  ],
  [
    'one shared text of 12 MB',
    'a.xlsx',
    () => makeWorkbook(HEADER_ROW + ANA_ROW, { strings: `<sst><si><t>${honest(12)}</t></si></sst>` }),
    /^(?:read|broken_archive (?:memory|bomb))$/,
  ],
  ['tags 100,000 deep', 'a.xlsx', () => makeWorkbook('<a>'.repeat(100_000)), /^broken_archive damaged$/],
  [
    'entities that multiply',
    'a.xlsx',
    () =>
      makeWorkbook(HEADER_ROW, {
        strings: `<!DOCTYPE sst [<!ENTITY a "${'ha'.repeat(5_000)}"><!ENTITY b "${'&a;'.repeat(5_000)}">]><sst><si><t>&b;</t></si></sst>`,
      }),
    /^broken_archive damaged$/,
  ],
  ['a sheet of 60 MB that is all spaces', 'a.xlsx', () => makeWorkbook(' '.repeat(60 * MB)), /^broken_archive bomb$/],
  [
    '200 sheets',
    'a.xlsx',
    () => makeWorkbook(HEADER_ROW, { parts: Array.from({ length: 200 }, (_, index) => ({ name: `xl/worksheets/s${index}.xml`, data: 'x' })) }),
    /^broken_archive too_many_entries$/,
  ],
  [
    'a text of 3 MB in every cell of a row',
    'a.xlsx',
    () => makeWorkbook(`${HEADER_ROW}${ANA_ROW}<row r="3">${inlineCell(honest(3)).repeat(5)}</row>`),
    /^(?:read|broken_archive bomb)$/,
  ],
  ['a list of one word 60 MB long', 'a.zip', () => list(' '.repeat(60 * MB)), /^broken_archive bomb$/],
  ['a list of 12 MB in one line', 'a.zip', () => list(HEADER + ANA + honest(12)), /^(?:read|broken_archive bomb)$/],
  ['a list of 12 MB in one quote', 'a.zip', () => list(`${HEADER}${ANA}"${honest(12)}`), /^(?:read|broken_archive bomb)$/],
  ['a list of 510,000 rows', 'a.zip', () => list(HEADER + numbered(510_000, (index) => `p${index}@x.org,Ana,Lee,${index},9\n`)), /^too_many_rows$/],
  ['a list of nothing but quotes', 'a.zip', () => list(`${HEADER}${'"'.repeat(9 * MB)}`), /^(?:no_valid_rows|broken_archive bomb)$/],
  ['a list of nothing but separators', 'a.zip', () => list(HEADER + ANA + ','.repeat(9 * MB)), /^read$/],
  [
    'roles of 200,000 users beside one',
    'a.zip',
    () =>
      makeZip([
        { name: 'users.csv', data: `sourcedId,${HEADER}u1,${ANA}` },
        { name: 'roles.csv', data: `userSourcedId,role\n${numbered(200_000, (index) => `u${index},student\n`)}` },
      ]),
    /^read$/,
  ],
  [
    'one user with 300,000 different roles',
    'a.zip',
    () =>
      makeZip([
        { name: 'users.csv', data: `sourcedId,${HEADER}u1,${ANA}` },
        { name: 'roles.csv', data: `userSourcedId,role\n${numbered(300_000, (index) => `u1,role${index}\n`)}` },
      ]),
    /^broken_archive roles$/,
  ],
  [
    '300,000 users, each with a role of their own',
    'a.zip',
    () =>
      makeZip([
        { name: 'users.csv', data: `sourcedId,${HEADER}u1,${ANA}` },
        { name: 'roles.csv', data: `userSourcedId,role\n${numbered(300_000, (index) => `u${index},role${index}\n`)}` },
      ]),
    /^broken_archive roles$/,
  ],
];

describe('a bomb ends soon, and takes little memory', () => {
  test.each(BOMBS)(
    '%s',
    async (_, fileName, make, expected) => {
      const bytes = make();
      const watch = watchChildren();
      const before = process.memoryUsage.rss();
      const started = performance.now();
      const { result } = await readAll(bytes, `students ${fileName}`);
      const seconds = (performance.now() - started) / 1000;
      const childBytes = watch.end();
      expect(result.kind === 'read' ? 'read' : [result.code, result.params['reason']].filter((part) => part !== undefined).join(' ')).toMatch(
        expected,
      );
      expect(seconds).toBeLessThan(60);
      expect(childBytes).toBeLessThan(512 * MB);
      expect(process.memoryUsage.rss() - before).toBeLessThan(400 * MB);
    },
    70_000,
  );
});

/** The most memory that any child of this process has had, as the kernel counts it; where it does not say, nothing is known. */
function watchChildren(): { end(): number } {
  let most = 0;
  const look = (): void => {
    try {
      for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
        const status = read(`/proc/${pid}/status`);
        if (new RegExp(`^PPid:\\s+${process.pid}$`, 'm').test(status))
          most = Math.max(most, Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024);
      }
    } catch {
      // No such file system: on Linux this is looked at.
    }
  };
  const timer = setInterval(look, 20);
  return {
    end() {
      clearInterval(timer);
      return most;
    },
  };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It ended meanwhile.
    return '';
  }
}
