import { describe, expect, test } from 'vitest';
import { companionOf } from '../../../domain/reading/companion-of.js';

describe('a file that comes beside the list of people is known by its name and its columns', () => {
  test.each([
    ['orgs.csv', 'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId'],
    ['enrollments.csv', 'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate'],
    ['classes.csv', 'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId'],
    ['courses.csv', 'sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId'],
    ['academicSessions.csv', 'sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear'],
    ['demographics.csv', 'sourcedId,status,dateLastModified,birthDate,sex'],
    ['manifest.csv', 'propertyName,value'],
    ['roles.csv', 'sourcedId,status,dateLastModified,userSourcedId,roleType,role,orgSourcedId'],
    ['2026-03-23_Enrollments.csv', 'sourcedId,status,classSourcedId,userSourcedId'],
    ['StudentEnrollment.csv', 'Section SIS ID,SIS ID'],
    ['sections.csv', 'School_id,Section_id,Teacher_id,Name'],
    ['schools.csv', 'School_id,School_name,School_number'],
    ['rosters.csv', 'roster_id,class_id,student_id'],
  ])('%s', (name, header) => {
    expect(companionOf(name, header.split(','))).not.toBeNull();
  });

  test.each([
    ['users.csv', 'sourcedId,status,role,givenName,familyName,identifier'],
    ['students_enrollments.csv', 'sourcedId,status,classSourcedId'],
    ['enrollments.csv', 'Student ID,First Name,Last Name,Grade'],
    ['enrollments.csv', 'Student ID,Grade,Homeroom'],
    ['roles.csv', 'sourcedId,email,role'],
    ['export.csv', 'sourcedId,status,classSourcedId'],
  ])('a file that may be meant as a list of people is not: %s with %s', (name, header) => {
    expect(companionOf(name, header.split(','))).toBeNull();
  });
});
