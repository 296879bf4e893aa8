import Papa from 'papaparse';
import { textsOfCells, type Cells } from '../../domain/reading/cells.js';
import type { RosterShape } from '../../domain/reading/types.js';

/** The row as one CSV line, without the cells of sensitive columns; null when the cells may have moved into others. */
export function originalLine(cells: Cells, shape: RosterShape): string | null {
  if (shape.sensitiveColumns.length > 0 && cells.count > shape.columns.length) return null;
  return Papa.unparse([textsOfCells(cells).map((cell, column) => (shape.sensitiveColumns.includes(column) ? '' : cell))]);
}
