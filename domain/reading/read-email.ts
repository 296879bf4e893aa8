const MAX_LENGTH = 254;
const MAX_LOCAL_LENGTH = 64;

const ASCII = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;
const INTERNATIONAL =
  /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+\p{L}(?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])$/u;

/** An e-mail address in lower case, or null when it cannot be one. Takes cleaned text; international names are addresses too. */
export function readEmail(text: string): string | null {
  // Nearly all are plain addresses in lower case already, which the first pattern says in one go.
  if (isShort(text) && ASCII.test(text)) return text;
  const address = (text.startsWith('mailto:') ? text.slice('mailto:'.length) : text).toLowerCase();
  return isShort(address) && (ASCII.test(address) || INTERNATIONAL.test(address)) ? address : null;
}

/** Asked before the patterns: what is longer is no address, and short text keeps them from running long. */
function isShort(address: string): boolean {
  return address.length <= MAX_LENGTH && address.indexOf('@') <= MAX_LOCAL_LENGTH;
}
