import type { Locale } from '../locale.js';
import type { ProblemCode } from '../problem.js';

/** What a sync found, as far as it concerns the export; nothing of it is a cell of a person. `received`: the day, `YYYY-MM-DD`. */
export type VendorNews = {
  school: string;
  fileName: string;
  received: string;
  sha256: string;
  /** What is wrong, as a sentence; in how many rows, and the line of the first. Null: it is of no line. */
  faults: readonly { message: string; count: number; line: number | null }[];
};

export type VendorMessage = { subject: string; text: string };

/**
 * True for what nobody has to correct in an export: remarks on what was read all the same, and what only the school can decide, in
 * its roster or its settings.
 */
export function isOfExport(code: ProblemCode): boolean {
  return !NOT_OF_EXPORT.has(code);
}

const NOT_OF_EXPORT: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'duplicate_person',
  'partial_file',
  'values_tidied',
  'line_without_person',
  'lines_above_header',
  'lines_in_quotes',
  'rows_commented_out',
  'all_rows_left_out',
  'submitters_email',
  'hidden_sheets',
  'hidden_rows',
  'rows_struck_out',
  'names_split',
  'companion_file',
  'sheets_left_out',
  'stays_archived',
  'stays_active',
  'several_schools',
  'rows_of_unknown_school',
  'several_sheets',
  'number_and_email_of_two_people',
  'reused_number',
  'reused_email',
]);

/** A message that an owner can send to the vendor of the SIS as it is. */
export function vendorMessage(locale: Locale, { school, fileName, received, sha256, faults }: VendorNews): VendorMessage {
  const words = WORDS[locale];
  const list = faults.map(({ message, count, line }, place) => `${place + 1}. ${message}${line === null ? '' : ` ${words.rows(count, line)}`}`);
  return {
    subject: words.subject(school),
    text: [words.greeting, '', words.about(fileName, received), '', ...list, '', ...words.needs, '', words.privacy, '', words.digest(sha256)].join(
      '\n',
    ),
  };
}

type Words = {
  subject(school: string): string;
  greeting: string;
  about(fileName: string, received: string): string;
  rows(count: number, line: number): string;
  needs: readonly string[];
  privacy: string;
  digest(sha256: string): string;
};

const WORDS: Record<Locale, Words> = {
  en: {
    subject: (school) => `Roster export of ${school}: what to correct`,
    greeting: 'Hello,',
    about: (fileName, received) =>
      `Rollcall reads the roster that your system exports for our school. In the file “${fileName}” of ${received} it found the following. Please correct the export, or tell us which setting does so:`,
    rows: (count, line) => `(${new Intl.NumberFormat('en').format(count)} ${count === 1 ? 'row' : 'rows'}, first on line ${line})`,
    needs: [
      'What the export needs:',
      '- CSV (UTF-8), TSV or XLSX, with the column names on the first line;',
      '- for everyone: e-mail address, first name, last name;',
      '- for students: student number and grade as well.',
    ],
    privacy: 'This message names no person. We can show you the rows in a secure way.',
    digest: (sha256) => `Fingerprint of the file (SHA-256): ${sha256}`,
  },
  'fr-CA': {
    subject: (school) => `Exportation de la liste – ${school}\u00a0: corrections à apporter`,
    greeting: 'Bonjour,',
    about: (fileName, received) =>
      `Rollcall lit la liste que votre système exporte pour notre école. Dans le fichier «\u00a0${fileName}\u00a0» du ${received}, voici ce qu’il a trouvé. Merci de corriger l’exportation, ou de nous indiquer le réglage à changer\u00a0:`,
    rows: (count, line) => `(${new Intl.NumberFormat('fr-CA').format(count)} ${count === 1 ? 'ligne' : 'lignes'}, la première à la ligne ${line})`,
    needs: [
      'Ce dont l’exportation a besoin\u00a0:',
      '- CSV (UTF-8), TSV ou XLSX, avec les noms des colonnes sur la première ligne;',
      '- pour tous\u00a0: adresse courriel, prénom, nom de famille;',
      '- pour les élèves, également\u00a0: numéro d’élève et niveau.',
    ],
    privacy: 'Ce message ne nomme personne. Nous pouvons vous montrer les lignes de façon sécurisée.',
    digest: (sha256) => `Empreinte du fichier (SHA-256)\u00a0: ${sha256}`,
  },
};
