import type { Format } from '../report/format.js';

/** What is said of a file: how it was read, its rows, and what was wrong with them. */
export type FileTexts = {
  file: string;
  fileName: string;
  received: string;
  finished: string;
  readAs(format: string, encoding: string | null): string;
  /** The system that the file looks like it comes from. */
  looksLike: string;
  /** What became of lines that were not used. */
  accountLine(rows: number, text: string): string;
  read: string;
  rows: string;
  rowsRead(total: number, valid: number): string;
  /** Of a file of which nothing took effect. */
  rowsReadNoneUsed(total: number): string;
  rowsWithProblems(n: number): string;
  warnings(n: number): string;
  whatWaits: string;
  waiting(n: number): string;
  problemsTitle(shown: number, all: number): string;
  line(n: number): string;
  row(n: number): string;
  wholeFile: string;
  column(name: string): string;
  where: string;
  whatIsWrong: string;
  whatToDo: string;
  remark(message: string): string;
  moreProblems(n: number): string;
};

export function fileTexts(format: Format): FileTexts {
  switch (format.locale) {
    case 'en':
      return english(format);
    case 'fr-CA':
      return canadianFrench(format);
  }
}

function english(f: Format): FileTexts {
  return {
    file: 'The file',
    fileName: 'Name',
    received: 'Received',
    finished: 'Finished',
    readAs: (format, encoding) => (encoding === null ? format.toUpperCase() : `${format.toUpperCase()}, ${encoding}`),
    looksLike: 'Looks like an export of',
    accountLine: (rows, text) => `${f.count(rows, { one: '# row', other: '# rows' })} ${text}.`,
    read: 'Read as',
    rows: 'Rows',
    rowsRead: (total, valid) => `${f.count(total, { one: '# row', other: '# rows' })} read, ${f.number(valid)} usable`,
    rowsReadNoneUsed: (total) => f.count(total, { one: '# row read, and not used', other: '# rows read, and none of them used' }),
    rowsWithProblems: (n) => f.count(n, { one: '# row left out', other: '# rows left out' }),
    warnings: (n) => f.count(n, { one: '# remark', other: '# remarks' }),
    whatWaits: 'What waits for you, and why',
    waiting: (n) => f.count(n, { one: '# change waits for an owner.', other: '# changes wait for an owner.' }),
    problemsTitle: (shown, all) =>
      shown < all ? `The first ${f.number(shown)} of ${f.number(all)} problems` : f.count(all, { one: '# problem', other: '# problems' }),
    line: (n) => `Line ${n}`,
    row: (n) => `Row ${n}`,
    wholeFile: 'Whole file',
    column: (name) => `column “${name}”`,
    where: 'Where',
    whatIsWrong: 'What is wrong',
    whatToDo: 'What to do',
    remark: (message) => `Remark: ${message}`,
    moreProblems: (n) => f.count(n, { one: '# more is listed on the page of the sync.', other: '# more are listed on the page of the sync.' }),
  };
}

function canadianFrench(f: Format): FileTexts {
  return {
    file: 'Le fichier',
    fileName: 'Nom',
    received: 'Reçu',
    finished: 'Terminé',
    readAs: (format, encoding) => (encoding === null ? format.toUpperCase() : `${format.toUpperCase()}, ${encoding}`),
    looksLike: 'Semble provenir de',
    accountLine: (rows, text) => `${f.count(rows, { one: '# ligne', other: '# lignes' })} ${text}.`,
    read: 'Lu comme',
    rows: 'Lignes',
    rowsRead: (total, valid) =>
      `${f.count(total, { one: '# ligne lue', other: '# lignes lues' })}, ${f.count(valid, { one: '# utilisable', other: '# utilisables' })}`,
    rowsReadNoneUsed: (total) => f.count(total, { one: '# ligne lue, et non utilisée', other: '# lignes lues, dont aucune n’a été utilisée' }),
    rowsWithProblems: (n) => f.count(n, { one: '# ligne laissée de côté', other: '# lignes laissées de côté' }),
    warnings: (n) => f.count(n, { one: '# remarque', other: '# remarques' }),
    whatWaits: 'Ce qui attend votre décision, et pourquoi',
    waiting: (n) =>
      f.count(n, {
        one: '# changement attend la décision d’un propriétaire.',
        other: '# changements attendent la décision d’un propriétaire.',
      }),
    problemsTitle: (shown, all) =>
      shown < all ? `Les ${f.number(shown)} premiers problèmes sur ${f.number(all)}` : f.count(all, { one: '# problème', other: '# problèmes' }),
    line: (n) => `Ligne ${n}`,
    row: (n) => `Ligne ${n}`,
    wholeFile: 'Tout le fichier',
    column: (name) => `colonne « ${name} »`,
    where: 'Où',
    whatIsWrong: 'Ce qui ne va pas',
    whatToDo: 'Que faire',
    remark: (message) => `Remarque : ${message}`,
    moreProblems: (n) =>
      f.count(n, {
        one: '# autre figure à la page de la synchronisation.',
        other: '# autres figurent à la page de la synchronisation.',
      }),
  };
}
