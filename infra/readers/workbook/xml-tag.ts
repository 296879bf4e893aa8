import { textOfRange } from '../../../domain/reading/cells.js';

/** XML that no program should have written; the part cannot be trusted. */
export class DamagedXml extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'DamagedXml';
  }
}

/** The attributes of the tag at hand: as bytes where speed matters, and as text. */
export type XmlTag = {
  bytes: Uint8Array;
  count: number;
  /** Where the names and values begin and end in `bytes`, four numbers an attribute; read them by `findAttribute`. */
  places: Int32Array;
  /** It closes itself: `<c/>`. */
  empty: boolean;
};

/** Room for the attributes of tag after tag. */
export function createXmlTag(): XmlTag {
  return { bytes: new Uint8Array(0), count: 0, places: new Int32Array(64), empty: false };
}

/** The number of the attribute with this name (ASCII, with its prefix), or -1. */
export function findAttribute({ bytes, count, places }: XmlTag, name: string): number {
  for (let index = 0; index < count; index += 1) {
    const start = places[index * 4]!;
    if (places[index * 4 + 1]! - start !== name.length) continue;
    let same = 0;
    while (same < name.length && bytes[start + same] === name.charCodeAt(same)) same += 1;
    if (same === name.length) return index;
  }
  return -1;
}

/** The value of the attribute with this name as text; undefined: the tag has none. @throws DamagedXml */
export function attributeText(tag: XmlTag, name: string): string | undefined {
  const index = findAttribute(tag, name);
  return index === -1 ? undefined : valueText(tag, index);
}

/** The value of the first attribute whose name ends so, whatever its prefix. @throws DamagedXml */
export function attributeTextBySuffix(tag: XmlTag, suffix: string): string | undefined {
  for (let index = 0; index < tag.count; index += 1)
    if (textOfRange(tag.bytes, tag.places[index * 4]!, tag.places[index * 4 + 1]!).endsWith(suffix)) return valueText(tag, index);
  return undefined;
}

function valueText({ bytes, places }: XmlTag, index: number): string {
  const text = textOfRange(bytes, places[index * 4 + 2]!, places[index * 4 + 3]!).replaceAll(/\r\n|[\t\n\r]/g, ' ');
  if (!text.includes('&')) return text;
  return text.replaceAll(/&([^;]*)(;?)/g, (_, name: string, end: string) => {
    const code = end === '' ? null : codeOfEntity(name);
    if (code === null) throw new DamagedXml('an entity that XML does not have');
    return String.fromCodePoint(code);
  });
}

/** The character that `&name;` means; null: none that XML has. */
export function codeOfEntity(name: string): number | null {
  if (Object.hasOwn(ENTITIES, name)) return ENTITIES[name]!;
  const [, hex, decimal] = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name) ?? [];
  const code = hex !== undefined ? parseInt(hex, 16) : decimal !== undefined ? parseInt(decimal, 10) : -1;
  const isCharacter =
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff);
  return isCharacter ? code : null;
}

const ENTITIES: Readonly<Record<string, number>> = { lt: 0x3c, gt: 0x3e, amp: 0x26, quot: 0x22, apos: 0x27 };
