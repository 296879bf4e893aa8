import type { Locale } from '../../domain/locale.js';
import { sftpText, type SftpTextCode } from '../../domain/messages/sftp-texts.js';
import type { Attributes } from './attributes.js';

/** The status codes of SFTP version 3, used as OpenSSH's sftp-server uses them. */
export const STATUS = { OK: 0, EOF: 1, NO_SUCH_FILE: 2, PERMISSION_DENIED: 3, FAILURE: 4, BAD_MESSAGE: 5, UNSUPPORTED: 8 } as const;

/** A request that could not be done, and why. */
export type Refusal = { kind: 'refused'; code: SftpTextCode };

export type Reply =
  | { kind: 'ok' }
  | Refusal
  | { kind: 'handle'; handle: Buffer }
  | { kind: 'data'; data: Buffer }
  | { kind: 'names'; names: { filename: string; longname: string; attrs: Attributes }[] }
  | { kind: 'attributes'; attributes: Attributes };

export const OK: Reply = { kind: 'ok' };

export function refused(code: SftpTextCode): Refusal {
  return { kind: 'refused', code };
}

export function statusText(locale: Locale, code: SftpTextCode, limitBytes: number): string {
  return sftpText(locale, code, { limitMb: Math.floor(limitBytes / 1024 / 1024) });
}

/** The status code that OpenSSH's sftp-server gives for the same thing, so that clients behave as they do there. */
export function statusOf(code: SftpTextCode): number {
  return STATUS_OF[code];
}

const { OK: DONE, EOF, NO_SUCH_FILE, PERMISSION_DENIED, FAILURE, UNSUPPORTED } = STATUS;

const STATUS_OF: Record<SftpTextCode, number> = {
  ok: DONE,
  end_of_file: EOF,
  no_such_file: NO_SUCH_FILE,
  no_such_folder: NO_SUCH_FILE,
  results_read_only: PERMISSION_DENIED,
  no_new_folders: PERMISSION_DENIED,
  folder_stays: PERMISSION_DENIED,
  no_links: PERMISSION_DENIED,
  not_readable_again: PERMISSION_DENIED,
  credential_ended: PERMISSION_DENIED,
  unsupported: UNSUPPORTED,
  bad_handle: FAILURE,
  bad_request: FAILURE,
  already_exists: FAILURE,
  is_a_folder: FAILURE,
  not_a_folder: FAILURE,
  not_a_link: FAILURE,
  not_for_writing: FAILURE,
  too_many_open_files: FAILURE,
  too_many_waiting_files: FAILURE,
  no_room: FAILURE,
  file_too_large: FAILURE,
  not_stored: FAILURE,
  not_confirmed: FAILURE,
  no_answer: FAILURE,
  stopping: FAILURE,
  name_empty: FAILURE,
  name_too_long: FAILURE,
  name_control_character: FAILURE,
  name_invisible_character: FAILURE,
  name_separator: FAILURE,
  name_edges: FAILURE,
};
