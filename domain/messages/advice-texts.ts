import type { Category } from '../category.js';
import type { Format } from '../report/format.js';
import type { Hint, NextStep } from '../report/sync-report.js';
import { CATEGORY_LABELS } from './category-names.js';

/** Why some things did not happen, and what to do next. */
export type AdviceTexts = {
  whyNot: string;
  hint(hint: Hint): string;
  next: string;
  step(step: NextStep): string;
};

export function adviceTexts(format: Format): AdviceTexts {
  switch (format.locale) {
    case 'en':
      return english(format);
    case 'fr-CA':
      return canadianFrench(format);
  }
}

function english(f: Format): AdviceTexts {
  const category = CATEGORY_LABELS.en;
  const listed = (categories: readonly Category[]): string => f.list(categories.map((c) => category[c].toLowerCase()));
  return {
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
            case 'additions_only':
              return `${f.count(hint.people, { one: '# person differs from the file, or is not in it, and was', other: '# people differ from the file, or are not in it, and were' })} left alone ${of}: the summer switch is on, so files only add people.`;
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
          return 'Look at what is held. Approve it if it is right, or discard it. None of it is applied until an owner decides; a newer file supersedes it.';
        case 'mend_file':
          return `${step.remedy} A corrected file can be uploaded at any time.`;
        case 'after_failure':
          return step.remedy;
        case 'mend_rows':
          return `In your SIS, correct the rows that were left out; the next file brings them.${step.othersUsed ? ' All other rows were used.' : ''}`;
        case 'switch_on':
          return 'To apply files, choose the Rostering Method SFTP and turn on Enable Automatic Rostering on the Rostering tab, then run this file again.';
        case 'end_pause':
          return 'To apply this file before the pause is over, end the pause on the Rostering tab, and run the file again. Once the pause is over, the newest kept file is offered; it is not applied by itself.';
        case 'decide_other_holds':
          return `Nothing for this file. ${f.count(step.files, { one: '# other file of the school still waits for an owner', other: '# other files of the school still wait for an owner' })}: see the list of syncs.`;
        case 'ask_support':
          return 'If it is urgent, pass the number below on to support: they can see this sync and run it again.';
        case 'run_again':
          return 'If that was a mistake, open the sync and run the file again.';
        case 'upload_for_real':
          return step.inFolder
            ? 'If this is what you expect, upload the same file outside the /test/ folder.'
            : 'If this is what you expect, upload the same file again without “Preview only”.';
        case 'none':
          return 'Nothing. All is well.';
        case 'read_remarks':
          return 'Nothing has to be decided. The remarks say what was not used exactly as it is in the file.';
        case 'see_why_not':
          return 'Nothing has to be decided. The list below says who was left as they are, and why.';
        case 'see_newer_file':
          return 'Look at the newer file: it counts in place of this one.';
        case 'wait':
          return 'Nothing yet: this file is still being worked on.';
      }
    },
  };
}

function canadianFrench(f: Format): AdviceTexts {
  const category = CATEGORY_LABELS['fr-CA'];
  const inSentence: Record<Category, string> = {
    students: 'les élèves',
    teachers: 'les enseignants',
    staff: 'le personnel',
    admin: 'l’administration',
  };
  const listed = (categories: readonly Category[]): string => f.list(categories.map((c) => inSentence[c]));
  return {
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
            case 'additions_only':
              return `${f.count(hint.people, { one: '# personne diffère du fichier, ou n’y figure pas, et a été laissée telle quelle', other: '# personnes diffèrent du fichier, ou n’y figurent pas, et ont été laissées telles quelles' })} ${of} : le mode été est activé, et les fichiers ne font qu’ajouter des personnes.`;
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
        case 'end_pause':
          return 'Pour appliquer ce fichier avant la fin de la pause, mettez fin à celle-ci à l’onglet Listes automatiques, puis relancez le fichier. Une fois la pause terminée, le plus récent fichier conservé vous est proposé; il n’est pas appliqué de lui-même.';
        case 'decide_other_holds':
          return `Rien pour ce fichier. ${f.count(step.files, { one: '# autre fichier de l’école attend encore la décision d’un propriétaire', other: '# autres fichiers de l’école attendent encore la décision d’un propriétaire' })}\u00a0: voyez la liste des synchronisations.`;
        case 'ask_support':
          return 'Si c’est urgent, transmettez le numéro ci-dessous au soutien technique, qui voit cette synchronisation et peut la relancer.';
        case 'run_again':
          return 'Si c’était une erreur, ouvrez la synchronisation et relancez le fichier.';
        case 'upload_for_real':
          return step.inFolder
            ? 'Si c’est bien ce que vous attendez, déposez le même fichier hors du dossier /test/.'
            : 'Si c’est bien ce que vous attendez, déposez le même fichier de nouveau, sans «\u00a0Aperçu seulement\u00a0».';
        case 'none':
          return 'Rien. Tout va bien.';
        case 'read_remarks':
          return 'Il n’y a rien à décider. Les remarques indiquent ce qui n’a pas été retenu tel quel du fichier.';
        case 'see_why_not':
          return 'Il n’y a rien à décider. La liste plus bas indique qui est resté tel quel, et pourquoi.';
        case 'see_newer_file':
          return 'Regardez le fichier plus récent\u00a0: c’est lui qui compte.';
        case 'wait':
          return 'Rien pour le moment\u00a0: ce fichier est encore en traitement.';
      }
    },
  };
}
