import { uncleanCharacter } from './clean-text.js';

export type RecordReceiver = {
  /** One record, in the order of the file. `open`: the text ended before the line did. `clean`: cleanText would change no cell. */
  record(cells: string[], line: number, open: boolean, clean: boolean): void;
  /** A line that is no record: its quotes do not close (or nothing closes them before the limit), or it is too long. */
  damaged(reason: 'broken_quotes' | 'line_too_long', line: number, open: boolean): void;
};

export type RecordSplitter = {
  push(text: string): void;
  end(): void;
};

/**
 * Cuts delimited text (RFC 4180, with any line ends also mixed) into records that know the line on which they start. Blank
 * lines, also those of separators only, are skipped and counted.
 *
 * A line whose quotes are damaged costs that one line: reading goes on at the next line, where general CSV parsers swallow
 * rows up to the next quote or the end of the file. Quotes inside an unquoted cell are text.
 */
export function createRecordSplitter(delimiter: string, longestLine: number, receiver: RecordReceiver): RecordSplitter {
  const unclean = uncleanCharacter(delimiter);
  let rest = '';
  let line = 1;
  let pendingReturn = false;
  /** The rest of a line that is being skipped because it is too long. */
  let skipping = false;

  /** Gives the records of `text` from `start` on; returns what begins a record whose end has not come. */
  const cut = (text: string, start: number, final: boolean): string => {
    let at = start;
    // Searched for again only when they lie behind: lines without them must not look through the whole text, each of them.
    let nextQuote = indexOrEnd(text, '"', at);
    let nextDelimiter = indexOrEnd(text, delimiter, at);
    let nextUnclean = -1;
    while (at < text.length) {
      const newline = text.indexOf('\n', at);
      if (newline === -1 && !final && text.length - at <= longestLine) break;
      const end = newline === -1 ? text.length : newline;
      if (skipping || end - at > longestLine) {
        if (!skipping) receiver.damaged('line_too_long', line, newline === -1 && final);
        skipping = newline === -1;
        at = end + 1;
        if (newline !== -1) line += 1;
        continue;
      }
      if (nextQuote < at) nextQuote = indexOrEnd(text, '"', at);
      if (nextQuote >= end) {
        if (end > at) {
          if (nextUnclean < at) {
            unclean.lastIndex = at;
            nextUnclean = unclean.test(text) ? unclean.lastIndex - 1 : text.length;
          }
          if (nextDelimiter < at) nextDelimiter = indexOrEnd(text, delimiter, at);
          // One delimiter after the other is cheaper than to cut out the line and split it.
          const cells: string[] = [];
          while (nextDelimiter < end) {
            cells.push(text.slice(at, nextDelimiter));
            at = nextDelimiter + delimiter.length;
            nextDelimiter = indexOrEnd(text, delimiter, at);
          }
          cells.push(text.slice(at, end));
          if (!isBlank(cells)) receiver.record(cells, line, newline === -1, nextUnclean >= end);
        }
        at = end + 1;
        line += 1;
        continue;
      }
      const record = quotedRecord(text, at, delimiter, longestLine, final);
      if (record === 'more') break;
      if (record === 'damaged') {
        receiver.damaged('broken_quotes', line, newline === -1);
        at = end + 1;
        line += 1;
        continue;
      }
      if (!isBlank(record.cells)) receiver.record(record.cells, line, record.end >= text.length, false);
      at = record.end + 1;
      line += 1 + record.breaks;
    }
    return at >= text.length ? '' : text.slice(at);
  };

  return {
    push(text) {
      let fresh = pendingReturn ? `\r${text}` : text;
      pendingReturn = fresh.endsWith('\r');
      if (pendingReturn) fresh = fresh.slice(0, -1);
      if (fresh.includes('\r')) fresh = fresh.replace(/\r\n?/g, '\n');
      // Only the line that was begun is put together: a whole piece that is two strings to V8 is many times slower to search.
      const firstEnd = rest === '' ? 0 : fresh.indexOf('\n') + 1;
      if (firstEnd > 0) rest = cut(rest + fresh.slice(0, firstEnd), 0, false);
      rest = rest === '' ? cut(fresh, firstEnd, false) : cut(rest + fresh.slice(firstEnd), 0, false);
    },
    end() {
      // Ctrl-Z ended files on DOS, and some exports still write it.
      let text = pendingReturn ? `${rest}\n` : rest;
      while (text.endsWith('\u001a')) text = text.slice(0, -1);
      pendingReturn = false;
      rest = cut(text, 0, true);
    },
  };
}

function indexOrEnd(text: string, sought: string, from: number): number {
  const index = text.indexOf(sought, from);
  return index === -1 ? text.length : index;
}

type QuotedRecord = { cells: string[]; end: number; breaks: number };

/** Reads one record that has quotes in its first line. `more`: it may go on in text that has not come yet. */
function quotedRecord(text: string, start: number, delimiter: string, longest: number, final: boolean): QuotedRecord | 'more' | 'damaged' {
  const cells: string[] = [];
  let breaks = 0;
  let at = start;
  for (;;) {
    let open = at;
    while (text.charCodeAt(open) === 0x20) open += 1;
    if (text.charCodeAt(open) !== 0x22) {
      const newline = text.indexOf('\n', at);
      const end = newline === -1 ? text.length : newline;
      let next = at;
      // Not indexOf, which would look through all the text behind the line.
      while (next < end && text[next] !== delimiter) next += 1;
      if (next < end) {
        cells.push(text.slice(at, next));
        at = next + delimiter.length;
        continue;
      }
      if (newline === -1 && !final) return 'more';
      cells.push(text.slice(at, end));
      return { cells, end, breaks };
    }

    let close = text.indexOf('"', open + 1);
    let doubled = false;
    while (close !== -1 && text.charCodeAt(close + 1) === 0x22) {
      doubled = true;
      close = text.indexOf('"', close + 2);
    }
    if (close === -1 || close - start > longest) return final || text.length - start > longest ? 'damaged' : 'more';
    let after = close + 1;
    while (text.charCodeAt(after) === 0x20) after += 1;
    // Whether a quote closes can only be said when the next character is known.
    if (after >= text.length && !final) return 'more';
    const inside = text.slice(open + 1, close);
    for (let found = inside.indexOf('\n'); found !== -1; found = inside.indexOf('\n', found + 1)) breaks += 1;
    cells.push(doubled ? inside.replaceAll('""', '"') : inside);
    if (after >= text.length || text.charCodeAt(after) === 0x0a) return { cells, end: Math.min(after, text.length), breaks };
    if (!text.startsWith(delimiter, after)) return 'damaged';
    at = after + delimiter.length;
  }
}

function isBlank(cells: readonly string[]): boolean {
  return cells[0] === '' && cells.every((cell) => cell === '');
}
