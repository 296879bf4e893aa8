/**
 * The e-mail address of a former person whose number and address were released for another person. `.invalid` can never be
 * registered (RFC 2606), so no mail reaches it, and no file can name it: readEmail does not accept it as an address.
 */
export function releasedEmail(personId: string): string {
  return `released-${personId}${RELEASED_DOMAIN}`;
}

/** Expects lower case. */
export function isReleasedEmail(email: string): boolean {
  return email.endsWith(RELEASED_DOMAIN);
}

const RELEASED_DOMAIN = '@released.invalid';
