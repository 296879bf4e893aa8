import { cleanText } from './clean-text.js';
import { headerKey } from './normalise-header.js';

/**
 * True for a line without a person: `(59 rows affected)`, `Total,,,59`, a footnote, a line of dashes, a repeated
 * header. Asked only about rows that cannot be used; a line that could be the rest of a person's row is not one of these.
 *
 * @param header the cells of the header line
 * @param place `identifying`: the columns of numbers and addresses, what stands there may be all that is left of somebody; `addresses`: those of addresses; `first`: the
 *   line stands below the header, and may go on with it
 */
export function namesNobody(
  row: readonly string[],
  header: readonly string[],
  place: { identifying: readonly number[]; addresses: readonly number[]; first: boolean },
): boolean {
  const cells = row.map((cell) => cleanText(cell));
  const filled = cells.filter((cell) => cell !== '');
  if (filled.every((cell) => RULER.test(cell))) return true;
  if (isHeaderAgain(cells, header)) return true;
  // An address may be all that is left of a person's row.
  if (filled.some((cell) => cell.includes('@'))) return false;
  if (place.first && filled.every((cell) => MEANING.test(cell))) return true;
  const [first] = filled;
  if (COUNT.test(first!) && (filled.length <= Math.max(2, header.length / 2) || areSums(cells, place.identifying))) return true;
  if (NOTE.test(first!) || TRAILER.test(first!)) return true;
  if (filled.length > 1) return false;
  // A count without a word; where an address belongs, a number is nothing else.
  if (/^\d[\d,. ]*$/.test(first!)) {
    const column = cells.indexOf(first!);
    return !place.identifying.includes(column) || place.addresses.includes(column);
  }
  return isSentence(first!);
}

/** After its first word the line has only numbers, and none that could belong to a person. */
function areSums(cells: readonly string[], identifying: readonly number[]): boolean {
  const first = cells.findIndex((cell) => cell !== '');
  return cells.every((cell, place) => place <= first || cell === '' || (/\d/.test(cell) && !(identifying.includes(place) && /\d{3}/.test(cell))));
}

const RULER = /^[-=_*.~–—+|#\s]{2,}$|^[-=_*.~–—+]$/;

function isHeaderAgain(cells: readonly string[], header: readonly string[]): boolean {
  return (
    cells.length === header.length && cells.some((cell) => cell !== '') && cells.every((cell, place) => headerKey(cell) === headerKey(header[place]!))
  );
}

/** The line below some headers that says what each column means. */
const MEANING =
  /^[([<{].*[)\]>}]$|^(?:required|optional|mandatory|text|string|number|numeric|integer|int|date|n?varchar|char|alpha|alphanumeric|obligatoire|requis|facultatif|texte|nombre|num[ée]rique)(?![\p{L}])/iu;

/** What sums are called, in the first cell that has anything. */
const COUNT = new RegExp(
  `^[(\\[*#\\s]*(?:(?:\\d[\\d,. ]*\\s*)?(?:grand\\s+|report\\s+|overall\\s+|all\\s+|sub-?|sous-?)?(?:totals?|totaux|averages?|moyennes?|nb|nbre|total\\s+g[eé]n[eé]ral|counts?|sum|somme|nombre|number|rows?|records?|lignes?|enregistrements?|students|[eé]l[eè]ves|teachers|enseignants|staff|people|personnes|entries|results?)(?:\\b|$)(?:\\s*(?:of|de|d['’]|:|=|\\(|-|–|affected|returned|selected|exported|listed|found|records?|rows?|students?|staff|teachers?|people|users?|enrolled|enrollment|count|trouv|affect|export|[eé]l[eè]ves?|inscrits?|\\d|\\)).*)?)[.:)\\]*#\\s]*$`,
  'iu',
);
/** How footers begin; no person's first cell begins like this. */
const NOTE = new RegExp(
  `^[(\\[*#\\s]*(?:\\d[\\d,. ]*\\s+(?:rows?|records?|lignes?|enregistrements?|ligne\\(s\\)|row\\(s\\))(?![\\p{L}])|(?:printed|generated|exported|created|produced|run|as of|last updated|imprim[eé]|g[eé]n[eé]r[eé]|export[eé]|produit|cr[eé][eé]|mis [aà] jour)\\b\\s*(?:on|by|at|from|le|par|[aà]|du|:|\\d)|(?:end|fin)\\s+(?:of|du|de)\\s+\\p{L}|page\\s*:?\\s*\\d|(?:note|notes|nb|n\\.b\\.|remarque|source|legend|l[eé]gende|confidential|confidentiel|report|rapport|query|requ[eê]te|date)\\s*:|confidential\\b|confidentiel\\b|©|copyright\\b|(?:report|list|file|data|roster|rapport|liste|fichier)\\s+(?:was\\s+)?(?:generated|printed|exported|created|run|g[eé]n[eé]r[eé]e?|imprim[eé]e?|export[eé]e?)\\b|completion time|heure de fin|changed database)`,
  'iu',
);

/** The last line of files that programs exchange. */
const TRAILER = /^(?:trailer|trlr?|footer|eof|eot|end(?:[ _-]?of)?[ _-]?(?:file|data|report|list)|end|fin)\b\W*(?:\d[\d|,;\s]*)?$/iu;

/** Several words in one cell, and nothing else in the row: a footnote, or a heading such as `Grade 9`. */
function isSentence(text: string): boolean {
  const words = text.split(' ');
  if (words.length === 1) return false;
  if (/[:*#©]/.test(text) || /^[([].*[)\]]\.?$/.test(text)) return true;
  if (words.length === 2) return /^\p{L}[\p{L}.]+ \d{1,4}[\p{L}]?$/u.test(text) || /^\d{1,4}(?:st|nd|rd|th|e|re)? \p{L}{3,}$/u.test(text);
  return HEADING.test(text) || words.some((word) => /^\d/.test(word) || (/^\p{Ll}{2,}/u.test(word) && !PARTICLE.test(word)));
}

const HEADING =
  /school|district|academy|college|roster|report|list|student|teacher|staff|[ée]cole|coll[èe]ge|centre de services|rapport|liste|[ée]l[èe]ve/iu;
/** Small words of names: `Ana de la Cruz`. */
const PARTICLE = /^(?:de|del|della|der|den|des|di|da|do|dos|du|la|las|le|les|los|van|von|vom|zu|ten|ter|bin|ben|el|al|st|y|e|i|and|et)$/;
