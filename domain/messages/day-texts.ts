import type { Format } from '../report/format.js';

/** What is said of a whole day: its files, and what was expected. */
export type DayTexts = {
  noFile: string;
  noFileBecause(cause: string): string;
  dailyLead(day: { files: number; unusable: number; held: number; leftOut: number; remarks: number; isWell: boolean }): string;
  nothingArrived: { expected: string; unexpected: string };
  causeTitle: string;
  filesOfTheDay: string;
  outcome: string;
  heldTitle: string;
  heldSince(fileName: string, when: string, people: number): string;
  stillOpen(n: number): string;
  window(from: string, until: string): string;
};

export function dayTexts(format: Format): DayTexts {
  switch (format.locale) {
    case 'en':
      return english(format);
    case 'fr-CA':
      return canadianFrench(format);
  }
}

function english(f: Format): DayTexts {
  return {
    noFile: 'no file arrived',
    noFileBecause: (cause) => `no file arrived (${cause})`,
    dailyLead: ({ files, unusable, held, leftOut, remarks, isWell }) =>
      [
        f.count(files, { one: '# file arrived.', other: '# files arrived.' }),
        ...(unusable === 0 ? [] : [f.count(unusable, { one: '# could not be used.', other: '# could not be used.' })]),
        ...(held === 0 ? [] : [f.count(held, { one: '# waits for an owner.', other: '# wait for an owner.' })]),
        ...(leftOut === 0 ? [] : [f.count(leftOut, { one: '# row was left out.', other: '# rows were left out.' })]),
        ...(remarks === 0 ? [] : [f.count(remarks, { one: 'There is # remark.', other: 'There are # remarks.' })]),
        ...(isWell ? ['All is well.'] : []),
      ].join(' '),
    nothingArrived: {
      expected: 'No file arrived, although one was expected.',
      unexpected: 'No file arrived; none was expected on this day.',
    },
    causeTitle: 'The likely cause',
    filesOfTheDay: 'Files',
    outcome: 'Outcome',
    heldTitle: 'Still waiting for an owner',
    heldSince: (fileName, when, people) => `${fileName}, received ${when}: ${f.count(people, { one: '# change waits', other: '# changes wait' })}.`,
    stillOpen: (n) => f.count(n, { one: '# file is still being worked on.', other: '# files are still being worked on.' }),
    window: (from, until) => `From ${from} to ${until}.`,
  };
}

function canadianFrench(f: Format): DayTexts {
  return {
    noFile: 'aucun fichier reçu',
    noFileBecause: (cause) => `aucun fichier reçu (${cause})`,
    dailyLead: ({ files, unusable, held, leftOut, remarks, isWell }) =>
      [
        f.count(files, { one: '# fichier est arrivé.', other: '# fichiers sont arrivés.' }),
        ...(unusable === 0 ? [] : [f.count(unusable, { one: '# n’a pas pu être utilisé.', other: '# n’ont pas pu être utilisés.' })]),
        ...(held === 0
          ? []
          : [f.count(held, { one: '# attend la décision d’un propriétaire.', other: '# attendent la décision d’un propriétaire.' })]),
        ...(leftOut === 0 ? [] : [f.count(leftOut, { one: '# ligne a été laissée de côté.', other: '# lignes ont été laissées de côté.' })]),
        ...(remarks === 0 ? [] : [f.count(remarks, { one: 'Il y a # remarque.', other: 'Il y a # remarques.' })]),
        ...(isWell ? ['Tout va bien.'] : []),
      ].join(' '),
    nothingArrived: {
      expected: 'Aucun fichier n’est arrivé, alors qu’un fichier était attendu.',
      unexpected: 'Aucun fichier n’est arrivé; aucun n’était attendu ce jour-là.',
    },
    causeTitle: 'La cause probable',
    filesOfTheDay: 'Fichiers',
    outcome: 'Résultat',
    heldTitle: 'En attente de la décision d’un propriétaire',
    heldSince: (fileName, when, people) =>
      `${fileName}, reçu le ${when} : ${f.count(people, { one: '# changement attend', other: '# changements attendent' })}.`,
    stillOpen: (n) => f.count(n, { one: '# fichier est encore en traitement.', other: '# fichiers sont encore en traitement.' }),
    window: (from, until) => `Du ${from} au ${until}.`,
  };
}
