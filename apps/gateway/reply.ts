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

/** The status code that OpenSSH's sftp-server gives for the same thing, so that every client draws the same conclusion. */
export function statusOf(code: SftpTextCode): number {
  switch (code) {
    case 'ok':
      return STATUS.OK;
    case 'end_of_file':
      return STATUS.EOF;
    case 'no_such_file':
    case 'no_such_folder':
      return STATUS.NO_SUCH_FILE;
    case 'results_read_only':
    case 'no_new_folders':
    case 'folder_stays':
    case 'no_links':
    case 'not_readable_again':
      return STATUS.PERMISSION_DENIED;
    case 'unsupported':
      return STATUS.UNSUPPORTED;
    default:
      return STATUS.FAILURE;
  }
}
