import { readRoster } from '../infra/readers/read-roster.js';

/**
 * Reads workbooks in a process of its own, as the worker does, so that its memory is measured alone. Told by IPC which file to
 * read; says how many people it found and how long it took.
 */
export type WorkbookPartResult = { people: number; ms: number };

process.on('message', (path: string) => {
  const start = performance.now();
  readRoster(path, {
    fileName: 'students.xlsx',
    country: 'CA',
    day: '2026-03-23',
    maps: { headers: {}, grades: {}, roles: {}, statuses: {}, sheets: {} },
    ownSchool: [],
    onRows: () => {},
    onProblems: () => {},
  }).then(
    (read) => process.send?.({ people: read.kind === 'read' ? read.people : 0, ms: performance.now() - start } satisfies WorkbookPartResult),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
