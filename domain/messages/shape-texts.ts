import type { Category } from '../category.js';
import type { Locale } from '../locale.js';
import type { ProblemParams } from '../problem.js';
import type { RolloverDoubt } from '../plan/recognise-rollover.js';
import type { Reader } from '../reader.js';
import type { ShapeCode } from '../sync.js';
import { CATEGORY_NAMES } from './category-names.js';

type Text = [what: string, remedy: string];
type Texts = Record<ShapeCode, (p: ProblemParams, people: string) => Text>;

/** What is odd about a file beside its school, and what to look at: for a hold and for a remark alike. Never a value of a person. */
export function shapeText(
  locale: Locale,
  code: ShapeCode,
  params: ProblemParams,
  category: Category,
  reader: Reader,
): { what: string; remedy: string } {
  const [what, remedy] = TEXTS[locale][code](reader === 'OWNER' ? ownSchoolOnly(code, params) : params, CATEGORY_NAMES[locale][category]);
  return { what, remedy };
}

/** What is known of other schools of the district, by name or number, is not for an Owner. */
function ownSchoolOnly(code: ShapeCode, params: ProblemParams): ProblemParams {
  return code === 'wrong_school' ? {} : params;
}

const EN_FIELDS: Record<string, string> = {
  email: 'e-mail addresses',
  studentId: 'student numbers',
  firstName: 'first names',
  lastName: 'last names',
  parentEmail: 'parents’ e-mail addresses',
  parentPhone: 'parents’ phone numbers',
  studentPhone: 'students’ phone numbers',
  idField1: 'ID field 1',
  idField2: 'ID field 2',
  staffId: 'employee number',
};
const FR_FIELDS: Record<string, string> = {
  email: 'les adresses courriel',
  studentId: 'les numéros d’élève',
  firstName: 'les prénoms',
  lastName: 'les noms de famille',
  parentEmail: 'les adresses courriel des parents',
  parentPhone: 'les numéros de téléphone des parents',
  studentPhone: 'les numéros de téléphone des élèves',
  idField1: 'le champ d’identification 1',
  idField2: 'le champ d’identification 2',
  staffId: 'le numéro d’employé',
};

const EN_ORDERS: Record<string, string> = { names: 'name', numbers: 'student number', grades: 'grade and name' };
const FR_ORDERS: Record<string, string> = { names: 'nom', numbers: 'numéro d’élève', grades: 'niveau et nom' };

const namesOf = (locale: Locale, category: string | number | undefined): string => CATEGORY_NAMES[locale][category as Category];
const EN_DOUBTS: Record<RolloverDoubt['why'], (people: number) => string> = {
  not_everybody_moved: (people) => `${people} students below the top grade did not`,
  graduates_are_there: (people) => (people === 0 ? 'nobody has graduated' : `${people} students of the top grade are still in the file`),
  others_are_missing: (people) => `${people} students below the top grade are missing`,
  gap_in_list: (people) => `${people} students below the top grade are missing who stand side by side in a list`,
  newcomers_above: (people) => `${people} students are new in other grades than the lowest`,
  other_people: (people) => `${people} rows may give a number or an e-mail address to somebody else`,
};
const FR_DOUBTS: Record<RolloverDoubt['why'], (people: number) => string> = {
  not_everybody_moved: (people) => `ce n’est pas le cas de ${people} élèves sous le dernier niveau`,
  graduates_are_there: (people) => (people === 0 ? 'aucun finissant n’est parti' : `${people} élèves du dernier niveau sont encore dans le fichier`),
  others_are_missing: (people) => `${people} élèves sous le dernier niveau sont absents du fichier`,
  gap_in_list: (people) => `${people} élèves sous le dernier niveau, qui se suivent dans une liste, sont absents du fichier`,
  newcomers_above: (people) => `${people} élèves sont nouveaux ailleurs qu’au premier niveau`,
  other_people: (people) => `${people} lignes donnent peut-être un numéro ou une adresse courriel à quelqu’un d’autre`,
};

const EN: Texts = {
  identity_guard: ({ people, active }, who) => [
    `the file would give ${people} of ${active} ${who} another number, e-mail address or name.`,
    'Check that no column of the file was sorted or filled by itself.',
  ],
  number_conflicts: ({ conflicts, rows }) => [
    `in ${conflicts} of ${rows} rows, the number and the e-mail address belong to different people.`,
    'Check that no column of the file was sorted by itself, and upload the file again.',
  ],
  blank_column: ({ field, cleared, had }, who) => [
    `the column for ${EN_FIELDS[String(field)] ?? field} is there and suddenly blank: ${cleared} of the ${had} ${who} with a value would lose it.`,
    'Check the export. A column that is left out altogether changes nothing.',
  ],
  mixed_up_column: ({ field, mixed, had }, who) => [
    `${EN_FIELDS[String(field)] ?? field} were mixed up: ${mixed} of the ${had} ${who} with a value would get the one of somebody else.`,
    'Check that the column was not sorted or moved by itself, and upload the file again.',
  ],
  change_of_category: ({ people, active, from }, who) => [
    `the file would make ${people} of the ${active} ${namesOf('en', from)} ${who}.`,
    'Check the name of the file and, if it has one, its role column.',
  ],
  names_lost_letters: ({ lost, accented }, who) => [
    `${lost} of the ${accented} names of ${who} that have accents or other special letters would lose them: the file was written in an encoding that does not have these letters.`,
    'Export it as UTF-8 (in Excel: “CSV UTF-8 (Comma delimited)”), or as an XLSX workbook, and upload it again.',
  ],
  grade_gone: ({ grades, missing }, who) => [
    `a whole grade is gone from the file (${grades}): ${missing} ${who}.`,
    'Check that the export contains all grades.',
  ],
  gap_in_list: ({ missing, order }, who) => [
    `${missing} ${who} are missing who stand side by side in a list by ${EN_ORDERS[String(order)] ?? order}: a piece of the list seems to be gone.`,
    'Check that the file is complete.',
  ],
  unclear_rollover: ({ movedUp, people, why }) => [
    `${movedUp} students move up a grade, as in the first file of a school year, but ${EN_DOUBTS[why as RolloverDoubt['why']](Number(people))}.`,
    'Check that the file is complete and is the one of the new year. If it is, approve.',
  ],
  grades_went_back: ({ people, active }, who) => [
    `${people} of ${active} ${who} would go back a grade.`,
    'Check that it is not the file of an earlier year.',
  ],
  header_drift: ({ field, was, now }) => [
    `${EN_FIELDS[String(field)] ?? field} were read from the column “${was}” before, and now from “${now}”, and they do not agree.`,
    'Check the columns of the export, or say on the Rostering tab what each column means.',
  ],
  unusual_drop: ({ missing, usual, files }, who) => [
    `${missing} ${who} are missing at once, and in the last ${files} files it was never more than ${usual} but for one time.`,
    'Check that the file is complete.',
  ],
  old_file: ({ files }) => [
    `this is an old file again, byte for byte: since it was first received, ${files} newer ones have taken effect.`,
    'Upload the newest export.',
  ],
  unknown_people: ({ added, active, matched }, who) => [
    `the file lists ${added} ${who} who are not known here, and only ${matched} of the ${active} who are here.`,
    'Check that it is the file of this school.',
  ],
  wrong_school: ({ people, added, school }, who) => [
    school === undefined
      ? `many ${who} of this file who would be new here belong to another school of your district.`
      : `of ${added} ${who} who would be new here, ${people} are at other schools of the district, most of them at ${school}.`,
    'Check that it is the file of this school alone.',
  ],
};

const FR: Texts = {
  identity_guard: ({ people, active }, who) => [
    `le fichier donnerait un autre numéro, une autre adresse courriel ou un autre nom à ${people} des ${active} ${who}.`,
    'Vérifiez qu’aucune colonne du fichier n’a été triée ou remplie séparément.',
  ],
  number_conflicts: ({ conflicts, rows }) => [
    `dans ${conflicts} des ${rows} lignes, le numéro et l’adresse courriel appartiennent à des personnes différentes.`,
    'Vérifiez qu’aucune colonne du fichier n’a été triée séparément, puis déposez-le de nouveau.',
  ],
  blank_column: ({ field, cleared, had }, who) => [
    `la colonne pour ${FR_FIELDS[String(field)] ?? field} est présente, mais soudainement vide\u00a0: ${cleared} des ${had} ${who} qui y ont une valeur la perdraient.`,
    'Vérifiez l’exportation. Une colonne entièrement absente ne change rien.',
  ],
  mixed_up_column: ({ field, mixed, had }, who) => [
    `${FR_FIELDS[String(field)] ?? field} semblent mélangés\u00a0: ${mixed} des ${had} ${who} qui en ont recevraient ceux de quelqu’un d’autre.`,
    'Vérifiez que la colonne n’a pas été triée ou déplacée séparément, puis déposez de nouveau le fichier.',
  ],
  change_of_category: ({ people, active, from }, who) => [
    `selon le fichier, ${people} des ${active} ${namesOf('fr-CA', from)} deviendraient ${who}.`,
    'Vérifiez le nom du fichier et, s’il y en a une, sa colonne de rôle.',
  ],
  names_lost_letters: ({ lost, accented }, who) => [
    `${lost} des ${accented} noms (${who}) qui ont des accents ou d’autres lettres particulières les perdraient : le fichier a été écrit dans un encodage qui n’a pas ces lettres.`,
    'Exportez-le en UTF-8 (dans Excel : « CSV UTF-8 (délimité par des virgules) ») ou en classeur XLSX, puis déposez-le de nouveau.',
  ],
  grade_gone: ({ grades, missing }, who) => [
    `un niveau entier a disparu du fichier (${grades})\u00a0: ${missing} ${who}.`,
    'Vérifiez que l’exportation contient tous les niveaux.',
  ],
  gap_in_list: ({ missing, order }, who) => [
    `${missing} ${who} sont absents, qui se suivent dans une liste par ${FR_ORDERS[String(order)] ?? order}\u00a0: une partie de la liste semble avoir disparu.`,
    'Vérifiez que le fichier est complet.',
  ],
  unclear_rollover: ({ movedUp, people, why }) => [
    `${movedUp} élèves montent d’un niveau, comme dans le premier fichier d’une année scolaire, mais ${FR_DOUBTS[why as RolloverDoubt['why']](Number(people))}.`,
    'Vérifiez que le fichier est complet et que c’est bien celui de la nouvelle année. Si oui, approuvez.',
  ],
  grades_went_back: ({ people, active }, who) => [
    `${people} des ${active} ${who} reculeraient d’un niveau.`,
    'Vérifiez que ce n’est pas le fichier d’une année antérieure.',
  ],
  header_drift: ({ field, was, now }) => [
    `auparavant, ${FR_FIELDS[String(field)] ?? field} étaient lus dans la colonne «\u00a0${was}\u00a0», et maintenant dans «\u00a0${now}\u00a0»; ils ne concordent pas.`,
    'Vérifiez les colonnes de l’exportation, ou indiquez leur sens à l’onglet Listes automatiques.',
  ],
  unusual_drop: ({ missing, usual, files }, who) => [
    `${missing} ${who} sont absents d’un coup; dans les ${files} derniers fichiers, il n’y en a jamais eu plus de ${usual}, sauf une fois.`,
    'Vérifiez que le fichier est complet.',
  ],
  old_file: ({ files }) => [
    `c’est de nouveau un ancien fichier, identique à l’octet près\u00a0: depuis sa première réception, ${files} fichiers plus récents ont pris effet.`,
    'Déposez l’exportation la plus récente.',
  ],
  unknown_people: ({ added, active, matched }, who) => [
    `le fichier contient ${added} ${who} que personne ne connaît ici, et seulement ${matched} des ${active} qui y sont.`,
    'Vérifiez que c’est bien le fichier de cette école.',
  ],
  wrong_school: ({ people, added, school }, who) => [
    school === undefined
      ? `beaucoup de ${who} de ce fichier qui seraient nouveaux ici appartiennent à une autre école de votre district.`
      : `parmi les ${added} ${who} qui seraient nouveaux ici, ${people} sont dans d’autres écoles du district, la plupart à ${school}.`,
    'Vérifiez que c’est le fichier de cette école seulement.',
  ],
};

const TEXTS: Record<Locale, Texts> = { en: EN, 'fr-CA': FR };
