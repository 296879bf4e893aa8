import type { Sis } from './sis.js';

/** A file that no header identifies: only the meanings that apply everywhere are used. */
export const unknownSis: Sis = { id: 'unknown', name: 'unknown', recognisedBy: [] };
