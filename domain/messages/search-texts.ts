import type { Locale } from '../locale.js';
import type { LeftOutRule } from '../reading/types.js';
import { createFormat } from '../report/format.js';
import type { ChangeKind } from '../sync.js';

/** What a search says of one person, row or held change. `name`: of a person; null where the row does not tell. Instants are ISO 8601. */
export type SearchFact =
  | { kind: 'added'; name: string; at: string; fileName: string; line: number }
  | { kind: 'active'; name: string; at: string }
  | { kind: 'restored'; name: string; at: string; fileName: string }
  | { kind: 'restored_by_hand'; name: string; at: string; by: string | null }
  | { kind: 'archived'; name: string; at: string; fileName: string }
  | { kind: 'archived_by_hand'; name: string; at: string; by: string | null }
  | { kind: 'archived_otherwise'; name: string; at: string | null }
  /** Of an active person. `day`: local, `YYYY-MM-DD`. */
  | { kind: 'absent'; day: string; fileName: string; number: number; of: number }
  | { kind: 'held'; name: string; fileName: string; at: string; line: number | null; change: ChangeKind }
  | { kind: 'left_out'; name: string | null; fileName: string; at: string; line: number }
  | { kind: 'left_out_by_rule'; name: string | null; fileName: string; at: string; line: number; rule: LeftOutRule }
  | { kind: 'in_file'; name: string; fileName: string; at: string; line: number }
  /** `status`: what became of the file, in words. */
  | { kind: 'not_applied'; status: string }
  | { kind: 'agrees' };

/** What is said of the search as a whole. */
export type SearchNote =
  | { kind: 'no_person' }
  | { kind: 'more_people'; shown: number }
  | { kind: 'more_rows'; shown: number }
  | { kind: 'no_file'; days: number }
  | { kind: 'searched'; files: number; days: number; found: boolean }
  | { kind: 'not_searched'; files: number }
  | { kind: 'rejected'; fileName: string; at: string };

/** The sentence for one fact, in the reader's language; dates are those of the school. */
export function searchText(locale: Locale, timeZone: string, fact: SearchFact): string {
  const format = createFormat(locale, timeZone);
  switch (locale) {
    case 'en':
      return english(format, fact);
    case 'fr-CA':
      return french(format, fact);
  }
}

type Format = ReturnType<typeof createFormat>;

function english(format: Format, fact: SearchFact): string {
  switch (fact.kind) {
    case 'added':
      return `${fact.name} is active: added on ${format.instant(fact.at)} by line ${fact.line} of ${fact.fileName}.`;
    case 'active':
      return `${fact.name} has been active since ${format.instant(fact.at)}.`;
    case 'restored':
      return `${fact.name} is active: restored on ${format.instant(fact.at)} by the sync of ${fact.fileName}.`;
    case 'restored_by_hand':
      return `${fact.name} is active: restored by hand on ${format.instant(fact.at)}${fact.by === null ? '' : ` by ${fact.by}`}.`;
    case 'archived':
      return `${fact.name} was archived on ${format.instant(fact.at)} by the sync of ${fact.fileName}.`;
    case 'archived_by_hand':
      return `${fact.name} was archived by hand on ${format.instant(fact.at)}${fact.by === null ? '' : ` by ${fact.by}`}.`;
    case 'archived_otherwise':
      return fact.at === null ? `${fact.name} is archived.` : `${fact.name} has been archived since ${format.instant(fact.at)}.`;
    case 'absent':
      return `Missing from ${fact.fileName} on ${format.date(fact.day)}: absence ${fact.number} of ${fact.of}.`;
    case 'held': {
      const where = fact.line === null ? fact.fileName : `line ${fact.line} of ${fact.fileName}`;
      const what = { ADD: 'add', UPDATE: 'update', ARCHIVE: 'archive', RESTORE: 'restore' }[fact.change];
      return `${fact.name} is held for approval: ${where}, received on ${format.instant(fact.at)}, would ${what} this person.`;
    }
    case 'left_out':
      return `${rowInEnglish(format, fact)}, but that row was left out.`;
    case 'left_out_by_rule': {
      const why: Record<LeftOutRule, string> = {
        gone: 'the file marks this person as gone',
        not_yet: 'the file says that this person is not here yet',
        left_out: 'your school wants rows with its words left out',
        commented_out: 'a sign such as # stands in front of it',
        vacant: 'a vacancy, a test account or the like stands where a name belongs',
        not_rostered: 'it is about a parent or guardian',
        other_school: 'its school column names another school',
      };
      return `${rowInEnglish(format, fact)}, but that row was left out: ${why[fact.rule]}.`;
    }
    case 'in_file':
      return `${rowInEnglish(format, fact)}.`;
    case 'not_applied':
      return `The row was not applied: ${fact.status}.`;
    case 'agrees':
      return 'Nothing in that row had to be changed.';
  }
}

function rowInEnglish(format: Format, { name, fileName, at, line }: { name: string | null; fileName: string; at: string; line: number }): string {
  const where = `line ${line} of ${fileName}, received on ${format.instant(at)}`;
  return name === null ? `What you search for is in ${where}` : `${name} is in ${where}`;
}

function french(format: Format, fact: SearchFact): string {
  switch (fact.kind) {
    case 'added':
      return `${fact.name}\u00a0: personne active, ajoutée le ${format.instant(fact.at)} par la ligne ${fact.line} de ${fact.fileName}.`;
    case 'active':
      return `${fact.name}\u00a0: personne active depuis le ${format.instant(fact.at)}.`;
    case 'restored':
      return `${fact.name}\u00a0: personne active, rétablie le ${format.instant(fact.at)} par la synchronisation de ${fact.fileName}.`;
    case 'restored_by_hand':
      return `${fact.name}\u00a0: personne active, rétablie à la main le ${format.instant(fact.at)}${fact.by === null ? '' : ` par ${fact.by}`}.`;
    case 'archived':
      return `${fact.name}\u00a0: personne archivée le ${format.instant(fact.at)} par la synchronisation de ${fact.fileName}.`;
    case 'archived_by_hand':
      return `${fact.name}\u00a0: personne archivée à la main le ${format.instant(fact.at)}${fact.by === null ? '' : ` par ${fact.by}`}.`;
    case 'archived_otherwise':
      return fact.at === null
        ? `${fact.name}\u00a0: personne archivée.`
        : `${fact.name}\u00a0: personne archivée depuis le ${format.instant(fact.at)}.`;
    case 'absent':
      return `Cette personne n’est pas dans ${fact.fileName}, le ${format.date(fact.day)}\u00a0: absence ${fact.number} de ${fact.of}.`;
    case 'held': {
      const where = fact.line === null ? fact.fileName : `ligne ${fact.line} de ${fact.fileName}`;
      const what = { ADD: 'ajouterait', UPDATE: 'mettrait à jour', ARCHIVE: 'archiverait', RESTORE: 'rétablirait' }[fact.change];
      return `${fact.name}\u00a0: changement retenu pour approbation. Approuvé, il ${what} cette personne (${where}, fichier reçu le ${format.instant(fact.at)}).`;
    }
    case 'left_out':
      return `${rowInFrench(format, fact)}, mais cette ligne a été laissée de côté.`;
    case 'left_out_by_rule': {
      const why: Record<LeftOutRule, string> = {
        gone: 'le fichier marque cette personne comme partie',
        not_yet: 'selon le fichier, cette personne n’est pas encore arrivée',
        left_out: 'votre école veut que les lignes contenant ces mots soient laissées de côté',
        commented_out: 'un signe tel que # la précède',
        vacant: 'un poste vacant, un compte de test ou quelque chose de semblable y figure à la place d’un nom',
        not_rostered: 'elle concerne un parent ou un tuteur',
        other_school: 'sa colonne de l’école nomme une autre école',
      };
      return `${rowInFrench(format, fact)}, mais cette ligne a été laissée de côté\u00a0: ${why[fact.rule]}.`;
    }
    case 'in_file':
      return `${rowInFrench(format, fact)}.`;
    case 'not_applied':
      return `La ligne n’a pas été appliquée\u00a0: ${fact.status}.`;
    case 'agrees':
      return 'Rien dans cette ligne n’exigeait de changement.';
  }
}

function rowInFrench(format: Format, { name, fileName, at, line }: { name: string | null; fileName: string; at: string; line: number }): string {
  const where = `à la ligne ${line} de ${fileName}, reçu le ${format.instant(at)}`;
  return name === null ? `Ce que vous cherchez figure ${where}` : `${name} figure ${where}`;
}

/** The sentence about the search as a whole, in the reader's language. */
export function searchNoteText(locale: Locale, timeZone: string, note: SearchNote): string {
  const format = createFormat(locale, timeZone);
  const english = locale === 'en';
  switch (note.kind) {
    case 'no_person':
      return english ? 'Nobody in People Manager matches.' : 'Personne ne correspond dans Gestion des personnes.';
    case 'more_people':
      return english
        ? `Only the first ${note.shown} people are shown. Add a first name or a number.`
        : `Seules les ${note.shown} premières personnes sont affichées. Ajoutez un prénom ou un numéro.`;
    case 'more_rows':
      return english
        ? `Only the first ${note.shown} rows are shown. Add a first name or a number.`
        : `Seules les ${note.shown} premières lignes sont affichées. Ajoutez un prénom ou un numéro.`;
    case 'no_file':
      return english
        ? `No file was received within the last ${note.days} days.`
        : `Aucun fichier n’a été reçu au cours des ${note.days} derniers jours.`;
    case 'searched': {
      const files = format.count(note.files, english ? { one: '# file', other: '# files' } : { one: '# fichier', other: '# fichiers' });
      if (english)
        return note.found
          ? `${files} of the last ${note.days} days searched. A file that came several times counts once.`
          : `No row matches in the files of the last ${note.days} days (${files} searched; one that came several times counts once).`;
      return note.found
        ? `Recherche faite dans ${files} des ${note.days} derniers jours. Un fichier reçu plusieurs fois compte une fois.`
        : `Aucune ligne ne correspond dans les fichiers des ${note.days} derniers jours (recherche faite dans ${files}; un fichier reçu plusieurs fois compte une fois).`;
    }
    case 'not_searched':
      return english
        ? `Not searched: ${format.count(note.files, { one: '# file that is older, too large or no longer kept', other: '# files that are older, too large or no longer kept' })}.`
        : `Sans recherche\u00a0: ${format.count(note.files, { one: '# fichier plus ancien, trop gros ou qui n’est plus conservé', other: '# fichiers plus anciens, trop gros ou qui ne sont plus conservés' })}.`;
    case 'rejected':
      return english
        ? `${note.fileName}, received on ${format.instant(note.at)}, was rejected, so nobody in it was added or changed.`
        : `${note.fileName}, reçu le ${format.instant(note.at)}, a été rejeté\u00a0: personne n’y a été ajouté ni modifié.`;
  }
}
