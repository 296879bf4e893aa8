import { describe, expect, test } from 'vitest';
import { gradeMapOf, GRADES, readGrade } from '../../../domain/reading/read-grade.js';

const NONE = gradeMapOf({}, {});

describe('readGrade', () => {
  test.each(['1-Feb', 'Feb-1', '2-Jan', '1-févr', '01-Feb-2026', 'Feb 1, 2026', '2026-02-01', '2026-02-01T00:00:00', '1/2/2026', '1.2.26'])(
    'sees that %s is a date that a spreadsheet made of a grade',
    (text) => {
      expect(readGrade(text, NONE)).toBe('date');
    },
  );

  test.each([
    '-1',
    '-2',
    '−1',
    'blue',
    '14',
    '25',
    '99',
    '1-2',
    '9/10',
    '1 2',
    'ps1',
    'PS2',
    'S1',
    'Year 9',
    '9.5',
    '?',
    'T9',
    'undergraduate',
    'PS',
    'CM2',
    '5ème',
    '5e',
    '6eme',
    'CE1',
    'Terminale',
    '2nde',
    'GS',
    'IX - Senior',
    '9 - Senior',
  ])('does not guess what %s means', (text) => {
    expect(readGrade(text, NONE)).toBe('unknown');
  });

  test('says when a student is given several grades', () => {
    expect(readGrade('09,10', NONE)).toBe('several');
  });

  test.each([
    [
      'KG',
      'K',
      'KG',
      'KF',
      'KP',
      'kindergarten',
      'Kinder',
      '0',
      '00',
      '000',
      'Maternelle',
      'Grade K',
      '5K',
      'K5',
      'SK',
      'Senior Kindergarten',
      'Maternelle 5 ans',
    ],
    ['01', '1', '01', '1st', 'Grade 1', 'gr 1', 'Gr. 1', '1re année', '1.0', '01,01', 'First Grade', '001', 'Primaire 1', '1re année du primaire'],
    ['02', '2nd', '2e année', '2nd Grade'],
    ['03', '3rd', 'G3', '3e année du primaire', 'Third', 'Grade III'],
    ['07', 'Sec 1', 'Secondaire 1', '1re secondaire'],
    [
      '09',
      '9',
      '09',
      '9th',
      '9th Grade',
      'Grade 9',
      'Gr 9',
      'Freshman',
      'Freshman Year',
      '9e année',
      'Sec. 3',
      'Sec. III',
      '9th Gr',
      'Ninth',
      'Grade IX',
      'Grade Nine',
      '9 - Freshman',
      'FR',
      '3e secondaire',
    ],
    ['06', 'Primaire 6', '6e année du primaire', 'Sixth Grade'],
    ['10', 'Sophomore', '10th', 'Sec. IV', 'Secondaire IV', 'SO', '10 (Sophomore)'],
    ['11', 'Junior', '11', 'Secondaire 5', 'Sec. V', 'JR', '11 - Junior'],
    ['12', 'Senior', '12th grade', 'SR', 'Twelfth', 'Grade XII', 'Senior - 12'],
    ['13', '13'],
    ['TK', 'TK', 'T-K', 'Transitional Kindergarten', 'TransitionalKindergarten', 'JK', 'Junior Kindergarten'],
    ['PK', 'PK', 'Pre-K', 'PreK', 'PK3', 'PK4', 'PreKindergarten', 'Prématernelle', 'K4', '4K', 'Maternelle 4 ans'],
    ['PR', 'PR', 'Preschool', 'PPK', 'Pre-PK'],
    ['IT', 'IT', 'InfantToddler', 'Infant/Toddler'],
    ['PS', 'PostGraduate', 'Post-secondary'],
    ['UG', 'UG', 'Ungraded'],
    ['OT', 'Other', 'OT'],
  ])('knows the ways to write %s', (grade, ...texts) => {
    for (const text of texts) expect([text, readGrade(text, NONE)]).toEqual([text, grade]);
  });

  // ?: asked about; the row is kept with its own text.
  test.each<[string, string]>([
    [
      'OneRoster and CEDS',
      'IT=IT PR=PR PK=PK TK=TK KG=KG 01=01 02=02 03=03 04=04 05=05 06=06 07=07 08=08 09=09 10=10 11=11 12=12 13=13 PS=? UG=UG Other=OT',
    ],
    [
      'Clever',
      'InfantToddler=IT Preschool=PR PreKindergarten=PK TransitionalKindergarten=TK Kindergarten=KG 1=01 9=09 12=12 13=13 PostGraduate=PS Ungraded=UG Other=OT',
    ],
    ['PowerSchool', '-6=? -5=? -4=? -3=? -2=? -1=? 0=KG 1=01 12=12 13=13'],
    ['Aeries', '-2=? -1=? 0=KG 9=09 13=13 14=? 15=? 16=? 17=? 18=? 9th=09 9th_Grade=09 Grade_9=09 Freshman_Year=09'],
    ['SDS', '6=06 9=09 10=10 ps1=? PS1=? PS2=? undergraduate=? postgraduate=PS'],
    ['Vermont', 'K=KG KF=KG KP=KG EE=? PK=PK AW=? PD=?'],
    ['Tennessee', 'K=KG T1=? T2=? T3=? T4=? T5=? T6=? T7=? T8=? P3=? P4=?'],
    ['Louisiana', 'T9=? EA=? 24=? 25=?'],
    ['Unizin', '1=01 12=12 AE=? OT=OT'],
    ['England and Scotland', 'Reception=? Year_1=? Year_2=? N=? KN=? P1=? P7=? S1=? S6=?'],
  ])('reads each grade of %s, or asks about it', (_, list) => {
    for (const entry of list.split(' ')) {
      const [text, grade] = entry.split('=').map((part) => part.replace('_', ' ')) as [string, string];
      expect([text, readGrade(text, NONE)]).toEqual([text, grade === '?' ? 'unknown' : grade]);
    }
  });

  test.each(['-1', '-2', 'T1', '25', 'Reception', 'Year 2', 'P7', 'ps1', '14', '17', '2-Jan'])('reads %s as the school says', (text) => {
    expect(readGrade(text, gradeMapOf({}, { [text]: 'PK' }))).toBe('PK');
  });

  test('reads every canonical grade as itself', () => {
    // PS is postsecondary in OneRoster, and the first year of nursery school in French.
    for (const grade of GRADES.filter((one) => one !== 'PS')) expect(readGrade(grade, NONE)).toBe(grade);
    for (const grade of GRADES) expect(readGrade('our own word', gradeMapOf({}, { 'Our own word': grade }))).toBe(grade);
  });

  test('follows the school’s own words first, also for grades below zero and for words it would know', () => {
    const school = gradeMapOf({}, { '-1': 'TK', '-2': 'pre-k', Junior: '06', Bears: 'Grade 3', nonsense: 'nowhere' });
    expect(readGrade('-1', school)).toBe('TK');
    expect(readGrade('-2', school)).toBe('PK');
    expect(readGrade('JUNIOR', school)).toBe('06');
    expect(readGrade('bears', school)).toBe('03');
    expect(readGrade('nonsense', school)).toBe('unknown');
  });
});
