import { once } from 'node:events';
import type { Response } from 'express';
import Papa from 'papaparse';
import type { Locale } from '../../../domain/locale.js';
import { receiptTexts } from '../../../domain/messages/receipt-texts.js';
import type { Reader } from '../../../domain/reader.js';
import { createSpreadsheet } from '../../../infra/csv/create-spreadsheet.js';
import type { Database } from '../../../store/database.js';
import { loadFileAccount } from '../../../store/views/load-account.js';
import { streamProblems } from '../../../store/views/load-problems.js';

const HEADERS: Record<Locale, { problem: readonly string[]; original: string }> = {
  en: { problem: ['line', 'column', 'code', 'severity', 'message', 'what to do'], original: 'original row' },
  'fr-CA': { problem: ['ligne', 'colonne', 'code', 'gravité', 'message', 'que faire'], original: 'ligne d’origine' },
};

/**
 * Every problem of a sync as a file for spreadsheets, safe from formulas: what is wrong, and beside it the row with the columns of
 * the file; as one cell where its columns are not known.
 */
export async function sendProblems(
  response: Response,
  database: Database,
  { syncId, fileName, format }: { syncId: string; fileName: string; format: 'csv' | 'xlsx' },
  locale: Locale,
  reader: Reader,
): Promise<void> {
  const { severity } = receiptTexts(locale);
  const batches = streamProblems(database, syncId, locale, reader);
  // Read before anything is sent: a database that is away still becomes a problem, not half a file.
  const [{ account }, first] = await Promise.all([loadFileAccount(database, syncId), batches.next()]);
  const columns = account.columns.map(({ name }) => name);
  const { problem: headers, original: whole } = HEADERS[locale];
  const sheet = createSpreadsheet(format, {
    locale,
    name: locale === 'en' ? 'Problems' : 'Problèmes',
    headers: [...headers, ...(columns.length === 0 ? [whole] : columns)],
  });
  response.status(200).attachment(`${fileName}.problems.${format}`).type(sheet.type).set({ 'Content-Language': locale, 'Cache-Control': 'no-store' });
  sheet.stream.pipe(response);
  const closed = once(response, 'close').then(() => void sheet.stream.destroy());
  for (let batch = first; batch.done !== true; batch = await batches.next()) {
    for (const { line, column, code, severity: how, message, remedy, original } of batch.value) {
      const cells = original === null ? [] : columns.length === 0 ? [original] : cellsOf(original);
      if (!sheet.write([line, column, code, severity[how], message, remedy, ...cells])) await Promise.race([sheet.drained(), closed]);
      if (response.destroyed) return;
    }
  }
  sheet.end();
  await closed;
}

function cellsOf(original: string): string[] {
  return Papa.parse<string[]>(original, { delimiter: ',' }).data[0] ?? [];
}
