import { textsOfCells } from './cells.js';
import { understoodColumns } from './open-roster.js';
import { createRecordSplitter } from './split-records.js';

/** The separators that roster files use, in the order in which a tie is decided. */
const DELIMITERS = [',', '\t', ';', '|'] as const;

/** The separator of a header line: the one that makes the most known columns of it, else the most columns. */
export function sniffDelimiter(headerLine: string, schoolHeaders: Record<string, string>): string {
  let best: { delimiter: string; known: number; columns: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const cells = firstRecord(headerLine, delimiter);
    const known = understoodColumns(cells, schoolHeaders);
    if (best === null || known > best.known || (known === best.known && cells.length > best.columns))
      best = { delimiter, known, columns: cells.length };
  }
  return best!.delimiter;
}

function firstRecord(text: string, delimiter: string): string[] {
  let first: string[] | null = null;
  const bytes = new TextEncoder().encode(text);
  const splitter = createRecordSplitter(delimiter, bytes.length, { record: (cells) => (first ??= textsOfCells(cells)), damaged: () => {} });
  splitter.push(bytes);
  splitter.end();
  return first ?? [];
}
