import type { SearchHitKind } from '../../../../domain/search/search-hit.js';

/** What the page that finds a person says in English. */
export const findEn = {
  title: 'Find a person',
  lead: 'Why is somebody not here? Looks among active and archived people, in what is held, and in each row of the files of the last 14 days.',
  field: 'Name, e-mail address or number',
  search: 'Search',
  searching: 'Searching people and files. Large files take a few seconds.',
  found: 'What was found',
  nothing: 'Nothing was found',
  kinds: {
    ACTIVE: 'Active',
    ARCHIVED: 'Archived',
    HELD: 'Held for approval',
    LEFT_OUT: 'Row left out',
    LEFT_OUT_BY_RULE: 'Row left out by a rule',
    NOT_APPLIED: 'Not applied',
    IN_FILE: 'In a file',
  } satisfies Record<SearchHitKind, string>,
  openPerson: 'Open the person',
  openSync: 'Open the sync',
  openLine: (line: number) => `Open line ${line}`,
  /** What the list of people, and that of the changes of a sync, say beside `en`. */
  grade: 'Grade',
  allGrades: 'All grades',
  noGrade: 'No grade',
  sort: 'Order',
  sorts: { NAME: 'By name', GRADE: 'By grade', UPDATED: 'Last changed first' },
  notHere: 'Why is somebody not here?',
  searchChanges: 'Search by name, e-mail, number or line',
  noMatch: 'No person and no line matches.',
  download: { csv: 'Download these as CSV', xlsx: 'Download these as Excel' },
};
export type FindTexts = typeof findEn;
