import type { Category } from '../category.js';
import type { Format } from '../report/format.js';
import type { SyncVerdict } from '../report/sync-verdict.js';
import type { CategoryCounts } from '../sync.js';
import type { SyncStatus } from '../sync-status.js';
import { CATEGORY_LABELS } from './category-names.js';

/** What became of a file and of the people in it: states, verdicts and counts. */
export type OutcomeTexts = {
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
};

export function outcomeTexts(format: Format): OutcomeTexts {
  switch (format.locale) {
    case 'en':
      return english(format);
    case 'fr-CA':
      return canadianFrench(format);
  }
}

function english(f: Format): OutcomeTexts {
  const category = CATEGORY_LABELS.en;
  return {
    status: {
      RECEIVED: 'received',
      STAGING: 'being read',
      PLANNING: 'being planned',
      HELD: 'held for your approval',
      APPLYING: 'being applied',
      APPLIED: 'applied',
      UNCHANGED: 'no change',
      REJECTED: 'file rejected',
      FAILED: 'sync failed',
      SUPERSEDED: 'superseded by a newer file',
      DISCARDED: 'held changes discarded',
      PREVIEWED: 'preview only',
      UNDONE: 'sync undone',
      DISABLED: 'file received, rostering is off or paused',
      CANCELLED: 'sync cancelled',
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
      UNCHANGED_WITH_REMARKS: 'Nobody was changed. Not everything in the file was used as it stands there: see the remarks.',
      UNCHANGED_LEFT_ALONE: 'Nobody was changed. Some people were left as they are; the reasons are given below.',
      REJECTED: 'The file could not be used. Nobody was changed.',
      FAILED: 'Something went wrong on our side. Nobody was changed. The file is kept, and support can run it again.',
      FAILED_AFTER_CHANGE:
        'Something went wrong on our side, after part of this file had been applied. That part stays; what was held is not applied. The file is kept, and support can run it again.',
      SUPERSEDED: 'A newer file of the same kind superseded this one. Nobody was changed by it.',
      SUPERSEDED_AFTER_CHANGE: 'A newer file of the same kind superseded what was held of this one. What was applied before stays.',
      DISCARDED: 'What was held has been discarded. What was applied before stays.',
      DISCARDED_WITHOUT_CHANGE: 'What was held has been discarded. Nobody was changed.',
      CANCELLED: 'An owner cancelled this sync. Nobody was added, updated, archived or restored by it.',
      CANCELLED_AFTER_CHANGE: 'An owner cancelled this sync while part of it was held. That part was not applied. What was applied before stays.',
      PREVIEWED: 'This was a preview only: it shows what the file would change. Nobody was changed.',
      UNDONE: 'The changes of this file have been undone.',
      UNDONE_IN_PART: 'Part of the changes of this file has been undone. The rest is still in effect.',
      DISABLED: 'The file is kept, but nothing was applied, because rostering is off or paused.',
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
                one: '# could not be undone and stays; the list of changes says why.',
                other: '# could not be undone and stay; the list of changes says why.',
              }),
            ]),
      ].join(' '),
  };
}

function canadianFrench(f: Format): OutcomeTexts {
  const category = CATEGORY_LABELS['fr-CA'];
  return {
    status: {
      RECEIVED: 'fichier reçu',
      STAGING: 'lecture en cours',
      PLANNING: 'planification en cours',
      HELD: 'retenu pour votre approbation',
      APPLYING: 'application en cours',
      APPLIED: 'appliqué',
      UNCHANGED: 'aucun changement',
      REJECTED: 'fichier rejeté',
      FAILED: 'échec de la synchronisation',
      SUPERSEDED: 'remplacé par un fichier plus récent',
      DISCARDED: 'changements retenus écartés',
      PREVIEWED: 'aperçu seulement',
      UNDONE: 'synchronisation annulée',
      DISABLED: 'fichier reçu, listes automatiques désactivées ou en pause',
      CANCELLED: 'synchronisation interrompue',
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
      UNCHANGED_WITH_REMARKS: 'Personne n’a été modifié. Le fichier n’a pas été utilisé tel quel en entier\u00a0: consultez les remarques.',
      UNCHANGED_LEFT_ALONE: 'Personne n’a été modifié. Des personnes ont été laissées telles quelles; les raisons figurent plus bas.',
      REJECTED: 'Le fichier n’a pas pu être utilisé. Personne n’a été modifié.',
      FAILED:
        'Une défaillance est survenue de notre côté. Personne n’a été modifié. Le fichier est conservé, et le soutien technique peut le relancer.',
      FAILED_AFTER_CHANGE:
        'Une défaillance est survenue de notre côté, après l’application d’une partie de ce fichier. Cette partie reste; ce qui était retenu n’est pas appliqué. Le fichier est conservé, et le soutien technique peut le relancer.',
      SUPERSEDED: 'Un fichier plus récent du même type a remplacé celui-ci, qui n’a modifié personne.',
      SUPERSEDED_AFTER_CHANGE: 'Un fichier plus récent du même type a remplacé ce qui était retenu de celui-ci. Ce qui avait été appliqué reste.',
      DISCARDED: 'Ce qui était retenu a été écarté. Ce qui avait été appliqué reste.',
      DISCARDED_WITHOUT_CHANGE: 'Ce qui était retenu a été écarté. Personne n’a été modifié.',
      CANCELLED: 'Un propriétaire a interrompu cette synchronisation. Elle n’a ajouté, mis à jour, archivé ni rétabli personne.',
      CANCELLED_AFTER_CHANGE:
        'Un propriétaire a interrompu cette synchronisation alors qu’une partie était retenue. Cette partie n’a pas été appliquée. Ce qui avait été appliqué reste.',
      PREVIEWED: 'C’était un simple aperçu : voici ce que le fichier changerait. Personne n’a été modifié.',
      UNDONE: 'Les changements de ce fichier ont été annulés.',
      UNDONE_IN_PART: 'Une partie des changements de ce fichier a été annulée. Le reste est encore en vigueur.',
      DISABLED: 'Le fichier est conservé, mais rien n’a été appliqué : les listes automatiques sont désactivées ou en pause.',
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
                one: '# changement n’a pas pu être annulé et reste; la liste des changements dit pourquoi.',
                other: '# changements n’ont pas pu être annulés et restent; la liste des changements dit pourquoi.',
              }),
            ]),
      ].join(' '),
  };
}
