import type { SchoolState } from '../../../../domain/overview/judge-school.js';
import type { Widened } from './en.js';

const number = new Intl.NumberFormat('en');
const count = (n: number, one: string, many: string): string => `${number.format(n)} ${n === 1 ? one : many}`;

/** The English texts of the district overview. */
export const districtEn = {
  title: 'District overview',
  lead: 'Every school of the district, the most urgent first.',
  search: 'Search a school',
  filter: 'Show only',
  all: (n: number) => `All schools (${number.format(n)})`,
  some: (state: string, n: number) => `${state} (${number.format(n)})`,
  shown: (shown: number, of: number) => `${number.format(shown)} of ${count(of, 'school', 'schools')} shown`,
  columns: { school: 'School', state: 'State', last: 'Last sync', received: 'Last file', held: 'Held' },
  state: {
    HELD: 'Held for approval',
    FAILED: 'Last file failed',
    REJECTED: 'Last file rejected',
    LATE: 'File is missing',
    PAUSED: 'Paused',
    WAITING: 'Waiting for the first file',
    OK: 'All is well',
    OFF: 'Rostering is off',
  } satisfies Record<SchoolState, string>,
  heldSince: (at: string) => `Since ${at}`,
  pauseOver: 'The pause is over: the newest file waits to be run',
  pausedUntil: (at: string) => `Until ${at}`,
  lateBy: (hours: number) => `Expected ${hours < 1 ? 'less than an hour' : count(hours, 'hour', 'hours')} ago`,
  heldSyncs: (n: number) => count(n, 'sync held', 'syncs held'),
  noSync: 'No file yet',
  empty: 'This district has no school yet.',
  noneFound: 'No school fits',
};

export type DistrictTexts = Widened<typeof districtEn>;
