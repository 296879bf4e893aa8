import { textOfRange } from '../../../domain/reading/cells.js';

/** The name of an element as it stands, and without its prefix. */
export type XmlName = { full: string; local: string; isAscii: boolean };

/** A sheet has few different names: each becomes a text once. The bound keeps hostile files from filling the memory. */
export function createXmlNames(): (bytes: Uint8Array, start: number, end: number) => XmlName {
  const known: (XmlName | undefined)[] = Array.from({ length: 256 });
  return (bytes, start, end) => {
    let hash = 0;
    for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + bytes[at]!) & 0xff;
    const before = known[hash];
    if (before !== undefined && isXmlName(before, bytes, start, end)) return before;
    const full = textOfRange(bytes, start, end);
    const name = { full, local: full.slice(full.indexOf(':') + 1), isAscii: full.length === end - start };
    known[hash] = name;
    return name;
  };
}

export function isXmlName({ full, isAscii }: XmlName, bytes: Uint8Array, start: number, end: number): boolean {
  if (!isAscii) return full === textOfRange(bytes, start, end);
  if (full.length !== end - start) return false;
  for (let at = start; at < end; at += 1) if (bytes[at] !== full.charCodeAt(at - start)) return false;
  return true;
}
