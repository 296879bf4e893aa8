import type { Widened } from './en.js';

const number = new Intl.NumberFormat('en');
const count = (n: number, one: string, many: string): string => `${number.format(n)} ${n === 1 ? one : many}`;

/** The English texts of the cards on the page of a district. */
export const districtFilesEn = {
  title: 'One file for several schools',
  lead: 'If your SIS exports all schools into one file with a school column, upload it here, or by the API. Each school gets its own rows as a sync of its own. A school is known by the words under “Your school” on its Rostering tab, or by its name while it has none there.',
  choose: 'Choose a file',
  preview: 'Preview only',
  uploading: (name: string) => `Uploading ${name}…`,
  none: 'No file for several schools has been uploaded yet.',
  columns: { file: 'File', rows: 'Rows', parts: 'Schools', unplaced: 'Rows without a known school' },
  ofOthers: (n: number) => `${count(n, 'row', 'rows')} of schools that are not in Rollcall`,
  previewed: 'Preview',
  allPlaced: 'None',
  blank: 'Blank, or not readable',
  word: (word: string, rows: number) => `${word} (${count(rows, 'row', 'rows')})`,
  claimed: (n: number) => `${number.format(n)} schools have this word: leave it with one of them.`,
  leaveOut: 'Not in Rollcall',
  leaveOutOf: (word: string) => `Not in Rollcall: ${word}`,
  why: 'While a file has such rows, it archives no one. If a word means one of your schools, add it under “Your school” on the Rostering tab of that school. Otherwise say here that it is not in Rollcall. Then upload the file again.',
  others: 'Words of schools that are not in Rollcall',
  othersHint: 'Their rows are left out.',
  takeBack: (word: string) => `Take “${word}” off the list`,
  school: {
    title: 'Add a school',
    lead: 'Rostering is off at first. The Rostering tab of the school then shows how to set it up.',
    name: 'Name of the school',
    region: 'Region',
    regions: { US: 'United States', CA: 'Canada and international' },
    timeZone: 'Time zone',
    timeZoneHint: 'The nightly run and the mails go by it.',
    language: 'Language of its mails',
    submit: 'Add the school',
  },
};

export type DistrictFilesTexts = Widened<typeof districtFilesEn>;
