import type { SyncVerdict } from '../report/sync-verdict.js';

/** What became of a file, in a sentence or two: on the page of its sync, in its mail and in its receipt. */
export const VERDICTS_FR_CA: Record<SyncVerdict, string> = {
  RECEIVED: 'Le fichier est bien arrivé et sera lu dans un instant.',
  STAGING: 'Les lignes du fichier sont lues et vérifiées.',
  PLANNING: 'Le fichier est comparé aux personnes de l’école.',
  HELD: 'Une partie de ce fichier est retenue jusqu’à la décision d’un propriétaire. Ce qui n’est pas retenu a été appliqué.',
  HELD_WITHOUT_CHANGE: 'Les changements de ce fichier sont retenus jusqu’à la décision d’un propriétaire. Rien n’a été modifié jusqu’ici.',
  APPLYING: 'Les changements sont en cours d’application.',
  APPLIED: 'Les changements de ce fichier ont été appliqués.',
  APPLIED_WITHOUT_CHANGE: 'Ce fichier est réglé. Rien n’a été modifié\u00a0: ses changements ne convenaient plus aux personnes.',
  UNCHANGED: 'Rien n’a été modifié\u00a0: il n’y avait rien à faire.',
  UNCHANGED_WITH_REMARKS: 'Rien n’a été modifié. Le fichier n’a pas été utilisé tel quel en entier\u00a0: consultez les remarques.',
  UNCHANGED_LEFT_ALONE: 'Rien n’a été modifié. Des personnes ont été laissées telles quelles; les raisons figurent plus bas.',
  REJECTED: 'Le fichier n’a pas pu être utilisé. Rien n’a été modifié.',
  FAILED: 'Une défaillance est survenue de notre côté. Rien n’a été modifié. Le fichier est conservé, et le soutien technique peut le relancer.',
  FAILED_AFTER_CHANGE:
    'Une défaillance est survenue de notre côté, après l’application d’une partie de ce fichier. Cette partie reste; ce qui était retenu n’est pas appliqué. Le fichier est conservé, et le soutien technique peut le relancer.',
  SUPERSEDED: 'Un fichier plus récent du même type a remplacé celui-ci, qui n’a rien modifié.',
  SUPERSEDED_AFTER_CHANGE: 'Un fichier plus récent du même type a remplacé ce qui était retenu de celui-ci. Ce qui avait été appliqué reste.',
  DISCARDED: 'Ce qui était retenu a été écarté. Ce qui avait été appliqué reste.',
  DISCARDED_WITHOUT_CHANGE: 'Ce qui était retenu a été écarté. Rien n’a été modifié.',
  CANCELLED: 'Un propriétaire a interrompu cette synchronisation. Elle n’a rien modifié.',
  CANCELLED_AFTER_CHANGE:
    'Un propriétaire a interrompu cette synchronisation alors qu’une partie était retenue. Cette partie n’a pas été appliquée. Ce qui avait été appliqué reste.',
  PREVIEWED: 'C’était un simple aperçu : voici ce que le fichier changerait. Rien n’a été modifié.',
  UNDONE: 'Les changements de ce fichier ont été annulés.',
  UNDONE_IN_PART: 'Une partie des changements de ce fichier a été annulée. Le reste est encore en vigueur.',
  DISABLED: 'Le fichier est conservé, mais rien n’a été appliqué : les listes automatiques sont désactivées.',
  PAUSED: 'Le fichier est conservé, mais rien n’a été appliqué : les listes automatiques sont en pause.',
};
