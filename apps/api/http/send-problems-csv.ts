import { once } from 'node:events';
import type { Response } from 'express';
import type { Locale } from '../../../domain/locale.js';
import { receiptTexts } from '../../../domain/messages/receipt-texts.js';
import type { Reader } from '../../../domain/reader.js';
import { csvLine } from '../../../infra/csv/csv-line.js';
import type { Database } from '../../../store/database.js';
import { streamProblems } from '../../../store/views/load-problems.js';

const HEADERS: Record<Locale, readonly string[]> = {
  en: ['line', 'column', 'code', 'severity', 'message', 'what to do', 'original row'],
  'fr-CA': ['ligne', 'colonne', 'code', 'gravité', 'message', 'que faire', 'ligne d’origine'],
};

/** Every problem of a sync as a CSV file for spreadsheets: with a BOM (Excel takes it for UTF-8) and safe from formulas. */
export async function sendProblemsCsv(
  response: Response,
  database: Database,
  sync: { syncId: string; fileName: string },
  locale: Locale,
  reader: Reader,
): Promise<void> {
  const { severity } = receiptTexts(locale);
  const batches = streamProblems(database, sync.syncId, locale, reader);
  // Read before anything is sent: a database that is away still becomes a problem, not half a file.
  let batch = await batches.next();
  response.status(200).attachment(`${sync.fileName}.problems.csv`).set({ 'Content-Language': locale, 'Cache-Control': 'no-store' });
  response.write(`\uFEFF${csvLine(HEADERS[locale])}`);
  for (; batch.done !== true; batch = await batches.next()) {
    const lines = batch.value.map((problem) =>
      csvLine([problem.line, problem.column, problem.code, severity[problem.severity], problem.message, problem.remedy, problem.original]),
    );
    if (!response.write(lines.join(''))) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    if (response.destroyed) return;
  }
  response.end();
}
