import { categoryOfFileName } from './category-of-file-name.js';
import { headerKey } from './normalise-header.js';

/**
 * The files that come with the list of people in the exports of OneRoster, SDS, Clever, Canvas and Apple: classes, schools,
 * enrolments. A SIS that cannot make a ZIP sends all of them, one by one, each night.
 */
const COMPANIONS: ReadonlySet<string> = new Set(
  `academicsessions categories classes classresources courses courseresources demographics enrollments lineitems
  lineitemlearningobjectiveids lineitemscorescales manifest orgs resources results resultlearningobjectiveids resultscorescales roles
  scorescales userprofiles userresources schools school sections section terms term studentenrollment teacherroster accounts groups
  rosters locations xlists`.split(/\s+/),
);

/** Columns that name the items of a list of something other than people. */
const OF_THINGS: ReadonlySet<string> = new Set(
  `sourcedid propertyname sectionid sectionsisid classid courseid classsourcedid coursesourcedid schoolid schoolsisid termid
  locationid accountid groupid lineitemsourcedid usersourcedid`.split(/\s+/),
);
const OF_PEOPLE = /^(?:email|emailaddress|givenname|familyname|firstname|lastname|studentemail|username)$/;

/**
 * The word of a file name that says which companion it is, such as `enrollments`; null: it may be meant as a list of people. Its
 * name and its columns must both say so, and no column may hold names or addresses of people.
 */
export function companionOf(fileName: string, header: readonly string[]): string | null {
  if (categoryOfFileName(fileName) !== null) return null;
  const keys = header.map((text) => headerKey(text));
  if (keys.some((key) => OF_PEOPLE.test(key)) || !keys.some((key) => OF_THINGS.has(key))) return null;
  const base = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1).replace(/\.[^.]*$/, '');
  const words = base.toLowerCase().split(/[^\p{L}]+/u);
  return words.find((word) => COMPANIONS.has(word)) ?? null;
}
