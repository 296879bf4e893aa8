import type { Locale } from '../locale.js';

type People = { graduates: number; movedUp: number };
export type RolloverMood = 'done' | 'would' | 'waits';

/**
 * The new school year in a sentence or two. `done`: these took effect. `would`: of a preview. `waits`: these took effect, and
 * something of the file waits for an owner. `others`: whom the file graduates or moves up as well.
 */
export function rolloverText(locale: Locale, mood: RolloverMood, people: People, others: People): string {
  return TEXTS[locale][mood](people, others);
}

const TEXTS: Record<Locale, Record<RolloverMood, (people: People, others: People) => string>> = {
  en: {
    done: (people, { graduates }) =>
      `New school year: ${enDone(people)}.${graduates === 0 ? '' : ` ${enGraduates(graduates)} no longer in the file ${graduates === 1 ? 'was' : 'were'} not archived by it.`}`,
    would: ({ graduates, movedUp }) => `New school year: ${enGraduates(graduates)} would be archived, ${enStudents(movedUp)} would move up.`,
    waits: (people, others) =>
      `New school year: ${enDone(people)} so far. Not done yet: ${enGraduates(others.graduates)} to archive, ${enStudents(others.movedUp)} to move up.`,
  },
  'fr-CA': {
    done: (people, { graduates }) =>
      `Nouvelle année scolaire\u00a0: ${frDone(people)}.${graduates === 0 ? '' : ` Ce fichier n’a pas archivé ${frGraduates(graduates)} qui n’y ${graduates < 2 ? 'figure' : 'figurent'} plus.`}`,
    would: ({ graduates, movedUp }) =>
      `Nouvelle année scolaire\u00a0: ${frGraduates(graduates)} ${graduates < 2 ? 'serait archivé' : 'seraient archivés'}, ${frStudents(movedUp)} ${movedUp < 2 ? 'monterait' : 'monteraient'} d’un niveau.`,
    waits: (people, others) =>
      `Nouvelle année scolaire\u00a0: jusqu’ici, ${frDone(people)}. Reste à faire\u00a0: archiver ${frGraduates(others.graduates)}, faire monter ${frStudents(others.movedUp)} d’un niveau.`,
  },
};

function enDone({ graduates, movedUp }: People): string {
  return `${enGraduates(graduates)} archived, ${number('en', movedUp)} moved up`;
}

function enGraduates(people: number): string {
  return `${number('en', people)} ${people === 1 ? 'graduate' : 'graduates'}`;
}

function enStudents(people: number): string {
  return `${number('en', people)} ${people === 1 ? 'student' : 'students'}`;
}

function frDone({ graduates, movedUp }: People): string {
  return `${frGraduates(graduates)} ${graduates < 2 ? 'archivé' : 'archivés'}, ${frStudents(movedUp)} ${movedUp < 2 ? 'monté' : 'montés'} d’un niveau`;
}

function frGraduates(people: number): string {
  return `${number('fr-CA', people)} ${people < 2 ? 'finissant' : 'finissants'}`;
}

function frStudents(people: number): string {
  return `${number('fr-CA', people)} ${people < 2 ? 'élève' : 'élèves'}`;
}

function number(locale: Locale, people: number): string {
  return new Intl.NumberFormat(locale).format(people);
}
