import type { Place } from './turn-delay.js';

/**
 * The school is being worked on, or older files of it come first. Nothing was done and nothing is wrong: ask again later. A
 * step throws this at once, instead of waiting in the database, because it holds a slot of the worker that other schools need.
 */
export class SchoolBusy extends Error {
  readonly code = 'school_busy';
  constructor(readonly place: Place) {
    super(`The school is busy; ${place.filesAhead} of its files come first.`);
    this.name = 'SchoolBusy';
  }
}
