import type { Category } from '../category.js';
import type { Locale } from '../locale.js';

/** The people of a category inside a sentence: “61 students”, « 61 élèves ». */
export const CATEGORY_NAMES: Record<Locale, Record<Category, string>> = {
  en: { students: 'students', teachers: 'teachers', staff: 'staff', admin: 'admins' },
  'fr-CA': { students: 'élèves', teachers: 'enseignants', staff: 'membres du personnel', admin: 'membres de l’administration' },
};

/** A category as a heading or a label: “Students”, « Élèves ». */
export const CATEGORY_LABELS: Record<Locale, Record<Category, string>> = {
  en: { students: 'Students', teachers: 'Teachers', staff: 'Staff', admin: 'Admin' },
  'fr-CA': { students: 'Élèves', teachers: 'Enseignants', staff: 'Personnel', admin: 'Administration' },
};
