import { once } from 'node:events';
import type { Response } from 'express';
import type { Locale } from '../../../domain/locale.js';
import { createSpreadsheet, type Cell } from '../../../infra/csv/create-spreadsheet.js';

export type TableFormat = 'csv' | 'xlsx';
/** `fileName`: without its end. `name`: of the sheet. */
type Table = { format: TableFormat; fileName: string; name: string; headers: readonly string[]; locale: Locale };

/** Sends rows of any number as a file for spreadsheets in the reader's language, safe from formulas: only the batch at hand is in memory. */
export async function sendTable(response: Response, { fileName, format, ...table }: Table, batches: AsyncIterable<Cell[][]>): Promise<void> {
  const reading = batches[Symbol.asyncIterator]();
  // Read before anything is sent: a database that is away still becomes a problem, not half a file.
  const first = await reading.next();
  const sheet = createSpreadsheet(format, table);
  response.status(200).attachment(`${fileName}.${format}`).type(sheet.type).set({ 'Content-Language': table.locale, 'Cache-Control': 'no-store' });
  sheet.stream.pipe(response);
  const closed = once(response, 'close').then(() => void sheet.stream.destroy());
  for (let batch = first; batch.done !== true; batch = await reading.next()) {
    for (const cells of batch.value) {
      if (!sheet.write(cells)) await Promise.race([sheet.drained(), closed]);
      if (response.destroyed) return;
    }
  }
  sheet.end();
  await closed;
}
