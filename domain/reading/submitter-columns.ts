/**
 * The positions of the columns in which the export of a form stores the person who filled it in, who may be a parent: address, name
 * and the number of the answer. None: the header is not that of a form.
 *
 * @param keys of the header, in its order (normalise-header.ts)
 */
export function submitterColumns(keys: readonly string[]): { email: number; others: readonly number[] } {
  const of = (names: ReadonlySet<string>, until: number): number => keys.findIndex((key, place) => place < until && names.has(key));
  // Google Forms: the time of the answer, then the address, if the form collects it.
  if (STAMPS.has(keys[0] ?? '')) return { email: of(ADDRESSES, 2), others: [] };
  // Microsoft Forms: ID, start time, completion time, address, name.
  const started = of(STARTED, MICROSOFT);
  if (started === -1 || of(COMPLETED, MICROSOFT) === -1) return { email: -1, others: [] };
  const others = [of(NUMBERS, started), of(NAMES, MICROSOFT)].filter((place) => place !== -1);
  return { email: of(ADDRESSES, MICROSOFT), others };
}

const MICROSOFT = 6;
const STAMPS = new Set('timestamp horodateur horodatage'.split(' '));
const STARTED = new Set('starttime heurededebut'.split(' '));
const COMPLETED = new Set('completiontime heuredefin'.split(' '));
const ADDRESSES = new Set('email emailaddress username adresseemail adressemail adressedemessagerie courriel nomdutilisateur'.split(' '));
const NUMBERS = new Set('id numero'.split(' '));
const NAMES = new Set('name nom'.split(' '));
