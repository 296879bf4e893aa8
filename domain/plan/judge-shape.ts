import type { Category } from '../category.js';
import type { PersonField } from '../person.js';
import { headerKey } from '../reading/normalise-header.js';
import type { RosteringSettings } from '../settings.js';
import type { HoldReason, ShapeCode } from '../sync.js';
import { fileSeries } from './file-series.js';
import { isMany } from './is-many.js';
import type { GradeMoves } from './recognise-rollover.js';
import type { EarlierFile, SyncShape } from './sync-shape.js';

/** One category of a plan in numbers, as far as the shape of the file is judged by them. */
export type CategoryShape = {
  category: Category;
  /** The file stands for the whole category. */
  stands: boolean;
  /** Active people of the category before the plan. */
  active: number;
  /** Rows of the file that are of the category, and those that name one of its active people beyond doubt. */
  rows: number;
  matched: number;
  /** Rows that name somebody by number or e-mail and would change none of number, e-mail and names. */
  agreeing: number;
  /** Updates that would change number, e-mail or names; rows that would put somebody back a grade; rows that contradict the people. */
  identities: number;
  gradesBack: number;
  conflicts: number;
  added: number;
  /** People of other categories whom the file would make this one, and how many active people those have. */
  joining: { from: Category; people: number; active: number }[];
  /** People who would be archived. */
  missing: number;
  /** The file begins a school year (recogniseRollover). Graduates are neither active nor missing here, and newcomers no rows. */
  newYear: boolean;
};

/** What is looked up about the file only when its plan makes it worth asking. */
export type FileDetails = {
  /** Optional fields: how many people have a value, and from how many the file would take it. */
  cleared: { category: Category; field: PersonField; cleared: number; had: number }[];
  /** Fields that few people share: how many have a value, and how many would have one that is stored of somebody else. */
  mixedUp: { category: Category; field: PersonField; mixed: number; had: number }[];
  /** Of the names that have letters beyond ASCII, by column: how many there are, and how many the file has with letters lost. */
  lostLetters: { category: Category; lost: number; accented: number }[];
  /** Per grade of the students: active people, and those who would be archived. */
  grades: { grade: string; active: number; missing: number }[];
  /**
   * How close together those stand who would be archived, in a list of the whole category: the places that four of five of
   * them take, leaving out the first and the last tenth.
   */
  spans: { category: Category; order: ListOrder; missing: number; span: number }[];
  /** How many of the file's new people are active at other schools of the district, and the one at which most of them are. */
  elsewhere: { category: Category; school: string; people: number }[];
  /** Earlier files, newest first. */
  earlier: EarlierFile[];
  /** How many files took effect since these very bytes did; 0: they are new. */
  newerThanSameBytes: number;
  /** By which a new school year is recognised. */
  gradeMoves: Omit<GradeMoves, 'doubtful'> | null;
  /** People who would be archived, and graduated with an earlier file, by grade: the school waits for several absences. */
  waitingGraduates: { grade: string; people: number }[];
};

export const LIST_ORDERS = ['names', 'numbers', 'grades'] as const;
/** The orders in which exports list people; `grades`: by grade, and by name within it. */
export type ListOrder = (typeof LIST_ORDERS)[number];

export const NO_DETAILS: FileDetails = {
  cleared: [],
  mixedUp: [],
  lostLetters: [],
  grades: [],
  spans: [],
  elsewhere: [],
  earlier: [],
  newerThanSameBytes: 0,
  gradeMoves: null,
  waitingGraduates: [],
};

export type JudgedFile = { fileName: string; headers: SyncShape['headers']; details: FileDetails };

type Rule = (shape: CategoryShape, file: JudgedFile, safety: RosteringSettings['safety']) => { code: ShapeCode; params: HoldReason['params'] }[];

/**
 * What is odd about a file beside the people of the school and its earlier files, one category at a time. Each rule names an
 * accident that SIS exports have, and stays silent on an ordinary day.
 */
export function judgeShape(shape: CategoryShape, file: JudgedFile, safety: RosteringSettings['safety']): HoldReason[] {
  return RULES.flatMap((rule) => rule(shape, file, safety)).map((reason) => ({ ...reason, category: shape.category }));
}

/** Numbers, addresses or names of many people at once: a column was sorted, filled or swapped by itself. */
const identityGuard: Rule = ({ identities, active }, _file, safety) =>
  isMany(identities, active, safety) ? [{ code: 'identity_guard', params: { people: identities, active } }] : [];

/** Numbers and e-mail addresses of many rows belong to different people: the rows were torn apart. */
const numberConflicts: Rule = ({ conflicts, rows }, _file, safety) =>
  isMany(conflicts, rows, safety) ? [{ code: 'number_conflicts', params: { conflicts, rows } }] : [];

/** A column is there and blank for many who had a value: the export lost its content, not the people their parents. */
const blankColumn: Rule = ({ category }, { details }, safety) =>
  details.cleared
    .filter((column) => column.category === category && isMany(column.cleared, column.had, safety))
    .map(({ field, cleared, had }) => ({ code: 'blank_column', params: { field, cleared, had } }));

/** A column of parents was sorted, or moved by a row, by itself: new values come from outside, and these are other people's. */
const mixedUpColumn: Rule = ({ category }, { details }, safety) =>
  details.mixedUp
    .filter((column) => column.category === category && isMany(column.mixed, column.had, safety))
    .map(({ field, mixed, had }) => ({ code: 'mixed_up_column', params: { field, mixed, had } }));
/** Families share these, and nobody else does. */
export const HARDLY_SHARED = ['parentEmail', 'parentPhone', 'studentPhone'] as const satisfies readonly PersonField[];

/** Who leaves a category for another one is gone from it as much as somebody who is missing: the same measure. */
const changeOfCategory: Rule = ({ joining }, _file, safety) =>
  joining.flatMap(({ from, people, active }) =>
    isMany(people, active, safety) ? [{ code: 'change_of_category' as const, params: { people, active, from } }] : [],
  );

/** The names of the school come without their accents, or with signs in their place: the export is written in another encoding. */
const namesLostLetters: Rule = ({ category }, { details }, safety) => {
  const columns = details.lostLetters.filter(
    (names) => names.category === category && (isMany(names.lost, names.accented, safety) || isMostOfFew(names)),
  );
  if (columns.length === 0) return [];
  const sum = (count: (names: FileDetails['lostLetters'][number]) => number): number => columns.reduce((total, names) => total + count(names), 0);
  return [{ code: 'names_lost_letters', params: { lost: sum(({ lost }) => lost), accented: sum(({ accented }) => accented) } }];
};
/** In a school that has few such names, most of them are enough; two may be corrected by hand on one day. */
const isMostOfFew = ({ lost, accented }: FileDetails['lostLetters'][number]): boolean => lost >= FEWEST_LOST && lost * 2 > accented;
export const FEWEST_LOST = 3;

/** Nine of ten people of one grade are missing, while other grades are there: a filter of the export. */
const gradeGone: Rule = ({ category }, { details }) => {
  if (category !== 'students') return [];
  const gone = details.grades.filter(({ active, missing }) => missing >= FEWEST_OF_A_GRADE && missing * 10 >= active * 9);
  if (gone.length === 0 || gone.length === details.grades.length) return [];
  return [
    {
      code: 'grade_gone',
      params: { grades: gone.map(({ grade }) => grade).join(', '), missing: gone.reduce((sum, { missing }) => sum + missing, 0) },
    },
  ];
};
const FEWEST_OF_A_GRADE = 3;

/** Many people would go back a grade: the file of last year. */
const gradesWentBack: Rule = ({ gradesBack, active }, _file, safety) =>
  isMany(gradesBack, active, safety) ? [{ code: 'grades_went_back', params: { people: gradesBack, active } }] : [];

/** What people are recognised by comes from another column than last time, and the rows do not prove that it is the same. */
const headerDrift: Rule = ({ category, rows, agreeing }, { fileName, headers, details }) => {
  if (agreeing * 10 >= rows * 9) return [];
  const last = details.earlier.find((earlier) => isOfTheSameKind(earlier, fileName, category));
  if (last === undefined) return [];
  return IDENTIFYING.flatMap((field) => {
    const [was, now] = [last.shape.headers[field], headers[field]];
    if (was === undefined || now === undefined || headerKey(was) === headerKey(now)) return [];
    return [{ code: 'header_drift' as const, params: { field, was, now } }];
  });
};
const IDENTIFYING = ['email', 'studentId', 'staffId', 'firstName', 'lastName'] as const;

/**
 * Those who are missing stand side by side in the list: the end of a file was cut off, or a range of names filtered out. Not
 * in the first days of a school, when a list is put in order.
 */
const gapInList: Rule = ({ category, missing, newYear }, { details }) => {
  // A whole grade leaves, and stands together in the list: recogniseRollover looks at the others.
  if (newYear) return [];
  if (missing < FEWEST_IN_A_GAP || usuallyMissing(category, details).length < FEWEST_EARLIER) return [];
  const gap = details.spans.find((span) => span.category === category && span.missing * 4 >= span.span * 3);
  return gap === undefined ? [] : [{ code: 'gap_in_list', params: { missing, order: gap.order } }];
};
// Three sisters leave together now and then.
const FEWEST_IN_A_GAP = 4;

/**
 * Several times as many people are missing as this school's files ever lacked, and they are many, or nearly all of one grade:
 * the second-largest number of the last twenty files counts, so that one great day does not blunt the rule for a month.
 */
const unusualDrop: Rule = ({ category, active, missing, newYear }, { details }, safety) => {
  // Over a summer more people leave than on any other day.
  if (newYear) return [];
  const usual = usuallyMissing(category, details);
  if (usual.length < FEWEST_EARLIER || missing <= safety.archiveCount) return [];
  const most = usual.toSorted((left, right) => right - left)[1]!;
  if (missing <= TIMES_THE_USUAL * Math.max(most, 1)) return [];
  const halfTheShare = missing * 200 > safety.archivePercent * active;
  const oneGrade = category === 'students' && details.grades.some((grade) => grade.missing * 10 >= missing * 9);
  return halfTheShare || oneGrade ? [{ code: 'unusual_drop', params: { missing, usual: most, files: usual.length } }] : [];
};

/** How many people the last files of the category lacked, newest first: those that stood, not what was held or discarded. */
function usuallyMissing(category: Category, { earlier }: FileDetails): number[] {
  return earlier.flatMap(({ settled, shape }) => (settled ? (shape.missing[category] ?? []) : [])).slice(0, MOST_EARLIER);
}
const MOST_EARLIER = 20;
const FEWEST_EARLIER = 5;
const TIMES_THE_USUAL = 3;

/** The very bytes of a file that several newer ones have replaced: somebody uploaded an old export again. */
const oldFile: Rule = (_shape, { details }) =>
  details.newerThanSameBytes >= FEWEST_NEWER ? [{ code: 'old_file', params: { files: details.newerThanSameBytes } }] : [];
const FEWEST_NEWER = 3;

/** The file names few of the school's people and brings as many new ones as half the school; or it is a whole list and names none. */
const unknownPeople: Rule = ({ stands, added, active, matched }, _file, { archiveCount }) => {
  if (added === 0 || active <= archiveCount) return [];
  const strangers = added > archiveCount && matched * 2 < active && added * 2 > active;
  return strangers || (stands && matched === 0) ? [{ code: 'unknown_people', params: { added, active, matched } }] : [];
};

/**
 * Most of its new people are at other schools of the district: it is another school's file, or that of the whole district.
 * Where the file names this school's people, too, so many must be new that no class of beginners explains them.
 *
 * No setting makes the floor lower. An owner may preview files of a few addresses as often as they like; with a floor that
 * the owner chooses, each of them would tell whether one child goes to another school (ADR 19).
 */
const wrongSchool: Rule = ({ category, active, added, rows, matched, newYear }, { details }, { archiveCount }) => {
  // The lowest grade comes from the other schools of the district, whose own files may come later.
  if (newYear) return [];
  const others = details.elsewhere.find((school) => school.category === category);
  if (others === undefined || added <= archiveCount || others.people < FEWEST_ELSEWHERE || others.people * 2 < added) return [];
  if (matched * 2 >= rows && others.people * 2 <= active) return [];
  return [{ code: 'wrong_school', params: { people: others.people, added, school: others.school } }];
};

/** So many people of other schools a file must bring before anything is said, or even looked up, about other schools. */
export const FEWEST_ELSEWHERE = 40;

const RULES: readonly Rule[] = [
  identityGuard,
  numberConflicts,
  blankColumn,
  mixedUpColumn,
  changeOfCategory,
  namesLostLetters,
  gradeGone,
  gapInList,
  gradesWentBack,
  headerDrift,
  unusualDrop,
  oldFile,
  unknownPeople,
  wrongSchool,
];

function isOfTheSameKind(earlier: EarlierFile, fileName: string, category: Category): boolean {
  return earlier.covers.includes(category) && fileSeries(earlier.fileName) === fileSeries(fileName);
}
