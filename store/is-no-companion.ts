import { COMPANION_FILE } from '../domain/problem.js';

/** Of rows of `sync`: the file is not one that comes beside the list of people (OneRoster's enrollments.csv); those are no arrivals. */
export const IS_NO_COMPANION = `sync.error_code IS DISTINCT FROM '${COMPANION_FILE}'`;
