/** What the gateway tells the owners of a school about the connections of its SIS. */
export const SFTP_ATTEMPT_OUTCOMES = ['SIGNED_IN', 'REFUSED'] as const;
export type SftpAttemptOutcome = (typeof SFTP_ATTEMPT_OUTCOMES)[number];

/**
 * Why something was refused: the sign-in, or (`name_refused`, `folder_refused`) what a session that is signed in asked for. Of a
 * refused name only that it was refused is kept, never the name.
 */
export const SFTP_ATTEMPT_CAUSES = [
  'wrong_password',
  'unknown_key',
  'address_not_allowed',
  'banned',
  'too_many_connections',
  'no_common_algorithm',
  'name_refused',
  'folder_refused',
] as const;
export type SftpAttemptCause = (typeof SFTP_ATTEMPT_CAUSES)[number];
