import { habitText } from './habit-texts.js';
import type { ProblemTexts } from './problem-texts.js';
import { isOptional, leftOutBy, named, count, of, size, said, rowsWith } from './problem-words.js';

const EN_VALUES: Record<string, string> = {
  blank: 'nothing',
  number: 'a number',
  scientific: 'a number in scientific notation',
  date: 'a date',
  email: 'text with an @',
  formula_error: 'a spreadsheet error',
  text: 'other text',
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
  roles: 'roles.csv in the ZIP archive cannot be read for sure, so that no roles are known',
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

/** What is wrong and what to do, per code, as it follows the place. */
export const ENGLISH: ProblemTexts = {
  missing_value: ({ field }) => [
    `the ${named(EN_FIELDS, field)} is missing.`,
    `Fill in the ${named(EN_FIELDS, field)} in your SIS. Until then, the other rows go on and this person stays as is.`,
  ],
  placeholder_email: ({ field }) =>
    field === 'parentEmail'
      ? [`the parent’s e-mail address only fills the cell; ${EN_STAYS}`, 'Leave the cell blank where there is no address.']
      : [
          'the e-mail address only fills the cell, and is nobody’s; the row was left out, and who is here stays.',
          'Fill in the person’s own address in your SIS. Until then, the other rows go on.',
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
    'Give each student one grade, or say under “Fix it here”, on the page of this sync, what this text means.',
  ],
  unknown_grade: ({ word, rows }) => [
    `the grade ${said('en', word)} (${rowsWith('en', rows)}) is not known; ${EN_STAYS}`,
    'Say under “Fix it here”, on the page of this sync, what it means: the file then runs again. Grades below zero mean something else in each SIS.',
  ],
  unknown_title: ({ word, rows, as }) => [
    `the title ${said('en', word)} (${rowsWith('en', rows)}) is not known; new people who have it are added as ${as === 'TEACHER' ? 'teachers' : 'staff'}, and no role was changed by it.`,
    'Say under “Fix it here”, on the page of this sync, what it means: the file then runs again.',
  ],
  unknown_word: ({ word, rows }) => [
    `the word ${said('en', word)} (${rowsWith('en', rows)}) is not known as a role; it did not decide about anyone here.`,
    'Say under “Fix it here”, on the page of this sync, what it means, or that it is to be left out.',
  ],
  unknown_status: ({ word, rows }) => [
    `the status ${said('en', word)} (${rowsWith('en', rows)}) is not known: present or gone? Who is here stays, and who would be new waits.`,
    'Say under “Fix it here”, on the page of this sync, which of the two it is: the file then runs again.',
  ],
  vacancy_in_name: ({ word, rows }) => [
    `a position that nobody has, a test account or the like stands where names stand: ${said('en', word)} (${rowsWith('en', rows)}). Who is here stays, and nobody new is added by it.`,
    'Leave such rows out of the export, or say under “Fix it here”, on the page of this sync, that they are to be left out. If it is somebody’s name, approve the change.',
  ],
  rows_struck_out: ({ rows }) => [
    `rows of the workbook are struck out (${rowsWith('en', rows)}), as if their people had left. Who is here stays, and who would be new waits.`,
    'Delete these rows in the workbook, or remove the line through them. You can also say under “Fix it here”, on the page of this sync, what it means when rows are struck out.',
  ],
  unreadable_date: ({ rows }) => [
    `the date cannot be read for sure (${rowsWith('en', rows)}), so it does not say who has come or gone. Who is here stays, and who would be new waits.`,
    'Export dates as 2026-09-01. If the column does not say who is here, say so under “Fix it here”, on the page of this sync.',
  ],
  contradicting_status: ({ rows }) => [
    `this column says that people have left, and another one says that they are here (${rowsWith('en', rows)}). Who is here stays, and who would be new waits.`,
    'Correct the one that is out of date in your SIS, or say under “Fix it here”, on the page of this sync, what this column is: a date of leaving then counts, and a column that is left out does not.',
  ],
  reason_for_leaving: ({ rows }) => [
    `this column says why people left (${rowsWith('en', rows)}), and no other column says who is here. Who is here stays, and who would be new waits.`,
    'Say under “Fix it here”, on the page of this sync, what the column is: as a status, its words say who has left; a column that is left out does not count. Better still, export a status or an exit date.',
  ],
  unknown_column: ({ columns, count: number }) => [
    number === 1
      ? `the column ${columns} is not known; nothing of it was read.`
      : `of the columns, ${number} are not known (${columns}); nothing of them was read.`,
    'Say under “Fix it here”, on the page of this sync, what they are, or that they are to be left out: the file then runs again.',
  ],
  unknown_role: () => [
    'the role is not known here.',
    'Use Owner, Manager, Teacher, Staff or Student, or say under “Fix it here”, on the page of this sync, what this word means. Administrators and principals become Managers only when the school says so there.',
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
  duplicate_person: ({ first, rows, line }) => [
    rows === undefined
      ? `this person is also on line ${first}; the rows agree and were read as one.`
      : `some people are on several lines: ${count('en', rows)} lines repeat another one and agree with it, such as line ${line} with line ${first}; they were read as one.`,
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
  shared_email: ({ rows, line }) => [
    `the same e-mail address stands in ${count('en', rows)} rows of different people (the first is line ${line}); all of these rows were left out, and who is here stays.`,
    'Give each of them an address of their own in your SIS.',
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
    `no person has this ${named(EN_FIELDS, number)}, but one has it with zeros in front; the row was left out.`,
    'Export the column as text, so that the zeros in front stay, and upload the file again.',
  ],
  column_read_twice: ({ field, columns, used, rule }) => [
    rule === 'only'
      ? `several columns could be the ${named(EN_FIELDS, field)} (${columns}); only “${used}” was read.`
      : `several columns are the ${named(EN_FIELDS, field)} (${columns}); in each row, the first one with a value was read.`,
    'Export one of them only, or say on the Rostering tab under “Column and value mapping” → “Headers” which column is which.',
  ],
  sensitive_column_ignored: ({ columns, count: number }) => [
    `the file has ${number === 1 ? 'a sensitive column' : `${number} sensitive columns`} that Rollcall does not need (${columns}); nothing of it was read or stored.`,
    'Leave such columns out of the export.',
  ],
  date_instead_of_grade: () => [
    'a date stands in place of the grade: Excel makes dates of values such as 1-2.',
    'Format the column as text and enter the grade again, or upload the file as the SIS exports it.',
  ],
  wrong_category_in_file: ({ known, by, gone }) =>
    known === 'student'
      ? [
          `the ${by === 'number' ? 'number' : 'e-mail address'} belongs to a ${gone === 1 ? 'former student' : 'student'} of the school, and the file lists somebody who works here; the row was left out.`,
          `If it is the same person, and they work here now, change the role in People Manager. If it is somebody else, correct the ${by === 'number' ? 'number' : 'e-mail address'}.`,
        ]
      : known === 'adult'
        ? [
            `the ${by === 'number' ? 'number' : 'e-mail address'} belongs to somebody who ${gone === 1 ? 'worked' : 'works'} at the school, and the file lists a student; the row was left out.`,
            `If it is the same person, and they are a student now, change the role in People Manager. If it is somebody else, correct the ${by === 'number' ? 'number' : 'e-mail address'}.`,
          ]
        : [
            'the role says that this is not a student, but the file is a student file by its name; the row was left out.',
            'Export students only into a file with “students” in its name, or correct the role.',
          ],
  partial_file: ({ word }) =>
    word === ''
      ? [
          'the archive says itself that it lists only what has changed (manifest.csv); so no missing person was archived because of it.',
          'Nothing to do. To archive people who are missing, export everything (“bulk”).',
        ]
      : [
          `the file is called “${word}”, so it lists only who is new or has changed, and no missing person was archived because of it.`,
          'Nothing to do. If it lists everybody, take that word out of its name.',
        ],
  several_schools: ({ schools, names }) => [
    `the file lists people of ${count('en', schools)} schools: ${names}. Nothing that it would change is done until your school says which of them it is.`,
    'Say under “Fix it here”, on the page of this sync, which of them is yours: the file then runs again, and only its rows count. If the column is not the school, choose “leave this column out” under “Column and value mapping” → “Headers”.',
  ],
  school_unsaid: ({ rows }) => [
    `the school is not filled in (${rowsWith('en', rows)}). Who is here stays, and who would be new waits.`,
    'Fill in the school in your SIS, or approve the people who wait.',
  ],
  rows_of_unknown_school: ({ rows }) => [
    `the file of the district has ${rowsWith('en', rows)} of no school that is known. People of this school may be among them, so no missing person was archived because of it.`,
    'A District Manager sees the words on the page of the district, and says of each whether it is one of the schools.',
  ],
  several_sheets: ({ sheets, read }) => [
    `the workbook has several sheets with people: ${sheets}. Read so far: ${read}. Nothing that they would change is done until your school says which of them are the roster.`,
    'Say under “Fix it here”, on the page of this sync, of each of them whether it is the roster or is to be left out: the file then runs again.',
  ],
  hidden_sheets: ({ sheets, count: number }) => [
    number === 1 ? `the sheet ${sheets} is hidden, so it was not read.` : `some sheets are hidden, so they were not read: ${sheets}.`,
    'If the roster is on a hidden sheet, show it in Excel (Unhide), save the workbook and upload it again.',
  ],
  hidden_rows: ({ rows, line }) => [
    rows === 1
      ? `in the workbook, line ${line} is hidden by a filter or by hand; it was read like all others.`
      : `in the workbook, ${count('en', rows)} lines are hidden by a filter or by hand (the first is line ${line}); they were read like all others.`,
    'If only the lines that show are the roster, delete the others, or copy those that show into a new workbook.',
  ],
  values_tidied: (params) => habitText('en', params),
  line_without_person: ({ lines, first }) => [
    lines === 1
      ? `no person stands in line ${first} (a total, a footnote, a line of dashes or the like); it was left out.`
      : `no person stands in ${count('en', lines)} lines (totals, footnotes, lines of dashes or the like; the first is line ${first}); they were left out.`,
    'Nothing to do. To avoid the remark, switch off totals and footers in the export.',
  ],
  rows_commented_out: ({ rows, first }) => [
    rows === 1
      ? `a sign such as # stands in front of line ${first}, as if it were taken out; it was left out. Who is here stays, and somebody new is not added.`
      : `a sign such as # stands in front of ${count('en', rows)} lines (the first is line ${first}), as if they were taken out; they were left out. Who is here stays, and nobody new is added by them.`,
    'If these people have left, delete the lines. If they are here, remove the sign.',
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
  parents_email: ({ rows, line }) => [
    rows === 1
      ? `on line ${line}, the e-mail address of the student is that of the parents, too.`
      : `in ${count('en', rows)} rows (the first is line ${line}), the e-mail address of the student is that of the parents, too.`,
    'If the students have addresses of their own, correct the e-mail column of the export: parents could otherwise be taken for their children.',
  ],
  submitters_email: ({ column }) => [
    `this is the export of a form, and “${column}” is the address of the person who filled it in, who may be a parent.`,
    'If people did not fill in the form themselves, ask for their address in a question of its own, and run the file again.',
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
    'Add them to the export under these names, or say under “Fix it here”, on the page of this sync, which of your columns they are. A file without student numbers and grades needs a role column, or “teachers”, “staff” or “admin” in its name.',
  ],
  ambiguous_column: ({ column, field, times }) => [
    `the column “${column}” is there ${times} times, and each could be the ${named(EN_FIELDS, field)}.`,
    'Keep one of them, or rename the others, so that no person gets another person’s data.',
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
  all_rows_left_out: (params) => [
    `every row is left out by a rule (${leftOutBy('en', params)}), so nobody is left.`,
    'If that is right, there is nothing to do. Otherwise change what your school has said about the words of this file, or correct the rows. Nothing was changed.',
  ],
  no_rows_of_school: ({ rows, schools }) => [
    `none of the ${count('en', rows)} rows is of your school: the file lists ${schools}.`,
    'If one of them is your school, add it on the Rostering tab under “Column and value mapping” → “Your school”. Otherwise the file belongs into another school’s folder. Nothing was changed.',
  ],
  sheets_left_out: () => [
    'your school has said to leave out every sheet of this workbook that has people.',
    'Say on the Rostering tab under “Column and value mapping” → “Sheets” which of them is the roster, and run the file again. Nothing was changed.',
  ],
  sheets_differ: ({ first, other }) => [
    `the sheets “${first}” and “${other}” do not have the same columns, so they cannot be read as one list.`,
    'Give both the same columns, or upload each as a file of its own, with “students”, “teachers”, “staff” or “admin” in its name. Nothing was changed.',
  ],
  second_header: ({ line }) => [
    `line ${line} is a second header, with other columns than the first: two lists stand in this file, one below the other.`,
    'Upload each list as a file of its own, with “students”, “teachers”, “staff” or “admin” in its name. Nothing was changed.',
  ],
  list_of_leavers: ({ why, line }) => {
    if (why === 'heading')
      return [
        `line ${line} is a heading of people who have left or are still to come, people are listed below it, and no column says who is here.`,
        'Send only those who are here, or export the status as a column. Nothing was changed.',
      ];
    if (why === 'name_to_come')
      return [
        'the name says that this is a list of people who are not here yet, and no column says who is.',
        'Send the list of those who are here. If this list has them, give it another name, or export the status with it. Nothing was changed.',
      ];
    return why === 'name'
      ? [
          'the name says that this is a list of people who have left, and no column says who is still here.',
          'Send the list of those who are here. If this list has them, give it another name, or export the status with it. Nothing was changed.',
        ]
      : [
          'everybody in this file is marked as gone, or as not here yet.',
          'Send the list of those who are here. If these people are here, say on the Rostering tab under “Column and value mapping” → “Statuses” what the words of the status column mean. Nothing was changed.',
        ];
  },
  stays_archived: ({ people, category }) => [
    `the file lists archived ${of('en', category)} whom an owner archived by hand, and they stay archived (${count('en', people)}).`,
    'If they are back, restore them on their page under People. If they have left, take them out of your SIS: this remark then ends.',
  ],
  stays_active: ({ people, category }) => [
    `the file does not list ${of('en', category)} whom an owner restored by hand, and they stay active (${count('en', people)}).`,
    'If they have left, archive them on their page under People. If they are here, add them in your SIS: this remark then ends.',
  ],
};
