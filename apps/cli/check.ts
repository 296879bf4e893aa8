import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Category } from '../../domain/category.js';
import type { Locale } from '../../domain/locale.js';
import { problemText } from '../../domain/messages/problem-texts.js';
import type { Problem, Severity } from '../../domain/problem.js';
import { accountText } from '../../domain/messages/account-texts.js';
import type { FileAccount } from '../../domain/reading/file-account.js';
import { sisOf } from '../../domain/sis/recognise-sis.js';
import { lineInSheet } from '../../domain/reading/sheet-lines.js';
import type { ColumnMapping } from '../../domain/reading/types.js';
import type { PersonField } from '../../domain/person.js';
import type { FileFormat } from '../../domain/sync.js';
import { readRoster } from '../../infra/readers/read-roster.js';

export type CheckOptions = {
  category?: Category;
  country?: 'US' | 'CA';
  json?: boolean;
  locale?: Locale;
  /** The moment as of which dates of arrival and leaving are judged; left out: now. */
  now?: Date;
};

/** What `rollcall check --json` prints (docs/contract.md). */
export type CheckReport = {
  kind: 'accepted' | 'rejected';
  format: FileFormat | null;
  encoding: string | null;
  delimiter: string | null;
  sheet: string | null;
  /** The category that the file name or `--category` says. */
  category: Category | null;
  coversCategories: Category[];
  columns: ColumnMapping[];
  rows: number;
  valid: number;
  problems: {
    line: number | null;
    column: string | null;
    field: PersonField | null;
    code: string;
    severity: Severity;
    message: string;
  }[];
  /** The system that the file looks like it comes from, and what became of everything in it. */
  sis: string | null;
  account: FileAccount;
};

/** 0 accepted, 1 accepted with problems, 2 rejected, 64 usage. `output` goes to stdout, or to stderr when it is a usage error. */
export type CheckResult = { exitCode: 0 | 1 | 2 | 64; report: CheckReport | null; output: string };

/** `rollcall check FILE`: reads one file as a sync would, without server or database, and says what it found. */
export async function checkFile(path: string, options: CheckOptions = {}): Promise<CheckResult> {
  const locale = options.locale ?? 'en';
  const words = WORDS[locale];
  const unusable = await unusableFile(path);
  if (unusable !== null) return { exitCode: 64, report: null, output: `${words[unusable](path)}\n` };

  const found: Problem[] = [];
  const result = await readRoster(createReadStream(path, { highWaterMark: 256 * 1024 }), {
    fileName: basename(path),
    country: options.country ?? 'US',
    day: localDay(options.now ?? new Date()),
    maps: { headers: {}, grades: {}, roles: {}, statuses: {}, sheets: {} },
    ownSchool: [],
    ...(options.category === undefined ? {} : { category: options.category }),
    onRows: () => {},
    onProblems(problems) {
      // Without the rows themselves: what is printed may end up in a ticket.
      for (const { original: _original, ...problem } of problems) found.push(problem);
    },
  });
  const problems = [...result.problems, ...found].sort((left, right) => (left.line ?? 0) - (right.line ?? 0));
  const report: CheckReport = {
    kind: result.kind === 'read' ? 'accepted' : 'rejected',
    format: result.format,
    encoding: result.encoding,
    delimiter: result.delimiter,
    sheet: result.sheet,
    category: result.namedCategory,
    coversCategories: result.kind === 'read' ? result.coversCategories : [],
    columns: result.columns,
    rows: result.rows,
    valid: result.valid,
    problems: problems.map(({ line, column, field, code, severity, params }) => {
      const { message, remedy } = problemText(locale, code, params, { column, line });
      return { line: lineInSheet(line), column, field, code, severity, message: `${message} ${remedy}` };
    }),
    sis: result.sis === null || result.sis === 'unknown' ? null : sisOf(result.sis).name,
    account: result.account,
  };
  const exitCode = report.kind === 'rejected' ? 2 : report.problems.length > 0 ? 1 : 0;
  return { exitCode, report, output: options.json === true ? `${JSON.stringify(report, null, 2)}\n` : humanText(report, basename(path), words) };
}

function localDay(now: Date): string {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

async function unusableFile(path: string): Promise<'missing' | 'noFile' | 'forbidden' | null> {
  try {
    return (await stat(path)).isFile() ? null : 'noFile';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'forbidden' : 'missing';
  }
}

const SHOWN_PROBLEMS = 50;

type Words = {
  missing(path: string): string;
  noFile(path: string): string;
  forbidden(path: string): string;
  accepted(name: string): string;
  acceptedWithProblems(name: string, count: number): string;
  rejected(name: string): string;
  readAs(report: CheckReport): string;
  rows(report: CheckReport): string;
  columns: string;
  words: string;
  sheets: string;
  lines: string;
  rowCount(rows: number): string;
  looksLike(name: string): string;
  locale: Locale;
  error: string;
  warning: string;
  more(count: number): string;
};

const WORDS: Record<Locale, Words> = {
  en: {
    missing: (path) => `There is no file ${path}.`,
    noFile: (path) => `${path} is not a file.`,
    forbidden: (path) => `${path} may not be read: check its permissions.`,
    accepted: (name) => `${name}: accepted.`,
    acceptedWithProblems: (name, count) => `${name}: accepted, with ${count} ${count === 1 ? 'problem' : 'problems'}.`,
    rejected: (name) => `${name}: rejected. A sync would change nothing.`,
    readAs: ({ format, encoding, sheet, category, coversCategories }) =>
      `Read as ${[format?.toUpperCase(), encoding, sheet === null ? null : `${format === 'zip' ? 'file' : 'sheet'} “${sheet}”`].filter((part) => part != null).join(', ')}; ` +
      `category by name: ${category ?? 'none'}; lists: ${coversCategories.join(', ') || 'nobody'}.`,
    rows: ({ rows, valid }) => `${rows} rows, ${valid} valid.`,
    columns: 'Columns:',
    words: 'Words:',
    sheets: 'Sheets and files:',
    lines: 'Rows:',
    rowCount: (rows) => `${rows} ${rows === 1 ? 'row' : 'rows'}`,
    looksLike: (name) => `Looks like an export of ${name}.`,
    locale: 'en',
    error: 'error: ',
    warning: 'remark: ',
    more: (count) => `… and ${count} more (--json lists all).`,
  },
  'fr-CA': {
    missing: (path) => `Le fichier ${path} n’existe pas.`,
    noFile: (path) => `${path} n’est pas un fichier.`,
    forbidden: (path) => `${path} ne peut pas être lu : vérifiez ses autorisations.`,
    accepted: (name) => `${name} : accepté.`,
    acceptedWithProblems: (name, count) => `${name} : accepté, avec ${count} ${count === 1 ? 'problème' : 'problèmes'}.`,
    rejected: (name) => `${name} : rejeté. Une synchronisation ne changerait rien.`,
    readAs: ({ format, encoding, sheet, category, coversCategories }) =>
      `Lu comme ${[format?.toUpperCase(), encoding, sheet === null ? null : `${format === 'zip' ? 'fichier' : 'feuille'} « ${sheet} »`].filter((part) => part != null).join(', ')}; ` +
      `catégorie selon le nom : ${category ?? 'aucune'}; contient : ${coversCategories.join(', ') || 'personne'}.`,
    rows: ({ rows, valid }) => `${rows} lignes, dont ${valid} valides.`,
    columns: 'Colonnes :',
    words: 'Mots\u00a0:',
    sheets: 'Feuilles et fichiers\u00a0:',
    lines: 'Lignes\u00a0:',
    rowCount: (rows) => `${rows} ${rows === 1 ? 'ligne' : 'lignes'}`,
    looksLike: (name) => `Semble provenir de ${name}.`,
    locale: 'fr-CA',
    error: 'erreur : ',
    warning: 'remarque : ',
    more: (count) => `… et ${count} autres (--json les donne toutes).`,
  },
};

function humanText(report: CheckReport, name: string, words: Words): string {
  const lines: string[] = [];
  if (report.kind === 'rejected') lines.push(words.rejected(name));
  else lines.push(report.problems.length === 0 ? words.accepted(name) : words.acceptedWithProblems(name, report.problems.length));
  if (report.format !== null) lines.push(words.readAs(report), words.rows(report));
  if (report.sis !== null) lines.push(words.looksLike(report.sis));
  const { account } = report;
  const said = (kind: keyof FileAccount): string[] =>
    account[kind].map(
      (entry) =>
        `  ${[entry.name, `${words.rowCount(entry.rows)}: ${accountText(words.locale, kind, entry)}`].filter((part) => part !== '').join(' – ')}`,
    );
  // The headers unchanged, and not as a stored account has them: people who check a file can see it anyway.
  if (report.columns.length > 0)
    lines.push(
      words.columns,
      ...report.columns.map(
        ({ header }, index) =>
          `  ${header} → ${account.columns[index] === undefined ? '' : accountText(words.locale, 'columns', account.columns[index])}`,
      ),
    );
  if (account.words.length > 0) lines.push(words.words, ...said('words'));
  if (account.sheets.length > 0) lines.push(words.sheets, ...said('sheets'));
  if (account.lines.length > 0) lines.push(words.lines, ...said('lines'));
  for (const { severity, message } of report.problems.slice(0, SHOWN_PROBLEMS))
    lines.push(`${severity === 'error' ? words.error : words.warning}${message}`);
  if (report.problems.length > SHOWN_PROBLEMS) lines.push(words.more(report.problems.length - SHOWN_PROBLEMS));
  // File names and headers come from strangers: no control character may reach the terminal.
  // eslint-disable-next-line no-control-regex
  return `${lines.map((line) => line.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')).join('\n')}\n`;
}
