import type { AccountEntry } from './file-account.js';

const MOST_NAMED = 12;

/** The sheets with people of a workbook, while the school has not said of all of them whether they are the roster; null: it has, or there is one. */
export function sheetsToAskAbout(sheets: readonly AccountEntry[]): { sheets: string; read: string } | null {
  if (!sheets.some(({ use }) => use === 'UNKNOWN')) return null;
  return { sheets: namesOf(sheets.filter(({ what }) => LISTS.has(what))), read: namesOf(sheets.filter(({ what }) => READ.has(what))) };
}

const READ: ReadonlySet<string> = new Set(['list', 'list_unsaid']);
const LISTS: ReadonlySet<string> = new Set([...READ, 'other_list']);

function namesOf(sheets: readonly AccountEntry[]): string {
  const named = sheets.slice(0, MOST_NAMED).map(({ name }) => name);
  return (sheets.length > named.length ? [...named, '…'] : named).join(', ');
}
