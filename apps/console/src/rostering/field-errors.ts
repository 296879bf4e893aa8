import type { RosteringSettings } from '../api.js';

export type FieldErrors = {
  any: boolean;
  /** What is wrong with the field at this JSON pointer, or below it; null: nothing. */
  at(pointer: string): string | null;
  /** Errors of settings that have no field on the page. */
  elsewhere: { pointer: string; detail: string }[];
};

const SHOWN = [
  '/method',
  '/enabled',
  '/categories/',
  '/notifications/',
  '/safety/',
  '/nightly/',
  '/pausedUntil',
  '/pauseReason',
  '/summer/',
  '/maps/',
  '/ownSchool',
];

/** The API's validation errors, to be shown where the person can mend them. */
export function fieldErrors(errors: { pointer: string; detail: string }[], settings: RosteringSettings): FieldErrors {
  return {
    any: errors.length > 0,
    at: (pointer) => {
      const found = errors.find((error) => error.pointer === pointer || error.pointer.startsWith(`${pointer}/`));
      if (found === undefined) return null;
      const recipient = /^\/notifications\/recipients\/(\d+)$/.exec(found.pointer)?.[1];
      const address = recipient === undefined ? undefined : settings.notifications.recipients[Number(recipient)];
      return address === undefined ? found.detail : `${address}: ${found.detail}`;
    },
    elsewhere: errors.filter((error) => !SHOWN.some((start) => error.pointer.startsWith(start))),
  };
}
