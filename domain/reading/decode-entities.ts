/** Text of a web page as people read it: `O&#39;Brien`, `C&ocirc;t&eacute;`, also where it was written twice (`&amp;#39;`). */
export function decodeEntities(text: string): string {
  const once = text.replace(ENTITY, decoded);
  return once === text ? text : once.replace(ENTITY, decoded);
}

/** Letters that a program wrote as codes of their own: `Ren\\u00e9e`, `Ren%C3%A9e`, `Ren=C3=A9e`. Only for names, which have none of these signs. */
export function decodeEscapes(text: string): string {
  const once = text.replace(ESCAPES, (escape, long: string | undefined, short: string | undefined) => {
    const code = long ?? short;
    if (code !== undefined) return parseInt(code, 16) >= 0xa0 ? String.fromCharCode(parseInt(code, 16)) : escape;
    try {
      return decodeURIComponent(escape.replaceAll('=', '%'));
    } catch {
      return escape;
    }
  });
  return once.normalize('NFC');
}

// Of bytes, only those of letters beyond ASCII: `100%25` stays.
const ESCAPES = /\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|(?:[%=][C-Fc-f][0-9a-fA-F](?:[%=][89ABab][0-9a-fA-F]){1,3})+/g;

const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));/g;

function decoded(entity: string, decimal: string | undefined, hexadecimal: string | undefined, name: string | undefined): string {
  if (name !== undefined) return NAMED.get(name) ?? entity;
  const code = decimal === undefined ? parseInt(hexadecimal!, 16) : Number(decimal);
  const isCharacter = code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? (WINDOWS[code - 0x80] ?? String.fromCodePoint(code)) : entity;
}

/** Browsers read the numbers 128–159 as Windows does. */
const WINDOWS: Readonly<Record<number, string>> = {
  5: '…',
  10: 'Š',
  12: 'Œ',
  14: 'Ž',
  17: '‘',
  18: '’',
  19: '“',
  20: '”',
  22: '–',
  23: '—',
  26: 'š',
  28: 'œ',
  30: 'ž',
  31: 'Ÿ',
};

/** HTML 4 names the letters U+00C0–U+00FF in this order. */
const LETTERS = `Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve
  Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig
  ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute
  ucirc uuml yacute thorn yuml`.split(/\s+/);

const NAMED: ReadonlyMap<string, string> = new Map([
  ...LETTERS.map((name, place): [string, string] => [name, String.fromCharCode(0xc0 + place)]),
  ...Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    shy: '',
    laquo: '«',
    raquo: '»',
    ordf: 'ª',
    ordm: 'º',
    OElig: 'Œ',
    oelig: 'œ',
    Scaron: 'Š',
    scaron: 'š',
    Yuml: 'Ÿ',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    ndash: '–',
    mdash: '—',
    commat: '@',
  }),
]);
