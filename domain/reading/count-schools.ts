import { textOfCell, type Cells } from './cells.js';
import { cleanText } from './clean-text.js';
import { headerKeys } from './normalise-header.js';

/** The ids of the schools that `orgs.csv` of a OneRoster or SDS package lists; districts and departments are none. */
export function readSchools(records: readonly (readonly string[])[]): ReadonlySet<string> {
  const [header = [], ...orgs] = records;
  const id = placeOf(header, 'sourcedid');
  const type = placeOf(header, 'type');
  return new Set(orgs.flatMap((org) => (/^school$/i.test(cleanText(org[type] ?? '')) && org[id] !== undefined ? [cleanText(org[id])] : [])));
}

export type SchoolCount = {
  add(cells: Cells): void;
  /** How many schools the users name, and how many users name only other ones than the school that most are of. */
  result(): { schools: number; others: number };
};

/** Counts whose school the users of a package are; null: the file does not say, or there is only one school. */
export function openSchoolCount(header: readonly string[], schools: ReadonlySet<string>): SchoolCount | null {
  const place = Math.max(placeOf(header, 'orgsourcedids'), placeOf(header, 'primaryorgsourcedid'));
  if (place === -1 || schools.size < 2) return null;
  // Few combinations, many users. What a hostile file has more of is not counted.
  const users = new Map<string, number>();
  return {
    add(cells) {
      if (place >= cells.count) return;
      const ids = textOfCell(cells, place)
        .split(',')
        .map((id) => cleanText(id));
      const key = [...new Set(ids.filter((id) => schools.has(id)))].sort().join(',');
      if (key !== '' && (users.has(key) || users.size < MOST_COMBINATIONS)) users.set(key, (users.get(key) ?? 0) + 1);
    },
    result() {
      const perSchool = new Map<string, number>();
      let all = 0;
      for (const [key, count] of users) {
        all += count;
        for (const school of key.split(',')) perSchool.set(school, (perSchool.get(school) ?? 0) + count);
      }
      return { schools: perSchool.size, others: all - Math.max(0, ...perSchool.values()) };
    },
  };
}

const MOST_COMBINATIONS = 10_000;

function placeOf(header: readonly string[], key: string): number {
  return header.findIndex((text) => headerKeys(text).includes(key));
}
