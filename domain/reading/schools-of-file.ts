import type { WordEntry } from './file-account.js';

const MOST_NAMED = 8;

/** The schools that a file names, as long as the school has not said which of them it is; null: at most one, or it has said so. */
export function schoolsToAskAbout(words: readonly WordEntry[]): { column: string; schools: number; names: string } | null {
  const asked = words.filter(({ what }) => what === 'school.unknown');
  const columns = [...new Set(asked.map(({ column }) => column))];
  // If there are number and name, people know the name.
  const column = columns.find((each) => asked.some((word) => word.column === each && /\p{L}{3}/u.test(word.name))) ?? columns[0];
  if (column === undefined) return null;
  const ofColumn = asked.filter((word) => word.column === column);
  return { column, schools: ofColumn.length, names: namesOf(ofColumn) };
}

/** The schools of which a file has rows that were left out. */
export function otherSchools(words: readonly WordEntry[]): string {
  return namesOf(words.filter(({ what }) => what === 'school.other_school'));
}

function namesOf(words: readonly WordEntry[]): string {
  const named = words.slice(0, MOST_NAMED).map(({ name, rows }) => `${name} (${rows})`);
  return (words.length > named.length ? [...named, '…'] : named).join(', ');
}
