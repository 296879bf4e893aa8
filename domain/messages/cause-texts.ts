import type { NothingUsableCause } from '../arrival/nothing-usable-cause.js';
import type { Format } from '../report/format.js';

/** Why a night has no file that can be used, and what to do: in sentences, and in a few words for subjects. */
export type CauseTexts = { cause(cause: NothingUsableCause): string; causeInShort(cause: NothingUsableCause): string };

export function causeTexts(format: Format): CauseTexts {
  switch (format.locale) {
    case 'en':
      return english(format);
    case 'fr-CA':
      return canadianFrench(format);
  }
}

function english(f: Format): CauseTexts {
  return {
    cause: (cause) => {
      switch (cause.kind) {
        case 'switched_off':
          return 'Rostering is off for this school. Turn on Enable Automatic Rostering on the Rostering tab.';
        case 'never_connected':
          return 'The SIS has never signed in to the SFTP folder of this school. Check host, port, username and password of the export in the SIS; they are under SFTP Details on the Rostering tab.';
        case 'new_password_not_used':
          return `A new password was made on ${f.instant(cause.passwordSetAt)} and has not been used since. Enter it into the export of the SIS. The SIS last signed in on ${f.instant(cause.lastUsedAt)}.`;
        case 'not_connected_today':
          return `The SIS did not sign in. It last did on ${f.instant(cause.lastUsedAt)}. Check whether the export of the SIS is still scheduled, and whether it reports an error.`;
        case 'connected_without_file':
          return `The SIS signed in on ${f.instant(cause.lastUsedAt)}, but left no file. Check whether the export of the SIS found anything to send, and look at its log.`;
        case 'rejected_only':
          return f.count(cause.files, {
            one: 'The only file that came was rejected; what is wrong with it stands below.',
            other: 'All # files that came were rejected; what is wrong with them stands below.',
          });
        case 'paused':
          return `Rostering is paused until ${f.instant(cause.until)}. Until then, files are kept and not applied, and none is expected.`;
        case 'only_test':
          return `${f.count(cause.files, { one: '# file came', other: '# files came' })} to the folder /test/, where files are only previewed. If the SIS should send real files by now, take /test/ out of the path of its export.`;
        case 'wrong_password':
          return [
            `The SIS was turned away ${f.count(cause.times, { one: '# time', other: '# times' })} because of a wrong password, last on ${f.instant(cause.lastAt)}.`,
            cause.newPasswordAt === null
              ? 'Enter the password into the export of the SIS again; if it is lost, make a new one under SFTP Details on the Rostering tab.'
              : `A new password was made on ${f.instant(cause.newPasswordAt)}: enter it into the export of the SIS.`,
          ].join(' ');
        case 'unknown_key':
          return `The SIS was turned away ${f.count(cause.times, { one: '# time', other: '# times' })} because its SSH key is not known here, last on ${f.instant(cause.lastAt)}. Let the SIS use the password under SFTP Details on the Rostering tab, or add its public key there.`;
        case 'address_not_allowed':
          return `The SIS was turned away ${f.count(cause.times, { one: '# time', other: '# times' })} because its address is not among the allowed addresses, last on ${f.instant(cause.lastAt)}. If it has a new address, add it on the Rostering tab.`;
        case 'no_common_algorithm':
          return `A program that comes from the address of the SIS could not connect ${f.count(cause.times, { one: '# time', other: '# times' })}, last on ${f.instant(cause.lastAt)}: it knows none of the encryption methods that are accepted here. Update it.`;
        case 'name_refused':
          return `The SIS signed in, but its file was not taken ${f.count(cause.times, { one: '# time', other: '# times' })} because of its name, last on ${f.instant(cause.lastAt)}. Give the export a plain name such as students.csv, without control characters or slashes.`;
        case 'folder_refused':
          return `The SIS signed in, but asked ${f.count(cause.times, { one: '# time', other: '# times' })} for a folder that is not here, last on ${f.instant(cause.lastAt)}. Let it put its files into / , without a folder in the path.`;
        case 'upload_cut_off':
          return `The SIS signed in, but its upload was cut off ${f.count(cause.times, { one: '# time', other: '# times' })}, last on ${f.instant(cause.lastAt)}. What had arrived of it does not count. Run the export of the SIS again; if it is cut off again, ask who runs the network between.`;
        case 'only_temporary':
          return `A file came on ${f.instant(cause.lastAt)}, but kept a temporary name such as “.part” or “.tmp”, so it does not count. Let the SIS rename the file when it is complete, or send it under its final name at once.`;
        case 'late':
          return `The file usually comes between ${f.clock(cause.usualFrom)} and ${f.clock(cause.usualTo)}; nothing had come by ${f.instant(cause.until)}. The SIS last signed in on ${f.instant(cause.lastUsedAt)}. Check whether the export of the SIS is still scheduled, and whether it reports an error.`;
      }
    },
    causeInShort: (cause) => {
      switch (cause.kind) {
        case 'rejected_only':
          return 'only rejected files';
        case 'switched_off':
          return 'rostering is off';
        case 'paused':
          return 'rostering is paused';
        case 'only_test':
          return 'only previews in /test/';
        case 'wrong_password':
          return 'wrong password';
        case 'unknown_key':
          return 'unknown SSH key';
        case 'address_not_allowed':
          return 'address not allowed';
        case 'no_common_algorithm':
          return 'program of the SIS is too old';
        case 'name_refused':
          return 'file name not accepted';
        case 'folder_refused':
          return 'folder not accepted';
        case 'upload_cut_off':
          return 'upload cut off';
        case 'only_temporary':
          return 'temporary name';
        case 'connected_without_file':
          return 'the SIS left none';
        case 'never_connected':
          return 'the SIS has never signed in';
        case 'new_password_not_used':
          return 'new password not in use';
        case 'late':
          return 'late';
        case 'not_connected_today':
          return 'the SIS did not sign in';
      }
    },
  };
}

function canadianFrench(f: Format): CauseTexts {
  return {
    cause: (cause) => {
      switch (cause.kind) {
        case 'switched_off':
          return 'Les listes automatiques sont désactivées pour cette école. Activez-les à l’onglet Listes automatiques.';
        case 'never_connected':
          return 'Le SIS ne s’est jamais connecté au dossier SFTP de cette école. Vérifiez l’hôte, le port, le nom d’utilisateur et le mot de passe de l’exportation dans le SIS; ils figurent sous Accès SFTP, à l’onglet Listes automatiques.';
        case 'new_password_not_used':
          return `Un nouveau mot de passe a été créé le ${f.instant(cause.passwordSetAt)} et n’a pas servi depuis. Saisissez-le dans l’exportation du SIS. La dernière connexion du SIS remonte au ${f.instant(cause.lastUsedAt)}.`;
        case 'not_connected_today':
          return `Le SIS ne s’est pas connecté. Sa dernière connexion remonte au ${f.instant(cause.lastUsedAt)}. Vérifiez si l’exportation du SIS est encore planifiée et si elle signale une erreur.`;
        case 'connected_without_file':
          return `Le SIS s’est connecté le ${f.instant(cause.lastUsedAt)}, mais n’a laissé aucun fichier. Vérifiez si l’exportation du SIS avait quelque chose à envoyer et consultez son journal.`;
        case 'rejected_only':
          return f.count(cause.files, {
            one: 'Le seul fichier reçu a été rejeté; la raison figure ci-dessous.',
            other: 'Les # fichiers reçus ont tous été rejetés; les raisons figurent ci-dessous.',
          });
        case 'paused':
          return `Les listes automatiques sont en pause jusqu’au ${f.instant(cause.until)}. D’ici là, les fichiers sont conservés sans être appliqués, et aucun n’est attendu.`;
        case 'only_test':
          return `${f.count(cause.files, { one: '# fichier est arrivé', other: '# fichiers sont arrivés' })} dans le dossier /test/, où les fichiers ne donnent qu’un aperçu. Si le SIS doit maintenant envoyer de vrais fichiers, retirez /test/ du chemin de son exportation.`;
        case 'wrong_password':
          return [
            `Le SIS n’a pas pu se connecter : mot de passe erroné, ${f.count(cause.times, { one: '# fois', other: '# fois' })}, la dernière le ${f.instant(cause.lastAt)}.`,
            cause.newPasswordAt === null
              ? 'Saisissez de nouveau le mot de passe dans l’exportation du SIS; si personne ne l’a plus, créez-en un nouveau sous Accès SFTP, à l’onglet Listes automatiques.'
              : `Un nouveau mot de passe a été créé le ${f.instant(cause.newPasswordAt)} : saisissez-le dans l’exportation du SIS.`,
          ].join(' ');
        case 'unknown_key':
          return `Le SIS n’a pas pu se connecter : sa clé SSH n’est pas connue ici, ${f.count(cause.times, { one: '# fois', other: '# fois' })}, la dernière le ${f.instant(cause.lastAt)}. Utilisez dans le SIS le mot de passe qui figure sous Accès SFTP, à l’onglet Listes automatiques, ou ajoutez-y sa clé publique.`;
        case 'address_not_allowed':
          return `Le SIS n’a pas pu se connecter : son adresse ne figure pas parmi les adresses permises, ${f.count(cause.times, { one: '# fois', other: '# fois' })}, la dernière le ${f.instant(cause.lastAt)}. S’il a une nouvelle adresse, ajoutez-la à l’onglet Listes automatiques.`;
        case 'no_common_algorithm':
          return `Un programme qui vient de l’adresse du SIS n’a pas pu se connecter ${f.count(cause.times, { one: '# fois', other: '# fois' })}, la dernière le ${f.instant(cause.lastAt)} : il ne connaît aucune des méthodes de chiffrement acceptées ici. Mettez-le à jour.`;
        case 'name_refused':
          return `Le SIS s’est connecté, mais son fichier n’a pas été pris à cause de son nom, ${f.count(cause.times, { one: '# fois', other: '# fois' })}, la dernière le ${f.instant(cause.lastAt)}. Donnez à l’exportation un nom simple comme students.csv, sans caractère de commande ni barre oblique.`;
        case 'folder_refused':
          return `Le SIS s’est connecté, mais a demandé ${f.count(cause.times, { one: '# fois', other: '# fois' })} un dossier qui n’existe pas ici, la dernière le ${f.instant(cause.lastAt)}. Il doit déposer ses fichiers dans / , sans dossier dans le chemin.`;
        case 'upload_cut_off':
          return `Le SIS s’est connecté, mais son dépôt a été interrompu ${f.count(cause.times, { one: '# fois', other: '# fois' })}, la dernière le ${f.instant(cause.lastAt)}. Ce qui était arrivé ne compte pas. Relancez l’exportation du SIS; si elle est encore interrompue, adressez-vous aux responsables du réseau.`;
        case 'only_temporary':
          return `Un fichier est arrivé le ${f.instant(cause.lastAt)}, mais il a gardé un nom temporaire tel que « .part » ou « .tmp »; il ne compte donc pas. Le SIS doit renommer le fichier une fois complet, ou l’envoyer directement sous son nom définitif.`;
        case 'late':
          return `Le fichier arrive d’habitude entre ${f.clock(cause.usualFrom)} et ${f.clock(cause.usualTo)}; rien n’était arrivé le ${f.instant(cause.until)}. La dernière connexion du SIS remonte au ${f.instant(cause.lastUsedAt)}. Vérifiez si l’exportation du SIS est encore planifiée et si elle signale une erreur.`;
      }
    },
    causeInShort: (cause) => {
      switch (cause.kind) {
        case 'rejected_only':
          return 'fichiers rejetés seulement';
        case 'switched_off':
          return 'listes automatiques désactivées';
        case 'paused':
          return 'listes automatiques en pause';
        case 'only_test':
          return 'aperçus dans /test/ seulement';
        case 'wrong_password':
          return 'mot de passe erroné';
        case 'unknown_key':
          return 'clé SSH inconnue';
        case 'address_not_allowed':
          return 'adresse non permise';
        case 'no_common_algorithm':
          return 'programme du SIS trop ancien';
        case 'name_refused':
          return 'nom de fichier non accepté';
        case 'folder_refused':
          return 'dossier non accepté';
        case 'upload_cut_off':
          return 'dépôt interrompu';
        case 'only_temporary':
          return 'nom temporaire';
        case 'connected_without_file':
          return 'le SIS n’en a laissé aucun';
        case 'never_connected':
          return 'le SIS ne s’est jamais connecté';
        case 'new_password_not_used':
          return 'nouveau mot de passe inutilisé';
        case 'late':
          return 'en retard';
        case 'not_connected_today':
          return 'le SIS ne s’est pas connecté';
      }
    },
  };
}
