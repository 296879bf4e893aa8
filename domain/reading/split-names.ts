import { cleanText } from './clean-text.js';
import { headerKey, headerKeys } from './normalise-header.js';

/** Headers of columns that hold whole names. */
const WHOLE_NAMES: ReadonlySet<string> = new Set(
  `name names fullname studentname studentfullname student students pupil pupilname learner learnername displayname sortname sortablename
  legalname legalfullname lastfirst lastfirstmiddle lastnamefirstname lastnamecommafirstname lastcommafirst namelastfirst
  namelastnamefirstname studentlastfirst studentnamelastfirst surnamefirstname surnameforename familynamegivenname teacher teachername
  staffname employee employeename nomcomplet nomprenom nometprenom nomdefamilleprenom eleve eleves nomprenomdeleleve nomcompletdeleleve
  enseignant membredupersonnel`.split(/\s+/),
);

/** The column that holds whole names: the one that the school says, else the only one that is called so; -1: there is none, or more than one. */
export function findWholeNames(header: readonly string[], headers: Record<string, string>): number {
  const said = new Set(Object.entries(headers).flatMap(([text, meaning]) => (meaning === 'fullName' ? [headerKey(text)] : [])));
  const place = header.findIndex((text) => said.has(headerKey(text)));
  if (place !== -1) return place;
  const places = header.flatMap((text, place) => (headerKeys(text).some((key) => WHOLE_NAMES.has(key)) ? [place] : []));
  return places.length === 1 ? places[0]! : -1;
}

/** The headers under which split names stand. */
export const SPLIT_HEADERS = ['last name', 'first name'] as const;

/** `Smith, Ann` → Smith and Ann. Null: there is not exactly one comma, or nothing on one side of it, so only people can tell. */
export function splitName(cell: string): readonly [last: string, first: string] | null {
  const parts = cleanText(cell).split(/[,，]/);
  if (parts.length !== 2) return null;
  const [last, first] = parts.map((part) => part.trim());
  return last === '' || first === '' ? null : [last!, first!];
}
