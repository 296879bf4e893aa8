import Papa from 'papaparse';
import { textsOfCells, type Cells } from '../../domain/reading/cells.js';
import type { RosterShape } from '../../domain/reading/types.js';

/**
 * The row as one CSV line in the order of the columns of the whole file (`places`: of each cell among them), without the cells of
 * sensitive columns; null when the cells may have moved into others.
 */
export function originalLine(cells: Cells, shape: RosterShape, places: readonly number[]): string | null {
  if (shape.sensitiveColumns.length > 0 && cells.count > shape.columns.length) return null;
  const line: string[] = Array<string>(Math.min(cells.count, places.length)).fill('');
  for (const [column, cell] of textsOfCells(cells).entries()) {
    const place = places[column] ?? Math.max(line.length, places.length);
    while (line.length <= place) line.push('');
    line[place] = shape.sensitiveColumns.includes(column) ? '' : cell;
  }
  return Papa.unparse([line]);
}
