/**
 * The e-mail address of a former person whose number and address were released for somebody else. `.invalid` is nobody's
 * domain (RFC 2606), so no mail reaches it, and no file can name it: readEmail takes it for no address.
 */
export function releasedEmail(personId: string): string {
  return `released-${personId}${RELEASED_DOMAIN}`;
}

/** Expects lower case. */
export function isReleasedEmail(email: string): boolean {
  return email.endsWith(RELEASED_DOMAIN);
}

const RELEASED_DOMAIN = '@released.invalid';
