import type { Format } from '../report/format.js';

/** What is said of a whole week: its nights and its files. */
export type WeekTexts = {
  weeklySubject(school: string, week: string, outcome: string): string;
  weeklyTitle(week: string): string;
  allIsWell: string;
  filesWait(n: number): string;
  nightsWithoutFile(n: number, of: number): string;
  filesUnusable(n: number): string;
  weeklyLead(week: { nightsWithFile: number; nightsWithout: number; waiting: number; unusable: number; isWell: boolean }): string;
  whatTheWeekDid: string;
  noOneChanged: string;
  nightsTitle: string;
  nightsWithFile(n: number): string;
  nightWithoutFile(date: string): string;
  nightsNotClosed(n: number): string;
  nightsWithLeftOut(n: number): string;
  nightsWithRemarks(n: number): string;
  filesOfWeek(n: number): string;
  filesHeld(n: number): string;
  filesRejected(n: number): string;
  filesFailed(n: number): string;
  filesDiscarded(n: number): string;
  filesUndone(n: number): string;
  whyThisSummary: string;
};

export function weekTexts(format: Format): WeekTexts {
  switch (format.locale) {
    case 'en':
      return english(format);
    case 'fr-CA':
      return canadianFrench(format);
  }
}

function english(f: Format): WeekTexts {
  return {
    weeklySubject: (school, week, outcome) => `${school}: ${outcome} — Weekly summary, ${week}`,
    weeklyTitle: (week) => `Weekly summary, ${week}`,
    allIsWell: 'all is well',
    filesWait: (n) => f.count(n, { one: '# file waits for an owner', other: '# files wait for an owner' }),
    nightsWithoutFile: (n, of) => `no file on ${f.number(n)} of ${f.count(of, { one: '# night', other: '# nights' })}`,
    filesUnusable: (n) => f.count(n, { one: '# file could not be used', other: '# files could not be used' }),
    weeklyLead: ({ nightsWithFile, nightsWithout, waiting, unusable, isWell }) =>
      [
        nightsWithFile === 0 ? 'No file came.' : f.count(nightsWithFile, { one: 'A file came on # night.', other: 'Files came on # nights.' }),
        ...(nightsWithout === 0
          ? []
          : [
              f.count(nightsWithout, {
                one: 'On # night, none came although one was expected.',
                other: 'On # nights, none came although one was expected.',
              }),
            ]),
        ...(unusable === 0 ? [] : [f.count(unusable, { one: '# file could not be used.', other: '# files could not be used.' })]),
        ...(waiting === 0 ? [] : [f.count(waiting, { one: '# file waits for an owner.', other: '# files wait for an owner.' })]),
        ...(isWell ? ['All is well.'] : []),
      ].join(' '),
    whatTheWeekDid: 'What the files of the week did, per category',
    noOneChanged: 'The files of the week changed no one.',
    nightsTitle: 'Nights and files',
    nightsWithFile: (n) => f.count(n, { one: '# night with a file', other: '# nights with a file' }),
    nightWithoutFile: (date) => `${date}: no file, although one was expected`,
    nightsNotClosed: (n) =>
      f.count(n, {
        one: '# night was not closed, because Rollcall was down; what came then is told of in the next one',
        other: '# nights were not closed, because Rollcall was down; what came then is told of in the next ones',
      }),
    nightsWithLeftOut: (n) => f.count(n, { one: 'on # night, rows were left out', other: 'on # nights, rows were left out' }),
    nightsWithRemarks: (n) => f.count(n, { one: 'on # night, there were remarks', other: 'on # nights, there were remarks' }),
    filesOfWeek: (n) => f.count(n, { one: '# file received', other: '# files received' }),
    filesHeld: (n) => f.count(n, { one: '# file had changes that were held for approval', other: '# files had changes that were held for approval' }),
    filesRejected: (n) => f.count(n, { one: '# file rejected', other: '# files rejected' }),
    filesFailed: (n) => f.count(n, { one: '# sync failed', other: '# syncs failed' }),
    filesDiscarded: (n) => f.count(n, { one: 'held changes of # file discarded', other: 'held changes of # files discarded' }),
    filesUndone: (n) => f.count(n, { one: '# sync undone', other: '# syncs undone' }),
    whyThisSummary: 'The weekly summary can be switched off on the Rostering tab.',
  };
}

function canadianFrench(f: Format): WeekTexts {
  return {
    weeklySubject: (school, week, outcome) => `${school}\u00a0: ${outcome} — Résumé de la semaine, ${week}`,
    weeklyTitle: (week) => `Résumé de la semaine, ${week}`,
    allIsWell: 'tout va bien',
    filesWait: (n) =>
      f.count(n, { one: '# fichier attend la décision d’un propriétaire', other: '# fichiers attendent la décision d’un propriétaire' }),
    nightsWithoutFile: (n, of) => `aucun fichier ${f.count(n, { one: '# nuit', other: '# nuits' })} sur ${f.number(of)}`,
    filesUnusable: (n) => f.count(n, { one: '# fichier n’a pas pu être utilisé', other: '# fichiers n’ont pas pu être utilisés' }),
    weeklyLead: ({ nightsWithFile, nightsWithout, waiting, unusable, isWell }) =>
      [
        nightsWithFile === 0
          ? 'Aucun fichier n’est arrivé.'
          : f.count(nightsWithFile, { one: '# nuit avec un fichier.', other: '# nuits avec un fichier.' }),
        ...(nightsWithout === 0
          ? []
          : [f.count(nightsWithout, { one: '# nuit sans le fichier attendu.', other: '# nuits sans le fichier attendu.' })]),
        ...(unusable === 0
          ? []
          : [f.count(unusable, { one: '# fichier n’a pas pu être utilisé.', other: '# fichiers n’ont pas pu être utilisés.' })]),
        ...(waiting === 0
          ? []
          : [
              f.count(waiting, {
                one: '# fichier attend la décision d’un propriétaire.',
                other: '# fichiers attendent la décision d’un propriétaire.',
              }),
            ]),
        ...(isWell ? ['Tout va bien.'] : []),
      ].join(' '),
    whatTheWeekDid: 'Ce que les fichiers de la semaine ont fait, par catégorie',
    noOneChanged: 'Les fichiers de la semaine n’ont changé personne.',
    nightsTitle: 'Nuits et fichiers',
    nightsWithFile: (n) => f.count(n, { one: '# nuit avec un fichier', other: '# nuits avec un fichier' }),
    nightWithoutFile: (date) => `${date}\u00a0: aucun fichier, alors qu’un fichier était attendu`,
    nightsNotClosed: (n) =>
      f.count(n, {
        one: '# nuit n’a pas été traitée, parce que Rollcall était arrêté; ce qui est arrivé figure à la nuit suivante',
        other: '# nuits n’ont pas été traitées, parce que Rollcall était arrêté; ce qui est arrivé figure aux nuits suivantes',
      }),
    nightsWithLeftOut: (n) => f.count(n, { one: '# nuit avec des lignes laissées de côté', other: '# nuits avec des lignes laissées de côté' }),
    nightsWithRemarks: (n) => f.count(n, { one: '# nuit avec des remarques', other: '# nuits avec des remarques' }),
    filesOfWeek: (n) => f.count(n, { one: '# fichier reçu', other: '# fichiers reçus' }),
    filesHeld: (n) =>
      f.count(n, {
        one: '# fichier avec des changements retenus pour approbation',
        other: '# fichiers avec des changements retenus pour approbation',
      }),
    filesRejected: (n) => f.count(n, { one: '# fichier rejeté', other: '# fichiers rejetés' }),
    filesFailed: (n) => f.count(n, { one: '# synchronisation en échec', other: '# synchronisations en échec' }),
    filesDiscarded: (n) => f.count(n, { one: 'changements retenus de # fichier écartés', other: 'changements retenus de # fichiers écartés' }),
    filesUndone: (n) => f.count(n, { one: '# synchronisation annulée', other: '# synchronisations annulées' }),
    whyThisSummary: 'Le résumé de la semaine peut être désactivé à l’onglet Listes automatiques.',
  };
}
