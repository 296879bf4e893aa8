import type { Problem } from '../problem.js';
import type { FileAccount } from './file-account.js';
import type { ColumnMapping, RosterRejection } from './types.js';

/** A line with fewer known columns than these may be a person's row, in a file without a header. */
const FEWEST_OF_A_HEADER = 2;

/**
 * A rejection as it may be stored: if the first line may be a person and not a header, without any of its unknown columns. The missing
 * columns are still named.
 */
export function withoutPeopleInHeader(reading: RosterRejection): RosterRejection {
  const isPerson = reading.code === 'no_header';
  const understood = reading.columns.filter(({ why }) => why !== 'unknown' && why !== 'blank').length;
  if (!isPerson && understood >= FEWEST_OF_A_HEADER) return reading;
  const columns: ColumnMapping[] = isPerson ? [] : reading.columns.map((column) => (column.why === 'unknown' ? { ...column, header: '…' } : column));
  const account: FileAccount = {
    ...reading.account,
    columns: isPerson ? [] : reading.account.columns.map((entry) => (entry.what === 'unknown' ? { ...entry, name: '…' } : entry)),
    words: isPerson ? [] : reading.account.words,
  };
  return { ...reading, columns, account, problems: reading.problems.filter((problem) => !namesColumns(problem)) };
}

function namesColumns({ code, column }: Problem): boolean {
  return column !== null || code === 'unknown_column' || code === 'column_read_twice' || code === 'sensitive_column_ignored';
}
