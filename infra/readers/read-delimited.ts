import { cellsOfTexts, textsOfCells, type Cells } from '../../domain/reading/cells.js';
import { findHeader, HEADER_WITHIN, isOfSomebody, type Understanding } from '../../domain/reading/find-header.js';
import type { RosterRejection, RosterSummary } from '../../domain/reading/types.js';
import { createLineUnwrapper, onlyCell, type LineUnwrapper } from '../../domain/reading/unwrap-lines.js';
import type { RosterIntake } from './create-roster-intake.js';
import { UnreadableBytes } from './decode-text.js';
import { isSeparatorHint, readRecords } from './read-records.js';
import type { ReadingLimits, ReadRosterOptions } from './read-roster.js';

/** What other files of the same package add to each row; the cells stand in front, so that a ragged row stays one. */
export type RowExtension = {
  /** The headers that are added to this header, none or more. */
  header(texts: readonly string[]): readonly string[];
  row(cells: Cells): Cells;
};

/** Reads delimited text as a roster. */
export async function readDelimited(
  bytes: AsyncIterable<Buffer>,
  intake: RosterIntake,
  options: ReadRosterOptions,
  limits: ReadingLimits,
  extension?: RowExtension,
): Promise<RosterSummary | RosterRejection> {
  const { reading } = intake;
  const lines = createLineTaker(intake, options, extension);
  try {
    await readRecords(bytes, options.maps.headers, limits.lineBytes, {
      begin(delimiter) {
        reading.delimiter = delimiter;
        reading.format ??= delimiter === '\t' ? 'tsv' : 'csv';
      },
      record(cells, line, open) {
        if (intake.rejection === null) lines.record(cells, line, open);
      },
      damaged(reason, line, open) {
        if (intake.rejection === null) lines.damaged(reason, line, open);
      },
      async afterPiece(encoding) {
        reading.encoding = encoding;
        if (intake.rejection !== null) return false;
        await intake.flush();
        return true;
      },
      cut: () => intake.markCut(),
    });
  } catch (error) {
    if (!(error instanceof UnreadableBytes)) throw error;
    intake.reject('unreadable_bytes', { found: error.found });
  }
  if (intake.rejection === null) lines.end();
  return intake.finish();
}

type WaitingLine =
  | { kind: 'record'; texts: readonly string[]; line: number; open: boolean }
  | { kind: 'damaged'; reason: 'broken_quotes' | 'line_too_long'; line: number; open: boolean };

/** Gives lines to the intake: the first ones wait until the header is found among them, which is nearly always the first one. */
function createLineTaker(intake: RosterIntake, options: ReadRosterOptions, extension: RowExtension | undefined) {
  let headerSeen = false;
  let unwrapper: LineUnwrapper | null = null;
  let waiting: WaitingLine[] = [];

  const understand = (texts: readonly string[]): Understanding => {
    const alone = intake.understand(texts);
    // What is added to a header depends on its columns: a title has none.
    return extension === undefined || alone.columns < 2 ? alone : intake.understand(texts, extension.header(texts));
  };
  const row = (cells: Cells, line: number, open: boolean): void => {
    const inner = unwrapper === null ? cells : unwrapper.row(cells);
    intake.row(extension === undefined ? inner : extension.row(inner), line, open ? 'open' : 'closed');
  };
  const damaged = (reason: 'broken_quotes' | 'line_too_long', line: number, open: boolean): void => {
    if (open && reason === 'broken_quotes') intake.markCut();
    intake.damaged(reason, line);
  };

  /** Chooses the header among the lines that wait, and gives those that stand below it. */
  const settle = (): void => {
    const lines = waiting;
    waiting = [];
    headerSeen = true;
    const header = findHeader(
      lines.map((one) => ({ texts: one.kind === 'record' ? one.texts : [], line: one.line })),
      understand,
    );
    if (lines[header.place]!.kind === 'damaged') {
      intake.reject('no_header', {});
      return;
    }
    if (header.titles > 0) intake.remark('lines_above_header', { lines: header.titles, header: header.line });
    intake.header(header.texts, header.line, extension?.header(header.texts));
    for (const one of lines.slice(header.place + 1)) {
      if (intake.rejection !== null) return;
      if (one.kind === 'record') row(cellsOfTexts(one.texts), one.line, one.open);
      else damaged(one.reason, one.line, one.open);
    }
  };
  const wait = (line: WaitingLine, isLast: boolean): void => {
    waiting.push(line);
    if (isLast || waiting.length === HEADER_WITHIN) settle();
  };

  return {
    record(cells: Cells, line: number, open: boolean): void {
      if (headerSeen) {
        row(cells, line, open);
        return;
      }
      let texts: readonly string[] = textsOfCells(cells);
      if (isSeparatorHint(texts, line)) return;
      const only = onlyCell(texts);
      if (unwrapper === null && only !== null) {
        const inside = createLineUnwrapper(only, options.maps.headers);
        if (understand(inside.header).complete) {
          unwrapper = inside;
          intake.remark('lines_in_quotes', {});
        }
      }
      if (unwrapper !== null) texts = textsOfCells(unwrapper.row(cells));
      wait({ kind: 'record', texts, line, open }, isOfSomebody(texts) || understand(texts).complete);
    },
    damaged(reason: 'broken_quotes' | 'line_too_long', line: number, open: boolean): void {
      if (headerSeen) damaged(reason, line, open);
      else wait({ kind: 'damaged', reason, line, open }, false);
    },
    end(): void {
      if (!headerSeen && waiting.length > 0) settle();
    },
  };
}
