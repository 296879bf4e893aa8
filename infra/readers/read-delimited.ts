import { textsOfCells } from '../../domain/reading/cells.js';
import { sniffDelimiter } from '../../domain/reading/sniff-delimiter.js';
import { createRecordSplitter, type RecordSplitter } from '../../domain/reading/split-records.js';
import type { RosterRejection, RosterSummary } from '../../domain/reading/types.js';
import type { RosterIntake } from './create-roster-intake.js';
import { createUtf8Stream, UnreadableBytes } from './decode-text.js';
import type { ReadingLimits, ReadRosterOptions } from './read-roster.js';

/** Reads delimited text, piece by piece: of the file, only the piece at hand is in memory. */
export async function readDelimited(
  bytes: AsyncIterable<Buffer>,
  intake: RosterIntake,
  options: ReadRosterOptions,
  limits: ReadingLimits,
): Promise<RosterSummary | RosterRejection> {
  const text = createUtf8Stream();
  const { reading } = intake;
  let splitter: RecordSplitter | null = null;
  let waiting: Buffer = Buffer.alloc(0);
  let headerSeen = false;

  const begin = (headerLine: string, hint: string | null): void => {
    const delimiter = hint ?? sniffDelimiter(headerLine, options.maps.headers);
    reading.delimiter = delimiter;
    reading.format = delimiter === '\t' ? 'tsv' : 'csv';
    splitter = createRecordSplitter(delimiter, limits.lineBytes, {
      record(cells, line, open) {
        if (intake.rejection !== null) return;
        if (headerSeen) {
          intake.row(cells, line, open ? 'open' : 'closed');
          return;
        }
        const texts = textsOfCells(cells);
        if (isSeparatorHint(texts, line)) return;
        headerSeen = true;
        intake.header(texts, line);
      },
      damaged(reason, line, open) {
        if (intake.rejection !== null) return;
        if (!headerSeen) {
          intake.reject('no_header', {});
          return;
        }
        if (open && reason === 'broken_quotes') intake.markCut();
        intake.damaged(reason, line);
      },
    });
  };
  const take = (piece: Buffer, final: boolean): void => {
    if (splitter !== null) {
      splitter.push(piece);
      return;
    }
    waiting = waiting.length === 0 ? piece : Buffer.concat([waiting, piece]);
    const start = headerStart(waiting.toString(), final || waiting.length > limits.lineBytes);
    if (start === null) return;
    begin(start.header, start.hint);
    splitter!.push(waiting);
    waiting = Buffer.alloc(0);
  };

  try {
    for await (const piece of bytes) {
      take(text.push(piece), false);
      reading.encoding = text.encoding;
      if (intake.rejection !== null) break;
      await intake.flush();
    }
    if (intake.rejection === null) {
      const last = text.end();
      reading.encoding = text.encoding;
      if (last.cut) intake.markCut();
      take(last.bytes, true);
      (splitter as RecordSplitter | null)?.end();
    }
  } catch (error) {
    if (!(error instanceof UnreadableBytes)) throw error;
    intake.reject('unreadable_bytes', { found: error.found });
  }
  return intake.finish();
}

type HeaderStart = { header: string; hint: string | null };

/** The header line, as soon as all of it is there; null: more text is needed, or there is none. */
function headerStart(text: string, final: boolean): HeaderStart | null {
  let inQuotes = false;
  let start = 0;
  let hint: string | null = null;
  for (let at = 0; at <= text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) inQuotes = !inQuotes;
    const ends = at === text.length ? final : (code === 0x0a || code === 0x0d) && !inQuotes;
    if (!ends) continue;
    const line = text.slice(start, at);
    const separator = /^\s*sep=(.)\s*$/i.exec(line);
    if (separator !== null) hint = [',', ';', '\t', '|'].find((one) => one === separator[1]) ?? null;
    else if (line.trim() !== '') return { header: line, hint };
    start = at + 1;
  }
  return null;
}

/** Excel takes `sep=;` on the first line as the separator; it is no header. */
function isSeparatorHint(cells: readonly string[], line: number): boolean {
  return line === 1 && /^\s*sep=/i.test(cells[0] ?? '');
}
