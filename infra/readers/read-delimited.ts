import { textsOfCells, type Cells } from '../../domain/reading/cells.js';
import type { RosterRejection, RosterSummary } from '../../domain/reading/types.js';
import type { RosterIntake } from './create-roster-intake.js';
import { UnreadableBytes } from './decode-text.js';
import { isSeparatorHint, readRecords } from './read-records.js';
import type { ReadingLimits, ReadRosterOptions } from './read-roster.js';

/** What other files of the same package add to each row; the cells stand in front, so that a ragged row stays one. */
export type RowExtension = {
  /** The headers that are added to this header, none or more. */
  header(texts: readonly string[]): readonly string[];
  row(cells: Cells): Cells;
  /** After the last row. */
  end(): void;
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
  let headerSeen = false;
  try {
    await readRecords(bytes, options.maps.headers, limits.lineBytes, {
      begin(delimiter) {
        reading.delimiter = delimiter;
        reading.format ??= delimiter === '\t' ? 'tsv' : 'csv';
      },
      record(cells, line, open) {
        if (intake.rejection !== null) return;
        if (headerSeen) {
          intake.row(extension === undefined ? cells : extension.row(cells), line, open ? 'open' : 'closed');
          return;
        }
        const texts = textsOfCells(cells);
        if (isSeparatorHint(texts, line)) return;
        headerSeen = true;
        intake.header(texts, line, extension?.header(texts));
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
  if (intake.rejection === null) extension?.end();
  return intake.finish();
}
