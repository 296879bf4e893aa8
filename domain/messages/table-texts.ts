import type { Role } from '../category.js';
import type { Locale } from '../locale.js';
import type { PersonField } from '../person.js';
import type { ChangeKind, ChangeState } from '../sync.js';
import { ROLE_NAMES_EN } from './role-names-en.js';
import { ROLE_NAMES_FR_CA } from './role-names-fr-ca.js';

/** What stands in tables of people and of changes that are downloaded. */
export type TableTexts = {
  people: string;
  changes: string;
  field: Record<Exclude<PersonField, 'gradeRaw'>, string>;
  category: string;
  state: string;
  protected: string;
  archivedAt: string;
  updatedAt: string;
  change: string;
  line: string;
  difference: string;
  why: string;
  role: Record<Role, string>;
  states: Record<'ACTIVE' | 'ARCHIVED', string>;
  kinds: Record<ChangeKind, string>;
  changeStates: Record<ChangeState, string>;
  yes: string;
  blank: string;
};

export function tableTexts(locale: Locale): TableTexts {
  return TEXTS[locale];
}

const EN: TableTexts = {
  people: 'People',
  changes: 'Changes',
  field: {
    email: 'e-mail',
    firstName: 'first name',
    lastName: 'last name',
    role: 'role',
    studentId: 'student number',
    grade: 'grade',
    parentEmail: 'parent e-mail',
    parentPhone: 'parent phone',
    studentPhone: 'student phone',
    idField1: 'ID field 1',
    idField2: 'ID field 2',
    staffId: 'employee number',
  },
  category: 'category',
  state: 'state',
  protected: 'protected',
  archivedAt: 'archived',
  updatedAt: 'last changed',
  change: 'change',
  line: 'line',
  difference: 'before → after',
  why: 'why',
  role: ROLE_NAMES_EN,
  states: { ACTIVE: 'active', ARCHIVED: 'archived' },
  kinds: { ADD: 'add', UPDATE: 'update', ARCHIVE: 'archive', RESTORE: 'restore' },
  changeStates: { PLANNED: 'planned', HELD: 'held', APPLIED: 'applied', UNDONE: 'undone', SKIPPED: 'not applied' },
  yes: 'yes',
  blank: 'blank',
};

const FR: TableTexts = {
  people: 'Personnes',
  changes: 'Changements',
  field: {
    email: 'courriel',
    firstName: 'prénom',
    lastName: 'nom de famille',
    role: 'rôle',
    studentId: 'numéro d’élève',
    grade: 'niveau',
    parentEmail: 'courriel du parent',
    parentPhone: 'téléphone du parent',
    studentPhone: 'téléphone de l’élève',
    idField1: 'champ ID 1',
    idField2: 'champ ID 2',
    staffId: 'numéro d’employé',
  },
  category: 'catégorie',
  state: 'état',
  protected: 'protégée',
  archivedAt: 'archivée le',
  updatedAt: 'modifiée le',
  change: 'changement',
  line: 'ligne',
  difference: 'avant → après',
  why: 'pourquoi',
  role: ROLE_NAMES_FR_CA,
  states: { ACTIVE: 'active', ARCHIVED: 'archivée' },
  kinds: { ADD: 'ajout', UPDATE: 'mise à jour', ARCHIVE: 'archivage', RESTORE: 'rétablissement' },
  changeStates: { PLANNED: 'prévu', HELD: 'retenu', APPLIED: 'appliqué', UNDONE: 'annulé', SKIPPED: 'non appliqué' },
  yes: 'oui',
  blank: 'vide',
};

const TEXTS: Record<Locale, TableTexts> = { en: EN, 'fr-CA': FR };
