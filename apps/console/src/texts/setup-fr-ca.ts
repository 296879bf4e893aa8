import type { SetupTexts } from './setup-en.js';

const number = new Intl.NumberFormat('fr-CA');
const people = (n: number): string => (n < 2 ? `${n} personne` : `${number.format(n)} personnes`);

/** The French texts about setting a school up. */
export const setupFrCa: SetupTexts = {
  checklist: {
    title: 'Mise en route',
    lead: (done, of) => `${done} étape${done < 2 ? '' : 's'} sur ${of}. Chacune est cochée d’après ce que Rollcall a constaté.`,
    done: 'Terminé',
    next: 'À faire maintenant',
    later: 'À venir',
    step: {
      METHOD: 'Choisir SFTP et activer les listes automatiques',
      HANDED_OVER: 'Remettre les accès SFTP à la personne qui configure votre SIS',
      CONNECTED: 'Votre SIS se connecte',
      FIRST_FILE: 'Un premier fichier utilisable arrive',
      LOOKED_AT: 'Vérifier ce que le fichier a fait',
      AUTO_UPDATE: 'Activer la mise à jour automatique',
      ARCHIVE: 'Régler Personnes absentes à Archiver',
    },
    hint: {
      METHOD: 'Réglez Mode de réception des listes à SFTP, activez Activer les listes automatiques et les catégories à inscrire, puis enregistrez.',
      HANDED_OVER:
        'Créez un lien pour elle sous «\u00a0Lien pour votre équipe informatique\u00a0». Il contient tout ce qu’il lui faut, et vous voyez tous deux où elle en est.',
      CONNECTED: 'Vous n’avez rien à faire ici. La ligne ci-dessous change en quelques secondes.',
      FIRST_FILE: 'Vous n’avez rien à faire ici. Vous pouvez aussi déposer un fichier vous-même à l’onglet Synchronisations.',
      LOOKED_AT: 'Est-ce bien vos gens, dans les bons niveaux? Sinon, corrigez l’exportation avant de continuer.',
      AUTO_UPDATE: 'Quand les personnes sont justes, laissez un fichier mettre à jour celles qui sont déjà là.',
      ARCHIVE: 'Quand quelques fichiers de suite ont été justes, laissez un fichier archiver les personnes qui sont parties.',
    },
    openFirst: 'Ouvrir la première synchronisation',
  },
  light: {
    title: 'Connexion du SIS, en direct',
    state: {
      NO_CONTACT: 'Aucun contact pour l’instant',
      TURNED_AWAY: 'Connexion impossible',
      SIGNED_IN: 'Connexion réussie',
      TEMPORARY_NAME: 'Fichier sous un nom temporaire',
      FILE_RECEIVED: 'Fichier reçu',
    },
    cause: {
      wrong_password: 'Mot de passe erroné',
      unknown_key: 'Clé inconnue',
      address_not_allowed: 'Adresse non permise',
      banned: 'Bloqué pour un moment',
      too_many_connections: 'Trop de connexions',
      no_common_algorithm: 'Programme trop ancien',
      name_refused: 'Nom de fichier non accepté',
      folder_refused: 'Dossier introuvable',
    },
    from: (what, address) => `${what}, depuis ${address}`,
    people: (n) => `Fichier reçu\u00a0: ${people(n)}`,
    hint: {
      NO_CONTACT:
        'Aucun programme n’a encore utilisé le nom d’utilisateur de cette école. Vérifiez l’hôte, le port et le nom d’utilisateur dans le SIS, puis connectez-le une fois.',
      SIGNED_IN: 'L’hôte, le port, le nom d’utilisateur et le mot de passe ou la clé sont les bons. Aucun fichier n’est encore arrivé.',
      TEMPORARY_NAME:
        'Le fichier compte dès que le programme lui donne son nom définitif. S’il ne le fait jamais, désactivez les noms temporaires dans le SIS.',
      wrong_password: 'Saisissez de nouveau le mot de passe dans le SIS, sans espace avant ni après. S’il est perdu, créez-en un nouveau.',
      unknown_key: 'Le programme propose une clé SSH qui n’est pas connue ici. Ajoutez sa clé publique, ou utilisez le mot de passe.',
      address_not_allowed: 'L’école ne permet que certaines adresses. Un propriétaire peut ajouter celle-ci à l’onglet Listes automatiques.',
      banned: 'Trop de mots de passe erronés sont venus de là. Le blocage prend fin de lui-même; corrigez le mot de passe entre-temps.',
      too_many_connections: 'Le programme ouvre trop de connexions à la fois. Il doit fermer chacune une fois son dépôt terminé.',
      no_common_algorithm: 'Le programme ne connaît aucune des méthodes de chiffrement acceptées ici. Mettez-le à jour.',
      name_refused: 'Le nom est vide ou trop long, ou contient une barre oblique ou des caractères invisibles. Renommez l’exportation.',
      folder_refused: 'Déposez le fichier dans le dossier `/`, sans autre dossier dans le chemin.',
    },
    file: {
      reading: 'La lecture du fichier est en cours.',
      used: 'Le fichier a pu être lu.',
      preview: 'Il est arrivé dans `/test/`\u00a0: c’est un aperçu. Personne n’a été modifié.',
      unusable:
        'Le fichier ne peut pas être utilisé, et personne n’a été modifié. La raison figure à la page de sa synchronisation et dans `/results/`.',
      failed: 'Le fichier est arrivé; sa lecture a échoué de notre côté. Le soutien technique est au courant.',
      off: 'Les listes automatiques sont désactivées ou en pause\u00a0: le fichier est conservé, et personne n’a été modifié.',
      held: 'Une partie de ses changements attend un propriétaire.',
    },
    lastFile: (name, at) => `Dernier fichier\u00a0: ${name}, ${at}`,
    open: 'Ouvrir sa synchronisation',
  },
};
