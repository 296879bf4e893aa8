import type { Category } from '../category.js';
import type { Locale } from '../locale.js';
import type { HoldReason } from '../sync.js';

const CATEGORY_NAMES: Record<Locale, Record<Category, string>> = {
  en: { students: 'students', teachers: 'teachers', staff: 'staff', admin: 'admins' },
  'fr-CA': { students: 'élèves', teachers: 'enseignants', staff: 'membres du personnel', admin: 'membres de l’administration' },
};

/** Why something waits for an owner, and what approving it would do, in one or two sentences. */
export function holdText(locale: Locale, reason: HoldReason): string {
  const people = CATEGORY_NAMES[locale][reason.category];
  const { params } = reason;
  const french = locale === 'fr-CA';
  switch (reason.code) {
    case 'archive_guard':
      return french
        ? `L’archivage attend votre décision\u00a0: ${params['missing']} des ${params['active']} ${people} ne sont pas dans le fichier, soit plus de ${params['archivePercent']}\u00a0% et plus de ${params['archiveCount']} personnes. Vérifiez que le fichier est complet avant d’approuver.`
        : `Archiving waits for your decision: ${params['missing']} of ${params['active']} ${people} are not in the file, which is more than ${params['archivePercent']}% and more than ${params['archiveCount']} people. Check that the file is complete before you approve.`;
    case 'cut_last_line':
      return french
        ? `L’archivage attend votre décision\u00a0: la dernière ligne du fichier semble coupée, donc des personnes peuvent en être absentes (${people} absents du fichier\u00a0: ${params['missing']}). Déposez de nouveau le fichier complet.`
        : `Archiving waits for your decision: the last line of the file looks cut off, so people may be missing from it (${people} not in the file: ${params['missing']}). Upload the complete file again.`;
    case 'unidentified_rows':
      return french
        ? `L’archivage attend votre décision\u00a0: on ne reconnaît personne dans certaines lignes erronées du fichier (${params['rows']}); il peut s’agir de personnes qui semblent absentes (${people} absents du fichier\u00a0: ${params['missing']}). Corrigez ces lignes et déposez de nouveau le fichier.`
        : `Archiving waits for your decision: nobody can be recognised in some rows with errors (${params['rows']}), and they may be people who seem to be missing (${people} not in the file: ${params['missing']}). Correct those rows and upload the file again.`;
    case 'update_guard':
      return french
        ? `Les mises à jour attendent votre décision\u00a0: le fichier modifierait ${params['updated']} des ${params['active']} ${people}, soit plus de ${params['updatePercent']}\u00a0%. Vérifiez que c’est le bon fichier et que ses colonnes n’ont pas été interverties.`
        : `Updates wait for your decision: the file would change ${params['updated']} of ${params['active']} ${people}, which is more than ${params['updatePercent']}%. Check that it is the right file and that its columns are not mixed up.`;
    case 'privileged_role':
      return french
        ? `Le fichier ferait de certaines personnes des propriétaires ou des gestionnaires (${params['people']}). Un fichier ne le fait jamais de lui-même\u00a0: approuvez seulement si c’est voulu.`
        : `The file would make people Owners or Managers (${params['people']}). A file never does that by itself: approve only if this is intended.`;
    case 'privileged_email':
      return french
        ? `Le fichier donnerait une autre adresse courriel à des propriétaires ou à des gestionnaires (${params['people']}), ce qui pourrait céder leur compte. Approuvez seulement si c’est voulu.`
        : `The file would give Owners or Managers another e-mail address (${params['people']}), which could hand over their accounts. Approve only if this is intended.`;
  }
}
