import type { NightTexts } from './night-en.js';

const number = new Intl.NumberFormat('fr-CA');

/** The French texts about the last nights and the next. */
export const nightFrCa: NightTexts = {
  strip: 'Les dernières nuits',
  night: (date, outcome) => `${date}\u00a0: ${outcome}`,
  nightOf: (date) => `Nuit du ${date}`,
  tonight: {
    title: 'Cette nuit\u00a0:',
    usual: (from, to) => `Un fichier arrive d’habitude entre ${from.replace(':', '\u00a0h\u00a0')} et ${to.replace(':', '\u00a0h\u00a0')}`,
    changes: (from, to) =>
      from === to ? `puis ${number.format(to)} changement${to < 2 ? '' : 's'}` : `puis de ${number.format(from)} à ${number.format(to)} changements`,
    expected: 'Un fichier est attendu',
    watched: 'Vous êtes avisé s’il n’arrive pas.',
    watchedByAll: 'S’il n’arrive pas, ce sera la deuxième fois\u00a0: les autres propriétaires et les gestionnaires du district seront avisés aussi.',
    notExpected: 'Aucun fichier n’est attendu cette nuit.',
  },
};
