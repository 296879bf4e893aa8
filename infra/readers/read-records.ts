import { HEADER_WITHIN } from '../../domain/reading/find-header.js';
import { DELIMITERS, isSureHeader, sniffDelimiter } from '../../domain/reading/sniff-delimiter.js';
import { createRecordSplitter, type RecordReceiver, type RecordSplitter } from '../../domain/reading/split-records.js';
import { createUtf8Stream, type TextEncoding } from './decode-text.js';

export type RecordSink = RecordReceiver & {
  /** What separates the cells, told before the first record. */
  begin(delimiter: string): void;
  /** After each piece of the file; false: no more is wanted. */
  afterPiece(encoding: TextEncoding): Promise<boolean>;
  /** The file ends inside a character. */
  cut(): void;
};

/**
 * Reads delimited text in any encoding, piece by piece: of the file, only the piece at hand is in memory. Excel's `sep=;` is
 * followed, and given as a record. Throws UnreadableBytes.
 *
 * @param schoolHeaders the school's own header words, by which its separator may be recognised
 * @param lineBytes the longest line that is read
 */
export async function readRecords(
  bytes: AsyncIterable<Buffer>,
  schoolHeaders: Record<string, string>,
  lineBytes: number,
  sink: RecordSink,
): Promise<void> {
  const text = createUtf8Stream();
  let splitter: RecordSplitter | null = null;
  let waiting: Buffer = Buffer.alloc(0);

  const take = (piece: Buffer, final: boolean): void => {
    if (splitter !== null) {
      splitter.push(piece);
      return;
    }
    waiting = waiting.length === 0 ? piece : Buffer.concat([waiting, piece]);
    const start = fileStart(waiting.toString(), final || waiting.length > lineBytes, schoolHeaders);
    if (start === null) return;
    const delimiter = start.hint ?? sniffDelimiter(start.lines, schoolHeaders);
    sink.begin(delimiter);
    splitter = createRecordSplitter(delimiter, lineBytes, sink);
    splitter.push(waiting);
    waiting = Buffer.alloc(0);
  };

  for await (const piece of bytes) {
    take(text.push(piece), false);
    if (!(await sink.afterPiece(text.encoding))) return;
  }
  const last = text.end();
  if (last.cut) sink.cut();
  take(last.bytes, true);
  (splitter as RecordSplitter | null)?.end();
  await sink.afterPiece(text.encoding);
}

/** Excel takes `sep=;` on the first line as the separator; it is no header. */
export function isSeparatorHint(cells: readonly string[], line: number): boolean {
  return line === 1 && /^\s*sep=/i.test(cells[0] ?? '');
}

type FileStart = { lines: string[]; hint: string | null };

/**
 * The first lines that are not blank, as soon as they say what separates the cells: one that is a header for sure, or as many as
 * a header is looked for in; null: more text is needed, or there is none.
 */
function fileStart(text: string, final: boolean, schoolHeaders: Record<string, string>): FileStart | null {
  const lines: string[] = [];
  let inQuotes = false;
  let start = 0;
  let hint: string | null = null;
  for (let at = 0; at <= text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) inQuotes = !inQuotes;
    const ends = at === text.length ? final : (code === 0x0a || code === 0x0d) && !inQuotes;
    if (!ends) continue;
    const line = text.slice(start, at);
    start = at + 1;
    const separator = /^\s*sep=(.)\s*$/i.exec(line);
    if (separator !== null) hint = DELIMITERS.find((one) => one === separator[1]) ?? null;
    // Spreadsheets write rows that are blank as separators only.
    else if (/[^\s,;|]/.test(line)) lines.push(line);
    else continue;
    if (lines.length > 0 && (hint !== null || lines.length === HEADER_WITHIN || isSureHeader(lines.at(-1)!, schoolHeaders))) return { lines, hint };
  }
  return final && lines.length > 0 ? { lines, hint } : null;
}
