/** Why a JSON text is not parsed. */
export type JsonShape = 'fits' | 'too_complex';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);
const SEPARATING = new Set([0x2c, 0x3a]);

/**
 * Whether a JSON text (UTF-8) nests at most `depth` levels and has at most `values` keys and values, in one pass and
 * without building any of it: parsers, and what walks over their result, are recursive or slow on deep and wide input.
 * Says nothing about whether it is JSON at all.
 */
export function checkJsonShape(text: Uint8Array, limits: { depth: number; values: number }): JsonShape {
  let depth = 0;
  let values = 1;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const byte = text[at]!;
    if (quoted) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE) quoted = true;
    else if (SEPARATING.has(byte)) values++;
    else if (OPENING.has(byte)) {
      depth++;
      values++;
    } else if (CLOSING.has(byte)) depth--;
    if (depth > limits.depth || values > limits.values) return 'too_complex';
  }
  return 'fits';
}
