import { LINE_FATES, type AccountEntry, type AccountKind, type LineFate } from '../reading/file-account.js';
import type { Locale } from '../locale.js';

/** What became of one thing in a file, in a few words: `read as grade`, `left out: nobody needs it here`. */
export function accountText(locale: Locale, kind: AccountKind, { what, use, rows }: Pick<AccountEntry, 'what' | 'use' | 'rows'>): string {
  const words = WORDS[locale];
  if (kind === 'lines') return isFate(what) ? lineText(words.lines[what], rows) : what;
  if (kind === 'words') return wordText(locale, what, use);
  if (kind === 'sheets') return words.columns[what] ?? what;
  const known = words.columns[what];
  if (use === 'UNKNOWN') return words.unknown;
  return use === 'USED' ? words.readAs(known ?? what) : (known ?? what);
}

function wordText(locale: Locale, what: string, use: AccountEntry['use']): string {
  const words = WORDS[locale];
  const [of = '', reading] = what.split('.');
  if (use === 'UNKNOWN') return words.unknownWord[reading === 'contradicted' || reading === 'reason' ? reading : of] ?? words.unknown;
  if (reading === undefined) return words.otherWords;
  return words.readings[reading] ?? words.readAs(reading);
}

function lineText(words: LineWords, rows: number): string {
  return typeof words === 'string' ? words : words[rows === 1 ? 'one' : 'other'];
}

function isFate(what: string): what is LineFate {
  return (LINE_FATES as readonly string[]).includes(what);
}

type Words = {
  readAs(what: string): string;
  unknown: string;
  unknownWord: Record<string, string>;
  otherWords: string;
  /** Fields, and the rules that leave columns, sheets and files out. */
  columns: Record<string, string>;
  readings: Record<string, string>;
  lines: Record<LineFate, LineWords>;
};

/** What stands behind `1 line` and `12 lines`, where the two differ. */
type LineWords = string | { one: string; other: string };

const WORDS: Record<Locale, Words> = {
  en: {
    readAs: (what) => `read as ${what}`,
    unknown: 'not known, not read',
    unknownWord: {
      status: 'not known: present or gone?',
      date: 'a date that cannot be read for sure',
      name: 'not a name: a vacancy or a test account?',
      row: 'struck out: present or gone?',
      contradicted: 'says gone, and another column says present',
      reason: 'a reason for leaving, with no column that says who is here',
      grade: 'not known as a grade',
      role: 'not known as a role',
      title: 'not known as a title',
      school: 'which school is yours?',
    },
    otherWords: 'other words',
    columns: {
      email: 'e-mail address',
      firstName: 'first name',
      lastName: 'last name',
      role: 'role',
      studentId: 'student number',
      staffId: 'employee number',
      grade: 'grade',
      parentEmail: 'parent’s e-mail',
      parentPhone: 'parent’s phone',
      studentPhone: 'student’s phone',
      idField1: 'ID field 1',
      idField2: 'ID field 2',
      whole_names: 'first and last name',
      status: 'who is still here',
      entry_date: 'date of arrival',
      exit_date: 'date of leaving',
      exit_reason: 'reason for leaving',
      job_title: 'job title of newcomers',
      grade_order: 'primary or secondary, beside the grade',
      school: 'the school',
      sensitive: 'left out: sensitive, never read',
      other_people: 'left out: about somebody else',
      submitter: 'left out: about the person who filled in the form',
      preferred_name: 'left out: preferred name',
      more_specific_column: 'left out: another column says it better',
      not_needed: 'left out: not needed here',
      school_map: 'left out: your school wants it so',
      not_roles: 'left out: its words are not roles',
      blank: 'left out: no header',
      empty: 'left out: empty',
      list: 'read',
      not_a_list: 'left out: not a list of people',
      leavers: 'left out: a list of people who have left',
      to_come: 'left out: a list of people who are not here yet',
      list_unsaid: 'read; is it the roster?',
      other_list: 'people, not read: is it the roster?',
      other_category: 'left out: not the people of this file',
      hidden: 'left out: hidden',
      chart: 'left out: a chart',
    },
    readings: {
      present: 'present',
      gone: 'gone',
      not_yet: 'not here yet',
      left_out: 'left out: your school wants it so',
      not_rostered: 'left out: not a person of the school',
      none: 'left out: says nothing about the role',
      not_a_role: 'left out: not a role',
      date: 'a date instead of a grade',
      school: 'your school',
      other_school: 'left out: another school',
      of_all: 'left out: stands in every row',
      STUDENT: 'student',
      TEACHER: 'teacher',
      STAFF: 'staff',
      MANAGER: 'manager',
      OWNER: 'owner',
    },
    lines: {
      people: 'used',
      status_unknown: 'with a status that is not known: who is here stays, who would be new waits',
      school_unsaid: 'without a school: who is here stays, who would be new waits',
      repeated: 'repeated: folded into another row of the same person',
      gone: 'left out: marked as gone',
      not_yet: 'left out: not here yet',
      left_out: 'left out: your school wants it so; who is here stays',
      commented_out: 'left out: a sign such as # in front says so; who is here stays',
      vacant: 'left out: a position that nobody has, a test account or the like, with an error; who is here stays',
      not_rostered: { one: 'left out: a parent or guardian', other: 'left out: parents and guardians' },
      other_school: { one: 'left out: a person of another school', other: 'left out: people of other schools' },
      nobody: { one: 'left out: no people in it', other: 'left out: no people in them' },
      row_error: { one: 'left out: a row with an error', other: 'left out: rows with an error' },
      conflict: {
        one: 'left out: a row that contradicts the people of the school',
        other: 'left out: rows that contradict the people of the school',
      },
      file_rejected: 'not used: the file was rejected',
    },
  },
  'fr-CA': {
    readAs: (what) => `lu comme ${what}`,
    unknown: 'non reconnu, non lu',
    unknownWord: {
      status: 'non reconnu\u00a0: présent ou parti?',
      name: 'pas un nom\u00a0: un poste vacant ou un compte de test?',
      row: 'barré\u00a0: présent ou parti?',
      date: 'une date qui ne peut pas être lue avec certitude',
      contradicted: 'dit parti, et une autre colonne dit présent',
      reason: 'un motif de départ, sans colonne qui dit qui est présent',
      grade: 'niveau non reconnu',
      role: 'rôle non reconnu',
      title: 'titre non reconnu',
      school: 'laquelle est votre école?',
    },
    otherWords: 'autres mots',
    columns: {
      email: 'adresse courriel',
      firstName: 'prénom',
      lastName: 'nom de famille',
      role: 'rôle',
      studentId: 'numéro d’élève',
      staffId: 'matricule d’employé',
      grade: 'niveau',
      parentEmail: 'courriel d’un parent',
      parentPhone: 'téléphone d’un parent',
      studentPhone: 'téléphone de l’élève',
      idField1: 'champ ID 1',
      idField2: 'champ ID 2',
      whole_names: 'prénom et nom',
      status: 'qui est encore présent',
      entry_date: 'date d’arrivée',
      exit_date: 'date de départ',
      exit_reason: 'motif de départ',
      job_title: 'titre d’emploi des nouveaux',
      grade_order: 'primaire ou secondaire, à côté du niveau',
      school: 'l’école',
      sensitive: 'laissé de côté\u00a0: sensible, jamais lu',
      other_people: 'laissé de côté\u00a0: concerne quelqu’un d’autre',
      submitter: 'laissé de côté\u00a0: concerne la personne qui a rempli le formulaire',
      preferred_name: 'laissé de côté\u00a0: nom usuel',
      more_specific_column: 'laissé de côté\u00a0: une autre colonne le dit mieux',
      not_needed: 'laissé de côté\u00a0: inutile ici',
      school_map: 'laissé de côté\u00a0: choix de votre école',
      not_roles: 'laissé de côté\u00a0: ses mots ne sont pas des rôles',
      blank: 'laissé de côté\u00a0: sans en-tête',
      empty: 'laissé de côté\u00a0: vide',
      list: 'lue',
      not_a_list: 'laissé de côté\u00a0: pas une liste de personnes',
      leavers: 'laissé de côté\u00a0: liste de personnes parties',
      to_come: 'laissé de côté\u00a0: liste de personnes à venir',
      list_unsaid: 'lue\u00a0: est-ce la liste?',
      other_list: 'des personnes, non lue\u00a0: est-ce la liste?',
      other_category: 'laissé de côté\u00a0: pas les personnes de ce fichier',
      hidden: 'laissé de côté\u00a0: masquée',
      chart: 'laissé de côté\u00a0: un graphique',
    },
    readings: {
      present: 'présent',
      gone: 'parti',
      not_yet: 'pas encore arrivé',
      left_out: 'laissé de côté\u00a0: choix de votre école',
      not_rostered: 'laissé de côté\u00a0: pas une personne de l’école',
      none: 'laissé de côté\u00a0: ne dit rien du rôle',
      not_a_role: 'laissé de côté\u00a0: pas un rôle',
      date: 'une date au lieu d’un niveau',
      school: 'votre école',
      other_school: 'laissé de côté\u00a0: une autre école',
      of_all: 'laissé de côté\u00a0: figure dans toutes les lignes',
      STUDENT: 'élève',
      TEACHER: 'enseignant',
      STAFF: 'personnel',
      MANAGER: 'gestionnaire',
      OWNER: 'propriétaire',
    },
    lines: {
      people: { one: 'utilisée', other: 'utilisées' },
      status_unknown: 'dont le statut n’est pas connu\u00a0: les personnes déjà inscrites restent, les nouvelles attendent',
      school_unsaid: 'sans école\u00a0: les personnes déjà inscrites restent, les nouvelles attendent',
      repeated: {
        one: 'répétée\u00a0: réunie à une autre ligne de la même personne',
        other: 'répétées\u00a0: réunies à une autre ligne de la même personne',
      },
      gone: { one: 'laissée de côté\u00a0: marquée comme partie', other: 'laissées de côté\u00a0: marquées comme parties' },
      not_yet: { one: 'laissée de côté\u00a0: pas encore arrivée', other: 'laissées de côté\u00a0: pas encore arrivées' },
      left_out: {
        one: 'laissée de côté\u00a0: choix de votre école; la personne déjà inscrite reste',
        other: 'laissées de côté\u00a0: choix de votre école; les personnes déjà inscrites restent',
      },
      commented_out: {
        one: 'laissée de côté\u00a0: un signe tel que # la précède; la personne déjà inscrite reste',
        other: 'laissées de côté\u00a0: un signe tel que # les précède; les personnes déjà inscrites restent',
      },
      vacant: {
        one: 'laissée de côté\u00a0: poste vacant, compte de test ou semblable, avec une erreur; la personne déjà inscrite reste',
        other: 'laissées de côté\u00a0: postes vacants, comptes de test ou semblables, avec une erreur; les personnes déjà inscrites restent',
      },
      not_rostered: { one: 'laissée de côté\u00a0: parent ou tuteur', other: 'laissées de côté\u00a0: parents et tuteurs' },
      other_school: { one: 'laissée de côté\u00a0: personne d’une autre école', other: 'laissées de côté\u00a0: personnes d’autres écoles' },
      nobody: { one: 'laissée de côté\u00a0: sans personne', other: 'laissées de côté\u00a0: sans personne' },
      row_error: { one: 'laissée de côté\u00a0: ligne erronée', other: 'laissées de côté\u00a0: lignes erronées' },
      conflict: {
        one: 'laissée de côté\u00a0: ligne qui contredit les personnes de l’école',
        other: 'laissées de côté\u00a0: lignes qui contredisent les personnes de l’école',
      },
      file_rejected: { one: 'non utilisée\u00a0: le fichier a été rejeté', other: 'non utilisées\u00a0: le fichier a été rejeté' },
    },
  },
};
