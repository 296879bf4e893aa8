const number = new Intl.NumberFormat('en');
const count = (n: number, one: string, many: string): string => `${number.format(n)} ${n === 1 ? one : many}`;

/** What the pages of people say in English; part of `en`. */
export const peopleInEnglish = {
  title: 'People',
  search: 'Search by name, e-mail or number',
  category: 'Category',
  state: 'State',
  states: { ACTIVE: 'Active', ARCHIVED: 'Archived' },
  total: (n: number) => count(n, 'person', 'people'),
  shown: (shown: number, total: number) => `${number.format(shown)} of ${count(total, 'person', 'people')} shown`,
  columns: { name: 'Name', email: 'E-mail', role: 'Role', number: 'Number', grade: 'Grade', edit: 'Edit' },
  empty: 'No people yet',
  emptyText: 'People appear as soon as a file has been applied.',
  emptyFiltered: 'No match. Try fewer letters or another category.',
  protected: 'Protected',
  protectedHint: 'Rostering leaves this person alone.',
  edit: (name: string) => `Edit ${name}`,
  editTitle: 'Edit person',
  role: 'Role',
  roleHint: 'If the file has a role column and Auto update is on, the file overwrites the role.',
  save: 'Save',
  saved: 'Saved.',
  archivedOn: (when: string) => `Archived ${when}`,
  updatedOn: (when: string) => `Last changed ${when}`,
  release: 'Release number and address',
  releaseTitle: 'Release number and address?',
  releaseText: (name: string) =>
    `${name} keeps their story, but gives up the number and the e-mail address, so that somebody else can have them. No file can restore ${name} after that. Restoring ${name} here brings both back, as long as they are still free.`,
  releaseConfirm: 'Release',
  releaseDone: 'Released. The next file can give the number and the address to somebody else.',
  danger: 'More',
  archive: 'Archive',
  archiveTitle: 'Archive this person?',
  archiveText: (name: string) =>
    `${name} is archived at once; nothing is deleted. As long as the files still list ${name}, they stay archived and each file says so. Once a file no longer lists them, the files have the last word again.`,
  archiveConfirm: 'Archive',
  archiveDone: 'Archived.',
  restore: 'Restore',
  restoreTitle: 'Restore this person?',
  restoreText: (name: string) =>
    `${name} is active again at once. As long as the files do not list ${name}, they stay active and each file says so. Once a file lists them, the files have the last word again.`,
  restoreConfirm: 'Restore',
  restoreDone: 'Restored.',
  byHand: 'Set by hand',
  released: 'Number and address released',
};
