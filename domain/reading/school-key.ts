/**
 * What the spellings of one school have in common: `Lincoln High School`, `LINCOLN HS` and `Lincoln H.S.` are one school, and so are `0101`
 * and `101.0`. `Lincoln High` and `Lincoln Elementary` are two. Takes cleaned, non-blank text.
 */
export function schoolKey(text: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’ʼ]/g, '')
    .replace(/\b((?:\p{L}\.){2,}|\p{L}\.\p{L}\b)/gu, (letters) => letters.replaceAll('.', ''))
    .replace(/^0*(\d+)\.0+$/, '$1');
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && !SAYS_NOTHING.has(word));
  const key = words.map((word) => LONG_FORMS.get(word) ?? word.replace(/^0+(?=\d)/, '')).join(' ');
  return key === '' ? plain.trim() : key;
}

const SAYS_NOTHING: ReadonlySet<string> = new Set(['school', 'schools', 'sch', 'the', 'of', 'ecole', 'ecoles', 'l', 'la', 'le', 'de', 'du']);
const LONG_FORMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    hs: 'high',
    shs: 'senior high',
    jhs: 'junior high',
    ms: 'middle',
    es: 'elementary',
    el: 'elementary',
    elem: 'elementary',
    elementaire: 'elementary',
    primaire: 'primary',
    prim: 'primary',
    sec: 'secondary',
    secondaire: 'secondary',
    int: 'intermediate',
    jr: 'junior',
    sr: 'senior',
    acad: 'academy',
    ctr: 'center',
    centre: 'center',
    st: 'saint',
    ste: 'sainte',
    mt: 'mount',
  }),
);
