import type { Locale } from '../locale.js';
import type { SftpAttemptCause } from '../sftp-attempts.js';

/** Why a connection of the SIS was refused, and what to do. */
export function sftpAttemptText(locale: Locale, cause: SftpAttemptCause): string {
  return TEXTS[locale][cause];
}

const TEXTS: Record<Locale, Record<SftpAttemptCause, string>> = {
  en: {
    wrong_password: 'Wrong password. Enter the password of this school into the SIS again, or make a new one.',
    unknown_key: 'The SSH key of the program is not among the public keys of this school. Add it here, or let the SIS use the password.',
    address_not_allowed: 'The address is not among the allowed addresses of this school. If the SIS has moved, add the new address.',
    banned: 'Too many wrong passwords came from this address. The ban ends by itself; you can lift it above once the password is right.',
    too_many_connections: 'Too many connections of this school were open at once. Let the SIS close each connection after its upload.',
    no_common_algorithm: 'The program of the SIS is too old: it knows none of the encryption methods that are accepted here. Update it.',
    name_refused:
      'A file was not taken because of its name: it was empty or too long, had control or invisible characters or a slash, or began or ended with a space. Rename the export in the SIS.',
    folder_refused: 'The SIS asked for a folder that is not here. Let it put its files into / , without a folder in the path.',
  },
  'fr-CA': {
    wrong_password: 'Mot de passe erroné. Saisissez de nouveau le mot de passe de cette école dans le SIS, ou créez-en un nouveau.',
    unknown_key:
      'La clé SSH du programme ne figure pas parmi les clés publiques de cette école. Ajoutez-la ici, ou utilisez le mot de passe dans le SIS.',
    address_not_allowed: 'L’adresse ne figure pas parmi les adresses permises de cette école. Si le SIS a déménagé, ajoutez la nouvelle adresse.',
    banned:
      'Trop de mots de passe erronés sont venus de cette adresse. Le blocage prend fin de lui-même; vous pouvez le lever ci-dessus une fois le mot de passe corrigé.',
    too_many_connections:
      'Trop de connexions de cette école étaient ouvertes en même temps. Le SIS doit fermer chaque connexion une fois son dépôt terminé.',
    no_common_algorithm: 'Le programme du SIS est trop ancien : il ne connaît aucune des méthodes de chiffrement acceptées ici. Mettez-le à jour.',
    name_refused:
      'Un fichier n’a pas été pris à cause de son nom : vide ou trop long, avec un caractère de commande ou invisible ou une barre oblique, ou avec une espace au début ou à la fin. Renommez l’exportation dans le SIS.',
    folder_refused: 'Le SIS a demandé un dossier qui n’existe pas ici. Il doit déposer ses fichiers dans / , sans dossier dans le chemin.',
  },
};
