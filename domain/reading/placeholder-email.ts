/**
 * True for an address that only fills a cell: `none@none.com`, `noemail@school.org`, `test@example.com`. It is nobody's identity, and
 * where its domain exists, mail for a person would reach strangers. An address such as `na@school.org` may be somebody's.
 *
 * @param address as readEmail returns it
 */
export function isPlaceholderEmail(address: string): boolean {
  const at = address.indexOf('@');
  const whole = withoutSigns(address.slice(0, at));
  const local = whole.replace(/\d+$/, '');
  const labels = address.slice(at + 1).split('.');
  const host = withoutSigns(labels[labels.length - 2] ?? '');
  // Three letters and a number are somebody's initials.
  if (OF_NOBODY.has(local) && (local.length > 3 || local === whole)) return true;
  if (labels.length !== 2) return false;
  if (HOSTS_OF_NOBODY.has(host)) return true;
  return HOLLOW.has(whole) && (host === whole || (whole.length > 1 && HOLLOW_HOSTS.has(host)));
}

/** False for nearly all addresses, by the letters with which their two parts begin: then they are no placeholders. */
export function mayBePlaceholder(bytes: Uint8Array, start: number, end: number): boolean {
  if (BEGINNINGS[placeOf(bytes, start)] === 1) return true;
  let at = start;
  while (at < end && bytes[at] !== 0x40) at += 1;
  return at + 1 < end && BEGINNINGS[placeOf(bytes, at + 1)] === 1;
}

/** `no-e.mail` is `noemail`. */
function withoutSigns(text: string): string {
  return text.replace(/[-._/']/g, '');
}

/** Said by the part before the sign, at any domain. */
const OF_NOBODY: ReadonlySet<string> =
  words(`none nobody noone noemail nomail noemailaddress noemailprovided noemailonfile noemailavailable nostudentemail noaddress
  noreply donotreply notprovided notavailable notapplicable notgiven notassigned nogiven unknown unk pending pendingemail emailpending tbd tba tobedetermined tobeassigned placeholder
  placeholderemail undefined vacant unassigned missingemail needemail needsemail emailneeded updateemail noemailyet fake fakeemail
  dummy dummyemail invalid invalidemail donotuse aucun aucune aucuncourriel pasdecourriel sanscourriel nocourriel pasdadresse sansadresse inconnu inconnue
  adeterminer enattente nondisponible nonfourni nonfournie nepasutiliser`);

/** Domains that are called like that belong to strangers, or to nobody. */
const HOSTS_OF_NOBODY: ReadonlySet<string> =
  words(`none noemail nomail noaddress nodomain nowhere placeholder fake fakeemail invalid donotuse noreply unknown undefined notprovided
  notavailable nocourriel pasdecourriel sanscourriel aucun inconnu`);

/** These say nothing beside a domain of the same kind, and may be anybody at a school's. */
const HOLLOW: ReadonlySet<string> = words(
  'na nil null x xx xxx xxxx a aa aaa abc abcd asdf test testing email mail student students user name parent someone anyone no non nul me',
);
const HOLLOW_HOSTS: ReadonlySet<string> = words('na nil null abcd asdf test testing email mail example exemple domain none');

const ENDINGS = ['@', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
/** By the first three bytes of a part, five bits of each: letters, and the signs that may stand between those of such a word. */
const BEGINNINGS = new Uint8Array(1 << 15);
for (const set of [OF_NOBODY, HOSTS_OF_NOBODY, HOLLOW, HOLLOW_HOSTS])
  for (const word of set)
    for (const text of [
      word,
      ...['-', '.', '_', '/'].flatMap((sign) => [`${word[0]}${sign}${word.slice(1)}`, `${word.slice(0, 2)}${sign}${word.slice(2)}`]),
    ])
      for (const ending of word.length > 2 ? [''] : ENDINGS) {
        const bytes = new TextEncoder().encode(`${text}${ending}`);
        // Behind a single letter and the sign comes any letter.
        for (let next = 0; next < (bytes.length < 3 ? 32 : 1); next += 1) BEGINNINGS[placeOf(bytes, 0) + next] = 1;
      }

function placeOf(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! & 31) << 10) | ((bytes[at + 1]! & 31) << 5) | (bytes[at + 2]! & 31);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}
