import type { Category } from '../category.js';
import type { Format } from '../report/format.js';
import type { Hint, NextStep } from '../report/sync-report.js';
import type { SyncVerdict } from '../report/sync-verdict.js';
import type { CategoryCounts } from '../sync.js';
import type { SyncStatus } from '../sync-status.js';
import { causeTexts, type CauseTexts } from './cause-texts.js';

/** Every sentence of the Roster Sync Results. The words for buttons and settings are those of the console. */
export type MailTexts = CauseTexts & {
  /** The product's name for these mails; ends every subject. */
  results: string;
  subject(school: string, outcome: string): string;
  dailySubject(school: string, date: string, outcome: string): string;
  title: string;
  dailyTitle(date: string): string;
  /** What became of a file, in a few words: for subjects and lists. */
  status: Record<SyncStatus, string>;
  /** The same as a sentence or two, for the top of a mail and of a receipt. */
  verdict: Record<SyncVerdict, string>;
  nothingChanged: string;
  /** Of a preview: what the file would do. */
  wouldBe(changes: string): string;
  counted: Record<keyof CategoryCounts, (n: number) => string>;
  /** With soft hyphens, so that six columns fit a phone. */
  countsHeader: Record<keyof CategoryCounts, string>;
  categoryHeader: string;
  total: string;
  category: Record<Category, string>;
  whatItDid: string;
  whatItWouldDo: string;
  whatIsStillInEffect: string;
  takenBack(undone: number, skipped: number): string;
  file: string;
  fileName: string;
  received: string;
  finished: string;
  readAs(format: string, encoding: string | null): string;
  read: string;
  rows: string;
  rowsRead(total: number, valid: number): string;
  rowsWithProblems(n: number): string;
  warnings(n: number): string;
  whatWaits: string;
  waiting(n: number): string;
  problemsTitle(shown: number, all: number): string;
  line(n: number): string;
  row(n: number): string;
  wholeFile: string;
  column(name: string): string;
  where: string;
  whatIsWrong: string;
  whatToDo: string;
  remark(message: string): string;
  moreProblems(n: number): string;
  whyNot: string;
  hint(hint: Hint): string;
  next: string;
  step(step: NextStep): string;
  openSync: string;
  openSyncs: string;
  decide: string;
  forSupport(syncId: string): string;
  workflow: string;
  names: { added: string; archived: string; restored: string; missing: string; more(n: number): string };
  /** Of a preview. */
  namesWouldBe: { added: string; archived: string; restored: string };
  missingTitle: string;
  /** Their archiving waits for an owner. */
  missingHeld(category: Category, people: number): string;
  /** They wait until they have been absent so many times. */
  missingWaiting(category: Category, people: number, absences: number): string;
  missingKept(category: Category, people: number): string;
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
  whyThisMail(school: string): string;
  noPersonalData: string;
  testSubject(school: string): string;
  testTitle: string;
  testText(school: string): string;
  testNext: string;
};

export function mailTexts(format: Format): MailTexts {
  switch (format.locale) {
    case 'en':
      return english(format);
    case 'fr-CA':
      return canadianFrench(format);
  }
}

function english(f: Format): MailTexts {
  const category: Record<Category, string> = { students: 'Students', teachers: 'Teachers', staff: 'Staff', admin: 'Admin' };
  const listed = (categories: readonly Category[]): string => f.list(categories.map((c) => category[c].toLowerCase()));
  return {
    ...causeTexts(f),
    results: 'Roster Sync Results',
    subject: (school, outcome) => `${school}: ${outcome} — Roster Sync Results`,
    dailySubject: (school, date, outcome) => `${school}: ${outcome} — Daily Roster Sync Results, ${date}`,
    title: 'Roster Sync Results',
    dailyTitle: (date) => `Daily Roster Sync Results, ${date}`,
    status: {
      RECEIVED: 'received',
      STAGING: 'being read',
      PLANNING: 'being planned',
      HELD: 'held for your approval',
      APPLYING: 'being applied',
      APPLIED: 'applied',
      UNCHANGED: 'nothing to do',
      REJECTED: 'file rejected',
      FAILED: 'sync failed',
      SUPERSEDED: 'superseded by a newer file',
      DISCARDED: 'held changes discarded',
      PREVIEWED: 'preview only',
      UNDONE: 'sync undone',
      DISABLED: 'file received, rostering is off',
    },
    verdict: {
      RECEIVED: 'The file has arrived safely and will be read in a moment.',
      STAGING: 'The rows of the file are being read and checked.',
      PLANNING: 'The file is being compared with the people of the school.',
      HELD: 'Part of this file is held until an owner decides. What is not held has been applied.',
      HELD_WITHOUT_CHANGE: 'The changes of this file are held until an owner decides. Nobody was changed so far.',
      APPLYING: 'The changes are being applied.',
      APPLIED: 'The changes of this file have been applied.',
      APPLIED_WITHOUT_CHANGE: 'This file is settled. Nobody was changed: its changes no longer fitted the people.',
      UNCHANGED: 'Nobody was changed: there was nothing to do.',
      REJECTED: 'The file could not be used. Nobody was changed.',
      FAILED: 'Something went wrong on our side. Nobody was changed. The file is kept, and support can run it again.',
      FAILED_AFTER_CHANGE:
        'Something went wrong on our side, after part of this file had been applied. That part stays; what was held is not applied. The file is kept, and support can run it again.',
      SUPERSEDED: 'A newer file of the same kind superseded this one. Nobody was changed by it.',
      SUPERSEDED_AFTER_CHANGE: 'A newer file of the same kind superseded what was held of this one. What was applied before stays.',
      DISCARDED: 'What was held has been discarded. What was applied before stays.',
      DISCARDED_WITHOUT_CHANGE: 'What was held has been discarded. Nobody was changed.',
      PREVIEWED: 'This was a preview only: it shows what the file would change. Nobody was changed.',
      UNDONE: 'The changes of this file have been undone.',
      UNDONE_IN_PART: 'Part of the changes of this file has been undone. The rest is still in effect.',
      DISABLED: 'The file is kept, but nothing was applied, because rostering is off.',
    },
    nothingChanged: 'no change',
    wouldBe: (changes) => `would be: ${changes}`,
    counted: {
      added: (n) => f.count(n, { one: '# added', other: '# added' }),
      updated: (n) => f.count(n, { one: '# updated', other: '# updated' }),
      archived: (n) => f.count(n, { one: '# archived', other: '# archived' }),
      restored: (n) => f.count(n, { one: '# restored', other: '# restored' }),
      unchanged: (n) => f.count(n, { one: '# unchanged', other: '# unchanged' }),
      held: (n) => f.count(n, { one: '# held', other: '# held' }),
    },
    countsHeader: {
      added: 'Added',
      updated: 'Up\u00addated',
      archived: 'Ar\u00adchived',
      restored: 'Re\u00adstored',
      unchanged: 'Un\u00adchanged',
      held: 'Held',
    },
    categoryHeader: 'Category',
    total: 'Total',
    category,
    whatItDid: 'What it did, per category',
    whatItWouldDo: 'What it would do, per category',
    whatIsStillInEffect: 'What is still in effect of it, per category',
    takenBack: (undone, skipped) =>
      [
        f.count(undone, { one: '# change undone.', other: '# changes undone.' }),
        ...(skipped === 0
          ? []
          : [
              f.count(skipped, {
                one: '# was left as it is, because somebody edited that person since.',
                other: '# were left as they are, because somebody edited those people since.',
              }),
            ]),
      ].join(' '),
    file: 'The file',
    fileName: 'Name',
    received: 'Received',
    finished: 'Finished',
    readAs: (format, encoding) => (encoding === null ? format.toUpperCase() : `${format.toUpperCase()}, ${encoding}`),
    read: 'Read as',
    rows: 'Rows',
    rowsRead: (total, valid) => `${f.count(total, { one: '# row', other: '# rows' })} read, ${f.number(valid)} usable`,
    rowsWithProblems: (n) => f.count(n, { one: '# row left out', other: '# rows left out' }),
    warnings: (n) => f.count(n, { one: '# remark', other: '# remarks' }),
    whatWaits: 'What waits for you, and why',
    waiting: (n) => f.count(n, { one: '# change waits for an owner.', other: '# changes wait for an owner.' }),
    problemsTitle: (shown, all) =>
      shown < all ? `The first ${f.number(shown)} of ${f.number(all)} problems` : f.count(all, { one: '# problem', other: '# problems' }),
    line: (n) => `Line ${n}`,
    row: (n) => `Row ${n}`,
    wholeFile: 'Whole file',
    column: (name) => `column “${name}”`,
    where: 'Where',
    whatIsWrong: 'What is wrong',
    whatToDo: 'What to do',
    remark: (message) => `Remark: ${message}`,
    moreProblems: (n) => f.count(n, { one: '# more is listed on the page of the sync.', other: '# more are listed on the page of the sync.' }),
    whyNot: 'Why some things did not happen',
    hint: (hint) => {
      switch (hint.kind) {
        case 'method_none':
          return 'Nothing is applied, because the Rostering Method of this school is None.';
        case 'switched_off':
          return 'Nothing is applied, because Enable Automatic Rostering is off.';
        case 'paused':
          return `Nothing is applied, because rostering is paused until ${f.instant(hint.until)}.`;
        case 'not_added':
          return `New people are not added for ${listed(hint.categories)}: Roster is off.`;
        case 'not_updated':
          return `Existing people are not changed for ${listed(hint.categories)}: Auto update is off.`;
        case 'missing_kept':
          return `People who are not in the file are not archived for ${listed(hint.categories)}: Missing users is set to Keep.`;
        case 'not_a_stand_alone_list':
          return `Nobody was archived for ${listed(hint.categories)}: the file is not a stand-alone file of that category. Put ${f.list(
            hint.categories.map((c) => `“${c}”`),
          )} into the file’s name if it lists everybody.`;
        case 'left_alone': {
          const of = `(${category[hint.category].toLowerCase()})`;
          switch (hint.why) {
            case 'roster_off':
              return `${f.count(hint.people, { one: '# new person in the file was', other: '# new people in the file were' })} not added ${of}: Roster is off.`;
            case 'auto_update_off':
              return `${f.count(hint.people, { one: '# person differs from the file and was', other: '# people differ from the file and were' })} not changed ${of}: Auto update is off.`;
            case 'protected':
              return `${f.count(hint.people, { one: '# protected person was', other: '# protected people were' })} left alone ${of}.`;
            case 'last_owner':
              return `${f.count(hint.people, { one: '# Owner stays', other: '# Owners stay' })}: otherwise the school would have no Owner left.`;
            case 'changed_since_plan':
              return `${f.count(hint.people, { one: '# person was edited', other: '# people were edited' })} while the file was being worked on and left alone ${of}. The next file brings the change.`;
            case 'waiting':
              return `${f.count(hint.people, { one: '# person is not in the file and waits', other: '# people are not in the file and wait' })} ${of}: they are archived if they stay away.`;
          }
        }
        case 'archived_after_absences':
          return `People are archived for ${listed(hint.categories)} once they are missing from ${f.count(hint.absences, { one: '# file', other: '# files' })} in a row.`;
      }
    },
    next: 'What to do next',
    step: (step) => {
      switch (step.kind) {
        case 'decide_hold':
          return 'Look at what is held. Approve it if it is right, or discard it. Nothing of it happens until an owner decides; a newer file supersedes it.';
        case 'mend_file':
          return `${step.remedy} A corrected file can be uploaded at any time.`;
        case 'after_failure':
          return step.remedy;
        case 'mend_rows':
          return `Correct the rows that were left out in your SIS; the next file brings them.${step.othersUsed ? ' All other rows were used.' : ''}`;
        case 'switch_on':
          return 'To apply files, choose the Rostering Method SFTP and turn on Enable Automatic Rostering on the Rostering tab, then run this file again.';
        case 'ask_support':
          return 'If it is urgent, pass the number below on to support: they can see this sync and run it again.';
        case 'run_again':
          return 'If that was a mistake, open the sync and run the file again.';
        case 'upload_for_real':
          return 'If this is what you expect, upload the same file outside the /test/ folder.';
        case 'none':
          return 'Nothing. All is well.';
        case 'read_remarks':
          return 'Nothing has to be decided. The remarks say what was not taken as it stands in the file.';
        case 'see_newer_file':
          return 'Look at the newer file: it counts in place of this one.';
        case 'wait':
          return 'Nothing yet: this file is still being worked on.';
      }
    },
    openSync: 'Open this sync',
    openSyncs: 'Open all syncs',
    decide: 'Approve or discard',
    forSupport: (syncId) => `For support: sync ${syncId}`,
    workflow: 'Workflow (support staff)',
    names: {
      added: 'Added',
      archived: 'Archived',
      restored: 'Restored',
      missing: 'Missing, not archived yet',
      more: (n) => f.count(n, { one: 'and # more', other: 'and # more' }),
    },
    namesWouldBe: { added: 'Would be added', archived: 'Would be archived', restored: 'Would be restored' },
    missingTitle: 'Who is missing from the data',
    missingHeld: (of, people) =>
      `${category[of]}: ${f.count(people, { one: '# person is missing; the archiving waits for an owner.', other: '# people are missing; their archiving waits for an owner.' })}`,
    missingWaiting: (of, people, absences) =>
      `${category[of]}: ${f.count(people, { one: '# person is missing and waits', other: '# people are missing and wait' })} (archived after ${f.count(absences, { one: '# absence', other: '# absences' })}).`,
    missingKept: (of, people) =>
      `${category[of]}: ${f.count(people, { one: '# person is missing and stays', other: '# people are missing and stay' })}, because Missing users is set to Keep.`,
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
    whyThisMail: (school) =>
      `You get this mail because this address is a recipient of the Roster Sync Results of ${school}. Recipients are chosen on the Rostering tab.`,
    noPersonalData: 'This mail contains no personal data of students or staff.',
    testSubject: (school) => `${school}: test mail — Roster Sync Results`,
    testTitle: 'This test mail arrived',
    testText: (school) => `Roster Sync Results of ${school} will reach you at this address.`,
    testNext: 'Nothing. The next results come by themselves.',
  };
}

function canadianFrench(f: Format): MailTexts {
  const category: Record<Category, string> = {
    students: 'Élèves',
    teachers: 'Enseignants',
    staff: 'Personnel',
    admin: 'Administration',
  };
  const inSentence: Record<Category, string> = {
    students: 'les élèves',
    teachers: 'les enseignants',
    staff: 'le personnel',
    admin: 'l’administration',
  };
  const listed = (categories: readonly Category[]): string => f.list(categories.map((c) => inSentence[c]));
  return {
    ...causeTexts(f),
    results: 'Résultats de la synchronisation',
    subject: (school, outcome) => `${school} : ${outcome} — Résultats de la synchronisation`,
    dailySubject: (school, date, outcome) => `${school} : ${outcome} — Résultats du jour, ${date}`,
    title: 'Résultats de la synchronisation',
    dailyTitle: (date) => `Résultats du jour, ${date}`,
    status: {
      RECEIVED: 'fichier reçu',
      STAGING: 'lecture en cours',
      PLANNING: 'planification en cours',
      HELD: 'retenu pour votre approbation',
      APPLYING: 'application en cours',
      APPLIED: 'appliqué',
      UNCHANGED: 'rien à faire',
      REJECTED: 'fichier rejeté',
      FAILED: 'échec de la synchronisation',
      SUPERSEDED: 'remplacé par un fichier plus récent',
      DISCARDED: 'changements retenus écartés',
      PREVIEWED: 'aperçu seulement',
      UNDONE: 'synchronisation annulée',
      DISABLED: 'fichier reçu, listes automatiques désactivées',
    },
    verdict: {
      RECEIVED: 'Le fichier est bien arrivé et sera lu dans un instant.',
      STAGING: 'Les lignes du fichier sont lues et vérifiées.',
      PLANNING: 'Le fichier est comparé aux personnes de l’école.',
      HELD: 'Une partie de ce fichier est retenue jusqu’à la décision d’un propriétaire. Ce qui n’est pas retenu a été appliqué.',
      HELD_WITHOUT_CHANGE: 'Les changements de ce fichier sont retenus jusqu’à la décision d’un propriétaire. Personne n’a été modifié jusqu’ici.',
      APPLYING: 'Les changements sont en cours d’application.',
      APPLIED: 'Les changements de ce fichier ont été appliqués.',
      APPLIED_WITHOUT_CHANGE: 'Ce fichier est réglé. Personne n’a été modifié\u00a0: ses changements ne convenaient plus aux personnes.',
      UNCHANGED: 'Personne n’a été modifié\u00a0: il n’y avait rien à faire.',
      REJECTED: 'Le fichier n’a pas pu être utilisé. Personne n’a été modifié.',
      FAILED:
        'Une défaillance est survenue de notre côté. Personne n’a été modifié. Le fichier est conservé, et le soutien technique peut le relancer.',
      FAILED_AFTER_CHANGE:
        'Une défaillance est survenue de notre côté, après l’application d’une partie de ce fichier. Cette partie reste; ce qui était retenu n’est pas appliqué. Le fichier est conservé, et le soutien technique peut le relancer.',
      SUPERSEDED: 'Un fichier plus récent du même type a remplacé celui-ci, qui n’a modifié personne.',
      SUPERSEDED_AFTER_CHANGE: 'Un fichier plus récent du même type a remplacé ce qui était retenu de celui-ci. Ce qui avait été appliqué reste.',
      DISCARDED: 'Ce qui était retenu a été écarté. Ce qui avait été appliqué reste.',
      DISCARDED_WITHOUT_CHANGE: 'Ce qui était retenu a été écarté. Personne n’a été modifié.',
      PREVIEWED: 'C’était un simple aperçu : voici ce que le fichier changerait. Personne n’a été modifié.',
      UNDONE: 'Les changements de ce fichier ont été annulés.',
      UNDONE_IN_PART: 'Une partie des changements de ce fichier a été annulée. Le reste est encore en vigueur.',
      DISABLED: 'Le fichier est conservé, mais rien n’a été appliqué : les listes automatiques sont désactivées.',
    },
    nothingChanged: 'aucun changement',
    wouldBe: (changes) => `ferait\u00a0: ${changes}`,
    counted: {
      added: (n) => f.count(n, { one: '# ajout', other: '# ajouts' }),
      updated: (n) => f.count(n, { one: '# mise à jour', other: '# mises à jour' }),
      archived: (n) => f.count(n, { one: '# archivage', other: '# archivages' }),
      restored: (n) => f.count(n, { one: '# rétablissement', other: '# rétablissements' }),
      unchanged: (n) => f.count(n, { one: '# inchangé', other: '# inchangés' }),
      held: (n) => f.count(n, { one: '# retenu', other: '# retenus' }),
    },
    countsHeader: {
      added: 'Ajouts',
      updated: 'Mises à jour',
      archived: 'Archi\u00advages',
      restored: 'Rétablis\u00adsements',
      unchanged: 'In\u00adchangés',
      held: 'Retenus',
    },
    categoryHeader: 'Catégorie',
    total: 'Total',
    category,
    whatItDid: 'Ce que la synchronisation a fait, par catégorie',
    whatItWouldDo: 'Ce que la synchronisation ferait, par catégorie',
    whatIsStillInEffect: 'Ce qui en est encore en vigueur, par catégorie',
    takenBack: (undone, skipped) =>
      [
        f.count(undone, { one: '# changement annulé.', other: '# changements annulés.' }),
        ...(skipped === 0
          ? []
          : [
              f.count(skipped, {
                one: '# changement a été laissé tel quel : la personne a été modifiée depuis.',
                other: '# changements ont été laissés tels quels : ces personnes ont été modifiées depuis.',
              }),
            ]),
      ].join(' '),
    file: 'Le fichier',
    fileName: 'Nom',
    received: 'Reçu',
    finished: 'Terminé',
    readAs: (format, encoding) => (encoding === null ? format.toUpperCase() : `${format.toUpperCase()}, ${encoding}`),
    read: 'Lu comme',
    rows: 'Lignes',
    rowsRead: (total, valid) =>
      `${f.count(total, { one: '# ligne lue', other: '# lignes lues' })}, ${f.count(valid, { one: '# utilisable', other: '# utilisables' })}`,
    rowsWithProblems: (n) => f.count(n, { one: '# ligne laissée de côté', other: '# lignes laissées de côté' }),
    warnings: (n) => f.count(n, { one: '# remarque', other: '# remarques' }),
    whatWaits: 'Ce qui attend votre décision, et pourquoi',
    waiting: (n) =>
      f.count(n, {
        one: '# changement attend la décision d’un propriétaire.',
        other: '# changements attendent la décision d’un propriétaire.',
      }),
    problemsTitle: (shown, all) =>
      shown < all ? `Les ${f.number(shown)} premiers problèmes sur ${f.number(all)}` : f.count(all, { one: '# problème', other: '# problèmes' }),
    line: (n) => `Ligne ${n}`,
    row: (n) => `Ligne ${n}`,
    wholeFile: 'Tout le fichier',
    column: (name) => `colonne « ${name} »`,
    where: 'Où',
    whatIsWrong: 'Ce qui ne va pas',
    whatToDo: 'Que faire',
    remark: (message) => `Remarque : ${message}`,
    moreProblems: (n) =>
      f.count(n, {
        one: '# autre figure à la page de la synchronisation.',
        other: '# autres figurent à la page de la synchronisation.',
      }),
    whyNot: 'Pourquoi certaines choses n’ont pas été faites',
    hint: (hint) => {
      switch (hint.kind) {
        case 'method_none':
          return 'Rien n’est appliqué : le « Mode de réception des listes » de cette école est « Aucun ».';
        case 'switched_off':
          return 'Rien n’est appliqué : « Activer les listes automatiques » est désactivé.';
        case 'paused':
          return `Rien n’est appliqué : les listes automatiques sont en pause jusqu’au ${f.instant(hint.until)}.`;
        case 'not_added':
          return `Aucun ajout pour ${listed(hint.categories)} : « Inscrire » est désactivé.`;
        case 'not_updated':
          return `Aucune mise à jour pour ${listed(hint.categories)} : « Mise à jour automatique » est désactivé.`;
        case 'missing_kept':
          return `Aucun archivage des personnes absentes du fichier pour ${listed(hint.categories)} : « Personnes absentes » est réglé à « Conserver ».`;
        case 'not_a_stand_alone_list':
          return `Aucun archivage pour ${listed(hint.categories)} : le fichier n’est pas un fichier distinct de cette catégorie. S’il contient tout le monde, ajoutez ${f.list(
            hint.categories.map((c) => `« ${c} »`),
          )} à son nom.`;
        case 'left_alone': {
          const of = `(${category[hint.category].toLowerCase()})`;
          switch (hint.why) {
            case 'roster_off':
              return `${f.count(hint.people, { one: '# nouvelle personne du fichier n’a pas été ajoutée', other: '# nouvelles personnes du fichier n’ont pas été ajoutées' })} ${of} : « Inscrire » est désactivé.`;
            case 'auto_update_off':
              return `${f.count(hint.people, { one: '# personne diffère du fichier et n’a pas été modifiée', other: '# personnes diffèrent du fichier et n’ont pas été modifiées' })} ${of} : « Mise à jour automatique » est désactivé.`;
            case 'protected':
              return `${f.count(hint.people, { one: '# personne protégée n’a pas été modifiée', other: '# personnes protégées n’ont pas été modifiées' })} ${of}.`;
            case 'last_owner':
              return `${f.count(hint.people, { one: '# propriétaire reste en place', other: '# propriétaires restent en place' })} : sinon, l’école n’en aurait plus aucun.`;
            case 'changed_since_plan':
              return `${f.count(hint.people, { one: '# personne a été modifiée à la main pendant le traitement et laissée telle quelle', other: '# personnes ont été modifiées à la main pendant le traitement et laissées telles quelles' })} ${of}. Le prochain fichier apportera le changement.`;
            case 'waiting':
              return `${f.count(hint.people, { one: '# personne n’est pas dans le fichier et reste en attente', other: '# personnes ne sont pas dans le fichier et restent en attente' })} ${of} : elles seront archivées si leur absence se prolonge.`;
          }
        }
        case 'archived_after_absences':
          return `L’archivage pour ${listed(hint.categories)} attend que la personne soit absente de ${f.count(hint.absences, { one: '# fichier', other: '# fichiers' })} de suite.`;
      }
    },
    next: 'À faire maintenant',
    step: (step) => {
      switch (step.kind) {
        case 'decide_hold':
          return 'Regardez ce qui est retenu. Approuvez-le si c’est juste, ou écartez-le. Rien de cela ne se fera sans la décision d’un propriétaire; un fichier plus récent le remplace.';
        case 'mend_file':
          return `${step.remedy} Un fichier corrigé peut être déposé à tout moment.`;
        case 'after_failure':
          return step.remedy;
        case 'mend_rows':
          return `Corrigez dans votre SIS les lignes laissées de côté; le prochain fichier les apportera.${step.othersUsed ? ' Toutes les autres lignes ont servi.' : ''}`;
        case 'switch_on':
          return 'Pour appliquer les fichiers, choisissez SFTP comme mode de réception des listes et activez les listes automatiques à l’onglet Listes automatiques, puis relancez ce fichier.';
        case 'ask_support':
          return 'Si c’est urgent, transmettez le numéro ci-dessous au soutien technique, qui voit cette synchronisation et peut la relancer.';
        case 'run_again':
          return 'Si c’était une erreur, ouvrez la synchronisation et relancez le fichier.';
        case 'upload_for_real':
          return 'Si c’est bien ce que vous attendez, déposez le même fichier hors du dossier /test/.';
        case 'none':
          return 'Rien. Tout va bien.';
        case 'read_remarks':
          return 'Il n’y a rien à décider. Les remarques indiquent ce qui n’a pas été retenu tel quel du fichier.';
        case 'see_newer_file':
          return 'Regardez le fichier plus récent\u00a0: c’est lui qui compte.';
        case 'wait':
          return 'Rien pour le moment\u00a0: ce fichier est encore en traitement.';
      }
    },
    openSync: 'Ouvrir cette synchronisation',
    openSyncs: 'Ouvrir toutes les synchronisations',
    decide: 'Approuver ou écarter',
    forSupport: (syncId) => `Pour le soutien technique : synchronisation ${syncId}`,
    workflow: 'Flux de travail (soutien technique)',
    names: {
      added: 'Ajouts',
      archived: 'Archivages',
      restored: 'Rétablissements',
      missing: 'Absents des données, pas encore archivés',
      more: (n) => f.count(n, { one: 'et # autre', other: 'et # autres' }),
    },
    namesWouldBe: { added: 'Seraient ajoutés', archived: 'Seraient archivés', restored: 'Seraient rétablis' },
    missingTitle: 'Personnes absentes des données',
    missingHeld: (of, people) =>
      `${category[of]} : ${f.count(people, { one: '# personne est absente; son archivage attend la décision d’un propriétaire.', other: '# personnes sont absentes; leur archivage attend la décision d’un propriétaire.' })}`,
    missingWaiting: (of, people, absences) =>
      `${category[of]} : ${f.count(people, { one: '# personne est absente et reste en attente', other: '# personnes sont absentes et restent en attente' })} (archivage après ${f.count(absences, { one: '# absence', other: '# absences' })}).`,
    missingKept: (of, people) =>
      `${category[of]} : ${f.count(people, { one: '# personne est absente et reste', other: '# personnes sont absentes et restent' })}, car « Personnes absentes » est réglé à « Conserver ».`,
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
    whyThisMail: (school) =>
      `${school} : cette adresse figure parmi les destinataires des résultats de la synchronisation. Les destinataires se choisissent à l’onglet Listes automatiques.`,
    noPersonalData: 'Ce courriel ne contient aucun renseignement personnel d’élèves ou de membres du personnel.',
    testSubject: (school) => `${school} : courriel d’essai — Résultats de la synchronisation`,
    testTitle: 'Ce courriel d’essai est bien arrivé',
    testText: (school) => `Les résultats de la synchronisation (${school}) vous parviendront à cette adresse.`,
    testNext: 'Rien. Les prochains résultats viendront d’eux-mêmes.',
  };
}
