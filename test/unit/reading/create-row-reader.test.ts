import { describe, expect, test } from 'vitest';
import { cellsOfTexts, textOfRange } from '../../../domain/reading/cells.js';
import { createBatchWriter } from '../../../domain/reading/create-batch-writer.js';
import { createRowReader, type RowEnding } from '../../../domain/reading/create-row-reader.js';
import { openRoster } from '../../../domain/reading/open-roster.js';
import { rowsOfBatch } from '../../../domain/reading/row-batch.js';
import type { ReadingContext, RowReading } from '../../../domain/reading/types.js';
import fc from '../../support/property.js';

type Setup = { file?: string; header?: string; maps?: Partial<ReadingContext['maps']>; ending?: RowEnding };

const STUDENT_HEADER = 'email,first name,last name,student id,grade';
const ROLE_HEADER = 'email,first name,last name,role,student id,grade';

function reader({ file = 'list.csv', header = STUDENT_HEADER, maps = {} }: Setup) {
  const context: ReadingContext = {
    fileName: file,
    country: 'US',
    day: '2026-03-23',
    maps: { headers: {}, grades: {}, roles: {}, statuses: {}, sheets: {}, ...maps },
    ownSchool: [],
  };
  const shape = openRoster(header.split(','), context);
  if (shape.kind !== 'shape') throw new Error(`the header of this test is refused: ${shape.code}`);
  const rows = createBatchWriter();
  const parsePhone = (bytes: Uint8Array, start: number, end: number): string | null => {
    const text = textOfRange(bytes, start, end);
    return /^\+?[\d ]{10,}$/.test(text) ? `+1${text.replace(/\D/g, '').slice(-10)}` : null;
  };
  const reading = createRowReader(shape, { ...context, parsePhone }, rows);
  return {
    shownByRole: reading.shownByRole,
    /** `thorough`: no cell is taken as it stands, whatever its bytes say. */
    read(texts: string[], line: number, { ending, thorough = false }: { ending?: RowEnding | undefined; thorough?: boolean } = {}) {
      const cells = cellsOfTexts(texts);
      if (thorough) cells.clean = false;
      const result = reading.read(cells, line, ending);
      const written = rows.take(true).flatMap((batch) => rowsOfBatch(batch));
      return { ...result, row: written[0], written: written.length };
    },
  };
}

function read(row: string, setup: Setup = {}) {
  const result = reader(setup).read(row.split(','), 7, { ending: setup.ending });
  expect(result.written).toBe(result.kind === 'valid' ? 1 : 0);
  return result;
}

function codes(reading: Pick<RowReading, 'problems'>): string[] {
  return reading.problems.map(({ code, severity, field }) => `${severity} ${code} ${field ?? '-'}`);
}

describe('a row is left out, and says why', () => {
  test.each<[string, string, string[], Setup?]>([
    ['without e-mail', ',Ana,Lee,7,9', ['error missing_value email']],
    ['without first name', 'ana@x.org,,Lee,7,9', ['error missing_value firstName']],
    ['without last name', 'ana@x.org,Ana,\u00a0,7,9', ['error missing_value lastName']],
    ['of a student without number', 'ana@x.org,Ana,Lee,,9', ['error missing_value studentId'], { file: 'students.csv' }],
    ['of a student without grade', 'ana@x.org,Ana,Lee,7,', ['error missing_value grade'], { file: 'students.csv' }],
    [
      'with everything missing',
      ',,,7,',
      ['error missing_value email', 'error missing_value firstName', 'error missing_value lastName', 'error missing_value grade'],
      { file: 'students.csv' },
    ],
    ['with a wrong address', 'ana at x.org,Ana,Lee,7,9', ['error invalid_email email']],
    ['with a number that Excel has rounded', 'ana@x.org,Ana,Lee,1.2E+05,9', ['error scientific_notation studentId']],
    ['with a number that a French Excel has rounded', 'ana@x.org,Ana,Lee,1.23457e+11,9', ['error scientific_notation studentId']],
    ['with a date for a grade', 'ana@x.org,Ana,Lee,7,2-Jan', ['error date_instead_of_grade grade']],
    ['with a spreadsheet error for a name', 'ana@x.org,#N/A,Lee,7,9', ['error formula_error firstName']],
    ['with a spreadsheet error for a number', 'ana@x.org,Ana,Lee,#REF!,9', ['error formula_error studentId']],
    ['with a name that is no name', `ana@x.org,${'a'.repeat(201)},Lee,7,9`, ['error value_too_long firstName']],
    ['with a cell too many', 'ana@x.org,Ana,Lee,Jr,7,9', ['error too_many_cells -']],
    ['with a cell too few', 'ana@x.org,Ana,Lee,7', ['error too_few_cells -']],
    ['whose category nobody can tell', 'ana@x.org,Ana,Lee,,7,', ['error category_unclear role'], { header: ROLE_HEADER }],
    ['with an unknown role', 'ana@x.org,Ana,Lee,Wizard,7,9', ['error unknown_role role'], { header: ROLE_HEADER }],
    ['of an administrator whom the school has not mapped', 'ana@x.org,Ana,Lee,administrator,,', ['error unknown_role role'], { header: ROLE_HEADER }],
    [
      'of a teacher in a student file',
      'ana@x.org,Ana,Lee,Teacher,7,9',
      ['error wrong_category_in_file role'],
      { header: ROLE_HEADER, file: 'students.csv' },
    ],
    [
      'of an owner in a student file',
      'ana@x.org,Ana,Lee,OWNER,7,9',
      ['error wrong_category_in_file role'],
      { header: ROLE_HEADER, file: 'students.csv' },
    ],
  ])('%s', (_, row, expected, setup = {}) => {
    const reading = read(row, setup);
    expect(reading.kind).toBe('invalid');
    expect(codes(reading)).toEqual(expected);
    expect(reading.problems.every(({ line }) => line === 7)).toBe(true);
  });

  test('and names the column as the file spells it', () => {
    const reading = read('ana,Ana,Lee,7,9', { header: 'E-Mail Address,First,Last,Stu ID,Gr' });
    expect(reading.problems[0]).toMatchObject({ column: 'E-Mail Address', field: 'email' });
  });

  test('and who it is about, so that nobody is archived for a typing error', () => {
    expect(read('ana@x.org,,Lee,007,9')).toMatchObject({ mention: { line: 7, email: 'ana@x.org', studentId: '007' }, identified: true });
    expect(read('wrong,Ana,Lee,007,9')).toMatchObject({ mention: { email: null, studentId: '007' }, identified: true });
    expect(read('wrong,Ana,Lee,1E+5,9')).toMatchObject({ mention: null, identified: false });
  });

  test('and never trusts the places of cells in a row that is too long', () => {
    expect(read('ana@x.org,Ana,Lee,Jr,7,9')).toMatchObject({ identified: false, mention: { email: 'ana@x.org', studentId: null } });
  });

  test('and never carries a value of the person', () => {
    const canaries = ['canary.mail', 'Canaryfirst', 'Canarylast', '1.2E+05', 'canarygrade'];
    const reading = read(canaries.join(','));
    expect(reading.kind).toBe('invalid');
    for (const canary of canaries) expect(JSON.stringify(reading.problems)).not.toContain(canary);
  });
});

describe('a row is read with a remark', () => {
  const header = `${STUDENT_HEADER},parentEmail,parentPhone,student phone,idField1`;
  test.each<[string, string, string[], object]>([
    ['an unknown grade', 'ana@x.org,Ana,Lee,7,Blue,,,,', [], { grade: null, gradeRaw: 'Blue' }],
    [
      'a name that has lost letters',
      'ana@x.org,C\ufffdt\ufffd,Lee,7,9,,,,',
      ['warning lost_letters firstName'],
      { firstName: 'C\ufffdt\ufffd', unread: ['firstName'] },
    ],
    [
      'an optional text that has lost letters',
      'ana@x.org,Ana,Lee,7,9,,,,Caf\ufffd',
      ['warning lost_letters idField1'],
      { idField1: null, unread: ['idField1'] },
    ],
    [
      'a list of parent addresses',
      'ana@x.org,Ana,Lee,7,9,mum@x.org; dad@x.org,,,',
      ['warning invalid_email parentEmail'],
      { parentEmail: null, unread: ['parentEmail'] },
    ],
    [
      'an error of the spreadsheet',
      'ana@x.org,Ana,Lee,7,9,#N/A,#REF!,#VALUE!,#NAME?',
      [
        'warning invalid_email parentEmail',
        'warning invalid_phone parentPhone',
        'warning invalid_phone studentPhone',
        'warning formula_error idField1',
      ],
      { unread: ['parentEmail', 'parentPhone', 'studentPhone', 'idField1'] },
    ],
    ['a grade below zero', 'ana@x.org,Ana,Lee,7,-1,,,,', [], { grade: null, gradeRaw: '-1' }],
    ['two grades', 'ana@x.org,Ana,Lee,7,9;10,,,,', [], { grade: null, gradeRaw: '9;10' }],
    [
      'a wrong parent address',
      'ana@x.org,Ana,Lee,7,9,nobody,,,',
      ['warning invalid_email parentEmail'],
      { parentEmail: null, unread: ['parentEmail'] },
    ],
    [
      'a wrong phone',
      'ana@x.org,Ana,Lee,7,9,,call me,12,',
      ['warning invalid_phone parentPhone', 'warning invalid_phone studentPhone'],
      { parentPhone: null, studentPhone: null, unread: ['parentPhone', 'studentPhone'] },
    ],
    [
      'a spoiled optional number',
      'ana@x.org,Ana,Lee,7,9,,,,1.5E+09',
      ['warning scientific_notation idField1'],
      { idField1: null, unread: ['idField1'] },
    ],
    [
      'last cells that are not there',
      'ana@x.org,Ana,Lee,7,9,',
      ['warning too_few_cells -'],
      { parentEmail: null, unread: ['parentPhone', 'studentPhone', 'idField1'] },
    ],
  ])('%s', (_, row, expected, fields) => {
    const reading = read(row, { header });
    expect(codes(reading)).toEqual(expected);
    expect(reading).toMatchObject({ kind: 'valid', row: fields });
  });

  test('but a last line without its end and with cells missing was cut', () => {
    expect(read('ana@x.org,Ana,Lee,7,9', { header, ending: 'open' })).toMatchObject({ kind: 'invalid' });
    expect(read('ana@x.org,Ana,Lee,7,9', { header, ending: 'padded' })).toMatchObject({ kind: 'valid', problems: [] });
  });

  test('and a blank is no value that could not be read', () => {
    for (const row of ['ana@x.org,Ana,Lee,7,9,,,,', 'ana@x.org,Ana,Lee,7,9, , , , ']) expect(read(row, { header }).row).not.toHaveProperty('unread');
    expect(read('ana@x.org,Ana,Lee,7,9', { header, ending: 'padded' }).row).not.toHaveProperty('unread');
  });

  test('but a number that has lost a digit on the way names nobody for sure', () => {
    expect(read('ana@x.org,Ana,Lee,7\ufffd,9,,,,', { header })).toMatchObject({
      kind: 'invalid',
      problems: [{ code: 'lost_letters', severity: 'error' }],
      mention: { studentId: null },
    });
  });
});

describe('a row is skipped', () => {
  test.each(['parent', 'Guardian'])('for the role %s', (role) => {
    expect(read(`ana@x.org,Ana,Lee,${role},7,9`, { header: ROLE_HEADER })).toMatchObject({ kind: 'skipped', rule: 'not_rostered', mention: null });
  });

  test.each(['inactive', 'tobedeleted', 'Deleted', 'FALSE'])('for the status %s', (status) => {
    const header = `${STUDENT_HEADER},status`;
    expect(read(`ana@x.org,Ana,Lee,7,9,${status}`, { header })).toMatchObject({ kind: 'skipped', rule: 'gone', mention: null });
    expect(read('ana@x.org,Ana,Lee,7,9,active', { header })).toMatchObject({ kind: 'valid', problems: [] });
  });
});

describe('a row becomes a person', () => {
  test('with normalised values', () => {
    expect(
      read(' ANA@Lincoln.ORG ,\u00a0Ana  Mari\u0301a\u200b,Łęcka-李,00012,9th,MOM@X.org,514 555 0123,,="0099"', {
        header: `${STUDENT_HEADER},parentEmail,parentPhone,student phone,idField1`,
      }),
    ).toEqual({
      kind: 'valid',
      category: 'students',
      written: 1,
      problems: [],
      row: {
        line: 7,
        category: 'students',
        role: 'STUDENT',
        email: 'ana@lincoln.org',
        firstName: 'Ana María',
        lastName: 'Łęcka-李',
        studentId: '00012',
        grade: '09',
        gradeRaw: '9th',
        parentEmail: 'mom@x.org',
        parentPhone: '+15145550123',
        studentPhone: null,
        staffId: null,
        idField1: '0099',
        idField2: null,
      },
    });
  });

  test.each(['007', '12345678901234567890', '1E5', 'A-17', '0', '="007"', "'007"])('and keeps the number %s as it is', (number) => {
    expect(read(`ana@x.org,Ana,Lee,${number},9`)).toMatchObject({ kind: 'valid', row: { studentId: number.replace(/^="|"$|^'/g, '') } });
  });

  test.each<[string, string, string, string, string, Setup]>([
    ['a student file makes students whatever an unknown role says', 'pupil-like', 'students', 'STUDENT', 'students', { file: 'students.csv' }],
    ['the role decides', 'Teacher', 'teachers', 'TEACHER', 'teachers', {}],
    ['the role decides also against the name of adults', 'Staff', 'staff', 'STAFF', 'staff', { file: 'teachers.csv' }],
    ['the school’s word for a role decides', 'Principal', 'admin', 'MANAGER', 'admin', { maps: { roles: { principal: 'MANAGER' } } }],
    ['without a role, the file name decides: teachers', '', 'teachers', 'TEACHER', 'teachers', { file: 'teachers.csv' }],
    ['without a role, the file name decides: staff', '', 'staff', 'STAFF', 'staff', { file: 'Staff.csv' }],
    ['without a role, the file name decides: admin', '', 'admin', 'MANAGER', 'admin', { file: 'admin.csv' }],
    ['without role and name, number and grade make a student', '', 'students', 'STUDENT', 'students', {}],
  ])('%s', (_, word, category, role, __, setup) => {
    expect(read(`ana@x.org,Ana,Lee,${word},7,9`, { header: ROLE_HEADER, ...setup })).toMatchObject({ kind: 'valid', row: { category, role } });
  });

  test('an adult’s number and grade are nobody’s student number and grade', () => {
    expect(read('ana@x.org,Ana,Lee,Teacher,7,9', { header: ROLE_HEADER })).toMatchObject({ row: { studentId: null, grade: null, gradeRaw: null } });
  });

  test('extra cells at the end that are blank do no harm', () => {
    expect(read('ana@x.org,Ana,Lee,7,9,, ,')).toMatchObject({ kind: 'valid', problems: [] });
  });

  test('of several columns for one field, the first with a value counts', () => {
    expect(read('ana@x.org,Ana,Lee,7,9,,dad@x.org', { header: `${STUDENT_HEADER},mother email,father email` })).toMatchObject({
      row: { parentEmail: 'dad@x.org' },
    });
  });

  test('the categories that the role column names are remembered, and only those', () => {
    const rows = reader({ header: ROLE_HEADER, file: 'teachers.csv' });
    rows.read('ana@x.org,Ana,Lee,,,'.split(','), 2);
    expect([...rows.shownByRole]).toEqual([]);
    rows.read('bo@x.org,Bo,Lee,Staff,,'.split(','), 3);
    rows.read('cy@x.org,,Lee,Owner,,'.split(','), 4);
    expect([...rows.shownByRole]).toEqual(['staff']);
  });
});

test('a row is read alike, whether its cells are taken as they stand or every rule is asked', () => {
  const email = fc.constantFrom(
    'ana@x.org',
    'Ana@x.org',
    ' ana@x.org',
    'a..b@x.org',
    '.a@x.org',
    'a.@x.org',
    '@x.org',
    'a@x',
    'a@x.o',
    'a@-x.org',
    'a@x-.org',
    'a@x.1g',
    'mailto:a@x.org',
    'é@x.org',
    `${'a'.repeat(70)}@x.org`,
    'a_b+c@x-y.co.uk',
    'a@x..org',
    'a@x.org.',
    '#N/A',
    '',
  );
  const name = fc.constantFrom('Ana', 'Ana  María', 'Nguyễn', '李', '#N/A', '#1', 'e\u0301', ' Ana', 'É'.repeat(150), 'a'.repeat(201), '');
  const number = fc.constantFrom(
    '7',
    '007',
    '="007"',
    "'7",
    "'",
    '1.2E+05',
    '1e5',
    '#REF!',
    'AB-1_2.3',
    'a b',
    'É7',
    '1'.repeat(100),
    '1'.repeat(101),
    '',
  );
  const grade = fc.constantFrom('9', '09', '0', '00', '13', '14', '99', 'K', '2-Jan', 'PK3', 'Grade 9', '9;10', '-1', '#N/A', 'x'.repeat(101), '');
  const phone = fc.constantFrom('416 555 0123', '+1 416 555 0123', 'call me', '1'.repeat(61), '');
  const role = fc.constantFrom('', '', 'Student', 'Teacher', 'parent', 'Wizard');
  const header = 'email,first name,last name,role,student id,grade,parentEmail,parentPhone,idField1,idField2,status';
  const row = fc.tuple(email, name, name, role, number, grade, email, phone, number, number, fc.constantFrom('', 'active', 'Inactive'));
  let valid = 0;
  fc.assert(
    fc.property(row, fc.constantFrom('students.csv', 'teachers.csv', 'list.csv'), (texts, file) => {
      const asTheyStand = reader({ header, file }).read(texts, 7);
      expect(asTheyStand).toEqual(reader({ header, file }).read(texts, 7, { thorough: true }));
      if (asTheyStand.kind === 'valid') valid += 1;
    }),
    { numRuns: 3_000 },
  );
  expect(valid).toBeGreaterThan(50);
}, 120_000);
