/**
 * Chooses the spelling to store, independent of the order in which they come: not all in capitals or small letters
 * (`McDonald` rather than `MCDONALD`), then with the most accents and other signs (`Zoë` rather than `Zoe`), then the first in
 * the order of code units, which is the same on every machine. Throws if there is none.
 */
export function chooseSpelling(names: readonly string[]): string {
  return names.reduce((best, name) => (isBetter(name, best) ? name : best));
}

function isBetter(name: string, than: string): boolean {
  if (isMixed(name) !== isMixed(than)) return isMixed(name);
  const [signs, signsOfOther] = [lengthOf(name), lengthOf(than)];
  return signs === signsOfOther ? name < than : signs > signsOfOther;
}

function isMixed(name: string): boolean {
  return name !== name.toUpperCase() && name !== name.toLowerCase();
}

function lengthOf(name: string): number {
  return name.normalize('NFD').length;
}
