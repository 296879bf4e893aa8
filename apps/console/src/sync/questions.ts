import type { AccountView } from '../../../../domain/reading/file-account.js';
import type { RosteringSettings, WordsToMap } from '../api.js';

export type QuestionKind = 'headers' | 'statuses' | 'grades' | 'roles' | 'sheets' | 'ownSchool';

/** One thing that is not known in a file, and that an owner can explain. `isTitle`: a title makes teachers and staff only. */
export type Question = { kind: QuestionKind; word: string; column: string | null; rows: number; isTitle: boolean };

/** What was answered, by `keyOf` of the question. */
export type Answers = Readonly<Record<string, string>>;

export function keyOf({ kind, word }: Pick<Question, 'kind' | 'word'>): string {
  return JSON.stringify([kind, word]);
}

/** Everything in the account that an answer ends; what may be somebody's data has no name, and cannot be asked about. */
export function questionsOf(account: AccountView): Question[] {
  const questions = [...account.sheets, ...account.columns, ...account.words].flatMap(({ name, what, use, rows, setting, column }): Question[] => {
    const kind = KIND_OF[setting ?? ''];
    // A date that cannot be read is a question about its column: what is it, if it does not say who comes and goes?
    const word = isOfColumn(what) ? (column ?? '…') : name;
    if (use !== 'UNKNOWN' || kind === undefined || word === '…') return [];
    return [{ kind, word, column: isOfColumn(what) ? null : (column ?? null), rows, isTitle: what === 'title.unknown' }];
  });
  return [...new Map(questions.map((question) => [keyOf(question), question])).values()];
}

/** What is left of an account once the school has answered, be it on the page of another sync. */
export function stillOpen(account: AccountView, { maps, ownSchool }: Pick<RosteringSettings, 'maps' | 'ownSchool'>): AccountView {
  const isAnswered = ({ kind, word }: Question): boolean => (kind === 'ownSchool' ? ownSchool.length > 0 : Object.hasOwn(maps[kind], word));
  const answered = new Set(
    questionsOf(account)
      .filter((question) => isAnswered(question))
      .map((question) => keyOf(question)),
  );
  const isOpen = (kind: QuestionKind, word: string): boolean => !answered.has(keyOf({ kind, word }));
  const said = new Set(account.columns.flatMap(({ name }) => maps.headers[name] ?? []));
  return {
    ...account,
    missing: account.missing.filter((field) => !said.has(field)),
    columns: account.columns.filter(({ name }) => isOpen('headers', name)),
    words: account.words.filter(({ name, what, column, setting }) =>
      isOpen(KIND_OF[setting ?? ''] ?? 'headers', isOfColumn(what) ? (column ?? '') : name),
    ),
    sheets: account.sheets.filter(({ name }) => isOpen('sheets', name)),
  };
}

/** The columns that could be a field that is missing: those that are not read as one. */
export function columnsToChoose(account: AccountView): string[] {
  const names = account.columns.filter(({ name, what, use }) => use !== 'USED' && name !== '…' && what !== 'sensitive').map(({ name }) => name);
  return [...new Set(names)];
}

/** The answers as the API takes them. */
export function wordsToMap(answers: Answers, reason: string): WordsToMap {
  const maps: Record<string, Record<string, string>> = {};
  const ownSchool: string[] = [];
  for (const [key, answer] of Object.entries(answers)) {
    const [kind, word] = JSON.parse(key) as [QuestionKind, string];
    if (kind === 'ownSchool') ownSchool.push(word);
    else maps[kind] = { ...maps[kind], [word]: answer };
  }
  return { reason, maps, ...(ownSchool.length === 0 ? {} : { ownSchool }) };
}

/** What is asked of a column and not of a word in it: dates that cannot be read, or that another column contradicts. */
function isOfColumn(what: string): boolean {
  return what.startsWith('date.');
}

const KIND_OF: Readonly<Record<string, QuestionKind>> = {
  'maps.headers': 'headers',
  'maps.statuses': 'statuses',
  'maps.grades': 'grades',
  'maps.roles': 'roles',
  'maps.sheets': 'sheets',
  ownSchool: 'ownSchool',
};
