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

/**
 * `date`: a spreadsheet turned it into a date (`1-2` → `1-Feb`), and the grade is lost. `several`: different grades at once.
 * `left_out`: the school wants it so.
 */
export type GradeReading = Grade | 'date' | 'several' | 'left_out' | 'unknown';

const WORDS: ReadonlyMap<string, Grade> = new Map<string, Grade>([
  ...words('IT', 'it infanttoddler infant toddler'),
  ...words('PR', 'pr preschool pres ppk prepk prepreschool preprek preprekindergarten k3 3k pk2 prek2'),
  ...words(
    'PK',
    'pk prek prekindergarten prekinder prekg pkg pk3 pk4 prek3 prek4 k4 4k kindergarten4 prematernelle maternelle4ans maternelle4 prescolaire4ans prescolaire4 4ansmaternelle mat4 m4ans',
  ),
  ...words('TK', 'tk transitionalkindergarten transitionalk jk juniorkindergarten juniork jrk jrkindergarten youngfives'),
  ...words(
    'KG',
    'k kg kf kp kinder kinderg kindergarten gradek gradekindergarten k5 5k kindergarten5 sk seniorkindergarten seniork srk srkindergarten maternelle maternelle5ans maternelle5 prescolaire5ans prescolaire5 mat5 m5ans jardin jardindenfants',
  ),
  ...words('09', 'freshman freshmanyear freshmen fr frosh'),
  ...words('10', 'sophomore sophomoreyear sophomores so soph'),
  ...words('11', 'junior junioryear juniors jr'),
  ...words('12', 'senior senioryear seniors sr'),
  ...words('PS', 'postsecondary postgraduate pg'),
  ...words('UG', 'ug ungraded'),
  ...words('OT', 'ot other autre'),
]);

const ORDINALS: readonly string[] = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');
const NUMERALS: readonly string[] = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const FRENCH_ORDINALS: readonly string[] =
  'premiere deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme'.split(' ');
const ROMAN: readonly string[] = 'i ii iii iv v vi vii viii ix x xi xii'.split(' ');

const NUMBER = /^(?:grade|grd|gr|g|niveau|annee|class|gradelevel)?(\d{1,3})(?:\.0+)?(?:st|nd|rd|th)?(?:grade|grader|graders|gr|grd|year)?$/;
// `5e` alone is the fifth year in Québec and the seventh in France: it is clear only with a word such as année after it.
const FRENCH_YEAR = /^(\d{1,2})(?:e|eme|re|ere)annee$/;
const WITH_WORD = /^(?:grade|gr)([a-z]+)$|^([a-z]+)(?:grade|grader|annee)$/;
// Schools in Québec count from one twice: after the sixth year of primary school comes secondaire 1, the seventh year.
const PRIMARY = /^(?:prim|primaire|anneeprimaire)([1-6])$|^([1-6])(?:e|eme|re|ere)?(?:annee)?(?:du|de)?(?:prim|primaire)$/;
const SECONDARY = /^(?:sec|secondaire|secondary)([1-5]|iv|v|i{1,3})$|^([1-5])(?:e|eme|re|ere)?(?:annee)?(?:du|de)?(?:sec|secondaire)$/;
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
export function readGrade(text: string, schoolGrades: ReadonlyMap<string, Grade | 'left_out'>): GradeReading {
  const own = schoolGrades.get(gradeKey(text));
  if (own !== undefined) return own;
  const plain = plainText(text);
  if (DATES.some((date) => date.test(plain))) return 'date';
  const parts = plain
    .split(/[,;|]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length > 1) {
    const grades = new Set(parts.map((part) => gradeOf(part)));
    const [only] = grades;
    return grades.size > 1 ? 'several' : (only ?? 'unknown');
  }
  return gradeOf(plain) ?? twiceSaid(plain) ?? 'unknown';
}

/** `9 - Freshman`, `10 (Sophomore)`: a number and its word, with the same meaning. */
function twiceSaid(plain: string): Grade | null {
  const match = /^([a-z0-9 ]+?)\s*(?:[-–:]\s*|\()([a-z][a-z ]*)\)?$|^([a-z][a-z ]*?)\s*(?:[-–:]\s*|\()(\d{1,2})\)?$/.exec(plain);
  if (match === null) return null;
  const [left, right] = [gradeOf((match[1] ?? match[3])!), gradeOf((match[2] ?? match[4])!)];
  return left === right ? left : null;
}

/** The key under which a school's own grade words are looked up. */
export function gradeKey(text: string): string {
  return text.trim().toLowerCase();
}

/** The words of the system that wrote the file, and the school's own over them. */
export function gradeMapOf(ofSis: Readonly<Record<string, string>>, ofSchool: Record<string, string>): ReadonlyMap<string, Grade | 'left_out'> {
  const map = new Map<string, Grade | 'left_out'>();
  for (const [text, target] of [...Object.entries(ofSis), ...Object.entries(ofSchool)]) {
    const grade =
      target === 'IGNORE' ? 'left_out' : (GRADES.find((canonical) => canonical === target.trim().toUpperCase()) ?? gradeOf(plainText(target)));
    if (grade !== null) map.set(gradeKey(text), grade);
  }
  return map;
}

function gradeOf(plain: string): Grade | null {
  // A minus sign means something different in each system (−1 is pre-K in one, TK in another): only the school's map can say.
  if (/^[-−–]/.test(plain)) return null;
  // `1-2` is a range or a split class, never twelve.
  if (/\d[^a-z0-9.]+\d/.test(plain)) return null;
  const squeezed = plain.replace(/(?<!\d)\.|\.(?!\d)|[^a-z0-9.]/g, '');
  const word = WORDS.get(squeezed);
  if (word !== undefined) return word;
  const primary = PRIMARY.exec(squeezed);
  if (primary !== null) return numbered(Number(primary[1] ?? primary[2]));
  const secondary = SECONDARY.exec(squeezed);
  if (secondary !== null) return numbered(6 + counted((secondary[1] ?? secondary[2])!));
  const number = NUMBER.exec(squeezed) ?? FRENCH_YEAR.exec(squeezed);
  if (number !== null) return numbered(Number(number[1]));
  const place = ORDINALS.indexOf(squeezed);
  if (place !== -1) return numbered(place + 1);
  const spelled = WITH_WORD.exec(squeezed);
  return spelled === null ? null : wordNumber((spelled[1] ?? spelled[2])!);
}

/** `nine`, `IX`, `ninth`, `neuvième`. */
function wordNumber(word: string): Grade | null {
  for (const list of [ORDINALS, NUMERALS, FRENCH_ORDINALS, ROMAN]) {
    const place = list.indexOf(word);
    if (place !== -1) return numbered(place + 1);
  }
  return null;
}

function counted(digits: string): number {
  const roman = ROMAN.indexOf(digits);
  return roman === -1 ? Number(digits) : roman + 1;
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
