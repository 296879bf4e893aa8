import type { Category } from '../category.js';
import type { Locale } from '../locale.js';

/** A column of a template: its header, what a person who fills it in has to know, and whether a file needs it. */
export type TemplateColumn = { header: string; note: string; required: boolean; /** A spreadsheet must keep its zeros. */ isNumber?: true };

/** The files that a school may begin with, by hand or as the example for its SIS. Owners and managers are better invited one by one. */
export const TEMPLATE_CATEGORIES = ['students', 'teachers', 'staff'] as const satisfies readonly Category[];
export type TemplateCategory = (typeof TEMPLATE_CATEGORIES)[number];

/** The columns of a category's template, in the reader's language. Each header is understood without any setting; a test holds it to that. */
export function templateColumns(category: TemplateCategory, locale: Locale): TemplateColumn[] {
  const words = WORDS[locale];
  const columns = category === 'students' ? STUDENT_COLUMNS : ADULT_COLUMNS;
  return columns.map(([column, required]) => {
    const { header, note } = words.columns[column];
    return {
      header,
      required,
      note: `${required ? words.required : words.optional} ${note}`,
      ...(column === 'studentId' || column === 'employeeId' ? { isNumber: true as const } : {}),
    };
  });
}

type Column =
  | 'studentId'
  | 'employeeId'
  | 'lastName'
  | 'firstName'
  | 'grade'
  | 'studentEmail'
  | 'workEmail'
  | 'status'
  | 'exitDate'
  | 'parentEmail'
  | 'parentPhone';

const STUDENT_COLUMNS: readonly (readonly [Column, boolean])[] = [
  ['studentId', true],
  ['lastName', true],
  ['firstName', true],
  ['grade', true],
  ['studentEmail', true],
  ['status', false],
  ['exitDate', false],
  ['parentEmail', false],
  ['parentPhone', false],
];
const ADULT_COLUMNS: readonly (readonly [Column, boolean])[] = [
  ['employeeId', false],
  ['lastName', true],
  ['firstName', true],
  ['workEmail', true],
  ['status', false],
];

type Words = { required: string; optional: string; columns: Record<Column, { header: string; note: string }> };

const WORDS: Record<Locale, Words> = {
  en: {
    required: 'Required.',
    optional: 'Optional: the column may be left out.',
    columns: {
      studentId: {
        header: 'Student ID',
        note: 'The number that your SIS gives the student. It never changes and is never given to another student. Keep its zeros: format the column as text.',
      },
      employeeId: {
        header: 'Employee ID',
        note: 'The number of the employee. With it, a person who marries or gets a new address stays the same person.',
      },
      lastName: { header: 'Last Name', note: 'As it is written in your SIS.' },
      firstName: { header: 'First Name', note: 'As it is written in your SIS.' },
      grade: { header: 'Grade', note: 'PK, K, JK, SK, or 1 to 12.' },
      studentEmail: { header: 'Student Email', note: 'The student’s own school address, never that of a parent.' },
      workEmail: { header: 'Work Email', note: 'The person’s own address at the school.' },
      status: {
        header: 'Status',
        note: 'Active for people who are at the school, Withdrawn for those who have left. Leave people who left years ago out.',
      },
      exitDate: { header: 'Exit Date', note: 'The day on which the student leaves, as 2026-06-26. Blank while they stay.' },
      parentEmail: { header: 'Parent Email', note: 'One address.' },
      parentPhone: { header: 'Parent Phone', note: 'One number, with its area code.' },
    },
  },
  'fr-CA': {
    required: 'Obligatoire.',
    optional: 'Facultatif\u00a0: la colonne peut être omise.',
    columns: {
      studentId: {
        header: 'Numéro d’élève',
        note: 'Le numéro que votre SIS donne à l’élève (fiche). Il ne change jamais et n’est jamais donné à un autre élève. Gardez ses zéros\u00a0: mettez la colonne au format texte.',
      },
      employeeId: {
        header: 'Numéro d’employé',
        note: 'Le numéro de la personne employée. Grâce à lui, une personne qui change de nom ou d’adresse reste la même personne.',
      },
      lastName: { header: 'Nom', note: 'Comme dans votre SIS.' },
      firstName: { header: 'Prénom', note: 'Comme dans votre SIS.' },
      grade: { header: 'Niveau', note: 'Maternelle 4 ans, Maternelle 5 ans, Primaire 1 à 6, Secondaire 1 à 5, ou 1 à 12.' },
      studentEmail: { header: 'Courriel de l’élève', note: 'L’adresse scolaire de l’élève, jamais celle d’un parent.' },
      workEmail: { header: 'Courriel', note: 'L’adresse de la personne à l’école.' },
      status: {
        header: 'Statut',
        note: 'Actif pour les personnes présentes, Parti pour celles qui ont quitté. Omettez celles qui sont parties depuis des années.',
      },
      exitDate: { header: 'Date de départ', note: 'Le jour du départ de l’élève, par exemple 2026-06-26. Vide tant que l’élève reste.' },
      parentEmail: { header: 'Courriel du parent', note: 'Une seule adresse.' },
      parentPhone: { header: 'Téléphone du parent', note: 'Un seul numéro, avec son indicatif.' },
    },
  },
};
