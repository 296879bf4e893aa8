import type { Locale } from '../locale.js';
import type { NameFlaw } from '../upload-name.js';

/** What the gateway answers besides a status code; SFTP clients show it to the person or write it to their log. */
export type SftpTextCode =
  | 'ok'
  | 'end_of_file'
  | 'no_such_file'
  | 'no_such_folder'
  | 'bad_handle'
  | 'bad_request'
  | 'already_exists'
  | 'is_a_folder'
  | 'not_a_folder'
  | 'not_a_link'
  | 'results_read_only'
  | 'no_new_folders'
  | 'folder_stays'
  | 'no_links'
  | 'not_readable_again'
  | 'not_for_writing'
  | 'credential_ended'
  | 'too_many_open_files'
  | 'too_many_waiting_files'
  | 'no_room'
  | 'file_too_large'
  | 'not_stored'
  | 'not_confirmed'
  | 'no_answer'
  | 'stopping'
  | 'unsupported'
  | `name_${NameFlaw}`;

/** One sentence in the school's language. `params` fills `{limitMb}`. */
export function sftpText(locale: Locale, code: SftpTextCode, params: { limitMb?: number } = {}): string {
  return TEXTS[locale][code].replace('{limitMb}', String(params.limitMb ?? ''));
}

const TEXTS: Record<Locale, Record<SftpTextCode, string>> = {
  en: {
    ok: 'OK',
    end_of_file: 'End of file.',
    no_such_file: 'No such file.',
    no_such_folder: 'No such folder. Put files into / , or into /test/ for a preview.',
    bad_handle: 'This file is not open.',
    bad_request: 'This request makes no sense here.',
    already_exists: 'A file of this name already exists.',
    is_a_folder: 'This is a folder.',
    not_a_folder: 'This is not a folder.',
    not_a_link: 'This is not a link.',
    results_read_only: 'The folder /results/ is read-only: it holds the results of your files. Put files into / .',
    no_new_folders: 'No folder can be made here. Put files into / , or into /test/ for a preview.',
    folder_stays: 'This folder cannot be changed.',
    no_links: 'Links are not supported.',
    not_readable_again: 'A file that was uploaded cannot be read back.',
    not_for_writing: 'This file is not open for writing.',
    credential_ended: 'The password or key of this connection has ended: nothing is received. Connect with the new one and upload again.',
    too_many_open_files: 'Too many files are open: close some first.',
    too_many_waiting_files: 'Too many files under temporary names: rename or remove some first.',
    no_room: 'Too much is being uploaded at once for this school: try again later.',
    file_too_large: 'The file is larger than {limitMb} MB: it was rejected, and nothing of it was kept.',
    not_stored: 'The file could not be stored, and nothing of it was received: upload it again.',
    not_confirmed: 'It could not be confirmed that the file was stored: upload it again. The same file twice does no harm.',
    no_answer: 'The server is too busy to answer: try again in a minute.',
    stopping: 'The server is restarting: upload the file again in a minute.',
    unsupported: 'This operation is not supported.',
    name_empty: 'The file needs a name.',
    name_too_long: 'The file name is too long: use at most 255 bytes.',
    name_control_character: 'The file name has a control character in it: rename the file.',
    name_invisible_character: 'The file name has an invisible character in it: rename the file.',
    name_separator: 'The file name has a slash or backslash in it: rename the file.',
    name_edges: 'The file name starts or ends with a space, or ends with a dot: rename the file.',
  },
  'fr-CA': {
    ok: 'OK',
    end_of_file: 'Fin du fichier.',
    no_such_file: 'Fichier introuvable.',
    no_such_folder: 'Dossier introuvable. Déposez les fichiers dans / , ou dans /test/ pour un aperçu.',
    bad_handle: 'Ce fichier n’est pas ouvert.',
    bad_request: 'Cette demande n’a pas de sens ici.',
    already_exists: 'Un fichier de ce nom existe déjà.',
    is_a_folder: 'C’est un dossier.',
    not_a_folder: 'Ce n’est pas un dossier.',
    not_a_link: 'Ce n’est pas un lien.',
    results_read_only: 'Le dossier /results/ est en lecture seule : il contient les résultats de vos fichiers. Déposez les fichiers dans / .',
    no_new_folders: 'Il n’est pas possible de créer un dossier ici. Déposez les fichiers dans / , ou dans /test/ pour un aperçu.',
    folder_stays: 'Ce dossier ne peut pas être modifié.',
    no_links: 'Les liens ne sont pas pris en charge.',
    not_readable_again: 'Un fichier déposé ne peut pas être relu.',
    not_for_writing: 'Ce fichier n’est pas ouvert en écriture.',
    credential_ended:
      'Le mot de passe ou la clé de cette connexion a pris fin : rien n’est reçu. Connectez-vous avec le nouveau et déposez de nouveau.',
    too_many_open_files: 'Trop de fichiers sont ouverts : fermez-en d’abord quelques-uns.',
    too_many_waiting_files: 'Trop de fichiers portent un nom temporaire : renommez-en ou supprimez-en d’abord quelques-uns.',
    no_room: 'Trop de données sont déposées à la fois pour cette école : réessayez plus tard.',
    file_too_large: 'Le fichier dépasse {limitMb} Mo : il a été rejeté et rien n’en a été conservé.',
    not_stored: 'Le fichier n’a pas pu être enregistré et rien n’en a été reçu : déposez-le de nouveau.',
    not_confirmed: 'L’enregistrement du fichier n’a pas pu être confirmé : déposez-le de nouveau. Le même fichier deux fois ne nuit pas.',
    no_answer: 'Le serveur est trop occupé pour répondre : réessayez dans une minute.',
    stopping: 'Le serveur redémarre : déposez le fichier de nouveau dans une minute.',
    unsupported: 'Cette opération n’est pas prise en charge.',
    name_empty: 'Le fichier doit avoir un nom.',
    name_too_long: 'Le nom du fichier est trop long : utilisez au plus 255 octets.',
    name_control_character: 'Le nom du fichier contient un caractère de commande : renommez le fichier.',
    name_invisible_character: 'Le nom du fichier contient un caractère invisible : renommez le fichier.',
    name_separator: 'Le nom du fichier contient une barre oblique : renommez le fichier.',
    name_edges: 'Le nom du fichier commence ou finit par une espace, ou finit par un point : renommez le fichier.',
  },
};
