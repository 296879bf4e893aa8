import type { Category } from '../category.js';
import { OPTIONAL_FIELDS, type PersonField } from '../person.js';
import type { FileRejection } from '../problem.js';
import type { RosteringSettings } from '../settings.js';
import { categoryOfFileName } from './category-of-file-name.js';
import { cleanText } from './clean-text.js';
import { accountSheet, type AccountEntry, type SheetFate } from './file-account.js';
import { isFutureList, isLeaversList } from './is-leavers-list.js';

/** What a sheet is before its rows are read: `hidden`, `chart` and `empty` ones never are. */
export const SHEET_KINDS = ['rows', 'hidden', 'chart', 'empty'] as const;
export type SheetKind = (typeof SHEET_KINDS)[number];

/** How the header of a sheet is understood. */
export type SheetHeader = {
  /** It has every column that a file of this name needs. */
  complete: boolean;
  /** It names people, even if they are not those of the file. */
  people: boolean;
  /** How many of its columns are understood. */
  columns: number;
  fields: readonly PersonField[];
};

/** `header` null: it has no rows. */
export type SeenSheet = { name: string; kind: SheetKind; header: SheetHeader | null };

export type ChosenSheets = {
  /** The places of the sheets that are read, as one list. */
  read: number[];
  /** One of each sheet, in their order. */
  accounts: AccountEntry[];
  refusal: FileRejection | null;
};

/**
 * Which sheets of a workbook are the roster. What the school has said of a sheet counts; lists of people who have left or are to come, of another
 * category than the file's name says, hidden sheets and those without people are left out by these rules. One list that is left is
 * the roster. Of several, only the school can say: as many as have the same columns are read together, so that nobody in
 * them seems to be missing, and all of it waits for the answer.
 */
export function chooseSheets(
  sheets: readonly SeenSheet[],
  { maps, named }: { maps: RosteringSettings['maps']['sheets']; named: Category | null },
): ChosenSheets {
  const answers = new Map(Object.entries(maps).map(([name, answer]) => [sheetKey(name), answer]));
  const fates = sheets.map((sheet): SheetFate => fateOf(sheet, answers.get(sheetKey(sheet.name)), named));
  const placesOf = (...of: SheetFate[]): number[] => fates.flatMap((fate, place) => (of.includes(fate) ? [place] : []));
  const account = (): AccountEntry[] => sheets.map(({ name }, place) => accountSheet(name, fates[place]!));

  if (placesOf('list', 'list_unsaid').length === 0) {
    const place = lastResort(sheets, fates);
    if (place === -1) {
      const ignored = placesOf('school_map').length > 0;
      return { read: [], accounts: account(), refusal: ignored ? { kind: 'rejected', code: 'sheets_left_out', params: {} } : null };
    }
    if (!ABSENT.has(fates[place]!)) fates[place] = 'list';
    return { read: [place], accounts: account(), refusal: null };
  }

  const said = placesOf('list');
  const first = said[0] ?? placesOf('list_unsaid')[0]!;
  const unlike = (place: number): boolean => !haveSameFields(sheets[first]!.header!.fields, sheets[place]!.header!.fields);
  const other = said.find((place) => sheets[place]!.header!.complete && sheets[first]!.header!.complete && unlike(place));
  if (other !== undefined)
    return {
      read: [],
      accounts: account(),
      refusal: { kind: 'rejected', code: 'sheets_differ', params: { first: sheets[first]!.name, other: sheets[other]!.name } },
    };
  for (const place of placesOf('list_unsaid')) if (unlike(place)) fates[place] = 'other_list';
  const unsaid = placesOf('list_unsaid');
  // One list raises no question, unless another one lists people and cannot be read together with it.
  if (said.length === 0 && unsaid.length === 1) fates[unsaid[0]!] = 'list';
  return { read: placesOf('list', 'list_unsaid'), accounts: account(), refusal: null };
}

/** Lists of people who are not here. */
const ABSENT: ReadonlySet<SheetFate> = new Set<SheetFate>(['leavers', 'to_come']);

function fateOf({ name, kind, header }: SeenSheet, answer: 'ROSTER' | 'IGNORE' | undefined, named: Category | null): SheetFate {
  if (kind !== 'rows' || header === null) return kind === 'rows' ? 'empty' : kind;
  if (answer === 'IGNORE') return 'school_map';
  if (isLeaversList(name)) return 'leavers';
  if (isFutureList(name)) return 'to_come';
  if (answer === 'ROSTER') return 'list';
  const category = categoryOfFileName(`${name}.xlsx`);
  if (category !== null && named !== null && category !== named) return 'other_category';
  if (header.complete) return 'list_unsaid';
  return header.people ? 'other_list' : 'not_a_list';
}

/** If no sheet is a list: the one that comes closest, so that its missing columns can be named; otherwise a list of leavers. */
function lastResort(sheets: readonly SeenSheet[], fates: readonly SheetFate[]): number {
  const places = (of: readonly SheetFate[]): number[] => fates.flatMap((fate, place) => (of.includes(fate) ? [place] : []));
  const leavers = places(['leavers', 'to_come']).filter((place) => sheets[place]!.header!.complete);
  const among = places(['other_list']).length > 0 ? places(['other_list']) : leavers.length > 0 ? leavers : places(['not_a_list', 'other_category']);
  return among.reduce((best, place) => (best === -1 || sheets[place]!.header!.columns > sheets[best]!.header!.columns ? place : best), -1);
}

/** Optional fields may be in only some of them: without a column, the stored value stays. */
function haveSameFields(left: readonly PersonField[], right: readonly PersonField[]): boolean {
  const needed = (fields: readonly PersonField[]): string =>
    [...new Set(fields)]
      .filter((field) => !(OPTIONAL_FIELDS as readonly string[]).includes(field))
      .sort()
      .join();
  return needed(left) === needed(right);
}

/** Excel does not distinguish capitals in names of sheets. */
export function sheetKey(name: string): string {
  return cleanText(name).toLowerCase();
}
