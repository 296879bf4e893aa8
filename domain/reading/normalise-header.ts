import { cleanText } from './clean-text.js';

/**
 * The keys under which a header is looked up, best first: the whole of it, then without a table prefix (`STU.GR`,
 * `[Students]Grade_Level`, `student.grade`, `Student > Grade`) or the words of a question (`What is your email?`), or by the name that a template has in brackets
 * (`User name [userPrincipalName] Required`). Letters and digits only, lower case, no accents.
 */
export function headerKeys(header: string): string[] {
  const text = cleanText(header)
    .replace(/^["']+|["']+$/g, '')
    .replace(NOTE, ' ')
    .trim();
  const template = /^([^[\]]+?)\s*\[(\w+)\]\s*(?:required|optional)?$/i.exec(text);
  if (template !== null) return [keyOf(template[1]!.replace(/\([^)]*\)/g, '')), keyOf(template[2]!)];
  const whole = keyOf(text);
  const parts = /^\[([^\]]*)\](.+)$/.exec(text) ?? /^(.*)\.([^.]+)$/.exec(text) ?? /^(.*)\s>\s(.+)$/.exec(text);
  if (parts === null) {
    const asked = keyOf(text.replace(QUESTION, ''));
    return asked === whole || asked === '' ? [whole] : [whole, asked];
  }
  const rest = keyOf(parts[2]!);
  // `guardian.lastName` is not the student's last name.
  return rest === '' || OTHER_PEOPLE.test(keyOf(parts[1]!)) ? [whole] : [whole, rest];
}

/** The first key of a header: what two spellings of one header have in common. */
export function headerKey(header: string): string {
  return headerKeys(header)[0]!;
}

const OTHER_PEOPLE = /parent|guardian|contact|mother|father|emergency|family|household|tuteur|tutrice|mere|pere|responsable/;
/** What a template tells the person who fills it in. */
const NOTE =
  /\s*[[(](?:required|optional|read ?only|upload only|must be [^\])]*|obligatoire|requis|facultatif|text|string|number|numeric|integer|n?varchar[^\])]*|date|texte|nombre|max\.? [^\])]*|\d+ (?:digits|characters|chiffres|caract[eè]res)|(?:pre-?)?[kp]k?\s?[-–]\s?\d\d?|\d\d?\s?[-–]\s?\d\d?|[ymdj]{1,4}[/.-][ymdj]{1,4}[/.-][ymdja]{1,4})[\])]/gi;

/** How forms ask. */
const QUESTION =
  /^(?:(?:what(?:['’]s| is| are)|(?:please )?(?:enter|type|provide|give|write|select|choose)|(?:veuillez )?(?:entrer|saisir|indiquer|inscrire|indiquez|entrez)|quel(?:le)?s? (?:est|sont))\s+)?(?:(?:your|the|my|this|votre|vos|ton|le|la|les)\s+)?(?:(?:child|kid|son or daughter|enfant)(?:['’]s)?\s+)?/i;

function keyOf(text: string): string {
  return (
    text
      // A header that is commented out is the header all the same.
      .replace(/^\s*(?:#+|\/{2,}|-{2,}|;+)\s*(?=\p{L})/u, '')
      .replace(/n[°º]\s?/gi, 'numero')
      .replace(/#/g, 'number')
      .replace(/(?<=\p{L})['’]s(?!\p{L})/giu, '')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
  );
}
