import { textsOfCells } from './cells.js';
import { understoodColumns } from './open-roster.js';
import { createRecordSplitter } from './split-records.js';

/** The separators that roster files use, in the order in which a tie is decided. */
export const DELIMITERS = [',', '\t', ';', '|', '^', '~'] as const;

/**
 * The separator of a file by its first lines: the one that makes the most known columns of one of them, else the most columns
 * of the first line. A title above the header has no known columns.
 */
export function sniffDelimiter(lines: readonly string[], schoolHeaders: Record<string, string>): string {
  let best: { delimiter: string; known: number; columns: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const records = lines.map((line) => firstRecord(line, delimiter));
    const known = Math.max(0, ...records.map((cells) => understoodColumns(cells, schoolHeaders)));
    const columns = records[0]?.length ?? 0;
    if (best === null || known > best.known || (known === best.known && columns > best.columns)) best = { delimiter, known, columns };
  }
  return best!.delimiter;
}

/** True for a line of which a separator is known for sure, so that no more lines are needed. */
export function isSureHeader(line: string, schoolHeaders: Record<string, string>): boolean {
  return DELIMITERS.some((delimiter) => understoodColumns(firstRecord(line, delimiter), schoolHeaders) >= SURE);
}
const SURE = 3;

function firstRecord(text: string, delimiter: string): string[] {
  let first: string[] | null = null;
  const bytes = new TextEncoder().encode(text);
  const splitter = createRecordSplitter(delimiter, bytes.length, { record: (cells) => (first ??= textsOfCells(cells)), damaged: () => {} });
  splitter.push(bytes);
  splitter.end();
  return first ?? [];
}
