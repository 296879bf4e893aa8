import { categoryOf, type Category, type Role } from '../category.js';
import type { WhyCode } from '../messages/why-texts.js';
import type { HoldCode } from '../sync.js';
import type { PartInFile } from './row-facts.js';
import type { SettingsInSeason } from './season.js';

/** Active people named by no row of the file, valid or not, counted by the facts that decide about them. */
export type MissingPeople = {
  role: Role;
  protected: boolean;
  /** An owner restored them by hand, and no file has listed them since. */
  restoredByHand: boolean;
  /** Days on which a file that stands for their category did not list them, this one included. */
  absences: number;
  /** `handed_on`: this file gives what they had to another person. `same_names`: a new person has their names. */
  partInFile: PartInFile;
  /** A wider list of the school has them: a teacher who is no longer on the teachers' list, but is on the staff list. */
  inWiderList: boolean;
  people: number;
};

export type ArchivingDecision = MissingPeople & {
  state: 'PLANNED' | 'HELD' | 'SKIPPED';
  why: WhyCode;
  params: Record<string, number>;
  hold: HoldCode | null;
  /** They are not archived: the wider list gives them this category. */
  becomes: 'STAFF' | null;
};

export type MissingRules = {
  settings: Pick<SettingsInSeason, 'categories' | 'safety' | 'additionsOnly'>;
  /** The categories that the file is the whole list of. */
  standsFor: readonly Category[];
  /** The category whose list it is (listOfFile). */
  list: Category | null;
  /** False: without the Owners who are missing or demoted, the school would have none left. */
  keepsOwners: boolean;
};

/**
 * What happens to people who are not in the file, before the guards; null: the file says nothing about them. A decision to keep
 * somebody has a reason, because owners ask for it.
 */
export function decideMissing(people: MissingPeople, { settings, standsFor, list, keepsOwners }: MissingRules): ArchivingDecision | null {
  const category = categoryOf(people.role);
  const archives = settings.categories[category].missingUsers === 'ARCHIVE';
  const stands = standsFor.includes(category);
  const stay = (why: WhyCode, params: Record<string, number> = {}): ArchivingDecision => ({
    ...people,
    state: 'SKIPPED',
    why,
    params,
    hold: null,
    becomes: null,
  });
  if (people.role === 'TEACHER' && people.inWiderList && stands && list === category && !people.protected) {
    if (!settings.categories.staff.autoUpdate) return stay('in_other_list');
    if (settings.additionsOnly === true) return stay('additions_only');
    if (archives && people.absences < settings.safety.absencesBeforeArchive)
      return stay('waiting', { absences: people.absences, of: settings.safety.absencesBeforeArchive });
    return { ...people, state: 'PLANNED', why: 'left_list', params: {}, hold: null, becomes: 'STAFF' };
  }
  if (!archives) return stands ? stay('missing_users_keep') : null;
  if (!stands) return stay('not_stand_alone');
  if (settings.additionsOnly === true) return stay('additions_only');
  if (people.protected) return stay('protected');
  if (people.restoredByHand) return stay('restored_by_hand');
  if (people.role === 'OWNER' && !keepsOwners) return stay('last_owner');
  const { absencesBeforeArchive } = settings.safety;
  if (people.absences < absencesBeforeArchive) return stay('waiting', { absences: people.absences, of: absencesBeforeArchive });
  const { partInFile } = people;
  if (partInFile !== 'alone') return { ...people, state: 'HELD', why: partInFile, params: {}, hold: partInFile, becomes: null };
  return { ...people, state: 'PLANNED', why: 'missing_from_file', params: {}, hold: null, becomes: null };
}
