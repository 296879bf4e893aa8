import type { Surprise } from '../../../../domain/setup/judge-readiness.js';
import type { Category } from '../../../../domain/category.js';
import { MOST_EXPLAINED } from '../../../../domain/sync.js';
import type { Widened } from './en.js';

const number = new Intl.NumberFormat('en');
const files = (n: number): string => (n === 1 ? '1 file' : `${number.format(n)} files`);
const who: Record<Category, [one: string, many: string]> = {
  students: ['student', 'students'],
  teachers: ['teacher', 'teachers'],
  staff: ['staff member', 'staff members'],
  admin: ['admin', 'admins'],
};
const people = (category: Category, n: number): string => `${number.format(n)} ${who[category][n === 1 ? 0 : 1]}`;

/** Of more than these, only some are kept: how many it would be is then not known. */
const explained = (category: Category, n: number): string => `${n < MOST_EXPLAINED ? '' : 'at least '}${people(category, n)}`;

/** The English texts about switching Auto update and Archive on: the meter, and the question before it is saved. */
export const switchEn = {
  matched: (matched: number, of: number) => `${number.format(matched)} of ${files(of)} matched`,
  surprises: (n: number) => (n === 1 ? '1 surprise' : `${number.format(n)} surprises`),
  noFiles: 'No second file yet: the meter begins with it.',
  would: (category: Category, archived: number | null, updated: number | null) => {
    const parts = [
      ...(archived === null ? [] : [`${explained(category, archived)} would be archived`]),
      ...(updated === null ? [] : [`${explained(category, updated)} would be updated`]),
    ];
    return parts.join(' and ');
  },
  ready: 'Ready to switch on',
  wait: (needed: number) => `Wait for ${needed} files in a row that match`,
  evidence: 'The files behind it',
  fileMatched: 'matched',
  surprise: {
    rejected: 'could not be used',
    held: 'something was held for approval',
    left_out: 'many rows were left out',
    many_new: 'many people were new',
    undone: 'was undone',
  } satisfies Record<Surprise, string>,
  askTitle: 'Switch this on?',
  askLead: 'From the next file on, without asking again. This is what the newest file that is kept would do, with the settings of this page:',
  switches: {
    autoUpdate: { students: 'Auto update students', teachers: 'Auto update teachers', staff: 'Auto update staff', admin: 'Auto update admin' },
    archive: {
      students: 'Missing users: students – Archive',
      teachers: 'Missing users: teachers – Archive',
      staff: 'Missing users: staff – Archive',
      admin: 'Missing users: admin – Archive',
    },
  },
  fromFile: (name: string, at: string) => `By ${name}, of ${at}`,
  archived: (category: Category, n: number) => `${people(category, n)} would be archived`,
  updated: (category: Category, n: number) => `${people(category, n)} would be updated`,
  held: (n: number) => `${n === 1 ? '1 change' : `${number.format(n)} changes`} would wait for an Owner`,
  names: (names: string, more: number) => (more > 0 ? `${names} and ${number.format(more)} more` : names),
  openPreview: 'See everyone',
  unknown: 'No file of this category is kept, so it is not known what the next one will do. You can save, and look at its sync when it has come.',
  notUsable: 'This file cannot be used now, so it is not known what the next one will do.',
  confirm: 'Switch on and save',
};

export type SwitchTexts = Widened<typeof switchEn>;
