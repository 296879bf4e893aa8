import type { Response } from 'express';
import Papa from 'papaparse';
import type { Locale } from '../../../domain/locale.js';
import { receiptTexts } from '../../../domain/messages/receipt-texts.js';
import type { Reader } from '../../../domain/reader.js';
import type { Cell } from '../../../infra/csv/create-spreadsheet.js';
import type { Database } from '../../../store/database.js';
import { loadFileAccount } from '../../../store/views/load-account.js';
import { streamProblems } from '../../../store/views/load-problems.js';
import { sendTable } from './send-table.js';

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
  const { account } = await loadFileAccount(database, syncId);
  const columns = account.columns.map(({ name }) => name);
  const { problem: headers, original: whole } = HEADERS[locale];
  const table = {
    format,
    locale,
    fileName: `${fileName}.problems`,
    name: locale === 'en' ? 'Problems' : 'Problèmes',
    headers: [...headers, ...(columns.length === 0 ? [whole] : columns)],
  };
  const rows = async function* (): AsyncGenerator<Cell[][]> {
    for await (const batch of streamProblems(database, syncId, locale, reader)) {
      yield batch.map(({ line, column, code, severity: how, message, remedy, original }) => [
        line,
        column,
        code,
        severity[how],
        message,
        remedy,
        ...(original === null ? [] : columns.length === 0 ? [original] : cellsOf(original)),
      ]);
    }
  };
  await sendTable(response, table, rows());
}

function cellsOf(original: string): string[] {
  return Papa.parse<string[]>(original, { delimiter: ',' }).data[0] ?? [];
}
