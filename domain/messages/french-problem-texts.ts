import { habitText } from './habit-texts.js';
import type { ProblemTexts } from './problem-texts.js';
import { isOptional, leftOutBy, named, count, of, size, said, rowsWith } from './problem-words.js';

const FR_VALUES: Record<string, string> = {
  blank: 'rien',
  number: 'un nombre',
  scientific: 'un nombre en notation scientifique',
  date: 'une date',
  email: 'du texte contenant un @',
  formula_error: 'une erreur de tableur',
  text: 'un autre texte',
};

const FR_FORMATS: Record<string, string> = {
  xls: 'un ancien classeur Excel (.xls, .xlsb) ou un classeur protégé par un mot de passe',
  pdf: 'un document PDF',
  image: 'une image',
  archive: 'une archive qui n’est ni un classeur Excel ni un ZIP contenant une liste',
  lists: 'une archive ZIP de plusieurs listes, dont aucune n’est l’unique users.csv de OneRoster',
  document: 'un document de traitement de texte',
  html: 'une page Web (HTML ou XML)',
  json: 'des données JSON',
};

const FR_PACKAGES: Record<string, string> = {
  damaged: 'l’archive ZIP est endommagée ou a été coupée',
  too_many_entries: 'l’archive ZIP contient trop de fichiers',
  too_large_unpacked: 'l’archive ZIP est trop volumineuse une fois décompressée',
  bomb: 'l’archive ZIP atteint une taille suspecte une fois décompressée',
  encrypted: 'l’archive ZIP est protégée par un mot de passe',
  roles: 'le fichier roles.csv de l’archive ZIP ne peut pas être lu avec certitude; les rôles sont donc inconnus',
};

const FR_ARCHIVES: Record<string, string> = {
  damaged: 'le classeur Excel est endommagé ou a été coupé',
  too_many_entries: 'le classeur Excel contient trop de parties',
  too_large_unpacked: 'le classeur Excel est trop volumineux une fois décompressé',
  bomb: 'le classeur Excel atteint une taille suspecte une fois décompressé',
  deadline: 'la lecture du classeur Excel prend trop de temps',
  memory: 'la lecture du classeur Excel demande trop de mémoire',
};

const FR_FIELDS: Record<string, string> = {
  email: 'l’adresse courriel',
  'first name': 'le prénom',
  'last name': 'le nom de famille',
  role: 'le rôle',
  'student id': 'le numéro d’élève',
  grade: 'le niveau',
  parentEmail: 'le courriel du parent',
  parentPhone: 'le téléphone du parent',
  'student phone': 'le téléphone de l’élève',
  idField1: 'le champ d’identification 1',
  idField2: 'le champ d’identification 2',
  'staff id': 'le numéro d’employé',
  status: 'l’état',
};

const FR_STAYS = 'cette valeur n’a pas été retenue\u00a0: celle qui est enregistrée reste, et une nouvelle personne n’en a pas pour le moment.';

const FR_LOST_LETTERS =
  'Exportez de nouveau le fichier en CSV (UTF-8), directement du SIS. Si le signe se trouve aussi dans le SIS, corrigez-y la valeur.';

/** What is wrong and what to do, per code, as it follows the place. */
export const FRENCH: ProblemTexts = {
  missing_value: ({ field }) => [
    `il manque une valeur : ${named(FR_FIELDS, field)}.`,
    'Ajoutez cette valeur dans votre SIS. D’ici là, les autres lignes sont traitées et cette personne reste telle quelle.',
  ],
  placeholder_email: ({ field }) =>
    field === 'parentEmail'
      ? [`l’adresse courriel du parent ne sert qu’à remplir la case; ${FR_STAYS}`, 'Laissez la case vide s’il n’y a pas d’adresse.']
      : [
          'l’adresse courriel ne sert qu’à remplir la case et n’est à personne; la ligne a été laissée de côté, et la personne déjà inscrite reste.',
          'Inscrivez dans votre SIS l’adresse de la personne elle-même. D’ici là, les autres lignes sont traitées.',
        ],
  invalid_email: ({ field, found }) =>
    field === 'parentEmail'
      ? [
          `l’adresse courriel du parent ne peut pas être valide (c’est ${named(FR_VALUES, found)}); ${FR_STAYS}`,
          'Corrigez l’adresse dans votre SIS\u00a0: une seule adresse, par exemple nom@exemple.org.',
        ]
      : [
          `l’adresse courriel ne peut pas être valide (c’est ${named(FR_VALUES, found)}).`,
          'Corrigez l’adresse dans votre SIS : une seule adresse, par exemple nom@ecole.org.',
        ],
  invalid_phone: ({ found }) => [
    `le numéro de téléphone ne peut pas être valide (c’est ${named(FR_VALUES, found)}); ${FR_STAYS}`,
    'Corrigez le numéro : dix chiffres avec l’indicatif régional, ou + suivi de l’indicatif du pays.',
  ],
  several_grades: ({ word, rows }) => [
    `le texte ${said('fr-CA', word)} désigne plusieurs niveaux à la fois (${rowsWith('fr-CA', rows)}); ${FR_STAYS}`,
    'Donnez un seul niveau à chaque élève, ou indiquez sous « Corriger ici », à la page de cette synchronisation, ce que ce texte signifie.',
  ],
  unknown_grade: ({ word, rows }) => [
    `le niveau ${said('fr-CA', word)} (${rowsWith('fr-CA', rows)}) n’est pas connu; ${FR_STAYS}`,
    'Indiquez sous « Corriger ici », à la page de cette synchronisation, ce qu’il signifie : le fichier est alors relancé. Les niveaux négatifs diffèrent d’un SIS à l’autre.',
  ],
  unknown_title: ({ word, rows, as }) => [
    `le titre ${said('fr-CA', word)} (${rowsWith('fr-CA', rows)}) n’est pas connu; les nouvelles personnes qui le portent sont ajoutées comme ${as === 'TEACHER' ? 'enseignants' : 'membres du personnel'}, et il n’a changé le rôle de personne.`,
    'Indiquez sous « Corriger ici », à la page de cette synchronisation, ce qu’il signifie : le fichier est alors relancé.',
  ],
  unknown_word: ({ word, rows }) => [
    `le mot ${said('fr-CA', word)} (${rowsWith('fr-CA', rows)}) n’est pas un rôle connu; il n’a décidé de rien ici.`,
    'Indiquez sous « Corriger ici », à la page de cette synchronisation, ce qu’il signifie, ou qu’il faut le laisser de côté.',
  ],
  unknown_status: ({ word, rows }) => [
    `le statut ${said('fr-CA', word)} (${rowsWith('fr-CA', rows)}) n’est pas connu : présent ou parti? Les personnes déjà inscrites restent; les nouvelles attendent.`,
    'Indiquez sous « Corriger ici », à la page de cette synchronisation, ce qu’il en est : le fichier est alors relancé.',
  ],
  vacancy_in_name: ({ word, rows }) => [
    `un poste vacant, un compte de test ou quelque chose de semblable figure à la place d’un nom : ${said('fr-CA', word)} (${rowsWith('fr-CA', rows)}). Les personnes déjà inscrites restent, et aucune nouvelle n’est ajoutée.`,
    'Retirez ces lignes de l’exportation, ou indiquez sous « Corriger ici », à la page de cette synchronisation, qu’il faut les laisser de côté. S’il s’agit du nom d’une personne, approuvez le changement.',
  ],
  rows_struck_out: ({ rows }) => [
    `des lignes du classeur sont barrées (${rowsWith('fr-CA', rows)}), comme si ces personnes étaient parties. Les personnes déjà inscrites restent; les nouvelles attendent.`,
    'Supprimez ces lignes du classeur, ou enlevez le trait qui les barre. Vous pouvez aussi indiquer sous « Corriger ici », à la page de cette synchronisation, ce que signifie une ligne barrée.',
  ],
  unreadable_date: ({ rows }) => [
    `la date ne peut pas être lue avec certitude (${rowsWith('fr-CA', rows)}); elle ne dit donc pas qui est arrivé ou parti. Les personnes déjà inscrites restent; les nouvelles attendent.`,
    'Exportez les dates sous la forme 2026-09-01. Si la colonne ne dit pas qui est présent, indiquez-le sous « Corriger ici », à la page de cette synchronisation.',
  ],
  contradicting_status: ({ rows }) => [
    `cette colonne dit que des personnes sont parties, et une autre dit qu’elles sont là (${rowsWith('fr-CA', rows)}). Les personnes déjà inscrites restent, et les nouvelles attendent.`,
    'Corrigez dans votre SIS celle qui n’est plus à jour, ou indiquez sous « Corriger ici », à la page de cette synchronisation, ce que contient cette colonne : une date de départ compte alors, et une colonne laissée de côté ne compte pas.',
  ],
  reason_for_leaving: ({ rows }) => [
    `cette colonne dit pourquoi des personnes sont parties (${rowsWith('fr-CA', rows)}), et aucune autre ne dit qui est présent. Les personnes déjà inscrites restent, et les nouvelles attendent.`,
    'Indiquez sous « Corriger ici », à la page de cette synchronisation, ce que contient cette colonne : s’il s’agit d’un statut, ses mots disent qui est parti; une colonne laissée de côté ne compte pas. Mieux encore, exportez un statut ou une date de départ.',
  ],
  unknown_column: ({ columns, count: number }) => [
    number === 1
      ? `la colonne ${columns} n’est pas connue; rien n’en a été lu.`
      : `parmi les colonnes, ${number} ne sont pas connues (${columns}); rien n’en a été lu.`,
    'Indiquez sous « Corriger ici », à la page de cette synchronisation, ce qu’elles contiennent, ou qu’il faut les laisser de côté : le fichier est alors relancé.',
  ],
  unknown_role: () => [
    'le rôle n’est pas reconnu.',
    'Utilisez Owner, Manager, Teacher, Staff ou Student, ou indiquez sous « Corriger ici », à la page de cette synchronisation, ce que ce mot signifie. Les administrateurs et les directions ne deviennent gestionnaires que si l’école l’indique à cet endroit.',
  ],
  category_unclear: () => [
    'on ne sait pas s’il s’agit d’un élève, d’un enseignant, d’un membre du personnel ou d’un membre de l’administration.',
    'Remplissez le rôle, ou donnez un numéro d’élève et un niveau, ou déposez un fichier dont le nom contient « students », « teachers », « staff » ou « admin ».',
  ],
  value_too_long: ({ field, limit }) =>
    field === 'line'
      ? [
          `la ligne dépasse ${count('fr-CA', limit)} caractères; elle n’a pas été lue.`,
          'Il manque habituellement un guillemet ou une fin de ligne. Exportez le fichier de nouveau.',
        ]
      : [
          `${named(FR_FIELDS, field)} dépasse ${count('fr-CA', limit)} caractères${isOptional(field) ? `; ${FR_STAYS}` : '.'}`,
          'Raccourcissez la valeur; deux cellules se sont peut-être fusionnées.',
        ],
  scientific_notation: ({ field }) => [
    `${named(FR_FIELDS, field)} est un nombre en notation scientifique (comme 1,2E+05) : Excel en a perdu les chiffres${isOptional(field) ? `; ${FR_STAYS}` : '.'}`,
    'Déposez le fichier tel que le SIS l’exporte, sans l’ouvrir ni l’enregistrer dans Excel, ou mettez la colonne au format texte.',
  ],
  formula_error: ({ field }) => [
    `${named(FR_FIELDS, field)} est une erreur du tableur (comme #N/A) ou une formule jamais calculée${isOptional(field) ? `; ${FR_STAYS}` : '.'}`,
    'Corrigez la formule ou collez la colonne en tant que valeurs, puis enregistrez le fichier de nouveau.',
  ],
  too_many_cells: ({ cells, columns }) => [
    `la ligne compte ${cells} cellules, mais l’en-tête en compte ${columns}.`,
    'Une valeur contient probablement une virgule sans être entre guillemets. Mettez la valeur entre guillemets ou exportez le fichier de nouveau.',
  ],
  too_few_cells: ({ cells, columns, kept }) =>
    kept === 1
      ? [
          `la ligne compte ${cells} cellules, mais l’en-tête en compte ${columns}; pour les cellules manquantes, ce qui est enregistré reste, et une nouvelle personne n’y a rien pour le moment.`,
          'Exportez le fichier avec toutes ses cellules, y compris les cellules vides en fin de ligne.',
        ]
      : [
          `la ligne compte ${cells} cellules, mais l’en-tête en compte ${columns}.`,
          'La ligne a été coupée, ou une valeur contient un saut de ligne. Exportez le fichier de nouveau.',
        ],
  broken_quotes: () => [
    'un guillemet s’ouvre ou se ferme au mauvais endroit; cette ligne n’a pas été lue.',
    'Doublez les guillemets à l’intérieur des valeurs ("") ou exportez le fichier de nouveau. Avec un tel fichier, personne n’est archivé sans l’approbation d’un propriétaire.',
  ],
  lost_letters: ({ field }) =>
    field === 'student id' || field === 'staff id' || field === 'email'
      ? [
          `${named(FR_FIELDS, field)} a perdu des lettres en chemin\u00a0: un signe (\ufffd ou un point d’interrogation) les remplace.`,
          FR_LOST_LETTERS,
        ]
      : isOptional(field)
        ? [`${named(FR_FIELDS, field)} a perdu des lettres en chemin (\ufffd ou un point d’interrogation les remplace); ${FR_STAYS}`, FR_LOST_LETTERS]
        : [
            `${named(FR_FIELDS, field)} a perdu des lettres en chemin\u00a0: un signe (\ufffd ou un point d’interrogation) les remplace. Un nom enregistré qui correspond aux autres lettres reste; une nouvelle personne est ajoutée avec le nom tel qu’il figure ici.`,
            FR_LOST_LETTERS,
          ],
  duplicate_person: ({ first, rows, line }) => [
    rows === undefined
      ? `cette personne figure aussi à la ligne ${first}; les lignes concordent et ont été lues comme une seule.`
      : `certaines personnes figurent sur plusieurs lignes\u00a0: ${count('fr-CA', rows)} lignes en répètent une autre et concordent avec elle, par exemple la ligne ${line} avec la ligne ${first}; elles ont été lues comme une seule.`,
    'Rien à faire. Pour éviter cette remarque, exportez chaque personne une seule fois.',
  ],
  contradicting_rows: ({ other, same, number }) =>
    same === 'email'
      ? [
          `cette ligne et la ligne ${other} ont la même adresse courriel, mais le nom, le numéro, le niveau ou le rôle indiquent que ce n’est pas la même personne; toutes les lignes qui ont cette adresse ont été laissées de côté.`,
          'Donnez à chaque personne sa propre adresse dans votre SIS; les frères et sœurs doivent aussi en avoir chacun une. S’il s’agit d’une seule personne, corrigez la ligne erronée.',
        ]
      : same === 'number'
        ? [
            `cette ligne et la ligne ${other} ont le même numéro (${named(FR_FIELDS, number)}), mais le nom, l’adresse, le niveau ou le rôle indiquent que ce n’est pas la même personne; toutes les lignes qui ont ce numéro ont été laissées de côté.`,
            'Donnez à chaque personne son propre numéro dans votre SIS. S’il s’agit d’une seule personne, corrigez la ligne erronée.',
          ]
        : [
            `cette ligne et la ligne ${other} ont le même numéro (${named(FR_FIELDS, number)}) et la même adresse courriel, mais diffèrent par le nom, le niveau ou le rôle; toutes ont été laissées de côté.`,
            'Déterminez dans votre SIS laquelle est exacte. Deux personnes doivent avoir deux numéros et deux adresses.',
          ],
  shared_email: ({ rows, line }) => [
    `la même adresse courriel figure dans ${count('fr-CA', rows)} lignes de personnes différentes (la première est la ligne ${line}); toutes ces lignes ont été laissées de côté, et les personnes déjà inscrites restent.`,
    'Donnez à chaque personne sa propre adresse dans votre SIS.',
  ],
  number_and_email_of_two_people: ({ number }) => [
    `${named(FR_FIELDS, number)} appartient à une personne de l’école et l’adresse courriel à une autre; la ligne a été laissée de côté.`,
    'Corrigez le numéro ou l’adresse dans votre SIS. Si l’une des deux personnes est archivée, vous pouvez aussi l’ouvrir dans Gestion des personnes et choisir « Libérer le numéro et l’adresse ».',
  ],
  reused_number: ({ number }) => [
    `${named(FR_FIELDS, number)} appartient à quelqu’un dont le nom et l’adresse courriel sont différents; la ligne a été laissée de côté.`,
    'Donnez à la nouvelle personne un numéro qui lui est propre. Si la personne précédente est archivée, vous pouvez aussi l’ouvrir dans Gestion des personnes et choisir « Libérer le numéro et l’adresse ».',
  ],
  reused_email: ({ number }) => [
    `l’adresse courriel appartient à quelqu’un qui porte un autre nom et un autre numéro (${named(FR_FIELDS, number)}); la ligne a été laissée de côté.`,
    'Donnez à la nouvelle personne sa propre adresse. Si la personne précédente est archivée, vous pouvez aussi l’ouvrir dans Gestion des personnes et choisir « Libérer le numéro et l’adresse ».',
  ],
  number_without_zeros: ({ number }) => [
    `${named(FR_FIELDS, number)} n’existe pas à l’école, mais quelqu’un l’a avec des zéros initiaux; la ligne a été laissée de côté.`,
    'Exportez la colonne comme du texte pour que les zéros initiaux restent, puis déposez le fichier de nouveau.',
  ],
  column_read_twice: ({ field, columns, used, rule }) => [
    rule === 'only'
      ? `plusieurs colonnes peuvent correspondre au même champ, ${named(FR_FIELDS, field)} (${columns}); seule « ${used} » a été lue.`
      : `plusieurs colonnes correspondent au même champ, ${named(FR_FIELDS, field)} (${columns}); dans chaque ligne, la première qui a une valeur a été lue.`,
    'N’en exportez qu’une, ou indiquez à l’onglet Listes automatiques, sous « Correspondance des colonnes et des valeurs » → « En-têtes », à quoi correspond chaque colonne.',
  ],
  sensitive_column_ignored: ({ columns, count: number }) => [
    number === 1
      ? `le fichier contient une colonne sensible dont personne n’a besoin ici (${columns}); rien n’en a été lu ni conservé.`
      : `le fichier contient ${number} colonnes sensibles dont personne n’a besoin ici (${columns}); rien n’en a été lu ni conservé.`,
    'Retirez ces colonnes de l’exportation.',
  ],
  date_instead_of_grade: () => [
    'une date se trouve à la place du niveau : Excel transforme en dates des valeurs comme 1-2.',
    'Mettez la colonne au format texte et entrez le niveau de nouveau, ou déposez le fichier tel que le SIS l’exporte.',
  ],
  wrong_category_in_file: ({ known, by, gone }) =>
    known === 'student'
      ? [
          `${by === 'number' ? 'le numéro' : 'l’adresse courriel'} appartient à une personne qui ${gone === 1 ? 'était' : 'est'} élève de l’école, et le fichier présente un membre du personnel; la ligne a été laissée de côté.`,
          `S’il s’agit de la même personne, qui fait maintenant partie du personnel, changez son rôle dans Gestion des personnes. S’il s’agit de quelqu’un d’autre, corrigez ${by === 'number' ? 'le numéro' : 'l’adresse courriel'}.`,
        ]
      : known === 'adult'
        ? [
            `${by === 'number' ? 'le numéro' : 'l’adresse courriel'} appartient à une personne qui ${gone === 1 ? 'travaillait' : 'travaille'} à l’école, et le fichier présente un élève; la ligne a été laissée de côté.`,
            `S’il s’agit de la même personne, qui est maintenant élève, changez son rôle dans Gestion des personnes. S’il s’agit de quelqu’un d’autre, corrigez ${by === 'number' ? 'le numéro' : 'l’adresse courriel'}.`,
          ]
        : [
            'selon le rôle, il ne s’agit pas d’un élève, alors que le nom du fichier annonce des élèves; la ligne a été laissée de côté.',
            'N’exportez que des élèves dans un fichier dont le nom contient « students », ou corrigez le rôle.',
          ],
  partial_file: ({ word }) =>
    word === ''
      ? [
          'l’archive indique elle-même qu’elle ne contient que les changements (manifest.csv); aucune personne absente n’a donc été archivée.',
          'Rien à faire. Pour archiver les personnes absentes, exportez tout (« bulk »).',
        ]
      : [
          `le nom du fichier contient « ${word} » : il n’énumère donc que les personnes nouvelles ou modifiées, et aucune personne absente n’a été archivée à cause de lui.`,
          'Rien à faire. S’il énumère tout le monde, retirez ce mot de son nom.',
        ],
  several_schools: ({ schools, names }) => [
    `le fichier contient des personnes de ${count('fr-CA', schools)} écoles : ${names}. Rien de ce qu’il changerait n’est fait tant que votre école n’a pas dit laquelle elle est.`,
    'Indiquez sous « Corriger ici », à la page de cette synchronisation, laquelle est la vôtre : le fichier est alors relancé, et seules ses lignes comptent. Si la colonne n’est pas l’école, choisissez de la laisser de côté sous « Correspondance des colonnes et des valeurs » → « En-têtes ».',
  ],
  school_unsaid: ({ rows }) => [
    `l’école n’est pas indiquée (${rowsWith('fr-CA', rows)}). Les personnes déjà inscrites restent, et les nouvelles attendent.`,
    'Indiquez l’école dans votre SIS, ou approuvez les personnes qui attendent.',
  ],
  rows_of_unknown_school: ({ rows }) => [
    `le fichier du district contient ${rowsWith('fr-CA', rows)} sans école connue. Des personnes de cette école peuvent en faire partie : aucune personne absente n’a donc été archivée.`,
    'Un gestionnaire du district voit les mots à la page du district et indique pour chacun s’il s’agit d’une des écoles.',
  ],
  several_sheets: ({ sheets, read }) => [
    `le classeur a plusieurs feuilles qui contiennent des personnes : ${sheets}. Feuilles lues : ${read}. Rien de ce qu’elles changeraient n’est fait tant que votre école n’a pas dit lesquelles sont la liste.`,
    'Indiquez sous « Corriger ici », à la page de cette synchronisation, si chacune est la liste ou doit être laissée de côté : le fichier est alors relancé.',
  ],
  hidden_sheets: ({ sheets, count: number }) => [
    number === 1
      ? `la feuille ${sheets} est masquée; elle n’a donc pas été lue.`
      : `des feuilles sont masquées et n’ont donc pas été lues\u00a0: ${sheets}.`,
    'Si la liste se trouve dans une feuille masquée, affichez-la dans Excel (Afficher), enregistrez le classeur et déposez-le de nouveau.',
  ],
  hidden_rows: ({ rows, line }) => [
    rows === 1
      ? `dans le classeur, la ligne ${line} est masquée par un filtre ou à la main; elle a été lue comme les autres.`
      : `dans le classeur, ${count('fr-CA', rows)} lignes sont masquées par un filtre ou à la main (la première est la ligne ${line}); elles ont été lues comme les autres.`,
    'Si seules les lignes affichées forment la liste, supprimez les autres, ou copiez celles qui sont affichées dans un nouveau classeur.',
  ],
  values_tidied: (params) => habitText('fr-CA', params),
  line_without_person: ({ lines, first }) => [
    lines === 1
      ? `la ligne ${first} ne contient aucune personne (un total, une note, une ligne de tirets ou quelque chose de semblable); elle a été laissée de côté.`
      : `dans ${count('fr-CA', lines)} lignes, il n’y a aucune personne (des totaux, des notes, des lignes de tirets ou quelque chose de semblable; la première est la ligne ${first}); elles ont été laissées de côté.`,
    'Rien à faire. Pour éviter cette remarque, désactivez les totaux et les pieds de page dans l’exportation.',
  ],
  rows_commented_out: ({ rows, first }) => [
    rows === 1
      ? `un signe tel que # précède la ligne ${first}, comme si elle avait été retirée; elle a été laissée de côté. La personne déjà inscrite reste, et aucune nouvelle n’est ajoutée.`
      : `un signe tel que # précède ${count('fr-CA', rows)} lignes (la première est la ligne ${first}), comme si elles avaient été retirées; elles ont été laissées de côté. Les personnes déjà inscrites restent, et aucune nouvelle n’est ajoutée.`,
    'Si ces personnes sont parties, supprimez ces lignes. Si elles sont là, enlevez le signe.',
  ],
  lines_above_header: ({ lines, header }) => [
    lines === 1
      ? `la ligne qui précède les noms de colonnes (ligne ${header}) est un titre; elle a été laissée de côté.`
      : `les ${count('fr-CA', lines)} lignes qui précèdent les noms de colonnes (ligne ${header}) sont des titres; elles ont été laissées de côté.`,
    'Rien à faire. Pour éviter cette remarque, faites commencer l’exportation par les noms de colonnes.',
  ],
  lines_in_quotes: () => [
    'chaque ligne est entièrement entre guillemets; son contenu a été lu.',
    'Rien à faire. Pour éviter cette remarque, exportez le fichier directement du SIS, sans le coller dans un tableur.',
  ],
  names_split: ({ column }) => [
    `les prénoms et les noms de famille ont été tirés de la colonne «\u00a0${column}\u00a0», qui contient les deux sous la forme «\u00a0Nom, Prénom\u00a0».`,
    'Rien à faire. Pour éviter cette remarque, exportez le prénom et le nom de famille dans deux colonnes.',
  ],
  parents_email: ({ rows, line }) => [
    rows === 1
      ? `à la ligne ${line}, l’adresse courriel de l’élève est aussi celle des parents.`
      : `dans ${count('fr-CA', rows)} lignes (la première est la ligne ${line}), l’adresse courriel de l’élève est aussi celle des parents.`,
    'Si les élèves ont leur propre adresse, corrigez la colonne du courriel dans l’exportation\u00a0: sinon, des parents pourraient être pris pour leurs enfants.',
  ],
  submitters_email: ({ column }) => [
    `c’est l’exportation d’un formulaire, et «\u00a0${column}\u00a0» est l’adresse de la personne qui l’a rempli, peut-être un parent.`,
    'Si les personnes n’ont pas rempli le formulaire elles-mêmes, demandez leur adresse dans une question à part, puis relancez le fichier.',
  ],
  names_in_one_column: ({ column, line }) => [
    `la colonne «\u00a0${column}\u00a0» contient des noms complets et, à la ligne ${line}, ce n’est pas «\u00a0Nom, Prénom\u00a0» avec exactement une virgule\u00a0: impossible de distinguer le prénom du nom de famille.`,
    'Exportez le prénom et le nom de famille dans deux colonnes, ou corrigez le nom à cette ligne. Rien n’a été modifié.',
  ],
  empty_file: () => ['le fichier est vide.', 'Exportez le fichier de nouveau et déposez-le; vérifiez que l’exportation a trouvé des personnes.'],
  header_only: () => [
    'le fichier a un en-tête, mais aucune ligne.',
    'Vérifiez le filtre de l’exportation : il n’a trouvé personne. Rien n’a été modifié.',
  ],
  no_header: () => [
    'la première ligne contient des données au lieu des noms de colonnes.',
    'Activez les en-têtes de colonnes dans l’exportation. Il faut email, first name et last name et, pour les élèves, student id et grade.',
  ],
  missing_required_column: ({ columns, count: number }) => [
    number === 1 ? `il manque une colonne obligatoire : ${columns}.` : `il manque des colonnes obligatoires : ${columns}.`,
    'Ajoutez-les à l’exportation sous ces noms, ou indiquez sous « Corriger ici », à la page de cette synchronisation, lesquelles de vos colonnes y correspondent. Un fichier sans numéros d’élève ni niveaux doit avoir une colonne role, ou « teachers », « staff » ou « admin » dans son nom.',
  ],
  ambiguous_column: ({ column, field, times }) => [
    `la colonne « ${column} » figure ${times} fois, et chacune pourrait être ${named(FR_FIELDS, field)}.`,
    'Gardez-en une seule ou renommez les autres, pour que personne ne reçoive les données d’une autre personne.',
  ],
  unreadable_bytes: ({ found }) =>
    found === 'mixed_encodings'
      ? [
          'des parties du fichier utilisent des codages de caractères différents; certaines lettres accentuées seraient fausses.',
          'Exportez le fichier d’un seul bloc en UTF-8 et déposez-le de nouveau.',
        ]
      : [
          'le fichier ne peut pas être lu comme du texte.',
          'Exportez le fichier de nouveau en CSV (UTF-8), TSV ou XLSX. Transférez-le en mode binaire.',
        ],
  unsupported_format: ({ found }) => [
    `il s’agit de ce type de fichier : ${named(FR_FORMATS, found)}; ce n’est ni CSV, ni TSV, ni XLSX, ni un ZIP OneRoster.`,
    found === 'lists'
      ? 'Déposez chaque liste dans un fichier à part, dont le nom contient « students », « teachers », « staff » ou « admin » : il vaut alors pour toute cette catégorie.'
      : 'Enregistrez ou exportez la liste en CSV (UTF-8), TSV ou XLSX, sans mot de passe, puis déposez ce fichier.',
  ],
  broken_archive: ({ reason, package: zip }) =>
    zip === 1
      ? [
          `${named(FR_PACKAGES, reason)}.`,
          'Exportez l’archive de nouveau, sans mot de passe, et déposez-la en mode binaire, ou déposez en CSV la liste qu’elle contient.',
        ]
      : [
          `${named(FR_ARCHIVES, reason)}.`,
          'Ouvrez le classeur, copiez la liste dans un nouveau classeur, enregistrez-le en XLSX et déposez-le, ou utilisez le format CSV.',
        ],
  file_too_large: ({ limitBytes }) => [
    `le fichier dépasse ${size('fr-CA', limitBytes)}.`,
    'N’exportez que les colonnes et les personnes nécessaires, ou divisez le fichier par catégorie.',
  ],
  companion_file: ({ file }) => [
    `c’est la liste «\u00a0${file}\u00a0» qui accompagne l’exportation des personnes; rien de son contenu n’est nécessaire ici, elle a donc été laissée telle quelle.`,
    'Rien à faire\u00a0: les personnes sont lues dans le fichier qui en dresse la liste (users.csv dans OneRoster). Pour éviter cette remarque, n’envoyez que ce fichier, ou tous en un seul ZIP.',
  ],
  too_many_rows: ({ limit }) => [`le fichier compte plus de ${count('fr-CA', limit)} lignes.`, 'N’exportez que les personnes de cette école.'],
  too_many_columns: ({ columns, limit }) => [
    `le fichier compte ${count('fr-CA', columns)} colonnes; au-delà de ${count('fr-CA', limit)}, elles ne sont pas lues.`,
    'N’exportez que les colonnes nécessaires.',
  ],
  no_valid_rows: ({ rows }) => [
    rows === 1 ? 'la seule ligne du fichier est inutilisable.' : `aucune des ${count('fr-CA', rows)} lignes n’est utilisable.`,
    'Consultez les problèmes des lignes : habituellement, une même colonne est fautive partout. Rien n’a été modifié.',
  ],
  all_rows_left_out: (params) => [
    `chaque ligne est laissée de côté par une règle (${leftOutBy('fr-CA', params)})\u00a0: il ne reste personne.`,
    'Si c’est juste, il n’y a rien à faire. Sinon, changez ce que votre école a indiqué au sujet des mots de ce fichier, ou corrigez les lignes. Rien n’a été modifié.',
  ],
  no_rows_of_school: ({ rows, schools }) => [
    `aucune des ${count('fr-CA', rows)} lignes n’est de votre école : le fichier contient ${schools}.`,
    'Si l’une d’elles est votre école, ajoutez-la à l’onglet Listes automatiques, sous « Correspondance des colonnes et des valeurs » → « Votre école ». Sinon, le fichier va dans le dossier d’une autre école. Rien n’a été modifié.',
  ],
  sheets_left_out: () => [
    'votre école a choisi de laisser de côté toutes les feuilles de ce classeur qui contiennent des personnes.',
    'Indiquez à l’onglet Listes automatiques, sous « Correspondance des colonnes et des valeurs » → « Feuilles », laquelle est la liste, puis relancez le fichier. Rien n’a été modifié.',
  ],
  sheets_differ: ({ first, other }) => [
    `les feuilles « ${first} » et « ${other} » n’ont pas les mêmes colonnes et ne peuvent donc pas être lues comme une seule liste.`,
    'Donnez-leur les mêmes colonnes, ou déposez chacune comme un fichier distinct, avec « students », « teachers », « staff » ou « admin » dans son nom. Rien n’a été modifié.',
  ],
  second_header: ({ line }) => [
    `la ligne ${line} est un deuxième en-tête, avec d’autres colonnes que le premier\u00a0: ce fichier contient deux listes, l’une sous l’autre.`,
    'Déposez chaque liste comme un fichier distinct, avec «\u00a0students\u00a0», «\u00a0teachers\u00a0», «\u00a0staff\u00a0» ou «\u00a0admin\u00a0» dans son nom. Rien n’a été modifié.',
  ],
  list_of_leavers: ({ why, line }) => {
    if (why === 'heading')
      return [
        `la ligne ${line} annonce des personnes parties ou à venir, des personnes sont inscrites en dessous, et aucune colonne ne dit qui est présent.`,
        'Envoyez seulement les personnes présentes, ou exportez aussi le statut dans une colonne. Rien n’a été modifié.',
      ];
    if (why === 'name_to_come')
      return [
        'son nom indique une liste de personnes qui ne sont pas encore là, et aucune colonne ne dit qui est présent.',
        'Envoyez la liste des personnes présentes. Si c’est bien celle-ci, donnez-lui un autre nom ou exportez aussi le statut. Rien n’a été modifié.',
      ];
    return why === 'name'
      ? [
          'son nom indique une liste de personnes parties, et aucune colonne ne dit qui est encore présent.',
          'Envoyez la liste des personnes présentes. Si c’est bien celle-ci, donnez-lui un autre nom ou exportez aussi le statut. Rien n’a été modifié.',
        ]
      : [
          'toutes les personnes du fichier y sont marquées comme parties, ou pas encore arrivées.',
          'Envoyez la liste des personnes présentes. Si ces personnes sont présentes, indiquez à l’onglet Listes automatiques, sous « Correspondance des colonnes et des valeurs » → « Statuts », ce que signifient les mots de la colonne. Rien n’a été modifié.',
        ];
  },
  stays_archived: ({ people, category }) => [
    `le fichier contient des ${of('fr-CA', category)} qu’un propriétaire a archivés à la main, et qui restent archivés (${count('fr-CA', people)}).`,
    'S’ils sont de retour, rétablissez-les sur leur page, sous Personnes. S’ils sont partis, retirez-les de votre SIS\u00a0: cette remarque disparaîtra.',
  ],
  stays_active: ({ people, category }) => [
    `le fichier ne contient pas des ${of('fr-CA', category)} qu’un propriétaire a rétablis à la main, et qui restent actifs (${count('fr-CA', people)}).`,
    'S’ils sont partis, archivez-les sur leur page, sous Personnes. S’ils sont présents, ajoutez-les dans votre SIS\u00a0: cette remarque disparaîtra.',
  ],
};
