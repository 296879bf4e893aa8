import type { RosterSummary } from './types.js';

/**
 * The reading of a school's part of a district's file, of which `unplacedRows` rows belong to no school that is known. Some of them may be of
 * people who seem to be missing here, so the part archives none, and says why.
 */
export function withoutStanding(reading: RosterSummary, unplacedRows: number): RosterSummary {
  if (unplacedRows === 0) return reading;
  return {
    ...reading,
    standsFor: [],
    partial: true,
    warnings: reading.warnings + 1,
    problems: [
      ...reading.problems,
      { line: null, column: null, field: null, code: 'rows_of_unknown_school', severity: 'warning', params: { rows: unplacedRows } },
    ],
  };
}
