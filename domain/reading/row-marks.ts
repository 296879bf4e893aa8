/** How a row of a workbook looks, as one number: hidden by a filter or by hand, and which of its cells are struck out. */
export const HIDDEN = 1;
/** All cells that have a value. */
export const ALL_STRUCK = 2;
/** One of the first cells; beyond these, no column of names is looked for. */
export const MOST_STRUCK = 16;
export function cellStruck(column: number): number {
  return column < MOST_STRUCK ? 4 << column : 0;
}

/** Whether the row is struck out: all of it, or the name of its person. */
export function isStruckOut(marks: number, namesAt: readonly number[]): boolean {
  return marks >= ALL_STRUCK && ((marks & ALL_STRUCK) !== 0 || namesAt.some((column) => (marks & cellStruck(column)) !== 0));
}
