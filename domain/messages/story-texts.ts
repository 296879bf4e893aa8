import type { Locale } from '../locale.js';
import { createFormat } from '../report/format.js';
import type { ChangeOutcome, EditKind } from '../story.js';
import type { ChangeKind } from '../sync.js';

/** What one entry of a person's story says. File names are the school's own; no value of a person is in it. */
export type StoryEvent =
  | { kind: 'CHANGE'; change: ChangeKind; outcome: ChangeOutcome; fileName: string; line: number | null }
  /** `made`: the held change was carried out. SUPERSEDED: a newer file came before an owner decided. */
  | { kind: 'DECISION'; decision: 'APPROVED' | 'DISCARDED' | 'SUPERSEDED' | 'CANCELLED'; made: boolean; fileName: string }
  | { kind: 'UNDO'; undone: boolean; fileName: string }
  | { kind: 'EDIT'; edit: EditKind }
  /** `day` is a local date, `YYYY-MM-DD`. */
  | { kind: 'ABSENCE'; fileName: string; day: string; number: number; of: number };

/** The sentence for one entry, in the reader's language. */
export function storyText(locale: Locale, event: StoryEvent): string {
  const texts = TEXTS[locale];
  switch (event.kind) {
    case 'CHANGE':
      return texts.change[event.outcome](texts.words[event.change], texts.place(event.fileName, event.line));
    case 'DECISION':
      if (event.decision === 'APPROVED' && !event.made) return texts.approvedInVain(event.fileName);
      return texts.decision[event.decision](event.fileName);
    case 'UNDO':
      return event.undone ? texts.undone(event.fileName) : texts.notUndone(event.fileName);
    case 'EDIT':
      return texts.edit[event.edit];
    case 'ABSENCE':
      return texts.absent(event.fileName, createFormat(locale, 'UTC').date(event.day), event.number, event.of);
  }
}

type Words = { done: string; would: string; toDo: string; none: string };
type Texts = {
  words: Record<ChangeKind, Words>;
  place(fileName: string, line: number | null): string;
  change: Record<ChangeOutcome, (words: Words, place: string) => string>;
  decision: Record<'APPROVED' | 'DISCARDED' | 'SUPERSEDED' | 'CANCELLED', (fileName: string) => string>;
  approvedInVain(fileName: string): string;
  undone(fileName: string): string;
  notUndone(fileName: string): string;
  edit: Record<EditKind, string>;
  absent(fileName: string, day: string, number: number, of: number): string;
};

const EN: Texts = {
  words: {
    ADD: { done: 'Added by', would: 'add', toDo: 'add', none: 'Not added by' },
    UPDATE: { done: 'Updated by', would: 'update', toDo: 'update', none: 'Not updated by' },
    ARCHIVE: { done: 'Archived by', would: 'archive', toDo: 'archive', none: 'Not archived by' },
    RESTORE: { done: 'Restored by', would: 'restore', toDo: 'restore', none: 'Not restored by' },
  },
  place: (fileName, line) => (line === null ? fileName : `${fileName} (line ${line})`),
  change: {
    made: ({ done }, place) => `${done} ${place}.`,
    not_made: ({ none }, place) => `${none} ${place}.`,
    held: ({ would }, place) => `Held for approval: ${place} would ${would} this person.`,
    was_held: ({ would }, place) => `${place} would ${would} this person; that was held for approval.`,
    under_way: ({ toDo }, place) => `${place} is about to ${toDo} this person.`,
    not_reached: ({ toDo }, place) => `${place} was to ${toDo} this person, but its sync ended before it changed anybody.`,
  },
  decision: {
    APPROVED: (fileName) => `Approved: the held change of ${fileName} was made.`,
    DISCARDED: (fileName) => `Discarded: the held change of ${fileName} was not made.`,
    SUPERSEDED: (fileName) => `Superseded by a newer file: the held change of ${fileName} was not made.`,
    CANCELLED: (fileName) => `The sync of ${fileName} was cancelled: its held change was not made.`,
  },
  approvedInVain: (fileName) => `Approved, but the held change of ${fileName} no longer fitted this person and was not made.`,
  undone: (fileName) => `The sync of ${fileName} was undone, and with it the change of this person.`,
  notUndone: (fileName) => `The sync of ${fileName} was undone, except for its change of this person.`,
  edit: {
    changed: 'Changed by hand in People Manager.',
    archived: 'Archived by hand in People Manager.',
    restored: 'Restored by hand in People Manager.',
    released: 'Number and e-mail address released by hand in People Manager.',
  },
  absent: (fileName, day, number, of) => `Not in ${fileName} on ${day}: absence ${number} of ${of}.`,
};

const FR: Texts = {
  words: {
    ADD: { done: 'Ajout par', would: 'ajouterait', toDo: 'ajouter', none: 'Aucun ajout par' },
    UPDATE: { done: 'Mise à jour par', would: 'mettrait à jour', toDo: 'mettre à jour', none: 'Aucune mise à jour par' },
    ARCHIVE: { done: 'Archivage par', would: 'archiverait', toDo: 'archiver', none: 'Aucun archivage par' },
    RESTORE: { done: 'Rétablissement par', would: 'rétablirait', toDo: 'rétablir', none: 'Aucun rétablissement par' },
  },
  place: (fileName, line) => (line === null ? fileName : `${fileName} (ligne ${line})`),
  change: {
    made: ({ done }, place) => `${done} ${place}.`,
    not_made: ({ none }, place) => `${none} ${place}.`,
    held: ({ would }, place) => `Retenu pour approbation\u00a0: ${place} ${would} cette personne.`,
    was_held: ({ would }, place) => `${place} ${would} cette personne; c’était retenu pour approbation.`,
    under_way: ({ toDo }, place) => `${place} est sur le point de ${toDo} cette personne.`,
    not_reached: ({ toDo }, place) =>
      `${place} devait ${toDo} cette personne, mais sa synchronisation s’est terminée avant de modifier qui que ce soit.`,
  },
  decision: {
    APPROVED: (fileName) => `Approuvé\u00a0: le changement retenu de ${fileName} a été fait.`,
    DISCARDED: (fileName) => `Écarté\u00a0: le changement retenu de ${fileName} n’a pas été fait.`,
    SUPERSEDED: (fileName) => `Remplacé par un fichier plus récent\u00a0: le changement retenu de ${fileName} n’a pas été fait.`,
    CANCELLED: (fileName) => `La synchronisation de ${fileName} a été interrompue\u00a0: son changement retenu n’a pas été fait.`,
  },
  approvedInVain: (fileName) => `Approuvé, mais le changement retenu de ${fileName} ne convenait plus à cette personne et n’a pas été fait.`,
  undone: (fileName) => `La synchronisation de ${fileName} a été annulée, et avec elle le changement de cette personne.`,
  notUndone: (fileName) => `La synchronisation de ${fileName} a été annulée, sauf son changement de cette personne.`,
  edit: {
    changed: 'Modification à la main dans Gestion des personnes.',
    archived: 'Archivage à la main dans Gestion des personnes.',
    restored: 'Rétablissement à la main dans Gestion des personnes.',
    released: 'Numéro et adresse courriel libérés à la main dans Gestion des personnes.',
  },
  absent: (fileName, day, number, of) => `Cette personne n’est pas dans ${fileName}, le ${day}\u00a0: absence ${number} de ${of}.`,
};

const TEXTS: Record<Locale, Texts> = { en: EN, 'fr-CA': FR };
