/** A text as searches compare it: without accents, in lower case. */
export function searchKey(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();
}

const MOST_WORDS = 10;

/** The words of a search, which must all occur in what is found; case and accents do not matter. */
export function searchWords(search: string): string[] {
  return searchKey(search)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
}

export function hasAllWords(text: string, words: readonly string[]): boolean {
  const key = searchKey(text);
  return words.every((word) => key.includes(word));
}
