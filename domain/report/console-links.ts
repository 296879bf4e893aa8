/** Where a mail or a receipt sends its reader. */
export type ConsoleLinks = { sync: (schoolId: string, syncId: string) => string; syncs: (schoolId: string) => string };

/** @param publicUrl the console's address, with or without a slash at its end */
export function consoleLinks(publicUrl: string): ConsoleLinks {
  const base = publicUrl.replace(/\/+$/, '');
  return {
    sync: (schoolId, syncId) => `${base}/schools/${schoolId}/syncs/${syncId}`,
    syncs: (schoolId) => `${base}/schools/${schoolId}/syncs`,
  };
}

/** The page where the reader of a mail declines further ones. Mail programs send a POST there, so the secret cannot stand after a `#`. */
export function choiceLink(publicUrl: string, secret: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/mails/${secret}`;
}

/** The page where a password is chosen. The secret comes after the `#`, a part of the address that browsers do not send to any server. */
export function passwordLink(publicUrl: string, secret: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/password#${secret}`;
}

/** The Rostering tab of a school. */
export function rosteringLink(publicUrl: string, schoolId: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/schools/${schoolId}/rostering`;
}
