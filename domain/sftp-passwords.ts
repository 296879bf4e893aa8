/** One SFTP password of a school, as the rules see it: `number` counts the school's passwords in the order in which they were made. */
export type SftpPasswordFacts = { number: number; lastUsedAt: Date | null };

/**
 * How many passwords that were made but not used yet can sign in beside the one in use. An owner may have typed any of them
 * into the SIS; the limit only keeps a school from collecting passwords.
 */
const UNUSED_PASSWORDS_AT_ONCE = 5;

/** The numbers of the passwords that end when this one signs in: all that were made before it. */
export function endedByUse(passwords: readonly SftpPasswordFacts[], used: number): number[] {
  return passwords.filter(({ number }) => number < used).map(({ number }) => number);
}

/**
 * The numbers of the passwords that end when one more is made. The one that the SIS used last never does, however many are
 * made: it ends when another one is used, or when an owner revokes it.
 */
export function endedByRenewal(passwords: readonly SftpPasswordFacts[]): number[] {
  return passwords
    .filter(({ lastUsedAt }) => lastUsedAt === null)
    .map(({ number }) => number)
    .toSorted((a, b) => b - a)
    .slice(UNUSED_PASSWORDS_AT_ONCE - 1);
}
