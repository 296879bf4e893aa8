import type { Category } from '../category.js';
import type { Format } from '../report/format.js';
import type { SyncVerdict } from '../report/sync-verdict.js';
import type { CategoryCounts } from '../sync.js';
import type { SyncStatus } from '../sync-status.js';
import { CATEGORY_LABELS } from './category-names.js';
import { VERDICTS_EN } from './verdicts-en.js';
import { VERDICTS_FR_CA } from './verdicts-fr-ca.js';

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
      DISABLED: 'file received, rostering is off',
      PAUSED: 'file received, rostering is paused',
      CANCELLED: 'sync cancelled',
    },
    verdict: VERDICTS_EN,
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
      DISABLED: 'fichier reçu, listes automatiques désactivées',
      PAUSED: 'fichier reçu, listes automatiques en pause',
      CANCELLED: 'synchronisation interrompue',
    },
    verdict: VERDICTS_FR_CA,
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
