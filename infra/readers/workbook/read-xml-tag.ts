import { doubled } from '../../../domain/reading/doubled.js';
import { APOSTROPHE, EQUALS, FORBIDDEN, GREATER, isNameByte, isSpace, KINDS, QUOTE, SLASH, TAG } from './xml-bytes.js';
import { DamagedXml, type XmlTag } from './xml-tag.js';

export const TAG_IS_NOT_COMPLETE = -1;

/**
 * Reads what follows the name of an opening tag into `tag`: its attributes, and whether it closes itself.
 * @returns where the tag ends, or TAG_IS_NOT_COMPLETE where more bytes are needed
 * @throws DamagedXml
 */
export function readXmlTag(tag: XmlTag, bytes: Uint8Array, from: number): number {
  const { length } = bytes;
  tag.bytes = bytes;
  tag.count = 0;
  tag.empty = false;
  let index = from;
  for (;;) {
    const gap = index;
    while (index < length && isSpace(bytes[index]!)) index += 1;
    if (index >= length) return TAG_IS_NOT_COMPLETE;
    const byte = bytes[index]!;
    if (byte === GREATER) return index + 1;
    if (byte === SLASH) {
      if (index + 1 >= length) return TAG_IS_NOT_COMPLETE;
      if (bytes[index + 1] !== GREATER) throw new DamagedXml('a slash inside a tag');
      tag.empty = true;
      return index + 2;
    }
    if (gap === index) throw new DamagedXml('attributes without a space between them');
    index = readAttribute(tag, bytes, index);
    if (index === TAG_IS_NOT_COMPLETE) return index;
  }
}

function readAttribute(tag: XmlTag, bytes: Uint8Array, start: number): number {
  const { length } = bytes;
  let index = start;
  while (index < length && isNameByte(bytes[index]!)) index += 1;
  const nameEnd = index;
  while (index < length && isSpace(bytes[index]!)) index += 1;
  if (index >= length) return TAG_IS_NOT_COMPLETE;
  if (bytes[index] !== EQUALS || start === nameEnd) throw new DamagedXml('an attribute without a value');
  index += 1;
  while (index < length && isSpace(bytes[index]!)) index += 1;
  if (index >= length) return TAG_IS_NOT_COMPLETE;
  const quote = bytes[index]!;
  if (quote !== QUOTE && quote !== APOSTROPHE) throw new DamagedXml('an attribute without quotes');
  index += 1;
  const valueStart = index;
  for (; index < length && bytes[index] !== quote; index += 1) {
    const kind = KINDS[bytes[index]!]!;
    if (kind === TAG || kind === FORBIDDEN) throw new DamagedXml('a character that a value cannot have');
  }
  if (index >= length) return TAG_IS_NOT_COMPLETE;
  addPlaces(tag, start, nameEnd, valueStart, index);
  return index + 1;
}

function addPlaces(tag: XmlTag, nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void {
  const place = tag.count * 4;
  if (place === tag.places.length) tag.places = doubled(tag.places);
  tag.places[place] = nameStart;
  tag.places[place + 1] = nameEnd;
  tag.places[place + 2] = valueStart;
  tag.places[place + 3] = valueEnd;
  tag.count += 1;
}
