import type { HandoverTexts } from './handover-en.js';

/** The French texts about the hand-over link, and of its page. */
export const handoverFrCa: HandoverTexts = {
  link: {
    title: 'Lien pour votre équipe informatique',
    lead: 'Une seule page avec tout ce dont votre SIS a besoin, en français et en anglais. Elle crée son propre mot de passe et ne demande aucun compte.',
    make: 'Créer un lien',
    makeNew: 'Créer un nouveau lien',
    makeNewHint: 'Le lien actuel prend alors fin. Un mot de passe ou une clé qu’il a donnés continuent de fonctionner.',
    end: 'Désactiver le lien',
    made: 'Envoyez ce lien à la personne qui configure votre SIS. Il n’est affiché que maintenant et fonctionne une semaine.',
    name: 'Lien',
    copyMessage: 'Copier sous forme de message',
    message: (school, url, until) =>
      `Bonjour,\n\nmerci de configurer l’exportation quotidienne de ${school} vers Rollcall. Tout ce qu’il vous faut se trouve à cette page (jusqu’au ${until})\u00a0:\n${url}\n`,
    works: (until) => `Un lien fonctionne jusqu’au ${until}.`,
    over: (at) => `Le dernier lien a pris fin le ${at}.`,
    notOpened: 'Il n’a pas encore été ouvert.',
    opened: (at, from) => `Il a été ouvert le ${at}, depuis ${from}.`,
    passwordMade: (at) => `Son mot de passe a été créé le ${at}.`,
    noPassword: 'Son mot de passe n’a pas encore été créé.',
    keyAdded: (at) => `Une clé publique a été ajoutée le ${at}.`,
  },
  page: {
    title: (school) => `Fichiers de listes\u00a0: ${school}`,
    print: 'Imprimer cette page',
    lead: (until) =>
      `Pour la personne qui configure l’exportation quotidienne du système d’information scolaire (SIS). Cette page fonctionne jusqu’au ${until}.`,
    endedTitle: 'Ce lien ne fonctionne plus',
    ended: 'Ouvrez de nouveau le lien que vous avez reçu, ou demandez-en un nouveau à l’école.',
    access: '1. Où le SIS se connecte',
    makePassword: 'Créer le mot de passe',
    makePasswordHint:
      'Il est créé au moment où vous appuyez et affiché une seule fois\u00a0: ayez le SIS ouvert. Un mot de passe que le SIS utilise déjà continue de fonctionner.',
    passwordShown: 'Saisissez-le dans le SIS maintenant. Il n’est plus jamais affiché.',
    passwordGone: (at) =>
      `Le mot de passe de ce lien a été créé le ${at}. Si vous ne l’avez plus, ou si ce n’était pas vous, demandez un nouveau lien à l’école.`,
    key: 'Utiliser une clé SSH plutôt qu’un mot de passe',
    keyLead: 'Ajoutez la clé publique du programme. N’envoyez jamais une clé privée.',
    keyAdded: (at) => `Une clé publique a été ajoutée le ${at}. Elle fonctionne tout de suite.`,
    knownHosts: 'Ligne pour `known_hosts`',
    knownHostsWhat: 'ligne known_hosts',
    folder: 'Dossier',
    folderHint:
      'Déposez les fichiers dans `/`. Un fichier dans `/test/` est un aperçu qui ne modifie personne. Le résultat de chaque fichier se trouve dans `/results/`.',
    recipe: '2. Ce que le SIS exporte',
    sis: 'Votre SIS',
    other: 'Un autre',
    columns: 'Colonnes du fichier des élèves, telles que ce SIS les nomme\u00a0:',
    columnsOther: 'Colonnes du fichier des élèves, sous ces noms ou des noms semblables\u00a0:',
    columnNames: 'Numéro d’élève, Nom, Prénom, Niveau, Courriel, Statut',
    columnsWhat: 'colonnes',
    rules: [
      'Un seul fichier avec tous les élèves, chaque soir la liste entière et pas seulement ce qui a changé\u00a0: CSV, TSV ou XLSX, avec une ligne d’en-tête.',
      'Son nom contient `students`, par exemple `Montcalm_students.csv`. Il peut être le même chaque soir.',
      'Enseignants, personnel et administration, si l’école le souhaite\u00a0: un fichier pour chaque catégorie, avec `teachers`, `staff` ou `admin` dans son nom. L’adresse courriel, le prénom et le nom suffisent.',
      'Une fois par jour, en soirée, les jours de classe.',
    ],
    check: '3. Lancer une fois, puis regarder ici',
    checkLead: 'La ligne ci-dessous montre ce qui arrive, quelques secondes plus tard. L’école voit la même chose.',
  },
};
