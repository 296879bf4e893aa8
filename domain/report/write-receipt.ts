import { lineInSheet } from '../reading/sheet-lines.js';
import type { Locale } from '../locale.js';
import { receiptTexts } from '../messages/receipt-texts.js';
import type { CsvLine } from './csv-line.js';
import { renderText } from './render-text.js';
import { syncMail } from './sync-mail.js';
import type { ConsoleLinks } from './console-links.js';
import { describeProblem, reportSync, type SyncFacts } from './sync-report.js';

/** How many problems the text lists; the CSV has all of them, up to its own limit. */
const TEXT_PROBLEMS = 50;
export const CSV_PROBLEMS = 10_000;

export type Receipt = { name: string; body: string };

/**
 * The receipts in `/results/` after a sync: one for people, one for programs, both in the school's language.
 * Expects up to CSV_PROBLEMS problems. They contain no personal data, even if the owner asked for names in mails.
 *
 * @param besideReal it is a preview, and there is already a receipt of the real file of that name
 */
export function writeReceipts(
  facts: SyncFacts,
  locale: Locale,
  links: ConsoleLinks,
  csvLine: CsvLine,
  { besideReal = false }: { besideReal?: boolean } = {},
): { text: Receipt; csv: Receipt } {
  const name = besideReal ? `${facts.view.file.name}.preview` : facts.view.file.name;
  const csvName = `${name}.result.csv`;
  return {
    text: { name: `${name}.result.txt`, body: receiptText(facts, locale, links, csvName) },
    csv: { name: csvName, body: receiptCsv(facts, locale, csvLine) },
  };
}

function receiptText(facts: SyncFacts, locale: Locale, links: ConsoleLinks, csvName: string): string {
  const texts = receiptTexts(locale);
  const report = reportSync({ ...facts, problems: facts.problems.slice(0, TEXT_PROBLEMS), names: null }, locale);
  const listed = facts.problemCount > 0 || report.reason !== null;
  return renderText({
    ...syncMail(report, links),
    footer: [...(listed ? [texts.allProblemsIn(csvName)] : []), texts.noPersonalData],
  });
}

function receiptCsv(facts: SyncFacts, locale: Locale, csvLine: CsvLine): string {
  const texts = receiptTexts(locale);
  const rows = facts.problems
    .slice(0, CSV_PROBLEMS)
    .map((problem) => describeProblem(problem, locale))
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
    .map(({ line, column, field, code, severity, message, remedy }) =>
      csvLine([lineInSheet(line), column, field, code, texts.severity[severity], message, remedy]),
    );
  const more = facts.problemCount - Math.min(facts.problems.length, CSV_PROBLEMS);
  // A byte order mark: without it, spreadsheets read accents as something else.
  return [
    '\ufeff',
    csvLine(texts.csvHeader),
    ...wholeFileRow(facts, locale, csvLine),
    ...rows,
    ...(more > 0 ? [csvLine([null, null, null, 'more_problems', null, texts.notListed(more), null])] : []),
  ].join('');
}

/** A rejected or failed file has its reason in the sync, not among the problems of rows. */
function wholeFileRow(facts: SyncFacts, locale: Locale, csvLine: CsvLine): string[] {
  const { error } = facts.view;
  if (error === null || facts.problems.some((problem) => problem.code === error.code)) return [];
  const texts = receiptTexts(locale);
  const reason = reportSync({ ...facts, problems: [] }, locale).reason;
  if (reason === null) return [];
  return [csvLine([null, null, null, error.code, texts.severity.error, reason.message, reason.remedy])];
}
