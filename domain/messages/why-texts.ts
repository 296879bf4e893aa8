import type { Locale } from '../locale.js';

/** Why a change exists, or why it was not made. Every stored change has one. */
export const WHY_CODES = [
  'new_in_file',
  'new_privileged',
  'differs_from_file',
  'promotion',
  'privileged_email',
  'back_in_file',
  'privileged_return',
  'missing_from_file',
  'roster_off',
  'auto_update_off',
  'additions_only',
  'protected',
  'last_owner',
  'hold_discarded',
  'hold_expired',
  'sync_cancelled',
  'changed_since_plan',
  'changed_since_apply',
  'place_taken',
  'undo_of_add',
  'undo_of_update',
  'undo_of_archive',
  'undo_of_restore',
  'undone_before_decision',
  'identity_change',
  'parents_email',
  'email_outside',
  'lost_zeros',
  'handed_on',
  'same_names',
  'status_unknown',
  'student_and_adult',
  'kept_role',
  'left_list',
  'in_other_list',
  'waiting',
  'not_stand_alone',
  'missing_users_keep',
  'discarded_before',
  'archived_by_hand',
  'restored_by_hand',
] as const;
export type WhyCode = (typeof WHY_CODES)[number];

const TEXTS: Record<WhyCode, Record<Locale, string>> = {
  new_in_file: {
    en: 'The file lists this person, who was not in the school yet.',
    'fr-CA': 'Le fichier contient cette personne, qui n’était pas encore dans l’école.',
  },
  new_privileged: {
    en: 'The file lists a new Owner or Manager; that needs an owner’s approval.',
    'fr-CA': 'Le fichier contient un nouveau propriétaire ou gestionnaire; un propriétaire doit l’approuver.',
  },
  differs_from_file: {
    en: 'The file says something else about this person.',
    'fr-CA': 'Le fichier contient d’autres renseignements sur cette personne.',
  },
  promotion: {
    en: 'The file makes this person an Owner or Manager; that needs an owner’s approval.',
    'fr-CA': 'Le fichier fait de cette personne un propriétaire ou un gestionnaire; un propriétaire doit l’approuver.',
  },
  privileged_email: {
    en: 'The file gives an Owner or Manager another e-mail address; that needs an owner’s approval.',
    'fr-CA': 'Le fichier donne une autre adresse courriel à un propriétaire ou à un gestionnaire; un propriétaire doit l’approuver.',
  },
  back_in_file: {
    en: 'This person was archived and is in the file again.',
    'fr-CA': 'Cette personne était archivée et figure de nouveau dans le fichier.',
  },
  privileged_return: {
    en: 'An archived Owner or Manager is in the file again; restoring them needs an owner’s approval.',
    'fr-CA': 'Un propriétaire ou un gestionnaire archivé figure de nouveau dans le fichier; un propriétaire doit approuver son rétablissement.',
  },
  missing_from_file: {
    en: 'This person is not in the file, or is marked there as gone, and “Missing users” is set to “Archive”.',
    'fr-CA':
      'Cette personne n’est pas dans le fichier, ou y est marquée comme partie, et «\u00a0Personnes absentes\u00a0» est réglé à «\u00a0Archiver\u00a0».',
  },
  roster_off: {
    en: 'No one is added in this category because “Roster” is off for it.',
    'fr-CA': 'Personne n’est ajouté dans cette catégorie, car «\u00a0Inscrire\u00a0» y est désactivé.',
  },
  auto_update_off: {
    en: 'The file differs, but “Auto update” is off for this category.',
    'fr-CA': 'Le fichier diffère, mais «\u00a0Mise à jour automatique\u00a0» est désactivé pour cette catégorie.',
  },
  additions_only: {
    en: 'Left as they are: the school’s summer switch is on, so files only add people.',
    'fr-CA': 'Laissée telle quelle\u00a0: le mode été de l’école est activé, et les fichiers ne font qu’ajouter des personnes.',
  },
  protected: {
    en: 'This person is marked as protected: rostering leaves them alone.',
    'fr-CA': 'Cette personne est protégée\u00a0: les listes automatiques ne la modifient pas.',
  },
  last_owner: {
    en: 'The school would be left without an Owner.',
    'fr-CA': 'L’école n’aurait plus de propriétaire.',
  },
  hold_discarded: {
    en: 'An owner discarded this change.',
    'fr-CA': 'Un propriétaire a écarté ce changement.',
  },
  hold_expired: {
    en: 'A newer file superseded this change before an owner decided.',
    'fr-CA': 'Un fichier plus récent a remplacé ce changement avant la décision d’un propriétaire.',
  },
  sync_cancelled: {
    en: 'An owner cancelled the sync before this change was decided on.',
    'fr-CA': 'Un propriétaire a interrompu la synchronisation avant la décision sur ce changement.',
  },
  changed_since_plan: {
    en: 'This person was changed after the plan was made, so the change no longer fits.',
    'fr-CA': 'Cette personne a été modifiée après la planification; le changement ne convient donc plus.',
  },
  changed_since_apply: {
    en: 'This change was not undone, because the person was changed again since.',
    'fr-CA': 'Ce changement n’a pas été annulé, car la personne a été modifiée de nouveau depuis.',
  },
  place_taken: {
    en: 'This change was not undone, because somebody else has the former e-mail address or number by now.',
    'fr-CA': 'Ce changement n’a pas été annulé, car quelqu’un d’autre a maintenant l’ancienne adresse courriel ou l’ancien numéro.',
  },
  undo_of_add: {
    en: 'The sync added this person; undoing it archives them. Nobody is deleted.',
    'fr-CA': 'La synchronisation a ajouté cette personne; l’annuler l’archive. Personne n’est supprimé.',
  },
  undo_of_update: {
    en: 'The sync updated this person; undoing it brings the former values back.',
    'fr-CA': 'La synchronisation a mis à jour cette personne; l’annuler remet les anciennes valeurs.',
  },
  undo_of_archive: {
    en: 'The sync archived this person; undoing it restores them.',
    'fr-CA': 'La synchronisation a archivé cette personne; l’annuler la rétablit.',
  },
  undo_of_restore: {
    en: 'The sync restored this person; undoing it archives them again.',
    'fr-CA': 'La synchronisation a rétabli cette personne; l’annuler l’archive de nouveau.',
  },
  undone_before_decision: {
    en: 'The sync was undone before an owner decided.',
    'fr-CA': 'La synchronisation a été annulée avant la décision d’un propriétaire.',
  },
  identity_change: {
    en: 'The row may describe somebody else than this person; that needs an owner’s approval.',
    'fr-CA': 'La ligne décrit peut-être quelqu’un d’autre que cette personne; un propriétaire doit l’approuver.',
  },
  parents_email: {
    en: 'In the file, the parents’ e-mail address stands in the place of this person’s own; that needs an owner’s approval.',
    'fr-CA': 'Dans le fichier, l’adresse courriel des parents remplace celle de cette personne; un propriétaire doit l’approuver.',
  },
  email_outside: {
    en: 'The new e-mail address is not at the domain that nearly all students of the school have, so it may be the parents’ or a private one; that needs an owner’s approval.',
    'fr-CA':
      'La nouvelle adresse courriel n’est pas du domaine de presque tous les élèves de l’école; c’est peut-être celle des parents ou une adresse privée. Un propriétaire doit l’approuver.',
  },
  lost_zeros: {
    en: 'In the file, this person’s number has lost the zeros in front; that needs an owner’s approval.',
    'fr-CA': 'Dans le fichier, le numéro de cette personne a perdu ses zéros initiaux; un propriétaire doit l’approuver.',
  },
  handed_on: {
    en: 'The number or the address passes from one person to another in this file; that needs an owner’s approval.',
    'fr-CA': 'Dans ce fichier, le numéro ou l’adresse passe d’une personne à une autre; un propriétaire doit l’approuver.',
  },
  same_names: {
    en: 'A new person has the same names as one who is no longer in the file; an owner has to say whether they are the same person.',
    'fr-CA':
      'Une nouvelle personne porte les noms d’une personne qui n’est plus dans le fichier; un propriétaire doit dire s’il s’agit de la même personne.',
  },
  status_unknown: {
    en: 'This person’s status in the file does not say whether they are here; an owner says what the word means, or approves.',
    'fr-CA':
      'Le statut de cette personne dans le fichier ne permet pas de savoir si elle est présente; un propriétaire indique ce que le mot signifie, ou approuve.',
  },
  student_and_adult: {
    en: 'One file lists this person as a student, and another as an employee; an owner has to say which is right.',
    'fr-CA': 'Un fichier présente cette personne comme élève, et un autre comme membre du personnel; un propriétaire doit dire ce qui est exact.',
  },
  kept_role: {
    en: 'This file lists the person under another role, but an owner gave them the one that they have.',
    'fr-CA': 'Ce fichier présente la personne sous un autre rôle, mais un propriétaire lui a donné celui qu’elle a.',
  },
  left_list: {
    en: 'This person is no longer in the list of teachers, but is in the list of staff.',
    'fr-CA': 'Cette personne ne figure plus dans la liste du personnel enseignant, mais figure dans celle du personnel.',
  },
  in_other_list: {
    en: 'Not archived: this person is not in the list of teachers, but is in the list of staff. “Auto update” is off for staff, so they stay a teacher.',
    'fr-CA':
      'Non archivée\u00a0: cette personne n’est pas dans la liste du personnel enseignant, mais figure dans celle du personnel. Comme «\u00a0Mise à jour automatique\u00a0» est désactivé pour le personnel, elle garde son rôle.',
  },
  waiting: {
    en: 'Not archived yet: this person is not in the file (absence {absences} of {of}).',
    'fr-CA': 'Pas encore archivée\u00a0: cette personne n’est pas dans le fichier (absence {absences} de {of}).',
  },
  not_stand_alone: {
    en: 'Not archived: this person is not in the file, but the file is no stand-alone file of their category.',
    'fr-CA': 'Non archivée\u00a0: cette personne n’est pas dans le fichier, mais ce n’est pas un fichier distinct de sa catégorie.',
  },
  discarded_before: {
    en: 'An owner discarded this change before, and the file still says the same.',
    'fr-CA': 'Un propriétaire a déjà écarté ce changement, et le fichier dit toujours la même chose.',
  },
  archived_by_hand: {
    en: 'Not restored: an owner archived this person by hand, and the file has listed them ever since.',
    'fr-CA': 'Non rétablie\u00a0: un propriétaire a archivé cette personne à la main, et elle figure depuis dans le fichier.',
  },
  restored_by_hand: {
    en: 'Not archived: an owner restored this person by hand, and no file has listed them since.',
    'fr-CA': 'Non archivée\u00a0: un propriétaire a rétabli cette personne à la main, et aucun fichier ne la contient depuis.',
  },
  missing_users_keep: {
    en: 'Not archived: this person is not in the file, and “Missing users” is set to “Keep”.',
    'fr-CA': 'Non archivée\u00a0: cette personne n’est pas dans le fichier, et «\u00a0Personnes absentes\u00a0» est réglé à «\u00a0Conserver\u00a0».',
  },
};

/** The sentence for a stored why code. An unknown code, from a newer version of the product, is shown as it is. */
export function whyText(locale: Locale, code: string, params: Record<string, unknown> = {}): string {
  if (!isWhyCode(code)) return code;
  return TEXTS[code][locale].replace(/\{(\w+)\}/g, (_whole, name: string) => textOf(params[name]));
}

function isWhyCode(code: string): code is WhyCode {
  return (WHY_CODES as readonly string[]).includes(code);
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '?';
}
