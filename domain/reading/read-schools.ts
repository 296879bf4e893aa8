import { cleanText } from './clean-text.js';
import { headerKeys } from './normalise-header.js';

/** The schools that `orgs.csv` of a OneRoster or SDS package lists, id → name; districts and departments are not schools. */
export function readSchools(records: readonly (readonly string[])[]): ReadonlyMap<string, string> {
  const [header = [], ...orgs] = records;
  const placeOf = (key: string): number => header.findIndex((text) => headerKeys(text).includes(key));
  const [id, type, name] = [placeOf('sourcedid'), placeOf('type'), placeOf('name')];
  const at = (org: readonly string[], place: number): string => cleanText(org[place] ?? '');
  return new Map(
    orgs.flatMap((org) => (/^school$/i.test(at(org, type)) && at(org, id) !== '' ? [[at(org, id), at(org, name) || at(org, id)] as const] : [])),
  );
}
