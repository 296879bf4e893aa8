import type { SheetKind } from '../../../domain/reading/choose-sheets.js';

/** A sheet with the first of its rows that are not blank; of those that are never read, none. */
export type SheetStart = { name: string; kind: SheetKind; lines: { line: number; texts: string[] }[] };

/**
 * What the reading process says beside the rows (row-frames.ts): all sheets in their order; from which of them the next rows are;
 * how many rows one has that was only counted.
 */
export type WorkbookMessage =
  | { kind: 'sheets'; sheets: SheetStart[] }
  | { kind: 'sheet'; sheet: number }
  | { kind: 'counted'; sheet: number; rows: number }
  | { kind: 'refused'; reason: WorkbookRefusal }
  | { kind: 'done' };

/** Why a workbook is not read. `not_a_workbook`: a ZIP of something else. */
export type WorkbookRefusal =
  | 'damaged'
  | 'not_a_workbook'
  | 'old_binary_workbook'
  | 'too_many_entries'
  | 'too_large_unpacked'
  | 'bomb'
  | 'deadline'
  | 'memory';

export type WorkbookLimits = {
  entries: number;
  unpackedBytes: number;
  ratio: number;
  ratioAboveBytes: number;
  columns: number;
  cellCharacters: number;
  /** For the shared strings; V8's own limit does not count bytes. */
  memoryBytes: number;
};

/** What the reading process is told over IPC: how far it may go, then which sheets to read, and of which to count the rows below a line. */
export type WorkbookRequest =
  | { kind: 'limits'; limits: WorkbookLimits }
  | { kind: 'read'; sheets: number[]; count: { sheet: number; below: number }[] };

/** A cell may have so many bytes before the rest of it is left out: more than enough to see that it is too long. */
export function longestCell(limits: WorkbookLimits): number {
  return limits.cellCharacters * 3;
}
