/** More than a sheet of Excel can have; the lines of as many sheets as a workbook may have still fit into 32 bits. */
export const LINES_OF_A_SHEET = 2_000_000;

/** The line number of a row when several sheets are read as one list: `place` counts the sheets from 0. */
export function lineOfSheet(place: number, line: number): number {
  return place * LINES_OF_A_SHEET + line;
}

/** The sheet to which a line belongs. */
export function sheetOfLine(line: number): number {
  return Math.floor(line / LINES_OF_A_SHEET);
}

/** The line as people see it in their sheet, or file. */
export function lineInSheet<Line extends number | null>(line: Line): Line {
  return (line === null ? null : line % LINES_OF_A_SHEET) as Line;
}
