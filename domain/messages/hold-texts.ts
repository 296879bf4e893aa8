import type { Locale } from '../locale.js';
import { HELD_BY } from '../plan/held-by.js';
import type { ProblemParams } from '../problem.js';
import type { Reader } from '../reader.js';
import type { ChangeKind, HoldReason } from '../sync.js';
import type { SyncStatus } from '../sync-status.js';
import { CATEGORY_NAMES } from './category-names.js';
import { shapeText } from './shape-texts.js';

/** `waits`: an owner is to decide now. `would_wait`: of a preview. `waited`: it is settled. */
export type HoldMood = 'waits' | 'would_wait' | 'waited';

/** How the reasons of a hold are told of a sync with this status; null: not at all, because nothing waits for an owner, or ever did. */
export function holdMood({ status, applied }: { status: SyncStatus; applied: boolean }): HoldMood | null {
  switch (status) {
    case 'HELD':
      return 'waits';
    case 'PREVIEWED':
      return 'would_wait';
    case 'APPLIED':
    case 'DISCARDED':
    case 'UNDONE':
      return 'waited';
    case 'FAILED':
    case 'SUPERSEDED':
    case 'CANCELLED':
      return applied ? 'waited' : null;
    case 'RECEIVED':
    case 'STAGING':
    case 'PLANNING':
    case 'APPLYING':
    case 'UNCHANGED':
    case 'REJECTED':
    case 'DISABLED':
    case 'PAUSED':
      return null;
  }
}

/** The reason that stands beside changes that Rollcall itself discarded, because they waited for too long. */
export function undecidedText(locale: Locale, days: number): string {
  return locale === 'en'
    ? `No owner decided within ${days} days, so Rollcall discarded what was held.`
    : `Aucun propriétaire n’a décidé en ${days} jours\u00a0: Rollcall a écarté ce qui était retenu.`;
}

/** Why something waits for an owner, and what to look at before approving it, in one or two sentences. */
export function holdText(
  locale: Locale,
  reason: HoldReason,
  { mood = 'waits', reader = 'OWNER' }: { mood?: HoldMood; reader?: Reader } = {},
): string {
  const people = CATEGORY_NAMES[locale][reason.category];
  const wait = (kinds: readonly ChangeKind[]): string => waiting(locale, kinds, mood);
  const { params } = reason;
  const french = locale === 'fr-CA';
  const colon = french ? '\u00a0:' : ':';
  switch (reason.code) {
    case 'archive_guard':
      return french
        ? `${wait(['ARCHIVE'])}\u00a0: ${params['missing']} des ${params['active']} ${people} ne sont pas dans le fichier, soit plus de ${params['archivePercent']}\u00a0% et plus de ${params['archiveCount']} personnes. Vérifiez que le fichier est complet avant d’approuver.`
        : `${wait(['ARCHIVE'])}: ${params['missing']} of ${params['active']} ${people} are not in the file, which is more than ${params['archivePercent']}% and more than ${params['archiveCount']} people. Check that the file is complete before you approve.`;
    case 'cut_last_line':
      return french
        ? `${wait(['ARCHIVE'])}\u00a0: la dernière ligne du fichier semble coupée, donc des personnes peuvent en être absentes (${people} absents du fichier\u00a0: ${params['missing']}). Déposez de nouveau le fichier complet.`
        : `${wait(['ARCHIVE'])}: the last line of the file looks cut off, so people may be missing from it (${people} not in the file: ${params['missing']}). Upload the complete file again.`;
    case 'beginning_of_last_file':
      return french
        ? `${wait(['ARCHIVE'])}\u00a0: le fichier est mot pour mot le début du dernier bon fichier, sans ses ${params['rows']} dernières lignes; sa copie a peut-être été interrompue (${people} absents du fichier\u00a0: ${params['missing']}). Vérifiez que le fichier est complet avant d’approuver, ou déposez-le de nouveau.`
        : `${wait(['ARCHIVE'])}: the file is word for word the beginning of the last good file, without its last ${params['rows']} rows; the copy may have stopped early (${people} not in the file: ${params['missing']}). Check that the file is complete before you approve, or upload it again.`;
    case 'unidentified_rows':
      return french
        ? `${wait(['ARCHIVE'])}\u00a0: on ne reconnaît personne dans certaines lignes erronées du fichier (${params['rows']}); il peut s’agir de personnes qui semblent absentes (${people} absents du fichier\u00a0: ${params['missing']}). Corrigez ces lignes et déposez de nouveau le fichier.`
        : `${wait(['ARCHIVE'])}: some rows with errors do not show which person they are about (${params['rows']}), and they may be people who seem to be missing (${people} not in the file: ${params['missing']}). Correct those rows and upload the file again.`;
    case 'update_guard':
      return french
        ? `${wait(['UPDATE'])}\u00a0: le fichier modifierait ${params['updated']} des ${params['active']} ${people}, soit plus de ${params['updatePercent']}\u00a0%. Vérifiez que c’est le bon fichier et que ses colonnes n’ont pas été interverties.`
        : `${wait(['UPDATE'])}: the file would change ${params['updated']} of ${params['active']} ${people}, which is more than ${params['updatePercent']}%. Check that it is the right file and that its columns are not mixed up.`;
    case 'rollover':
      return `${wait(['ARCHIVE', 'UPDATE'])}${colon} ${newYearText(locale, params)}`;
    case 'privileged_role':
      return french
        ? `Le fichier ferait de certaines personnes des propriétaires ou des gestionnaires (${params['people']}). Un fichier ne le fait jamais de lui-même\u00a0: approuvez seulement si c’est voulu.`
        : `The file would make people Owners or Managers (${params['people']}). A file never does that by itself: approve only if this is intended.`;
    case 'privileged_email':
      return french
        ? `Le fichier donnerait une autre adresse courriel à des propriétaires ou à des gestionnaires (${params['people']}), ce qui pourrait céder leur compte. Approuvez seulement si c’est voulu.`
        : `The file would give Owners or Managers another e-mail address (${params['people']}), which could hand over their accounts. Approve only if this is intended.`;
    case 'identity_change':
      return french
        ? `Des lignes décrivent peut-être quelqu’un d’autre que la personne dont elles portent le numéro ou l’adresse, ou mettent l’adresse des parents ou une adresse privée à la place de celle d’un élève (${params['people']}). Approuvez seulement si c’est bien la même personne. Si le numéro ou l’adresse d’une personne archivée appartient maintenant à quelqu’un d’autre, écartez, puis choisissez «\u00a0Libérer le numéro et l’adresse\u00a0» sur la page de cette personne.`
        : `Some rows may describe a different person from the one whose number or e-mail address they carry, or have the parents’ or a private address in the place of a student’s own (${params['people']}). Approve only if they are the same person. If the number or address of an archived person is somebody else’s now, discard, then choose “Release number and address” on that person’s page.`;
    case 'lost_zeros':
      return french
        ? `Dans des lignes du fichier, le numéro a perdu ses zéros initiaux (${params['people']}). Exportez la colonne comme du texte; approuvez seulement si les numéros ont vraiment changé.`
        : `In some rows, the number has lost its leading zeros (${params['people']}). Export the column as text; approve only if the numbers have really changed.`;
    case 'handed_on':
      return french
        ? `Dans ce fichier, des numéros ou des adresses courriel passent d’une personne à une autre (${params['people']} personnes). Les noms indiquent qui est qui, et le fichier se tient : approuvez si les numéros ou les adresses ont vraiment été changés, et tout se fait en une fois. Si une colonne du fichier a été triée ou décalée par erreur, écartez.`
        : `In this file, numbers or e-mail addresses pass from one person to another (${params['people']} people). The names say who is who, and the file is consistent: approve if numbers or addresses were really changed, and all of it is done at once. If a column of the file was sorted or shifted by mistake, discard.`;
    case 'same_names':
      return french
        ? `Le fichier contient de nouvelles personnes qui portent les noms de personnes qui n’y sont plus (${params['people']}), comme après un changement de SIS : nouveaux numéros et nouvelles adresses. Regardez les paires, puis approuvez « comme les mêmes personnes » (elles gardent leur compte) ou « comme de nouvelles personnes » (les anciennes sont archivées).`
        : `The file has new people with the names of people who are no longer in it (${params['people']}), as after a change of SIS: new numbers and new addresses. Look at the pairs, then approve “as the same people” (they keep their accounts) or “as new people” (the former ones are archived).`;
    case 'unknown_status':
      return `${wait(['ADD', 'RESTORE'])}${colon} ${unknownStatusText(locale, params)}`;
    case 'student_and_adult':
      return french
        ? `Des personnes sont élèves selon la liste des élèves et font partie du personnel selon un autre fichier (${params['people']}). Elles restent ce qu’elles sont. Approuvez seulement si ce fichier a raison; écartez si, par exemple, ce sont des élèves qui aident\u00a0: on ne vous le demandera plus.`
        : `Some people are students according to the list of students, and employees according to another file (${params['people']}). They stay what they are. Approve only if this file is right; discard if they are, for example, students who help out: you will not be asked again.`;
    case 'several_sheets':
    case 'several_schools':
      return `${wait(HELD_BY[reason.code])}${colon} ${questionText(locale, reason.code, params)}`;
    case 'identity_guard':
    case 'number_conflicts':
    case 'blank_column':
    case 'mixed_up_column':
    case 'change_of_category':
    case 'names_lost_letters':
    case 'grade_gone':
    case 'gap_in_list':
    case 'unclear_rollover':
    case 'grades_went_back':
    case 'header_drift':
    case 'unusual_drop':
    case 'old_file':
    case 'unknown_people':
    case 'wrong_school': {
      const { what, remedy } = shapeText(locale, reason.code, params, reason.category, reader);
      return `${wait(HELD_BY[reason.code])}${colon} ${what} ${remedy}`;
    }
  }
}

/** What the school has to say of a file, and where; after the colon. */
function questionText(locale: Locale, code: 'several_sheets' | 'several_schools', params: HoldReason['params']): string {
  switch (locale) {
    case 'en':
      return code === 'several_sheets'
        ? `the workbook has several sheets with people (${params['sheets']}). Say under “Fix it here”, on the page of this sync, which of them are the roster: the file then runs again. Read so far: ${params['read']}. Approve only if these are the right ones.`
        : `the file lists people of ${params['schools']} schools (${params['names']}). Say under “Fix it here”, on the page of this sync, which of them is yours: the file then runs again, and only its rows count. Approve only if all of these people are of your school.`;
    case 'fr-CA':
      return code === 'several_sheets'
        ? `le classeur a plusieurs feuilles qui contiennent des personnes (${params['sheets']}). Indiquez sous «\u00a0Corriger ici\u00a0», à la page de cette synchronisation, lesquelles sont la liste\u00a0: le fichier est alors relancé. Lues pour l’instant\u00a0: ${params['read']}. Approuvez seulement si ce sont les bonnes.`
        : `le fichier contient des personnes de ${params['schools']} écoles (${params['names']}). Indiquez sous «\u00a0Corriger ici\u00a0», à la page de cette synchronisation, laquelle est la vôtre\u00a0: le fichier est alors relancé, et seules ses lignes comptent. Approuvez seulement si toutes ces personnes sont de votre école.`;
  }
}

/** What leaves open whether somebody is there, and the setting that ends it. */
function unknownStatusText(locale: Locale, params: HoldReason['params']): string {
  const { of } = params;
  return of === 'name' || of === 'row' ? unlikePeopleText(locale, of, params) : unknownWordText(locale, params);
}

/** Rows that may be of no person: by what stands in place of a name, or because they are struck out. */
function unlikePeopleText(locale: Locale, of: 'name' | 'row', { word, rows = 0 }: HoldReason['params']): string {
  switch (locale) {
    case 'en':
      return of === 'name'
        ? `“${word}” stands where names stand (rows: ${rows}), as for a position that nobody has, or a test account. Approve only if these are people; otherwise say under “Fix it here”, on the page of this sync, that such rows are left out.`
        : `rows of the workbook are struck out (rows: ${rows}). Say under “Fix it here”, on the page of this sync, what that means: the file then runs again.`;
    case 'fr-CA':
      return of === 'name'
        ? `«\u00a0${word}\u00a0» figure à la place d’un nom (lignes\u00a0: ${rows}), comme pour un poste vacant ou un compte de test. Approuvez seulement s’il s’agit de personnes; sinon, indiquez sous «\u00a0Corriger ici\u00a0», à la page de cette synchronisation, que ces lignes sont laissées de côté.`
        : `des lignes du classeur sont barrées (lignes\u00a0: ${rows}). Indiquez sous «\u00a0Corriger ici\u00a0», à la page de cette synchronisation, ce que cela signifie\u00a0: le fichier est alors relancé.`;
  }
}

/** The word, or the date. */
function unknownWordText(locale: Locale, params: HoldReason['params']): string {
  const rows = Number(params['rows'] ?? 0);
  const { word, column = '' } = params;
  const unnamed = word === undefined || word === '' || word === '…';
  switch (locale) {
    case 'en':
      if (params['of'] === 'school')
        return `the school in “${column}” is not filled in (rows: ${rows}). Fill it in in your SIS, or approve if these people are of your school.`;
      if (params['of'] === 'date')
        return `the date in “${column}” cannot be read for sure (rows: ${rows}). Export dates as 2026-09-01, or say under “Fix it here”, on the page of this sync, that the column does not say who is here.`;
      if (params['of'] === 'contradiction')
        return `“${column}” says that people have left, and another column says that they are here (rows: ${rows}). Correct the one that is out of date in your SIS, or say under “Fix it here”, on the page of this sync, what “${column}” is.`;
      if (params['of'] === 'reason')
        return `“${column}” says why people left, and no other column says who is here (rows: ${rows}). Say under “Fix it here”, on the page of this sync, what “${column}” is, or export a status or an exit date.`;
      return `status ${unnamed ? `in “${column}”` : `“${word}”`} (${rows} ${rows === 1 ? 'row' : 'rows'}) is not known: present or gone? Say so under “Fix it here”, on the page of this sync: the file then runs again.`;
    case 'fr-CA':
      if (params['of'] === 'school')
        return `l’école n’est pas indiquée dans «\u00a0${column}\u00a0» (lignes\u00a0: ${rows}). Indiquez-la dans votre SIS, ou approuvez si ces personnes sont de votre école.`;
      if (params['of'] === 'date')
        return `la date dans «\u00a0${column}\u00a0» ne peut pas être lue avec certitude (lignes\u00a0: ${rows}). Exportez les dates sous la forme 2026-09-01, ou indiquez sous «\u00a0Corriger ici\u00a0», à la page de cette synchronisation, que la colonne ne dit pas qui est présent.`;
      if (params['of'] === 'contradiction')
        return `«\u00a0${column}\u00a0» dit que des personnes sont parties, et une autre colonne dit qu’elles sont là (lignes\u00a0: ${rows}). Corrigez dans votre SIS celle qui n’est plus à jour, ou indiquez sous «\u00a0Corriger ici\u00a0», à la page de cette synchronisation, ce que contient «\u00a0${column}\u00a0».`;
      if (params['of'] === 'reason')
        return `«\u00a0${column}\u00a0» dit pourquoi des personnes sont parties, et aucune autre colonne ne dit qui est présent (lignes\u00a0: ${rows}). Indiquez sous «\u00a0Corriger ici\u00a0», à la page de cette synchronisation, ce que contient «\u00a0${column}\u00a0», ou exportez un statut ou une date de départ.`;
      return `le statut ${unnamed ? `de «\u00a0${column}\u00a0»` : `«\u00a0${word}\u00a0»`} (lignes\u00a0: ${rows}) n’est pas connu\u00a0: présent ou parti? Indiquez-le sous «\u00a0Corriger ici\u00a0», à la page de cette synchronisation\u00a0: le fichier est alors relancé.`;
  }
}

/** “Archiving and updates wait for your decision” */
function waiting(locale: Locale, kinds: readonly ChangeKind[], mood: HoldMood): string {
  const names = NAMES_OF_KINDS[locale];
  const list = kinds.map((kind) => names[kind]).join(', ');
  const one = kinds.length === 1 && kinds[0] === 'ARCHIVE';
  return `${capital(list)} ${WAITING[locale][mood][one ? 0 : 1]}`;
}

/** Of one thing, of several. */
const WAITING: Record<Locale, Record<HoldMood, [one: string, several: string]>> = {
  en: {
    waits: ['waits for your decision', 'wait for your decision'],
    would_wait: ['would wait for your decision', 'would wait for your decision'],
    waited: ['waited for a decision', 'waited for a decision'],
  },
  'fr-CA': {
    waits: ['attend votre décision', 'attendent votre décision'],
    would_wait: ['attendrait votre décision', 'attendraient votre décision'],
    waited: ['attendait une décision', 'attendaient une décision'],
  },
};

const NAMES_OF_KINDS: Record<Locale, Record<ChangeKind, string>> = {
  en: { ADD: 'additions', UPDATE: 'updates', ARCHIVE: 'archiving', RESTORE: 'restorations' },
  'fr-CA': { ADD: 'les ajouts', UPDATE: 'les mises à jour', ARCHIVE: 'l’archivage', RESTORE: 'les rétablissements' },
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function newYearText(locale: Locale, { graduates, movedUp }: ProblemParams): string {
  return locale === 'fr-CA'
    ? `c’est le premier fichier d’une année scolaire. ${graduates} élèves du dernier niveau n’y sont plus, et ${movedUp} élèves montent d’un niveau. Approuvez si la nouvelle année peut commencer ici.`
    : `this is the first file of a school year. ${graduates} students of the top grade are gone, and ${movedUp} students move up a grade. Approve if the new year may begin here.`;
}
