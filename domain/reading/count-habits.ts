import type { Problem } from '../problem.js';
import { HABITS, type Habit } from './tidy-text.js';

export type HabitCount = {
  note(habit: Habit, line: number, column: number): void;
  /** One remark a habit: in how many rows, where first, and in which columns. */
  remarks(headers: readonly string[]): Problem[];
};

/** Counts what was wrapped around the values of one file. */
export function createHabitCount(): HabitCount {
  const found = new Map<Habit, { first: number; last: number; rows: number; columns: Set<number> }>();
  return {
    note(habit, line, column) {
      const known = found.get(habit);
      if (known === undefined) {
        found.set(habit, { first: line, last: line, rows: 1, columns: new Set([column]) });
        return;
      }
      known.columns.add(column);
      if (known.last === line) return;
      known.last = line;
      known.rows += 1;
    },
    remarks: (headers) =>
      HABITS.flatMap((habit) => {
        const known = found.get(habit);
        if (known === undefined) return [];
        const columns = [...known.columns].toSorted((left, right) => left - right).map((column) => headers[column] ?? '');
        return [
          {
            line: null,
            column: null,
            field: null,
            code: 'values_tidied' as const,
            severity: 'warning' as const,
            params: { habit, rows: known.rows, first: known.first, columns: columns.join(', ') },
          },
        ];
      }),
  };
}
