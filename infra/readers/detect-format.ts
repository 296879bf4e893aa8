/** What a file is by its first bytes; `zip` is one that does not begin as workbooks do, `other` names what it is instead of a roster file. */
export type DetectedFormat = { kind: 'text' } | { kind: 'workbook' } | { kind: 'zip' } | { kind: 'other'; found: string };

const SIGNATURES: readonly [string, string][] = [
  ['d0cf11e0a1b11ae1', 'xls'],
  ['255044462d', 'pdf'],
  ['89504e470d0a1a0a', 'image'],
  ['ffd8ff', 'image'],
  ['47494638', 'image'],
  ['49492a00', 'image'],
  ['4d4d002a', 'image'],
  ['1f8b08', 'archive'],
  ['377abcaf271c', 'archive'],
  ['526172211a07', 'archive'],
  ['425a68', 'archive'],
  ['7b5c727466', 'document'],
];

/** Decides by content, never by the name of the file. */
export function detectFormat(head: Buffer): DetectedFormat {
  const hex = head.subarray(0, 16).toString('hex');
  if (/^504b(?:0304|0506|0708)/.test(hex)) return { kind: OFFICE_PART.test(firstEntryOf(head)) ? 'workbook' : 'zip' };
  const signature = SIGNATURES.find(([magic]) => hex.startsWith(magic));
  if (signature !== undefined) return { kind: 'other', found: signature[1] };
  const text = head
    .toString('latin1')
    .replace(/^(?:\u00ef\u00bb\u00bf)?\s+/, '')
    .replace(/^\u00ef\u00bb\u00bf/, '');
  // Error pages and "Excel" files of web programs are HTML, regardless of their name.
  if (/^<(?:!doctype|html|head|body|table|\?xml|!--|\w+[ >])/i.test(text)) return { kind: 'other', found: 'html' };
  if (/^(?:\{\s*"|\[\s*\{)/.test(text)) return { kind: 'other', found: 'json' };
  return { kind: 'text' };
}

const OFFICE_PART = /^(?:\[Content_Types\]\.xml$|_rels\/|docProps\/|xl\/|customXml\/)/i;

/** The name of the first file in a ZIP; blank: there is none. */
function firstEntryOf(head: Buffer): string {
  return head.length < 30 ? '' : head.subarray(30, 30 + head.readUInt16LE(26)).toString('latin1');
}
