import { cleanText } from './clean-text.js';

/**
 * The keys under which a header is looked up, best first: the whole of it, then without a table prefix (`STU.GR`,
 * `[Students]Grade_Level`, `student.grade`). Letters and digits only, lower case, no accents.
 */
export function headerKeys(header: string): string[] {
  const text = cleanText(header).replace(/^["']+|["']+$/g, '');
  const whole = keyOf(text);
  const parts = /^\[([^\]]*)\](.+)$/.exec(text) ?? /^(.*)\.([^.]+)$/.exec(text);
  if (parts === null) return [whole];
  const rest = keyOf(parts[2]!);
  // `guardian.lastName` is not the student's last name.
  return rest === '' || OTHER_PEOPLE.test(keyOf(parts[1]!)) ? [whole] : [whole, rest];
}

/** The first key of a header: what two spellings of one header have in common. */
export function headerKey(header: string): string {
  return headerKeys(header)[0]!;
}

const OTHER_PEOPLE = /parent|guardian|contact|mother|father|emergency|family|household|tuteur|tutrice|mere|pere|responsable/;

function keyOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
