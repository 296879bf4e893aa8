import { OPTIONAL_FIELDS, type PersonField, type UnreadField } from '../person.js';
import type { Problem, ProblemParams } from '../problem.js';
import { headerKey } from './normalise-header.js';
import { lineInSheet, sheetOfLine } from './sheet-lines.js';
import type { ColumnMapping } from './types.js';

/** The columns of several sheets as those of one list, and at which place of them each column of each sheet stands. */
export function mergeColumns(sheets: readonly (readonly ColumnMapping[])[]): { columns: ColumnMapping[]; places: number[][] } {
  const columns: ColumnMapping[] = [];
  const places = sheets.map((own) => {
    const taken = new Set<number>();
    return own.map((column) => {
      const known = columns.findIndex(
        (one, index) =>
          !taken.has(index) && one.field === column.field && one.why === column.why && headerKey(one.header) === headerKey(column.header),
      );
      const place = known === -1 ? columns.push(column) - 1 : known;
      taken.add(place);
      return place;
    });
  });
  return { columns, places };
}

/** The optional fields for which other sheets of the list have a column and this one does not: their stored values stay. */
export function absentFields(own: readonly PersonField[], all: readonly PersonField[]): UnreadField[] {
  return OPTIONAL_FIELDS.filter((field) => all.includes(field) && !own.includes(field));
}

/** A problem of one of several sheets: it names the sheet, and its lines are those that people see there. */
export function toldInSheets(problem: Problem, sheets: readonly string[]): Problem {
  if (sheets.length < 2) return problem;
  return {
    ...problem,
    params: { ...placesInSheets(problem.params, sheets), ...(problem.line === null ? {} : { sheet: sheets[sheetOfLine(problem.line)]! }) },
  };
}

/** Lines that a sentence names, each with its sheet: `5 (Grade 10)`. */
export function placesInSheets(params: ProblemParams, sheets: readonly string[]): ProblemParams {
  if (sheets.length < 2) return params;
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      LINES.has(key) && typeof value === 'number' ? `${lineInSheet(value)} (${sheets[sheetOfLine(value)]})` : value,
    ]),
  );
}

/** Parameters that are a line of the file. */
const LINES: ReadonlySet<string> = new Set(['first', 'other', 'line']);
