import type { Problem } from '../problem.js';
import type { FileAccount } from './file-account.js';
import type { ColumnMapping, RosterRejection } from './types.js';

/** A line of which fewer columns than these are understood may be somebody's row, in a file without a header. */
const FEWEST_OF_A_HEADER = 2;

/**
 * A rejection as it may be kept: where the first line may be a person and no header, nothing of what is not understood in it. What would be
 * missing in a header is still said.
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
