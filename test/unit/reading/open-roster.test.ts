import { describe, expect, test } from 'vitest';
import { openRoster } from '../../../domain/reading/open-roster.js';
import { sniffDelimiter } from '../../../domain/reading/sniff-delimiter.js';
import type { ReadingContext } from '../../../domain/reading/types.js';

function open(header: string, overrides: Partial<ReadingContext> & { headers?: Record<string, string> } = {}) {
  const { headers = {}, ...rest } = overrides;
  return openRoster(header.split(','), {
    fileName: 'roster.csv',
    country: 'US',
    day: '2026-03-23',
    maps: { headers, grades: {}, roles: {}, statuses: {}, sheets: {} },
    ownSchool: [],
    ...rest,
  });
}

function fieldsByHeader(header: string, overrides: Parameters<typeof open>[1] = {}) {
  const opened = open(header, overrides);
  return {
    kind: opened.kind,
    fields: Object.fromEntries(opened.columns.filter(({ field }) => field !== null).map(({ header: name, field }) => [name, field])),
  };
}

describe('openRoster refuses', () => {
  test.each([
    ['a file without e-mail', 'students.csv', 'first name,last name,student id,grade', 'email'],
    ['a student file without a number', 'students.csv', 'email,first name,last name,grade', 'student id'],
    ['a student file without a grade', 'Students.csv', 'email,first name,last name,id number', 'grade'],
    ['a file without role, that can only list students', 'list.csv', 'email,first name,last name', 'student id, grade'],
    ['a header of unknown words', 'x.csv', 'foo,bar', 'email, first name, last name, student id, grade'],
    ['a teacher file without names', 'teachers.csv', 'email', 'first name, last name'],
    ['a student file that has a role but no number', 'students.csv', 'email,first name,last name,role', 'student id, grade'],
  ])('%s, and names what is missing', (_, fileName, header, columns) => {
    expect(open(header, { fileName })).toMatchObject({ kind: 'rejected', code: 'missing_required_column', params: { columns } });
  });

  test('a first line that is data', () => {
    expect(open('ana@lincoln.org,Ana,Lee,7,9')).toMatchObject({ kind: 'rejected', code: 'no_header' });
  });

  test.each(['First Name', 'email', 'student id', 'grade', 'ROLE'])('the column %s when it is there twice', (twice) => {
    expect(open(`email,first name,last name,student id,grade,role,${twice}`)).toMatchObject({
      kind: 'rejected',
      code: 'ambiguous_column',
      params: { times: 2 },
    });
  });

  test('guardian names as names of the student', () => {
    expect(open('email,guardian.firstName,guardian.lastName,student id,grade')).toMatchObject({ kind: 'rejected', code: 'missing_required_column' });
  });
});

describe('openRoster understands', () => {
  test.each([
    ['any case and spacing', ' E-MAIL ,FIRST_NAME,Last  Name,Student-ID,GRADE'],
    ['any order', 'grade,student number,last name,first name,email'],
    ['quotes, byte order marks and no-break spaces', '\ufeff"email",first\u00a0name,last\u200bname,id number,grade'],
    ['table prefixes', '[Students]Student_Number,STUDENTS.First_Name,students.Last_Name,STUDENTS.Grade_Level,student.email'],
    ['Clever', 'Student_id,Student_number,State_id,Last_name,First_name,Grade,Student_email'],
    ['OneRoster', 'sourcedId,status,role,givenName,familyName,identifier,email,grades'],
    ['Apple', 'person_id,person_number,first_name,last_name,grade_level,email_address'],
    ['Aeries', 'STU.ID,STU.LN,STU.FN,STU.GR,STU.SEM'],
    ['Infinite Campus', 'student.stateID,student.studentNumber,student.lastName,student.firstName,student.grade,student.email'],
    ['Catapult', 'ID,name.first,name.last,email,title,grade'],
    ['French', 'Courriel,Prénom,Nom,Numéro élève,Niveau'],
    ['SDS, with the address in the user name', 'sourcedId,givenName,familyName,username,role,grade'],
  ])('%s', (_, header) => {
    const { kind, fields } = fieldsByHeader(header, { fileName: 'students.csv' });
    expect(kind).toBe('shape');
    expect(Object.values(fields)).toEqual(expect.arrayContaining(['email', 'firstName', 'lastName', 'studentId', 'grade']));
  });

  test('every name of the product’s own field list', () => {
    const { fields } = fieldsByHeader('email,first name,last name,id number,grade,parentEmail,parentPhone,student phone,idField1,idField2,role');
    expect(fields).toEqual({
      email: 'email',
      'first name': 'firstName',
      'last name': 'lastName',
      'id number': 'studentId',
      grade: 'grade',
      parentEmail: 'parentEmail',
      parentPhone: 'parentPhone',
      'student phone': 'studentPhone',
      idField1: 'idField1',
      idField2: 'idField2',
      role: 'role',
    });
  });

  test('generic names only when nothing more specific is there', () => {
    expect(fieldsByHeader('id,email,username,first,last,student number,grade').fields).toMatchObject({
      'student number': 'studentId',
      email: 'email',
    });
    expect(fieldsByHeader('id,username,first,last,grade').fields).toMatchObject({ id: 'studentId', username: 'email' });
  });

  test('that the number of an adult is no student number', () => {
    expect(fieldsByHeader('email,first name,last name,id number', { fileName: 'teachers.csv' }).fields['id number']).toBe('staffId');
    expect(fieldsByHeader('email,first name,last name,teacher id,id number', { fileName: 'staff.csv' }).fields).toMatchObject({
      'teacher id': 'staffId',
    });
    expect(
      fieldsByHeader('email,first name,last name,teacher id,student id,grade', { fileName: 'students.csv' }).fields['teacher id'],
    ).toBeUndefined();
  });

  test('preferred names as something else', () => {
    expect(fieldsByHeader('email,givenName,familyName,preferredGivenName,prefferedFamilyName,student id,grade').fields).not.toHaveProperty(
      'preferredGivenName',
    );
  });

  test('the school’s own header words first, and columns that it wants ignored', () => {
    const headers = { Adresse_TIC: 'email', 'Mat.': 'student id', Cycle: 'grade', 'student id': 'ignore', constructor: 'role', bad: 'nowhere' };
    const { kind, fields } = fieldsByHeader('Adresse TIC,first name,last name,MAT,cycle,student id', { headers });
    expect(kind).toBe('shape');
    expect(fields).toMatchObject({ 'Adresse TIC': 'email', MAT: 'studentId', cycle: 'grade' });
    expect(fields).not.toHaveProperty('student id');
  });

  test('columns named after parts of the language as nothing special', () => {
    const opened = open('__proto__,constructor,email,first name,last name,student id,grade,toString');
    expect(opened.kind).toBe('shape');
    expect(opened.columns.map(({ header }) => header)).toContain('__proto__');
    expect(opened.fields).toEqual(['email', 'firstName', 'lastName', 'studentId', 'grade', 'gradeRaw']);
  });

  test('grade as two fields, its meaning and its text', () => {
    expect(open('email,first name,last name,student id,grade').fields).toEqual(expect.arrayContaining(['grade', 'gradeRaw']));
  });
});

describe('openRoster remarks', () => {
  test('one warning for all sensitive columns, with their names only', () => {
    const opened = open('email,first name,last name,student id,grade,SSN,Password,DOB,Race,Gender,Lunch Status,Home Address,IEP_status', {
      headers: { DOB: 'idField1' },
    });
    expect(opened.problems).toEqual([
      {
        line: 1,
        column: null,
        field: null,
        code: 'sensitive_column_ignored',
        severity: 'warning',
        params: { columns: 'SSN, Password, DOB, Race, Gender, Lunch Status, Home Address, IEP_status', count: 8 },
      },
    ]);
    expect(opened.columns.filter(({ why }) => why === 'sensitive')).toHaveLength(8);
  });

  test('a state id is no social security number, an e-mail address no home address', () => {
    const opened = open('email address,first name,last name,student id,grade,SSID');
    expect(opened.problems).toEqual([]);
    expect(opened.fields).toContain('idField2');
  });

  test('two columns of one field, with one warning', () => {
    const opened = open('email,first name,last name,student id,grade,mother email,father email');
    expect(opened.problems).toMatchObject([
      { code: 'column_read_twice', field: 'parentEmail', params: { columns: 'mother email, father email', rule: 'first_value' } },
    ]);
  });

  test('two kinds of student numbers, of which one is read', () => {
    const opened = open('email,first name,last name,student id,student number,grade');
    expect(opened.kind).toBe('shape');
    expect(opened.problems).toMatchObject([{ code: 'column_read_twice', field: 'studentId', params: { used: 'student number', rule: 'only' } }]);
  });
});

describe('sniffDelimiter', () => {
  test.each([
    ['email,first name,last name', ','],
    ['email\tfirst name\tlast name', '\t'],
    ['email;first name;last name', ';'],
    ['email|first name|last name', '|'],
    ['email\t"Last, First, Middle, Title"\tgrade', '\t'],
    ['"a;b;c;d",email,grade', ','],
    ['email', ','],
    ['foo;bar;baz,qux', ';'],
  ])('sees what separates %j', (line, delimiter) => {
    expect(sniffDelimiter([line], {})).toBe(delimiter);
  });
});
