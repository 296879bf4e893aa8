import type { Sis } from './sis.js';

/** Every file that gives no system away: what a header or a word means everywhere is all that is known of it. */
export const unknownSis: Sis = { id: 'unknown', name: 'unknown', recognisedBy: [] };
