import type { Format } from '../report/format.js';

/** What Owners and District Managers who are no recipients are told of a matter that is open on the second day. */
export type EscalationTexts = {
  escalationTitle: string;
  heldSubject(school: string, changes: number): string;
  heldVerdict(fileName: string, since: string, changes: number): string;
  silenceSubject(school: string, nights: number, cause: string | null): string;
  silenceVerdict(nights: number, since: string): string;
  /** Who gets it and how often. */
  whyThisReminder(school: string): string;
};

export function escalationTexts(format: Format): EscalationTexts {
  switch (format.locale) {
    case 'en':
      return english(format);
    case 'fr-CA':
      return canadianFrench(format);
  }
}

function english(f: Format): EscalationTexts {
  return {
    escalationTitle: 'Reminder: open on the second day',
    heldSubject: (school, changes) =>
      `${school}: ${f.count(changes, { one: '# change still waits', other: '# changes still wait' })} for an owner — Reminder`,
    heldVerdict: (fileName, since, changes) =>
      `${f.count(changes, { one: '# change', other: '# changes' })} of ${fileName}, received ${since}, still ${changes === 1 ? 'waits' : 'wait'} for an owner. Nothing of them is applied until somebody approves or discards them.`,
    silenceSubject: (school, nights, cause) =>
      `${school}: no file for ${f.count(nights, { one: '# night', other: '# nights' })}${cause === null ? '' : ` (${cause})`} — Reminder`,
    silenceVerdict: (nights, since) =>
      `No file has come since ${since}: ${f.count(nights, { one: '# night', other: '# nights' })} on which one was expected.`,
    whyThisReminder: (school) =>
      `You get this mail because you are an Owner or District Manager of ${school}, and not one of the recipients, who were told before. It is sent once about each matter.`,
  };
}

function canadianFrench(f: Format): EscalationTexts {
  return {
    escalationTitle: 'Rappel\u00a0: toujours en suspens le deuxième jour',
    heldSubject: (school, changes) =>
      `${school}\u00a0: ${f.count(changes, { one: '# changement attend toujours', other: '# changements attendent toujours' })} la décision d’un propriétaire — Rappel`,
    heldVerdict: (fileName, since, changes) =>
      `${f.count(changes, { one: '# changement', other: '# changements' })} de ${fileName}, reçu le ${since}, ${changes < 2 ? 'attend toujours' : 'attendent toujours'} la décision d’un propriétaire. Rien n’en est appliqué tant que personne n’approuve ou n’écarte ce qui est retenu.`,
    silenceSubject: (school, nights, cause) =>
      `${school}\u00a0: aucun fichier depuis ${f.count(nights, { one: '# nuit', other: '# nuits' })}${cause === null ? '' : ` (${cause})`} — Rappel`,
    silenceVerdict: (nights, since) =>
      `Aucun fichier n’est arrivé depuis le ${since}\u00a0: ${f.count(nights, { one: '# nuit', other: '# nuits' })} où un fichier était attendu.`,
    whyThisReminder: (school) =>
      `${school}\u00a0: vous recevez ce courriel parce que vous êtes propriétaire ou gestionnaire du district sans figurer parmi les destinataires, qui ont été avisés avant. Il est envoyé une seule fois pour chaque cas.`,
  };
}
