/** Canonical grades in their order (CEDS codes, as OneRoster uses them). */
export const GRADES = [
  'IT',
  'PR',
  'PK',
  'TK',
  'KG',
  '01',
  '02',
  '03',
  '04',
  '05',
  '06',
  '07',
  '08',
  '09',
  '10',
  '11',
  '12',
  '13',
  'PS',
  'UG',
  'OT',
] as const;
export type Grade = (typeof GRADES)[number];

export type GradeReading =
  | { kind: 'grade'; grade: Grade }
  /** A spreadsheet made a date of it (`1-2` → `1-Feb`): the grade is lost. */
  | { kind: 'date' }
  /** Several different grades at once. */
  | { kind: 'several' }
  | { kind: 'unknown' };

const WORDS: ReadonlyMap<string, Grade> = new Map<string, Grade>([
  ...words('IT', 'it infanttoddler infant toddler'),
  ...words('PR', 'pr preschool pres'),
  ...words('PK', 'pk prek prekindergarten prekinder prekg pk3 pk4 prek3 prek4 prematernelle'),
  ...words('TK', 'tk transitionalkindergarten transitionalk'),
  ...words('KG', 'k kg kf kp kinder kindergarten maternelle'),
  ...words('09', 'freshman freshmanyear freshmen'),
  ...words('10', 'sophomore sophomoreyear'),
  ...words('11', 'junior junioryear'),
  ...words('12', 'senior senioryear'),
  ...words('PS', 'ps postsecondary postgraduate pg'),
  ...words('UG', 'ug ungraded'),
  ...words('OT', 'ot other autre'),
]);

const NUMBER = /^(?:grade|grd|gr|g|niveau)?(\d{1,2})(?:\.0+)?(?:st|nd|rd|th|e|eme|re|ere)?(?:grade|annee|year)?$/;
// Québec's secondary school counts from one again: secondaire 1 is the seventh year.
const SECONDARY = /^(?:sec|secondaire)([1-5])$|^([1-5])(?:e|eme|re|ere)?(?:sec|secondaire)$/;
const MONTHS = 'jan|feb|fev|mar|apr|avr|may|mai|jun|juin|jul|juil|aug|aou|sep|oct|nov|dec';
const DATES = [
  new RegExp(`^\\d{1,4}[-/. ](?:${MONTHS})[a-z]*\\.?(?:[-/. ]\\d{2,4})?$`),
  new RegExp(`^(?:${MONTHS})[a-z]*\\.?[-/. ]\\d{1,4}(?:,? ?\\d{4})?$`),
  /^\d{4}-\d{2}-\d{2}(?:[t ].*)?$/,
  /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$/,
];

/**
 * What a file's grade means: K, `9th`, `Grade 9`, Freshman, PK3 … (REFERENCE of seen values in docs). `schoolGrades` wins:
 * the school's own words, by `gradeKey`. Takes cleaned, non-blank text.
 */
export function readGrade(text: string, schoolGrades: ReadonlyMap<string, Grade>): GradeReading {
  const own = schoolGrades.get(gradeKey(text));
  if (own !== undefined) return { kind: 'grade', grade: own };
  const plain = plainText(text);
  if (DATES.some((date) => date.test(plain))) return { kind: 'date' };
  const parts = plain
    .split(/[,;|]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length > 1) {
    const grades = new Set(parts.map((part) => gradeOf(part)));
    const [only] = grades;
    return grades.size > 1 ? { kind: 'several' } : only === null || only === undefined ? { kind: 'unknown' } : { kind: 'grade', grade: only };
  }
  const grade = gradeOf(plain);
  return grade === null ? { kind: 'unknown' } : { kind: 'grade', grade };
}

/** The key under which a school's own grade words are looked up. */
export function gradeKey(text: string): string {
  return text.trim().toLowerCase();
}

/** The school's grade map with keys that readGrade looks up; entries that lead to no grade are left out. */
export function schoolGradeMap(grades: Record<string, string>): ReadonlyMap<string, Grade> {
  const map = new Map<string, Grade>();
  for (const [text, target] of Object.entries(grades)) {
    const grade = gradeOf(plainText(target));
    if (grade !== null) map.set(gradeKey(text), grade);
  }
  return map;
}

function gradeOf(plain: string): Grade | null {
  // A minus sign means something else in each system (−1 is pre-K here, TK there): only the school's map can say.
  if (/^[-−–]/.test(plain)) return null;
  // `1-2` is a range or a split class, never twelve.
  if (/\d[^a-z0-9.]+\d/.test(plain)) return null;
  const squeezed = plain.replace(/(?<!\d)\.|\.(?!\d)|[^a-z0-9.]/g, '');
  const word = WORDS.get(squeezed);
  if (word !== undefined) return word;
  const secondary = SECONDARY.exec(squeezed);
  if (secondary !== null) return numbered(6 + Number(secondary[1] ?? secondary[2]));
  const number = NUMBER.exec(squeezed);
  return number === null ? null : numbered(Number(number[1]));
}

function numbered(number: number): Grade | null {
  if (number === 0) return 'KG';
  return number <= 13 ? (String(number).padStart(2, '0') as Grade) : null;
}

function plainText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

function words(grade: Grade, list: string): [string, Grade][] {
  return list.split(' ').map((word) => [word, grade]);
}
