import type { Category } from '../category.js';
import type { PersonField } from '../person.js';
import { headerKey } from '../reading/normalise-header.js';
import type { RosteringSettings } from '../settings.js';
import type { HoldReason, ShapeCode } from '../sync.js';
import { fileSeries } from './file-series.js';
import { isMany } from './is-many.js';
import type { GradeMoves } from './recognise-rollover.js';
import type { EarlierFile, SyncShape } from './sync-shape.js';

/** One category of a plan in numbers: what judges the shape of the file. */
export type CategoryShape = {
  category: Category;
  /** The file stands for the whole category. */
  stands: boolean;
  /** Active people of the category before the plan. */
  active: number;
  /** Rows of the category in the file, and those of them that certainly name one of its active people. */
  rows: number;
  matched: number;
  /** Rows that match a person by number or e-mail and would change neither number, e-mail nor names. */
  agreeing: number;
  /** Updates that would change number, e-mail or names; rows that would lower a grade; rows that contradict the roster. */
  identities: number;
  gradesBack: number;
  conflicts: number;
  added: number;
  /** People of other categories that the file would move to this one, and how many active people those categories have. */
  joining: { from: Category; people: number; active: number }[];
  /** People who would be archived. */
  missing: number;
  /** The file begins a school year (recogniseRollover). Graduates then count neither as active nor as missing, and new people not as rows. */
  newYear: boolean;
};

/** Details of the file that are looked up only if its plan makes it worthwhile. */
export type FileDetails = {
  /** Optional fields: how many people have a value, and from how many the file would take it. */
  cleared: { category: Category; field: PersonField; cleared: number; had: number }[];
  /** Fields that few people share: how many have a value, and how many would get a value that is stored for another person. */
  mixedUp: { category: Category; field: PersonField; mixed: number; had: number }[];
  /** Names with letters beyond ASCII, by column: how many there are, and how many of them have lost letters in the file. */
  lostLetters: { category: Category; lost: number; accented: number }[];
  /** Per grade of the students: active people, and those who would be archived. */
  grades: { grade: string; active: number; missing: number }[];
  /**
   * How close together the people who would be archived are in a list of the whole category: the range of places of four fifths of
   * them, without the first and the last tenth.
   */
  spans: { category: Category; order: ListOrder; missing: number; span: number }[];
  /** How many of the file's new people are active at other schools of the district, and the one at which most of them are. */
  elsewhere: { category: Category; school: string; people: number }[];
  /** Earlier files, newest first. */
  earlier: EarlierFile[];
  /** How many files have taken effect since the same bytes did; 0: the bytes are new. */
  newerThanSameBytes: number;
  /** The facts that show a new school year. */
  gradeMoves: Omit<GradeMoves, 'doubtful'> | null;
  /** People who would be archived and who graduated with an earlier file, by grade: the school waits for several absences. */
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
 * What is odd about a file compared with the school's people and its earlier files, one category at a time. Each rule names an
 * accident of SIS exports, and finds nothing on an ordinary day.
 */
export function judgeShape(shape: CategoryShape, file: JudgedFile, safety: RosteringSettings['safety']): HoldReason[] {
  return RULES.flatMap((rule) => rule(shape, file, safety)).map((reason) => ({ ...reason, category: shape.category }));
}

/** Numbers, addresses or names of many people change at once: one column alone was sorted, filled or swapped. */
const identityGuard: Rule = ({ identities, active }, _file, safety) =>
  isMany(identities, active, safety) ? [{ code: 'identity_guard', params: { people: identities, active } }] : [];

/** In many rows, number and e-mail address belong to different people: columns were shifted against each other. */
const numberConflicts: Rule = ({ conflicts, rows }, _file, safety) =>
  isMany(conflicts, rows, safety) ? [{ code: 'number_conflicts', params: { conflicts, rows } }] : [];

/** A column is blank for many people who had a value: the export lost its content; the children did not lose their parents. */
const blankColumn: Rule = ({ category }, { details }, safety) =>
  details.cleared
    .filter((column) => column.category === category && isMany(column.cleared, column.had, safety))
    .map(({ field, cleared, had }) => ({ code: 'blank_column', params: { field, cleared, had } }));

/** A parents' column alone was sorted or moved by a row: its values are not new to the school, but belong to other people. */
const mixedUpColumn: Rule = ({ category }, { details }, safety) =>
  details.mixedUp
    .filter((column) => column.category === category && isMany(column.mixed, column.had, safety))
    .map(({ field, mixed, had }) => ({ code: 'mixed_up_column', params: { field, mixed, had } }));
/** Only families share these. */
export const HARDLY_SHARED = ['parentEmail', 'parentPhone', 'studentPhone'] as const satisfies readonly PersonField[];

/** A person who moves to another category is missing from the old one, so the same limit applies. */
const changeOfCategory: Rule = ({ joining }, _file, safety) =>
  joining.flatMap(({ from, people, active }) =>
    isMany(people, active, safety) ? [{ code: 'change_of_category' as const, params: { people, active, from } }] : [],
  );

/** Names come without their accents, or with signs in their place: the export has a different encoding. */
const namesLostLetters: Rule = ({ category }, { details }, safety) => {
  const columns = details.lostLetters.filter(
    (names) => names.category === category && (isMany(names.lost, names.accented, safety) || isMostOfFew(names)),
  );
  if (columns.length === 0) return [];
  const sum = (count: (names: FileDetails['lostLetters'][number]) => number): number => columns.reduce((total, names) => total + count(names), 0);
  return [{ code: 'names_lost_letters', params: { lost: sum(({ lost }) => lost), accented: sum(({ accented }) => accented) } }];
};
/** In a school with few such names, most of them are enough, but more than two: two may be corrected by hand on one day. */
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

/** The identifying field comes from a different column than last time, and the rows do not prove that the values are the same. */
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
 * The missing people are next to each other in the list: the end of the file was cut off, or a range of names was filtered out. Not
 * checked in the first days of a school, when lists are tidied up.
 */
const gapInList: Rule = ({ category, missing, newYear }, { details }) => {
  // A whole grade leaves, and it is together in the list: recogniseRollover checks the others.
  if (newYear) return [];
  if (missing < FEWEST_IN_A_GAP || usuallyMissing(category, details).length < FEWEST_EARLIER) return [];
  const gap = details.spans.find((span) => span.category === category && span.missing * 4 >= span.span * 3);
  return gap === undefined ? [] : [{ code: 'gap_in_list', params: { missing, order: gap.order } }];
};
// Three sisters leave together now and then.
const FEWEST_IN_A_GAP = 4;

/**
 * Several times as many people are missing as from this school's earlier files, and they are many, or nearly all of one grade.
 * The second-largest number of the last twenty files counts, so that one exceptional day does not blunt the rule for a month.
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

/** How many people were missing from the last files of the category, newest first: only files that stood, not held or discarded ones. */
function usuallyMissing(category: Category, { earlier }: FileDetails): number[] {
  return earlier.flatMap(({ settled, shape }) => (settled ? (shape.missing[category] ?? []) : [])).slice(0, MOST_EARLIER);
}
const MOST_EARLIER = 20;
const FEWEST_EARLIER = 5;
const TIMES_THE_USUAL = 3;

/** The same bytes as a file that several newer ones have replaced: somebody uploaded an old export again. */
const oldFile: Rule = (_shape, { details }) =>
  details.newerThanSameBytes >= FEWEST_NEWER ? [{ code: 'old_file', params: { files: details.newerThanSameBytes } }] : [];
const FEWEST_NEWER = 3;

/** The file names few of the school's people and adds at least half as many as the school has; or it is a whole list and names none of them. */
const unknownPeople: Rule = ({ stands, added, active, matched }, _file, { archiveCount }) => {
  if (added === 0 || active <= archiveCount) return [];
  const strangers = added > archiveCount && matched * 2 < active && added * 2 > active;
  return strangers || (stands && matched === 0) ? [{ code: 'unknown_people', params: { added, active, matched } }] : [];
};

/**
 * Most of its new people are at other schools of the district: it is another school's file, or that of the whole district.
 * If the file also names this school's people, there must be more new people than a class of beginners explains.
 *
 * No setting lowers the minimum. An owner may preview files of a few addresses as often as they like; if the owner could choose
 * the minimum, each preview would reveal whether one child attends another school (ADR 19).
 */
const wrongSchool: Rule = ({ category, active, added, rows, matched, newYear }, { details }, { archiveCount }) => {
  // The lowest grade comes from the other schools of the district, whose own files may come later.
  if (newYear) return [];
  const others = details.elsewhere.find((school) => school.category === category);
  if (others === undefined || added <= archiveCount || others.people < FEWEST_ELSEWHERE || others.people * 2 < added) return [];
  if (matched * 2 >= rows && others.people * 2 <= active) return [];
  return [{ code: 'wrong_school', params: { people: others.people, added, school: others.school } }];
};

/** A file must have this many people of other schools before anything is said, or even looked up, about other schools. */
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
