import { COMPANION_FILE } from '../domain/problem.js';

/** For rows of `sync`: the file is not a companion of the list of people (OneRoster's enrollments.csv), which would not count as an arrival. */
export const IS_NO_COMPANION = `sync.error_code IS DISTINCT FROM '${COMPANION_FILE}'`;
