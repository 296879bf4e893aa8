import type { Category } from '../category.js';
import type { Locale } from '../locale.js';
import type { ProblemCode, ProblemParams } from '../problem.js';
import type { Reader } from '../reader.js';
import { SHAPE_CODES, type ShapeCode } from '../sync.js';
import { habitText } from './habit-texts.js';
import { shapeText } from './shape-texts.js';

export type ProblemText = {
  /** What is wrong and where, as a sentence that starts with the place. */
  message: string;
  /** What to do about it. */
  remedy: string;
};
export type ProblemPlace = { column: string | null; line: number | null };

type Texts = Record<Exclude<ProblemCode, ShapeCode>, (params: ProblemParams) => [what: string, remedy: string]>;

/** The sentence for one problem in the reader's language: place, what is wrong, what to do. Never a value of a person. */
export function problemText(locale: Locale, code: ProblemCode, params: ProblemParams, place: ProblemPlace, reader: Reader = 'OWNER'): ProblemText {
  const { what, remedy } = textOf(locale, code, params, reader);
  const start = placeText(locale, place);
  return { message: start === '' ? capital(what) : `${start}${what}`, remedy };
}

function textOf(locale: Locale, code: ProblemCode, params: ProblemParams, reader: Reader): { what: string; remedy: string } {
  if (isShapeCode(code)) return shapeText(locale, code, params, params['category'] as Category, reader);
  const [what, remedy] = TEXTS[locale][code](params);
  return { what, remedy };
}

function isShapeCode(code: ProblemCode): code is ShapeCode {
  return (SHAPE_CODES as readonly ProblemCode[]).includes(code);
}

function placeText(locale: Locale, { column, line }: ProblemPlace): string {
  switch (locale) {
    case 'en': {
      const parts = [...(line === null ? [] : [`line ${line}`]), ...(column === null ? [] : [`column “${column}”`])];
      return parts.length === 0 ? '' : `${capital(parts.join(', '))}: `;
    }
    case 'fr-CA': {
      const parts = [...(line === null ? [] : [`ligne ${line}`]), ...(column === null ? [] : [`colonne « ${column} »`])];
      return parts.length === 0 ? '' : `${capital(parts.join(', '))} : `;
    }
  }
}

const EN_VALUES: Record<string, string> = {
  blank: 'nothing',
  number: 'a number',
  scientific: 'a number in scientific notation',
  date: 'a date',
  email: 'text with an @',
  formula_error: 'a spreadsheet error',
  text: 'other text',
};
const FR_VALUES: Record<string, string> = {
  blank: 'rien',
  number: 'un nombre',
  scientific: 'un nombre en notation scientifique',
  date: 'une date',
  email: 'du texte contenant un @',
  formula_error: 'une erreur de tableur',
  text: 'un autre texte',
};

const EN_FORMATS: Record<string, string> = {
  xls: 'an old Excel workbook (.xls, .xlsb) or a workbook that is protected by a password',
  pdf: 'a PDF document',
  image: 'an image',
  archive: 'an archive that is neither an Excel workbook nor a ZIP with a roster inside',
  lists: 'a ZIP archive of several lists, and none of them is the one users.csv of OneRoster',
  document: 'a text document',
  html: 'a web page (HTML or XML)',
  json: 'JSON data',
};
const FR_FORMATS: Record<string, string> = {
  xls: 'un ancien classeur Excel (.xls, .xlsb) ou un classeur protégé par un mot de passe',
  pdf: 'un document PDF',
  image: 'une image',
  archive: 'une archive qui n’est ni un classeur Excel ni un ZIP contenant une liste',
  lists: 'une archive ZIP de plusieurs listes, dont aucune n’est l’unique users.csv de OneRoster',
  document: 'un document de traitement de texte',
  html: 'une page Web (HTML ou XML)',
  json: 'des données JSON',
};

const EN_ARCHIVES: Record<string, string> = {
  damaged: 'the Excel workbook is damaged or was cut off',
  too_many_entries: 'the Excel workbook has too many parts inside',
  too_large_unpacked: 'the Excel workbook is too large once it is unpacked',
  bomb: 'the Excel workbook unpacks to a suspicious size',
  deadline: 'the Excel workbook takes too long to read',
  memory: 'the Excel workbook needs too much memory to read',
};
/** Of a ZIP that is no workbook. */
const EN_PACKAGES: Record<string, string> = {
  damaged: 'the ZIP archive is damaged or was cut off',
  too_many_entries: 'the ZIP archive has too many files inside',
  too_large_unpacked: 'the ZIP archive is too large once it is unpacked',
  bomb: 'the ZIP archive unpacks to a suspicious size',
  encrypted: 'the ZIP archive is protected by a password',
  roles: 'roles.csv in the ZIP archive cannot be read for sure, so that nobody’s role is known',
};
const FR_PACKAGES: Record<string, string> = {
  damaged: 'l’archive ZIP est endommagée ou a été coupée',
  too_many_entries: 'l’archive ZIP contient trop de fichiers',
  too_large_unpacked: 'l’archive ZIP est trop volumineuse une fois décompressée',
  bomb: 'l’archive ZIP atteint une taille suspecte une fois décompressée',
  encrypted: 'l’archive ZIP est protégée par un mot de passe',
  roles: 'le fichier roles.csv de l’archive ZIP ne peut pas être lu avec certitude; les rôles sont donc inconnus',
};
const FR_ARCHIVES: Record<string, string> = {
  damaged: 'le classeur Excel est endommagé ou a été coupé',
  too_many_entries: 'le classeur Excel contient trop de parties',
  too_large_unpacked: 'le classeur Excel est trop volumineux une fois décompressé',
  bomb: 'le classeur Excel atteint une taille suspecte une fois décompressé',
  deadline: 'la lecture du classeur Excel prend trop de temps',
  memory: 'la lecture du classeur Excel demande trop de mémoire',
};

const EN_FIELDS: Record<string, string> = {
  email: 'e-mail address',
  'student id': 'student number',
  parentEmail: 'parent’s e-mail address',
  parentPhone: 'parent’s phone number',
  'student phone': 'student’s phone number',
  idField1: 'ID field 1',
  idField2: 'ID field 2',
  'staff id': 'employee number',
};

/** What becomes of an optional value that cannot be read. */
const EN_STAYS = 'it was not taken: a stored one stays, and a new person has none for now.';
const EN_LOST_LETTERS = 'Export the file again as CSV (UTF-8), straight from the SIS. If the sign is in the SIS, too, correct the value there.';

const EN: Texts = {
  missing_value: ({ field }) => [
    `the ${named(EN_FIELDS, field)} is missing.`,
    `Fill in the ${named(EN_FIELDS, field)} in your SIS. Until then, the other rows go on and this person stays as is.`,
  ],
  invalid_email: ({ field, found }) =>
    field === 'parentEmail'
      ? [
          `the parent’s e-mail address cannot be right (it is ${named(EN_VALUES, found)}); ${EN_STAYS}`,
          'Correct the address in your SIS: one address, such as name@example.org.',
        ]
      : [
          `the e-mail address cannot be right (it is ${named(EN_VALUES, found)}).`,
          'Correct the address in your SIS: one address, such as name@school.org.',
        ],
  invalid_phone: ({ found }) => [
    `the phone number cannot be right (it is ${named(EN_VALUES, found)}); ${EN_STAYS}`,
    'Correct the number: ten digits with the area code, or + and the country code.',
  ],
  several_grades: ({ word, rows }) => [
    `the text ${said('en', word)} is several grades at once (${rowsWith('en', rows)}); ${EN_STAYS}`,
    'Give each student one grade, or say on the Rostering tab under “Words of your files” → “Grades” what this text means.',
  ],
  unknown_grade: ({ word, rows }) => [
    `the grade ${said('en', word)} (${rowsWith('en', rows)}) is not known; ${EN_STAYS}`,
    'Say on the Rostering tab under “Words of your files” → “Grades” what it means, and run the file again. Grades below zero mean something else in each SIS.',
  ],
  unknown_title: ({ word, rows, as }) => [
    `the title ${said('en', word)} (${rowsWith('en', rows)}) is not known; new people who have it are added as ${as === 'TEACHER' ? 'teachers' : 'staff'}, and nobody’s role was changed by it.`,
    'Say on the Rostering tab under “Words of your files” → “Roles” what it means.',
  ],
  unknown_status: ({ word, rows }) => [
    `the status ${said('en', word)} (${rowsWith('en', rows)}) is not known: present or gone? Who is here stays, and who would be new waits.`,
    'Say on the Rostering tab under “Words of your files” → “Statuses” which of the two it is, and run the file again.',
  ],
  unreadable_date: ({ rows }) => [
    `the date cannot be read for sure (${rowsWith('en', rows)}), so it does not say who has come or gone. Who is here stays, and who would be new waits.`,
    'Export dates as 2026-09-01. If the column does not say who is here, say “leave this column out” under “Words of your files” → “Headers”.',
  ],
  unknown_column: ({ columns, count: number }) => [
    number === 1
      ? `the column ${columns} is not known; nothing of it was read.`
      : `of the columns, ${number} are not known (${columns}); nothing of them was read.`,
    'Say on the Rostering tab under “Words of your files” → “Headers” what they are, or that they are to be left out, and run the file again.',
  ],
  unknown_role: () => [
    'the role is not known here.',
    'Use Owner, Manager, Teacher, Staff or Student, or say on the Rostering tab under “Words of your files” → “Roles” what this word means. Administrators and principals become Managers only when the school says so there.',
  ],
  category_unclear: () => [
    'it is unclear whether this is a student, a teacher, staff or an admin.',
    'Fill in the role, or give a student number and a grade, or upload a file with “students”, “teachers”, “staff” or “admin” in its name.',
  ],
  value_too_long: ({ field, limit }) =>
    field === 'line'
      ? [
          `the line is longer than ${count('en', limit)} characters; it was not read.`,
          'Usually a quotation mark or a line end is missing. Export the file again.',
        ]
      : [
          `the ${named(EN_FIELDS, field)} is longer than ${count('en', limit)} characters${isOptional(field) ? `; ${EN_STAYS}` : '.'}`,
          'Shorten the value; perhaps two cells ran together.',
        ],
  scientific_notation: ({ field }) => [
    `the ${named(EN_FIELDS, field)} is a number in scientific notation (like 1.2E+05): Excel has lost its digits${isOptional(field) ? `; ${EN_STAYS}` : '.'}`,
    'Upload the file as the SIS exports it, without opening and saving it in Excel, or format the column as text.',
  ],
  formula_error: ({ field }) => [
    `the ${named(EN_FIELDS, field)} is an error of the spreadsheet (such as #N/A), or a formula that was never calculated${isOptional(field) ? `; ${EN_STAYS}` : '.'}`,
    'Correct the formula, or paste the column as values, and save the file again.',
  ],
  too_many_cells: ({ cells, columns }) => [
    `the row has ${cells} cells, but the header has ${columns}.`,
    'A comma inside a value probably has no quotation marks around it. Put the value into quotation marks, or export the file again.',
  ],
  too_few_cells: ({ cells, columns, kept }) =>
    kept === 1
      ? [
          `the row has ${cells} cells, but the header has ${columns}; of the missing ones, what is stored stays, and a new person has nothing there for now.`,
          'Export the file with all its cells, also the blank ones at the end.',
        ]
      : [`the row has ${cells} cells, but the header has ${columns}.`, 'The line was cut, or a value contains a line break. Export the file again.'],
  broken_quotes: () => [
    'a quotation mark opens or closes in the wrong place, so this line was not read.',
    'Double the quotation marks inside values (""), or export the file again. Nobody is archived from a file with such lines without an owner’s approval.',
  ],
  lost_letters: ({ field }) =>
    field === 'student id' || field === 'staff id' || field === 'email'
      ? [`letters of the ${named(EN_FIELDS, field)} were lost on the way: a sign such as \ufffd or ? stands in their place.`, EN_LOST_LETTERS]
      : isOptional(field)
        ? [
            `letters of the ${named(EN_FIELDS, field)} were lost on the way: a sign such as \ufffd or ? stands in their place; ${EN_STAYS}`,
            EN_LOST_LETTERS,
          ]
        : [
            `letters of the ${named(EN_FIELDS, field)} were lost on the way: a sign such as \ufffd or ? stands in their place. A stored name that fits the other letters stays; a new person is added as the name stands here.`,
            EN_LOST_LETTERS,
          ],
  duplicate_person: ({ first }) => [
    `this person is also on line ${first}; the rows agree and were read as one.`,
    'Nothing to do. To avoid the remark, export each person once.',
  ],
  contradicting_rows: ({ other, same, number }) =>
    same === 'email'
      ? [
          `this row and line ${other} have the same e-mail address, but are not the same person by name, number, grade or role; all rows with this address were left out.`,
          'Give each of them an address of their own in your SIS; brothers and sisters need one each, too. If it is one person, correct the row that is wrong.',
        ]
      : same === 'number'
        ? [
            `this row and line ${other} have the same ${named(EN_FIELDS, number)}, but are not the same person by name, address, grade or role; all rows with this number were left out.`,
            'Give each of them a number of their own in your SIS. If it is one person, correct the row that is wrong.',
          ]
        : [
            `this row and line ${other} have the same ${named(EN_FIELDS, number)} and the same e-mail address, but differ in name, grade or role; all of them were left out.`,
            'Decide in your SIS which one is right. Two people need two numbers and two addresses.',
          ],
  number_and_email_of_two_people: ({ number }) => [
    `the ${named(EN_FIELDS, number)} belongs to one person of the school and the e-mail address to another; the row was left out.`,
    'Correct the number or the address in your SIS. If one of the two is archived, you can also open them in People Manager and choose “Release number and address”.',
  ],
  reused_number: ({ number }) => [
    `the ${named(EN_FIELDS, number)} belongs to somebody of another name and another e-mail address; the row was left out.`,
    'Give the new person a number of their own. If the former one is archived, you can also open them in People Manager and choose “Release number and address”.',
  ],
  reused_email: ({ number }) => [
    `the e-mail address belongs to somebody of another name and another ${named(EN_FIELDS, number)}; the row was left out.`,
    'Give the new person an address of their own. If the former one is archived, you can also open them in People Manager and choose “Release number and address”.',
  ],
  number_without_zeros: ({ number }) => [
    `nobody has this ${named(EN_FIELDS, number)}, but somebody has it with zeros in front; the row was left out.`,
    'Export the column as text, so that the zeros in front stay, and upload the file again.',
  ],
  column_read_twice: ({ field, columns, used, rule }) => [
    rule === 'only'
      ? `several columns could be the ${named(EN_FIELDS, field)} (${columns}); only “${used}” was read.`
      : `several columns are the ${named(EN_FIELDS, field)} (${columns}); in each row, the first one with a value was read.`,
    'Export one of them only, or say on the Rostering tab under “Words of your files” → “Headers” which column is which.',
  ],
  sensitive_column_ignored: ({ columns, count: number }) => [
    `the file has ${number === 1 ? 'a sensitive column' : `${number} sensitive columns`} that nobody needs here (${columns}); nothing of it was read or stored.`,
    'Leave such columns out of the export.',
  ],
  date_instead_of_grade: () => [
    'a date stands in place of the grade: Excel makes dates of values such as 1-2.',
    'Format the column as text and enter the grade again, or upload the file as the SIS exports it.',
  ],
  wrong_category_in_file: () => [
    'the role says that this is no student, but the file is a student file by its name.',
    'Export students only into a file with “students” in its name, or correct the role.',
  ],
  partial_file: () => [
    'the archive says itself that it lists only what has changed (manifest.csv); nobody who is missing was archived because of it.',
    'Nothing to do. To archive people who are missing, export everything (“bulk”).',
  ],
  several_schools: ({ schools, others }) => [
    `the archive lists people of ${count('en', schools)} schools; ${count('en', others)} of them are not of the school that most are of. All were read as people of this school.`,
    'Export this school only: each school has a folder of its own.',
  ],
  values_tidied: (params) => habitText('en', params),
  line_without_person: ({ lines, first }) => [
    lines === 1
      ? `no person stands in line ${first} (a total, a footnote, a line of dashes or the like); it was left out.`
      : `no person stands in ${count('en', lines)} lines (totals, footnotes, lines of dashes or the like; the first is line ${first}); they were left out.`,
    'Nothing to do. To avoid the remark, switch off totals and footers in the export.',
  ],
  lines_above_header: ({ lines, header }) => [
    lines === 1
      ? `the line above the column names (line ${header}) is a title; it was left out.`
      : `the ${count('en', lines)} lines above the column names (line ${header}) are titles; they were left out.`,
    'Nothing to do. To avoid the remark, let the export begin with the column names.',
  ],
  lines_in_quotes: () => [
    'each line is in quotation marks as a whole; what stands inside was read.',
    'Nothing to do. To avoid the remark, export the file straight from the SIS, without pasting it into a spreadsheet.',
  ],
  names_split: ({ column }) => [
    `first and last names were taken from the column “${column}”, which holds both as “Last, First”.`,
    'Nothing to do. To avoid the remark, export first name and last name in two columns.',
  ],
  names_in_one_column: ({ column, line }) => [
    `the column “${column}” holds whole names, and in line ${line} it is not “Last, First” with exactly one comma: first and last name cannot be told apart.`,
    'Export first name and last name in two columns, or correct the name in that line. Nothing was changed.',
  ],
  empty_file: () => ['the file is empty.', 'Export the file again and upload it; check that the export found any people.'],
  header_only: () => ['the file has a header, but no rows.', 'Check the filter of the export: it found nobody. Nothing was changed.'],
  no_header: () => [
    'the first line holds data instead of column names.',
    'Switch on column headings in the export. Needed are email, first name and last name, for students also student id and grade.',
  ],
  missing_required_column: ({ columns, count: number }) => [
    number === 1 ? `a required column is missing: ${columns}.` : `required columns are missing: ${columns}.`,
    'Add them to the export under these names, or say on the Rostering tab under “Words of your files” → “Headers” which of your columns they are. A file without student numbers and grades needs a role column, or “teachers”, “staff” or “admin” in its name.',
  ],
  ambiguous_column: ({ column, field, times }) => [
    `the column “${column}” is there ${times} times, and each could be the ${named(EN_FIELDS, field)}.`,
    'Keep one of them, or rename the others, so that nobody gets somebody else’s data.',
  ],
  unreadable_bytes: ({ found }) =>
    found === 'mixed_encodings'
      ? [
          'parts of the file are in different character encodings, so that some accented letters would be wrong.',
          'Export the file in one piece as UTF-8 and upload it again.',
        ]
      : ['the file cannot be read as text.', 'Export the file again as CSV (UTF-8), TSV or XLSX. Transfer it in binary mode.'],
  unsupported_format: ({ found }) => [
    `this is ${named(EN_FORMATS, found)}, no CSV, TSV, XLSX or OneRoster ZIP file.`,
    found === 'lists'
      ? 'Upload each list as a file of its own, with “students”, “teachers”, “staff” or “admin” in its name: it then stands for that category.'
      : 'Save or export the list as CSV (UTF-8), TSV or XLSX, without a password, and upload that.',
  ],
  broken_archive: ({ reason, package: zip }) =>
    zip === 1
      ? [
          `${named(EN_PACKAGES, reason)}.`,
          'Export the archive again without a password and upload it in binary mode, or upload the list inside it as CSV.',
        ]
      : [`${named(EN_ARCHIVES, reason)}.`, 'Open the workbook, copy the list into a new one, save it as XLSX and upload that, or use CSV.'],
  file_too_large: ({ limitBytes }) => [
    `the file is larger than ${size('en', limitBytes)}.`,
    'Export only the columns and people that are needed, or split the file by category.',
  ],
  companion_file: ({ file }) => [
    `this is the list “${file}” that comes with the export of people; nothing in it is needed here, so it was left alone.`,
    'Nothing to do: people are read from the file that lists them (users.csv in OneRoster). To avoid the remark, send that file only, or all of them as one ZIP.',
  ],
  too_many_rows: ({ limit }) => [`the file has more than ${count('en', limit)} rows.`, 'Export only the people of this school.'],
  too_many_columns: ({ columns, limit }) => [
    `the file has ${count('en', columns)} columns; more than ${count('en', limit)} are not read.`,
    'Export only the columns that are needed.',
  ],
  no_valid_rows: ({ rows }) => [
    rows === 1 ? 'the only row of the file cannot be used.' : `none of the ${count('en', rows)} rows can be used.`,
    'Look at the problems of the rows: usually one column is wrong in all of them. Nothing was changed.',
  ],
  list_of_leavers: ({ why }) =>
    why === 'name'
      ? [
          'the name says that this is a list of people who have left, and no column says who is still here.',
          'Send the list of those who are here. If this list has them, give it another name, or export the status with it. Nothing was changed.',
        ]
      : [
          'everybody in this file is marked as gone, or as not here yet.',
          'Send the list of those who are here. If these people are here, say on the Rostering tab under “Words of your files” → “Statuses” what the words of the status column mean. Nothing was changed.',
        ],
};

const FR_FIELDS: Record<string, string> = {
  email: 'l’adresse courriel',
  'first name': 'le prénom',
  'last name': 'le nom de famille',
  role: 'le rôle',
  'student id': 'le numéro d’élève',
  grade: 'le niveau',
  parentEmail: 'le courriel du parent',
  parentPhone: 'le téléphone du parent',
  'student phone': 'le téléphone de l’élève',
  idField1: 'le champ d’identification 1',
  idField2: 'le champ d’identification 2',
  'staff id': 'le numéro d’employé',
  status: 'l’état',
};

const FR_STAYS = 'cette valeur n’a pas été retenue\u00a0: celle qui est enregistrée reste, et une nouvelle personne n’en a pas pour le moment.';
const FR_LOST_LETTERS =
  'Exportez de nouveau le fichier en CSV (UTF-8), directement du SIS. Si le signe se trouve aussi dans le SIS, corrigez-y la valeur.';

const FR: Texts = {
  missing_value: ({ field }) => [
    `il manque une valeur : ${named(FR_FIELDS, field)}.`,
    'Ajoutez cette valeur dans votre SIS. D’ici là, les autres lignes sont traitées et cette personne reste telle quelle.',
  ],
  invalid_email: ({ field, found }) =>
    field === 'parentEmail'
      ? [
          `l’adresse courriel du parent ne peut pas être valide (c’est ${named(FR_VALUES, found)}); ${FR_STAYS}`,
          'Corrigez l’adresse dans votre SIS\u00a0: une seule adresse, par exemple nom@exemple.org.',
        ]
      : [
          `l’adresse courriel ne peut pas être valide (c’est ${named(FR_VALUES, found)}).`,
          'Corrigez l’adresse dans votre SIS : une seule adresse, par exemple nom@ecole.org.',
        ],
  invalid_phone: ({ found }) => [
    `le numéro de téléphone ne peut pas être valide (c’est ${named(FR_VALUES, found)}); ${FR_STAYS}`,
    'Corrigez le numéro : dix chiffres avec l’indicatif régional, ou + suivi de l’indicatif du pays.',
  ],
  several_grades: ({ word, rows }) => [
    `le texte ${said('fr-CA', word)} désigne plusieurs niveaux à la fois (${rowsWith('fr-CA', rows)}); ${FR_STAYS}`,
    'Donnez un seul niveau à chaque élève, ou indiquez à l’onglet Listes automatiques, sous « Mots de vos fichiers » → « Niveaux », ce que ce texte signifie.',
  ],
  unknown_grade: ({ word, rows }) => [
    `le niveau ${said('fr-CA', word)} (${rowsWith('fr-CA', rows)}) n’est pas connu; ${FR_STAYS}`,
    'Indiquez à l’onglet Listes automatiques, sous « Mots de vos fichiers » → « Niveaux », ce qu’il signifie, puis relancez le fichier. Les niveaux négatifs diffèrent d’un SIS à l’autre.',
  ],
  unknown_title: ({ word, rows, as }) => [
    `le titre ${said('fr-CA', word)} (${rowsWith('fr-CA', rows)}) n’est pas connu; les nouvelles personnes qui le portent sont ajoutées comme ${as === 'TEACHER' ? 'enseignants' : 'membres du personnel'}, et il n’a changé le rôle de personne.`,
    'Indiquez à l’onglet Listes automatiques, sous « Mots de vos fichiers » → « Rôles », ce qu’il signifie.',
  ],
  unknown_status: ({ word, rows }) => [
    `le statut ${said('fr-CA', word)} (${rowsWith('fr-CA', rows)}) n’est pas connu : présent ou parti? Les personnes déjà inscrites restent; les nouvelles attendent.`,
    'Indiquez à l’onglet Listes automatiques, sous « Mots de vos fichiers » → « Statuts », ce qu’il en est, puis relancez le fichier.',
  ],
  unreadable_date: ({ rows }) => [
    `la date ne peut pas être lue avec certitude (${rowsWith('fr-CA', rows)}); elle ne dit donc pas qui est arrivé ou parti. Les personnes déjà inscrites restent; les nouvelles attendent.`,
    'Exportez les dates sous la forme 2026-09-01. Si la colonne ne dit pas qui est présent, choisissez « laisser cette colonne de côté » sous « Mots de vos fichiers » → « En-têtes ».',
  ],
  unknown_column: ({ columns, count: number }) => [
    number === 1
      ? `la colonne ${columns} n’est pas connue; rien n’en a été lu.`
      : `parmi les colonnes, ${number} ne sont pas connues (${columns}); rien n’en a été lu.`,
    'Indiquez à l’onglet Listes automatiques, sous « Mots de vos fichiers » → « En-têtes », ce qu’elles contiennent, ou qu’il faut les laisser de côté, puis relancez le fichier.',
  ],
  unknown_role: () => [
    'le rôle n’est pas reconnu.',
    'Utilisez Owner, Manager, Teacher, Staff ou Student, ou indiquez à l’onglet Listes automatiques, sous « Mots de vos fichiers » → « Rôles », ce que ce mot signifie. Les administrateurs et les directions ne deviennent gestionnaires que si l’école l’indique à cet endroit.',
  ],
  category_unclear: () => [
    'on ne sait pas s’il s’agit d’un élève, d’un enseignant, d’un membre du personnel ou d’un membre de l’administration.',
    'Remplissez le rôle, ou donnez un numéro d’élève et un niveau, ou déposez un fichier dont le nom contient « students », « teachers », « staff » ou « admin ».',
  ],
  value_too_long: ({ field, limit }) =>
    field === 'line'
      ? [
          `la ligne dépasse ${count('fr-CA', limit)} caractères; elle n’a pas été lue.`,
          'Il manque habituellement un guillemet ou une fin de ligne. Exportez le fichier de nouveau.',
        ]
      : [
          `${named(FR_FIELDS, field)} dépasse ${count('fr-CA', limit)} caractères${isOptional(field) ? `; ${FR_STAYS}` : '.'}`,
          'Raccourcissez la valeur; deux cellules se sont peut-être fusionnées.',
        ],
  scientific_notation: ({ field }) => [
    `${named(FR_FIELDS, field)} est un nombre en notation scientifique (comme 1,2E+05) : Excel en a perdu les chiffres${isOptional(field) ? `; ${FR_STAYS}` : '.'}`,
    'Déposez le fichier tel que le SIS l’exporte, sans l’ouvrir ni l’enregistrer dans Excel, ou mettez la colonne au format texte.',
  ],
  formula_error: ({ field }) => [
    `${named(FR_FIELDS, field)} est une erreur du tableur (comme #N/A) ou une formule jamais calculée${isOptional(field) ? `; ${FR_STAYS}` : '.'}`,
    'Corrigez la formule ou collez la colonne en tant que valeurs, puis enregistrez le fichier de nouveau.',
  ],
  too_many_cells: ({ cells, columns }) => [
    `la ligne compte ${cells} cellules, mais l’en-tête en compte ${columns}.`,
    'Une valeur contient probablement une virgule sans être entre guillemets. Mettez la valeur entre guillemets ou exportez le fichier de nouveau.',
  ],
  too_few_cells: ({ cells, columns, kept }) =>
    kept === 1
      ? [
          `la ligne compte ${cells} cellules, mais l’en-tête en compte ${columns}; pour les cellules manquantes, ce qui est enregistré reste, et une nouvelle personne n’y a rien pour le moment.`,
          'Exportez le fichier avec toutes ses cellules, y compris les cellules vides en fin de ligne.',
        ]
      : [
          `la ligne compte ${cells} cellules, mais l’en-tête en compte ${columns}.`,
          'La ligne a été coupée, ou une valeur contient un saut de ligne. Exportez le fichier de nouveau.',
        ],
  broken_quotes: () => [
    'un guillemet s’ouvre ou se ferme au mauvais endroit; cette ligne n’a pas été lue.',
    'Doublez les guillemets à l’intérieur des valeurs ("") ou exportez le fichier de nouveau. Avec un tel fichier, personne n’est archivé sans l’approbation d’un propriétaire.',
  ],
  lost_letters: ({ field }) =>
    field === 'student id' || field === 'staff id' || field === 'email'
      ? [
          `${named(FR_FIELDS, field)} a perdu des lettres en chemin\u00a0: un signe (\ufffd ou un point d’interrogation) les remplace.`,
          FR_LOST_LETTERS,
        ]
      : isOptional(field)
        ? [`${named(FR_FIELDS, field)} a perdu des lettres en chemin (\ufffd ou un point d’interrogation les remplace); ${FR_STAYS}`, FR_LOST_LETTERS]
        : [
            `${named(FR_FIELDS, field)} a perdu des lettres en chemin\u00a0: un signe (\ufffd ou un point d’interrogation) les remplace. Un nom enregistré qui correspond aux autres lettres reste; une nouvelle personne est ajoutée avec le nom tel qu’il figure ici.`,
            FR_LOST_LETTERS,
          ],
  duplicate_person: ({ first }) => [
    `cette personne figure aussi à la ligne ${first}; les lignes concordent et ont été lues comme une seule.`,
    'Rien à faire. Pour éviter cette remarque, exportez chaque personne une seule fois.',
  ],
  contradicting_rows: ({ other, same, number }) =>
    same === 'email'
      ? [
          `cette ligne et la ligne ${other} ont la même adresse courriel, mais le nom, le numéro, le niveau ou le rôle indiquent que ce n’est pas la même personne; toutes les lignes qui ont cette adresse ont été laissées de côté.`,
          'Donnez à chaque personne sa propre adresse dans votre SIS; les frères et sœurs doivent aussi en avoir chacun une. S’il s’agit d’une seule personne, corrigez la ligne erronée.',
        ]
      : same === 'number'
        ? [
            `cette ligne et la ligne ${other} ont le même numéro (${named(FR_FIELDS, number)}), mais le nom, l’adresse, le niveau ou le rôle indiquent que ce n’est pas la même personne; toutes les lignes qui ont ce numéro ont été laissées de côté.`,
            'Donnez à chaque personne son propre numéro dans votre SIS. S’il s’agit d’une seule personne, corrigez la ligne erronée.',
          ]
        : [
            `cette ligne et la ligne ${other} ont le même numéro (${named(FR_FIELDS, number)}) et la même adresse courriel, mais diffèrent par le nom, le niveau ou le rôle; toutes ont été laissées de côté.`,
            'Déterminez dans votre SIS laquelle est exacte. Deux personnes doivent avoir deux numéros et deux adresses.',
          ],
  number_and_email_of_two_people: ({ number }) => [
    `${named(FR_FIELDS, number)} appartient à une personne de l’école et l’adresse courriel à une autre; la ligne a été laissée de côté.`,
    'Corrigez le numéro ou l’adresse dans votre SIS. Si l’une des deux personnes est archivée, vous pouvez aussi l’ouvrir dans Gestion des personnes et choisir « Libérer le numéro et l’adresse ».',
  ],
  reused_number: ({ number }) => [
    `${named(FR_FIELDS, number)} appartient à quelqu’un dont le nom et l’adresse courriel sont différents; la ligne a été laissée de côté.`,
    'Donnez à la nouvelle personne un numéro qui lui est propre. Si la personne précédente est archivée, vous pouvez aussi l’ouvrir dans Gestion des personnes et choisir « Libérer le numéro et l’adresse ».',
  ],
  reused_email: ({ number }) => [
    `l’adresse courriel appartient à quelqu’un qui porte un autre nom et un autre numéro (${named(FR_FIELDS, number)}); la ligne a été laissée de côté.`,
    'Donnez à la nouvelle personne sa propre adresse. Si la personne précédente est archivée, vous pouvez aussi l’ouvrir dans Gestion des personnes et choisir « Libérer le numéro et l’adresse ».',
  ],
  number_without_zeros: ({ number }) => [
    `${named(FR_FIELDS, number)} n’existe pas à l’école, mais quelqu’un l’a avec des zéros initiaux; la ligne a été laissée de côté.`,
    'Exportez la colonne comme du texte pour que les zéros initiaux restent, puis déposez le fichier de nouveau.',
  ],
  column_read_twice: ({ field, columns, used, rule }) => [
    rule === 'only'
      ? `plusieurs colonnes peuvent correspondre au même champ, ${named(FR_FIELDS, field)} (${columns}); seule « ${used} » a été lue.`
      : `plusieurs colonnes correspondent au même champ, ${named(FR_FIELDS, field)} (${columns}); dans chaque ligne, la première qui a une valeur a été lue.`,
    'N’en exportez qu’une, ou indiquez à l’onglet Listes automatiques, sous « Mots de vos fichiers » → « En-têtes », à quoi correspond chaque colonne.',
  ],
  sensitive_column_ignored: ({ columns, count: number }) => [
    number === 1
      ? `le fichier contient une colonne sensible dont personne n’a besoin ici (${columns}); rien n’en a été lu ni conservé.`
      : `le fichier contient ${number} colonnes sensibles dont personne n’a besoin ici (${columns}); rien n’en a été lu ni conservé.`,
    'Retirez ces colonnes de l’exportation.',
  ],
  date_instead_of_grade: () => [
    'une date se trouve à la place du niveau : Excel transforme en dates des valeurs comme 1-2.',
    'Mettez la colonne au format texte et entrez le niveau de nouveau, ou déposez le fichier tel que le SIS l’exporte.',
  ],
  wrong_category_in_file: () => [
    'selon le rôle, il ne s’agit pas d’un élève, alors que le nom du fichier annonce des élèves.',
    'N’exportez que des élèves dans un fichier dont le nom contient « students », ou corrigez le rôle.',
  ],
  partial_file: () => [
    'l’archive indique elle-même qu’elle ne contient que les changements (manifest.csv); aucune personne absente n’a donc été archivée.',
    'Rien à faire. Pour archiver les personnes absentes, exportez tout (« bulk »).',
  ],
  several_schools: ({ schools, others }) => [
    `l’archive contient des personnes de ${count('fr-CA', schools)} écoles; ${count('fr-CA', others)} d’entre elles ne sont pas de l’école qui en compte le plus. Toutes ont été lues comme des personnes de cette école.`,
    'N’exportez que cette école : chaque école a son propre dossier.',
  ],
  values_tidied: (params) => habitText('fr-CA', params),
  line_without_person: ({ lines, first }) => [
    lines === 1
      ? `la ligne ${first} ne contient aucune personne (un total, une note, une ligne de tirets ou quelque chose de semblable); elle a été laissée de côté.`
      : `dans ${count('fr-CA', lines)} lignes, il n’y a aucune personne (des totaux, des notes, des lignes de tirets ou quelque chose de semblable; la première est la ligne ${first}); elles ont été laissées de côté.`,
    'Rien à faire. Pour éviter cette remarque, désactivez les totaux et les pieds de page dans l’exportation.',
  ],
  lines_above_header: ({ lines, header }) => [
    lines === 1
      ? `la ligne qui précède les noms de colonnes (ligne ${header}) est un titre; elle a été laissée de côté.`
      : `les ${count('fr-CA', lines)} lignes qui précèdent les noms de colonnes (ligne ${header}) sont des titres; elles ont été laissées de côté.`,
    'Rien à faire. Pour éviter cette remarque, faites commencer l’exportation par les noms de colonnes.',
  ],
  lines_in_quotes: () => [
    'chaque ligne est entièrement entre guillemets; son contenu a été lu.',
    'Rien à faire. Pour éviter cette remarque, exportez le fichier directement du SIS, sans le coller dans un tableur.',
  ],
  names_split: ({ column }) => [
    `les prénoms et les noms de famille ont été tirés de la colonne «\u00a0${column}\u00a0», qui contient les deux sous la forme «\u00a0Nom, Prénom\u00a0».`,
    'Rien à faire. Pour éviter cette remarque, exportez le prénom et le nom de famille dans deux colonnes.',
  ],
  names_in_one_column: ({ column, line }) => [
    `la colonne «\u00a0${column}\u00a0» contient des noms complets et, à la ligne ${line}, ce n’est pas «\u00a0Nom, Prénom\u00a0» avec exactement une virgule\u00a0: impossible de distinguer le prénom du nom de famille.`,
    'Exportez le prénom et le nom de famille dans deux colonnes, ou corrigez le nom à cette ligne. Rien n’a été modifié.',
  ],
  empty_file: () => ['le fichier est vide.', 'Exportez le fichier de nouveau et déposez-le; vérifiez que l’exportation a trouvé des personnes.'],
  header_only: () => [
    'le fichier a un en-tête, mais aucune ligne.',
    'Vérifiez le filtre de l’exportation : il n’a trouvé personne. Rien n’a été modifié.',
  ],
  no_header: () => [
    'la première ligne contient des données au lieu des noms de colonnes.',
    'Activez les en-têtes de colonnes dans l’exportation. Il faut email, first name et last name et, pour les élèves, student id et grade.',
  ],
  missing_required_column: ({ columns, count: number }) => [
    number === 1 ? `il manque une colonne obligatoire : ${columns}.` : `il manque des colonnes obligatoires : ${columns}.`,
    'Ajoutez-les à l’exportation sous ces noms, ou indiquez à l’onglet Listes automatiques, sous « Mots de vos fichiers » → « En-têtes », lesquelles de vos colonnes y correspondent. Un fichier sans numéros d’élève ni niveaux doit avoir une colonne role, ou « teachers », « staff » ou « admin » dans son nom.',
  ],
  ambiguous_column: ({ column, field, times }) => [
    `la colonne « ${column} » figure ${times} fois, et chacune pourrait être ${named(FR_FIELDS, field)}.`,
    'Gardez-en une seule ou renommez les autres, pour que personne ne reçoive les données d’une autre personne.',
  ],
  unreadable_bytes: ({ found }) =>
    found === 'mixed_encodings'
      ? [
          'des parties du fichier utilisent des codages de caractères différents; certaines lettres accentuées seraient fausses.',
          'Exportez le fichier d’un seul bloc en UTF-8 et déposez-le de nouveau.',
        ]
      : [
          'le fichier ne peut pas être lu comme du texte.',
          'Exportez le fichier de nouveau en CSV (UTF-8), TSV ou XLSX. Transférez-le en mode binaire.',
        ],
  unsupported_format: ({ found }) => [
    `il s’agit de ce type de fichier : ${named(FR_FORMATS, found)}; ce n’est ni CSV, ni TSV, ni XLSX, ni un ZIP OneRoster.`,
    found === 'lists'
      ? 'Déposez chaque liste dans un fichier à part, dont le nom contient « students », « teachers », « staff » ou « admin » : il vaut alors pour toute cette catégorie.'
      : 'Enregistrez ou exportez la liste en CSV (UTF-8), TSV ou XLSX, sans mot de passe, puis déposez ce fichier.',
  ],
  broken_archive: ({ reason, package: zip }) =>
    zip === 1
      ? [
          `${named(FR_PACKAGES, reason)}.`,
          'Exportez l’archive de nouveau, sans mot de passe, et déposez-la en mode binaire, ou déposez en CSV la liste qu’elle contient.',
        ]
      : [
          `${named(FR_ARCHIVES, reason)}.`,
          'Ouvrez le classeur, copiez la liste dans un nouveau classeur, enregistrez-le en XLSX et déposez-le, ou utilisez le format CSV.',
        ],
  file_too_large: ({ limitBytes }) => [
    `le fichier dépasse ${size('fr-CA', limitBytes)}.`,
    'N’exportez que les colonnes et les personnes nécessaires, ou divisez le fichier par catégorie.',
  ],
  companion_file: ({ file }) => [
    `c’est la liste «\u00a0${file}\u00a0» qui accompagne l’exportation des personnes; rien de son contenu n’est nécessaire ici, elle a donc été laissée telle quelle.`,
    'Rien à faire\u00a0: les personnes sont lues dans le fichier qui en dresse la liste (users.csv dans OneRoster). Pour éviter cette remarque, n’envoyez que ce fichier, ou tous en un seul ZIP.',
  ],
  too_many_rows: ({ limit }) => [`le fichier compte plus de ${count('fr-CA', limit)} lignes.`, 'N’exportez que les personnes de cette école.'],
  too_many_columns: ({ columns, limit }) => [
    `le fichier compte ${count('fr-CA', columns)} colonnes; au-delà de ${count('fr-CA', limit)}, elles ne sont pas lues.`,
    'N’exportez que les colonnes nécessaires.',
  ],
  no_valid_rows: ({ rows }) => [
    rows === 1 ? 'la seule ligne du fichier est inutilisable.' : `aucune des ${count('fr-CA', rows)} lignes n’est utilisable.`,
    'Consultez les problèmes des lignes : habituellement, une même colonne est fautive partout. Rien n’a été modifié.',
  ],
  list_of_leavers: ({ why }) =>
    why === 'name'
      ? [
          'son nom indique une liste de personnes parties, et aucune colonne ne dit qui est encore présent.',
          'Envoyez la liste des personnes présentes. Si c’est bien celle-ci, donnez-lui un autre nom ou exportez aussi le statut. Rien n’a été modifié.',
        ]
      : [
          'toutes les personnes du fichier y sont marquées comme parties, ou pas encore arrivées.',
          'Envoyez la liste des personnes présentes. Si ces personnes sont présentes, indiquez à l’onglet Listes automatiques, sous « Mots de vos fichiers » → « Statuts », ce que signifient les mots de la colonne. Rien n’a été modifié.',
        ],
};

const TEXTS = { en: EN, 'fr-CA': FR } satisfies Record<Locale, Texts>;

/** Problems name fields by the words of the files (FIELD_NAMES); of these two, a value that cannot be read is no reason to leave the row out. */
function isOptional(field: string | number | undefined): boolean {
  return field === 'idField1' || field === 'idField2';
}

function named(words: Record<string, string>, word: string | number | undefined): string {
  return words[String(word)] ?? String(word ?? '');
}

function count(locale: Locale, number: string | number | undefined): string {
  return String(number ?? '').replace(/\B(?=(?:\d{3})+$)/g, locale === 'en' ? ',' : '\u00a0');
}

function size(locale: Locale, bytes: string | number | undefined): string {
  const number = Number(bytes);
  const [space, bytesWord, kb, mb] = locale === 'en' ? [' ', 'bytes', 'KB', 'MB'] : ['\u00a0', 'octets', 'Ko', 'Mo'];
  if (number >= 1024 * 1024) return `${count(locale, Math.floor(number / 1024 / 1024))}${space}${mb}`;
  return number >= 10 * 1024 ? `${count(locale, Math.floor(number / 1024))}${space}${kb}` : `${count(locale, number)}${space}${bytesWord}`;
}

/** A word of a status, grade, role or title column, in quotes; without one, several that are not named. */
function said(locale: Locale, word: string | number | undefined): string {
  if (word === undefined || word === '' || word === '…') return locale === 'en' ? '(several words)' : '(plusieurs mots)';
  return locale === 'en' ? `“${word}”` : `« ${word} »`;
}

function rowsWith(locale: Locale, rows: string | number | undefined): string {
  const number = count(locale, rows);
  if (locale === 'en') return rows === 1 ? '1 row' : `${number} rows`;
  return rows === 1 ? '1 ligne' : `${number} lignes`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
