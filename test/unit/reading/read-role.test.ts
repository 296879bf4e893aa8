import { describe, expect, test } from 'vitest';
import { readRole, schoolRoleMap } from '../../../domain/reading/read-role.js';

const NONE = schoolRoleMap({});

describe('readRole', () => {
  test.each(['administrator', 'Principal', 'siteAdministrator', 'districtAdministrator', 'systemAdministrator', 'READ_ONLY', 'visitor', 'superuser'])(
    'makes nobody of %s unless the school says so',
    (text) => {
      expect(readRole(text, NONE)).toBe('unknown');
    },
  );

  test.each(['parent', 'Guardian', 'RELATIVE', 'Tuteur'])('skips %s', (text) => {
    expect(readRole(text, NONE)).toBe('not_rostered');
  });

  test.each([
    ['OWNER', 'Owner', 'owner'],
    ['MANAGER', 'Manager', 'MANAGER'],
    ['TEACHER', 'Teacher', 'teacher', 'faculty', 'Instructor', 'Professor', 'Enseignante'],
    ['STAFF', 'Staff', 'aide', 'proctor', 'officeStaff', 'Teacher Assistant', 'counselor', 'substitute', 'Nurse'],
    ['STUDENT', 'Student', 'STUDENT_LEADER', 'Élève'],
  ])('knows the words for %s', (role, ...texts) => {
    for (const text of texts) expect([text, readRole(text, NONE)]).toEqual([text, role]);
  });

  test.each([
    ['TEACHER', 'Teacher; Coach', 'coach/teacher', 'Aide | Teacher', 'Teacher & Parent', 'Enseignante et secrétaire', 'Teacher + Staff'],
    ['STAFF', 'Coach; Secretary', 'Staff/Parent', 'Nurse and aide'],
    ['not_rostered', 'Parent; Guardian'],
    ['unknown', 'Student; Teacher', 'Student/Parent', 'Teacher; Manager', 'Owner & Teacher', 'aide, teacher'],
  ])('takes the narrower of several roles of one adult, and no other: %s', (role, ...texts) => {
    for (const text of texts) expect([text, readRole(text, NONE)]).toEqual([text, role]);
  });

  test('follows the school’s own words first', () => {
    const school = schoolRoleMap({ Principal: 'MANAGER', Teacher: 'STAFF', Robot: 'MACHINE' });
    expect(readRole('principal', school)).toBe('MANAGER');
    expect(readRole('TEACHER', school)).toBe('STAFF');
    expect(readRole('Robot', school)).toBe('unknown');
  });
});
