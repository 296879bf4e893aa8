/** Why a name cannot be taken for an uploaded file. */
export type NameFlaw = 'empty' | 'too_long' | 'control_character' | 'invisible_character' | 'separator' | 'edges';

const MAX_NAME_BYTES = 255;

/**
 * What is wrong with a file name, or null. Names are never used as paths; the rules keep out names that would mislead
 * readers of the console and of mails, and names that other systems cannot store.
 */
export function nameFlaw(name: string): NameFlaw | null {
  if (name === '' || name === '.' || name === '..') return 'empty';
  if (utf8Length(name) > MAX_NAME_BYTES) return 'too_long';
  if (/\p{Cc}|\p{Zl}|\p{Zp}/u.test(name)) return 'control_character';
  // Bidirectional overrides and other format characters let `vsc.stneduts` read as `students.csv`; ZWJ and ZWNJ are letters
  // of some scripts.
  if (/(?![\u200c\u200d])\p{Cf}|\p{Cs}/u.test(name)) return 'invisible_character';
  if (/[/\\]/.test(name)) return 'separator';
  if (/^\s|[\s.]$/u.test(name)) return 'edges';
  return null;
}

const TEMPORARY_END = /\.(part|filepart|tmp|temp|crdownload|partial|uploading|swp)$|~$/i;

/**
 * Whether a file under this name counts as sent. Clients write under a temporary name first (`.filepart` WinSCP, `.part`
 * FileZilla, `.in.x` lftp, dot-files rsync) and rename: such a name is never final.
 */
export function isFinalName(name: string): boolean {
  return !name.startsWith('.') && !TEMPORARY_END.test(name);
}

/** The final name that a temporary one probably stands for: `students.csv.filepart` → `students.csv`. */
export function finalNameOf(name: string): string {
  const bare = name.replace(/^\.(in\.)?/, '').replace(TEMPORARY_END, '');
  return bare === '' ? name : bare;
}

/** Whether the name ends like a file that can hold a roster. */
export function isRosterFileName(name: string): boolean {
  return /\.(csv|tsv|tab|txt|xlsx|xls|zip)$/i.test(name);
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
