import type { Locale } from '../locale.js';

/** Everything that the API refuses, by its stable code, with the HTTP status that says so. */
export const REQUEST_PROBLEMS = {
  malformed_json: 400,
  malformed_request: 400,
  body_too_complex: 400,
  not_signed_in: 401,
  wrong_credentials: 401,
  other_origin: 403,
  read_only_token: 403,
  second_factor_required: 403,
  not_found: 404,
  method_not_allowed: 405,
  body_too_slow: 408,
  not_held: 409,
  already_decided: 409,
  nothing_to_undo: 409,
  nothing_to_cancel: 409,
  not_a_preview: 409,
  settings_not_saved: 409,
  rostering_off: 409,
  decide_first: 409,
  still_under_way: 409,
  bytes_not_kept: 409,
  no_file_yet: 409,
  same_request_under_way: 409,
  last_owner: 409,
  already_member: 409,
  address_in_use: 409,
  last_member: 409,
  not_archived: 409,
  not_active: 409,
  already_released: 409,
  handover_given: 409,
  place_taken: 409,
  webhook_disabled: 409,
  no_second_factor: 409,
  second_factor_stays: 409,
  no_passkey: 409,
  passkeys_unavailable: 409,
  too_many_passkeys: 409,
  nothing_offered: 409,
  link_spent: 410,
  sign_in_ended: 410,
  handover_ended: 410,
  first_account_link_ended: 410,
  stale_version: 412,
  body_too_large: 413,
  file_too_large: 413,
  not_json: 415,
  not_multipart: 415,
  invalid_request: 422,
  wrong_password: 422,
  wrong_code: 422,
  wrong_passkey: 422,
  file_missing: 422,
  no_school_column: 422,
  several_lists: 422,
  no_known_school: 422,
  district_file_rejected: 422,
  idempotency_key_reused: 422,
  version_required: 428,
  too_many_requests: 429,
  too_many_sign_ins: 429,
  too_many_codes: 429,
  too_many_mails: 429,
  too_many_test_mails: 429,
  headers_too_large: 431,
  internal_error: 500,
  mail_refused: 502,
  school_busy: 503,
  not_confirmed: 503,
  temporal_away: 503,
  database_away: 503,
  store_away: 503,
} as const satisfies Record<string, number>;
export type RequestProblemCode = keyof typeof REQUEST_PROBLEMS;

/** Facts for the sentence; never a value of a person. */
export type RequestProblemParams = Record<string, string | number>;

/** What happened, and what to do. */
export function requestText(locale: Locale, code: RequestProblemCode, params: RequestProblemParams = {}): { title: string; detail: string } {
  const [title, detail] = TEXTS[locale][code];
  return { title, detail: fill(detail, params) };
}

/** Rules that a value of a request can break. */
export const VALUE_RULES = [
  'missing_or_wrong_type',
  'not_an_email',
  'not_an_instant',
  'not_a_time_zone',
  'not_a_clock_time',
  'wrong_format',
  'not_a_choice',
  'at_least',
  'at_most',
  'too_short',
  'too_easy',
  'not_later',
  'not_your_school',
  'too_long',
  'too_few_items',
  'too_many_items',
  'repeated',
  'unknown_key',
  'wrong_cursor',
  'nothing_given',
  'unstorable_sign',
  'control_character',
  'not_an_address',
  'not_a_web_address',
  'sign_in_in_address',
  'not_encrypted',
  'private_address',
  'not_a_public_key',
  'private_key',
  'weak_key',
  'invalid',
] as const;
export type ValueRule = (typeof VALUE_RULES)[number];

/** What is wrong with one value of a request. */
export function valueText(locale: Locale, rule: ValueRule, params: RequestProblemParams = {}): string {
  return fill(RULES[locale][rule], params);
}

function fill(sentence: string, params: RequestProblemParams): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}

const TEXTS: Record<Locale, Record<RequestProblemCode, [title: string, detail: string]>> = {
  en: {
    malformed_json: ['The body is not JSON', 'Send a JSON document with the content type application/json.'],
    malformed_request: ['The request is malformed', 'Check how the request is put together and send it again.'],
    body_too_complex: ['The body is nested too deeply or holds too many values', 'Send at most 20 levels and 20,000 values.'],
    body_too_slow: ['The request took too long to arrive', 'Check your connection and send it again.'],
    not_json: ['The body is not sent as JSON', 'Send JSON in UTF-8, uncompressed, with the content type application/json.'],
    headers_too_large: [
      'The headers of the request are too large',
      'Send a shorter address and fewer headers. In a browser, delete the cookies of this site and try again.',
    ],
    not_signed_in: ['You are not signed in', 'Sign in, or send a valid API token as “Authorization: Bearer …”.'],
    sign_in_ended: ['This sign-in took too long', 'Sign in with your e-mail address and password again, and enter the code within ten minutes.'],
    wrong_code: [
      'The code is not right',
      'Enter the six digits that your authenticator app shows now, or one of your recovery codes. Each code works once: if you have just used it, wait for the next one. If it never works, set the clock of your phone.',
    ],
    too_many_codes: [
      'Too many wrong codes',
      'Wait {minutes} minutes and try again. If you did not try to sign in, somebody knows your password: choose a new one with “Forgot your password?” on the sign-in page.',
    ],
    no_second_factor: ['Your account has no second factor', 'Set up an authenticator app first, under “Your account”.'],
    no_passkey: ['Your account has no passkey', 'Enter a code of your authenticator app, or a recovery code.'],
    passkeys_unavailable: [
      'Passkeys cannot be used here',
      'Rollcall has an address without a host name here, such as 127.0.0.1. Set up an authenticator app.',
    ],
    too_many_passkeys: ['Your account has ten passkeys', 'Remove one that you no longer use, then add the new one.'],
    wrong_passkey: ['The passkey was not accepted', 'Begin again, with a passkey that you made for Rollcall, or enter a code.'],
    second_factor_required: ['Your district requires a second factor', 'Set up an authenticator app or a passkey for your account, then try again.'],
    second_factor_stays: [
      'Your district requires a second factor',
      'It cannot be switched off. You can use another phone, or make new recovery codes.',
    ],
    nothing_offered: ['There is no authenticator app to confirm', 'A secret can be confirmed for half an hour. Begin to set the app up again.'],
    wrong_credentials: ['Sign-in failed', 'The e-mail address and the password do not match. Check both and try again.'],
    other_origin: ['The request came from another site', 'Changes are accepted from Rollcall’s own pages only. Open Rollcall and try again.'],
    method_not_allowed: ['This cannot be done here', 'The header Allow of the answer says which methods this address has.'],
    not_found: ['Not found', 'There is nothing here that you may see. Check the address.'],
    not_held: ['This sync is not held', 'Only a held sync can be approved or discarded. Reload to see its present state.'],
    already_decided: ['This sync has been decided on', 'Somebody has already approved, discarded or cancelled it. Reload to see its present state.'],
    nothing_to_undo: ['There is nothing to undo', 'Only a sync that changed people can be undone, and only once.'],
    nothing_to_cancel: [
      'This sync has ended',
      'Only a sync that is under way, or waits for a decision, can be cancelled. If it changed people, you can undo it instead.',
    ],
    not_a_preview: ['This is not a finished preview', 'Only the file of a preview that shows its changes can be applied. Preview the file first.'],
    settings_not_saved: [
      'This preview tried other settings',
      'Your school does not have the settings that it tried, so something else would happen. Save them first, or preview the file with the settings that you have.',
    ],
    rostering_off: [
      'Rostering is off or paused',
      'The file would be kept and not applied. Switch on Automatic Rostering, or end the pause, and try again.',
    ],
    decide_first: [
      'Decide on the held changes first',
      'Approve or discard what is held; then this can be done. Where a word of the file is not known, say under “Fix it here” what it means: the file then runs again at once.',
    ],
    still_under_way: ['This sync is still under way', 'Wait until it has finished and try again.'],
    bytes_not_kept: ['The file is not kept any more', 'Its storage time is over. Upload the file again instead.'],
    no_file_yet: [
      'There is no file to preview with yet',
      'The preview needs a file that lists this category, was not rejected and is still kept. Upload one, or wait for the next from your SIS.',
    ],
    same_request_under_way: ['The same request is still being worked on', 'Wait a few seconds and send it again with the same Idempotency-Key.'],
    read_only_token: ['This token only reads', 'Use a token that may write, or make one under “Your account”.'],
    already_member: ['This address has access already', 'Nothing was changed and no mail was sent. Look at the list of people with access.'],
    address_in_use: [
      'This address has access elsewhere',
      'An address gives access to one school or one district. Use another address of this person, or have the other access removed first.',
    ],
    last_member: [
      'Somebody has to keep access',
      'This is the last one who can sign in here. Invite somebody else and wait until they have chosen a password; then remove this access.',
    ],
    link_spent: [
      'This link does not work any more',
      'It was used, or its time is over. Ask for a new one with “Forgot your password?” on the sign-in page.',
    ],
    handover_ended: [
      'This link does not work any more',
      'Its time is over, or the school has ended it. Ask the school for a new link: an Owner makes it on the Rostering tab.',
    ],
    first_account_link_ended: [
      'This link does not work any more',
      'It was used, its time is over, or there is an account already. If there is none, start the API again: its log then has a new link.',
    ],
    handover_given: [
      'This link has already given it',
      'A link makes one password, and adds one public key. If it was lost, or if it was not you, ask the school for a new link.',
    ],
    wrong_password: ['The current password is not right', 'Nothing was changed. Check the current password and try again.'],
    too_many_test_mails: ['Five test mails were sent within the last hour', 'Look into the folder for spam; you can send another one in an hour.'],
    too_many_mails: ['Enough mails were sent to this address today', 'Look into the folder for spam, or try again tomorrow.'],
    last_owner: ['A school keeps at least one Owner', 'Make somebody else an Owner first; then change this person’s role.'],
    not_archived: [
      'This person is not archived',
      'Only an archived person can be restored, or give up their number and address. Reload to see the person’s present state.',
    ],
    not_active: ['This person is archived already', 'Only an active person can be archived. Reload to see the person’s present state.'],
    already_released: ['Number and address are released already', 'Somebody else can be given them. Reload to see the person’s present state.'],
    place_taken: [
      'Somebody else has the address or number',
      'The e-mail address or the number of this person was given to somebody else, so they cannot be restored with it. Once that person has another, try again.',
    ],
    webhook_disabled: ['This webhook is disabled', 'Enable it first; then it is sent to again.'],
    stale_version: ['Somebody else saved in the meantime', 'Load the settings again, make your change and save.'],
    body_too_large: ['The request is too large', 'Send a smaller body.'],
    no_school_column: [
      'No column says the school',
      'A file of a district needs a column such as “School”, so that each row goes to its school. A file of one school is uploaded on the page of that school.',
    ],
    several_lists: [
      'The file holds several lists',
      'An archive, or a workbook with people on several sheets, cannot be split by school. Upload one list, such as a CSV file, with the school in a column.',
    ],
    no_known_school: [
      'The file names no school of the district',
      'Nothing was received. Check the school column, or the name of the folder, and add its words under “Your school” on the Rostering tab of each school, or name the schools as the file does.',
    ],
    district_file_rejected: ['The file cannot be used', 'Nothing was received. {reason}'],
    file_too_large: ['The file is too large', 'A file may have at most {megabytes} MB. Split it by category and upload the parts.'],
    not_multipart: ['The upload is not a form', 'Send the file as multipart/form-data in the field “file”.'],
    invalid_request: ['The request has errors', 'Correct the values that are listed and send it again.'],
    file_missing: ['No file was sent', 'Send the file as multipart/form-data in the field “file”, with its name.'],
    idempotency_key_reused: [
      'This Idempotency-Key belongs to another request',
      'Send a new key with each new request, and the same key only when you repeat one.',
    ],
    version_required: ['The version is missing', 'Send the ETag of the settings that you changed as “If-Match”.'],
    too_many_requests: ['Too many requests', 'Wait {seconds} seconds and try again.'],
    too_many_sign_ins: ['Too many failed sign-ins', 'Wait {seconds} seconds and try again.'],
    internal_error: ['Something went wrong in Rollcall', 'Nothing is lost. Try again; if it keeps happening, give support the request id.'],
    mail_refused: [
      'The mail was not accepted',
      'The mail relay did not accept it or did not answer. Check the addresses; if they are right, tell support.',
    ],
    school_busy: [
      'The school is being updated right now',
      'A sync, or somebody else, is at work on this school. Nothing was changed; try again in a few seconds.',
    ],
    not_confirmed: [
      'It is not certain that this was stored',
      'The database did not answer in time. Look whether it is there, and try again if it is not; the same file twice does no harm.',
    ],
    temporal_away: ['This cannot be done right now', 'The workflow service does not answer. Nothing was changed; try again in a few minutes.'],
    database_away: ['Rollcall cannot be used right now', 'The database does not answer. Nothing was changed; try again in a few minutes.'],
    store_away: [
      'Files cannot be stored or read right now',
      'The place where files are kept cannot be used. Nothing was changed; try again in a few minutes, and tell support if it stays so.',
    ],
  },
  'fr-CA': {
    malformed_json: ['Le corps n’est pas du JSON', 'Envoyez un document JSON avec le type de contenu application/json.'],
    malformed_request: ['La requête est mal formée', 'Vérifiez la composition de la requête et envoyez-la de nouveau.'],
    body_too_complex: ['Le corps est trop imbriqué ou contient trop de valeurs', 'Envoyez au plus 20 niveaux et 20\u00a0000 valeurs.'],
    body_too_slow: ['La requête a mis trop de temps à arriver', 'Vérifiez votre connexion et envoyez-la de nouveau.'],
    not_json: ['Le corps n’est pas envoyé en JSON', 'Envoyez du JSON en UTF-8, non compressé, avec le type de contenu application/json.'],
    headers_too_large: [
      'Les en-têtes de la requête sont trop volumineux',
      'Envoyez une adresse plus courte et moins d’en-têtes. Dans un navigateur, supprimez les témoins de ce site et réessayez.',
    ],
    not_signed_in: ['Vous n’êtes pas connecté', 'Connectez-vous, ou envoyez un jeton d’API valide\u00a0: «\u00a0Authorization: Bearer …\u00a0».'],
    sign_in_ended: [
      'Cette connexion a pris trop de temps',
      'Reconnectez-vous avec votre adresse courriel et votre mot de passe, et entrez le code dans les dix minutes.',
    ],
    wrong_code: [
      'Le code n’est pas le bon',
      'Entrez les six chiffres que votre application d’authentification affiche maintenant, ou un de vos codes de secours. Chaque code fonctionne une seule fois\u00a0: si vous venez de l’utiliser, attendez le prochain. S’il ne fonctionne jamais, réglez l’horloge de votre téléphone.',
    ],
    too_many_codes: [
      'Trop de codes erronés',
      'Attendez {minutes} minutes et réessayez. Si ce n’est pas vous qui avez tenté de vous connecter, quelqu’un connaît votre mot de passe\u00a0: choisissez-en un nouveau avec «\u00a0Mot de passe oublié?\u00a0» à la page de connexion.',
    ],
    no_second_factor: [
      'Votre compte n’a pas de second facteur',
      'Configurez d’abord une application d’authentification, sous «\u00a0Votre compte\u00a0».',
    ],
    no_passkey: ['Votre compte n’a pas de clé d’accès', 'Entrez un code de votre application d’authentification, ou un code de secours.'],
    passkeys_unavailable: [
      'Les clés d’accès ne sont pas utilisables ici',
      'L’adresse de Rollcall n’a pas de nom ici, comme 127.0.0.1. Configurez une application d’authentification.',
    ],
    too_many_passkeys: ['Votre compte a dix clés d’accès', 'Retirez-en une que vous n’utilisez plus, puis ajoutez la nouvelle.'],
    wrong_passkey: ['La clé d’accès n’a pas été acceptée', 'Recommencez avec une clé d’accès créée pour Rollcall, ou entrez un code.'],
    second_factor_required: [
      'Votre district exige un second facteur',
      'Configurez une application d’authentification ou une clé d’accès pour votre compte, puis réessayez.',
    ],
    second_factor_stays: [
      'Votre district exige un second facteur',
      'Il ne peut pas être désactivé. Vous pouvez passer à un autre téléphone ou créer de nouveaux codes de secours.',
    ],
    nothing_offered: [
      'Il n’y a pas d’application d’authentification à confirmer',
      'Un secret peut être confirmé pendant une demi-heure. Recommencez la configuration de l’application.',
    ],
    wrong_credentials: ['Échec de la connexion', 'L’adresse courriel et le mot de passe ne correspondent pas. Vérifiez les deux et réessayez.'],
    other_origin: [
      'La requête provient d’un autre site',
      'Seules les pages de Rollcall peuvent faire des changements. Ouvrez Rollcall et réessayez.',
    ],
    method_not_allowed: ['Cela ne peut pas se faire ici', 'L’en-tête Allow de la réponse indique les méthodes de cette adresse.'],
    not_found: ['Introuvable', 'Il n’y a rien ici que vous puissiez consulter. Vérifiez l’adresse.'],
    not_held: [
      'Cette synchronisation n’est pas retenue',
      'Seule une synchronisation retenue peut être approuvée ou écartée. Rechargez la page pour voir son état actuel.',
    ],
    already_decided: [
      'La décision a déjà été prise',
      'Quelqu’un a déjà approuvé, écarté ou interrompu cette synchronisation. Rechargez la page pour voir son état actuel.',
    ],
    nothing_to_undo: ['Il n’y a rien à annuler', 'Seule une synchronisation qui a modifié des personnes peut être annulée, et une seule fois.'],
    nothing_to_cancel: [
      'Cette synchronisation est terminée',
      'Seule une synchronisation en cours, ou en attente d’une décision, peut être interrompue. Si elle a modifié des personnes, vous pouvez plutôt l’annuler.',
    ],
    not_a_preview: [
      'Ce n’est pas un aperçu terminé',
      'Seul le fichier d’un aperçu qui montre ses changements peut être appliqué. Faites d’abord un aperçu du fichier.',
    ],
    settings_not_saved: [
      'Cet aperçu a essayé d’autres réglages',
      'Votre école n’a pas les réglages qu’il a essayés; le résultat serait donc différent. Enregistrez-les d’abord, ou faites un aperçu du fichier avec vos réglages actuels.',
    ],
    rostering_off: [
      'Les listes automatiques sont désactivées ou en pause',
      'Le fichier serait conservé sans être appliqué. Activez les listes automatiques, ou mettez fin à la pause, puis réessayez.',
    ],
    decide_first: [
      'Décidez d’abord des changements retenus',
      'Approuvez ou écartez ce qui est retenu; vous pourrez ensuite continuer. Si un mot du fichier n’est pas connu, indiquez sous «\u00a0Corriger ici\u00a0» ce qu’il signifie\u00a0: le fichier est alors relancé aussitôt.',
    ],
    still_under_way: ['Cette synchronisation est encore en cours', 'Attendez qu’elle soit terminée et réessayez.'],
    bytes_not_kept: ['Le fichier n’est plus conservé', 'Sa durée de conservation est écoulée. Déposez plutôt le fichier de nouveau.'],
    no_file_yet: [
      'Il n’y a pas encore de fichier pour un aperçu',
      'L’aperçu demande un fichier qui contient cette catégorie, n’a pas été rejeté et est encore conservé. Déposez-en un, ou attendez le prochain de votre SIS.',
    ],
    same_request_under_way: [
      'La même requête est encore en traitement',
      'Attendez quelques secondes et renvoyez-la avec la même clé Idempotency-Key.',
    ],
    read_only_token: ['Ce jeton ne peut que lire', 'Utilisez un jeton qui peut écrire, ou créez-en un sous «\u00a0Votre compte\u00a0».'],
    already_member: [
      'Cette adresse a déjà accès',
      'Rien n’a été changé et aucun message n’a été envoyé. Consultez la liste des personnes qui ont accès.',
    ],
    address_in_use: [
      'Cette adresse a accès ailleurs',
      'Une adresse donne accès à une seule école ou à un seul district. Utilisez une autre adresse de cette personne, ou faites d’abord retirer l’autre accès.',
    ],
    last_member: [
      'Quelqu’un doit garder l’accès',
      'C’est la dernière personne qui peut se connecter ici. Invitez quelqu’un d’autre et attendez que cette personne ait choisi un mot de passe; retirez ensuite cet accès.',
    ],
    link_spent: [
      'Ce lien ne fonctionne plus',
      'Il a été utilisé ou il est expiré. Demandez-en un nouveau avec «\u00a0Mot de passe oublié?\u00a0» à la page de connexion.',
    ],
    handover_ended: [
      'Ce lien ne fonctionne plus',
      'Il est expiré, ou l’école y a mis fin. Demandez un nouveau lien à l’école : un propriétaire le crée à l’onglet Listes automatiques.',
    ],
    first_account_link_ended: [
      'Ce lien ne fonctionne plus',
      'Il a été utilisé, il est expiré, ou il existe déjà un compte. S’il n’y en a aucun, redémarrez l’API : son journal contient alors un nouveau lien.',
    ],
    handover_given: [
      'Ce lien a déjà servi à cela',
      'Un lien crée un seul mot de passe et ajoute une seule clé publique. Si vous ne l’avez plus, ou si ce n’était pas vous, demandez un nouveau lien à l’école.',
    ],
    wrong_password: ['Le mot de passe actuel n’est pas le bon', 'Rien n’a été changé. Vérifiez le mot de passe actuel et réessayez.'],
    too_many_test_mails: [
      'Cinq courriels d’essai ont été envoyés depuis une heure',
      'Regardez dans le dossier des pourriels; vous pourrez en envoyer un autre dans une heure.',
    ],
    too_many_mails: ['Assez de messages ont été envoyés à cette adresse aujourd’hui', 'Regardez dans le dossier des pourriels, ou réessayez demain.'],
    last_owner: ['Une école garde au moins un propriétaire', 'Nommez d’abord un autre propriétaire; changez ensuite le rôle de cette personne.'],
    not_archived: [
      'Cette personne n’est pas archivée',
      'Seules les personnes archivées peuvent être rétablies, ou céder leur numéro et leur adresse. Rechargez la page pour voir son état actuel.',
    ],
    not_active: [
      'Cette personne est déjà archivée',
      'Seules les personnes actives peuvent être archivées. Rechargez la page pour voir son état actuel.',
    ],
    already_released: [
      'Le numéro et l’adresse sont déjà libérés',
      'Quelqu’un d’autre peut les recevoir. Rechargez la page pour voir l’état actuel de la personne.',
    ],
    place_taken: [
      'Quelqu’un d’autre a l’adresse ou le numéro',
      'L’adresse courriel ou le numéro de cette personne a été donné à quelqu’un d’autre; elle ne peut donc pas être rétablie avec. Réessayez une fois que cette autre personne en a un autre.',
    ],
    webhook_disabled: ['Ce webhook est désactivé', 'Activez-le d’abord; les envois pourront alors reprendre.'],
    stale_version: ['Quelqu’un d’autre a enregistré entre-temps', 'Rechargez les réglages, refaites votre changement et enregistrez.'],
    body_too_large: ['La requête est trop volumineuse', 'Envoyez un corps plus petit.'],
    no_school_column: [
      'Aucune colonne n’indique l’école',
      'Un fichier de district a besoin d’une colonne comme «\u00a0École\u00a0», pour que chaque ligne aille à son école. Le fichier d’une seule école se dépose à la page de cette école.',
    ],
    several_lists: [
      'Le fichier contient plusieurs listes',
      'Une archive, ou un classeur qui a des personnes dans plusieurs feuilles, ne peut pas être réparti par école. Déposez une seule liste, comme un fichier CSV, avec l’école dans une colonne.',
    ],
    no_known_school: [
      'Le fichier ne nomme aucune école du district',
      'Rien n’a été reçu. Vérifiez la colonne de l’école, ou le nom du dossier, et ajoutez ses mots sous «\u00a0Votre école\u00a0» à l’onglet Listes automatiques de chaque école, ou nommez les écoles comme dans le fichier.',
    ],
    district_file_rejected: ['Le fichier ne peut pas être utilisé', 'Rien n’a été reçu. {reason}'],
    file_too_large: [
      'Le fichier est trop volumineux',
      'Un fichier peut compter au plus {megabytes} Mo. Divisez-le par catégorie et déposez les parties.',
    ],
    not_multipart: ['Le dépôt n’est pas un formulaire', 'Envoyez le fichier en multipart/form-data dans le champ «\u00a0file\u00a0».'],
    invalid_request: ['La requête contient des erreurs', 'Corrigez les valeurs indiquées et envoyez-la de nouveau.'],
    file_missing: ['Aucun fichier n’a été envoyé', 'Envoyez le fichier en multipart/form-data dans le champ «\u00a0file\u00a0», avec son nom.'],
    idempotency_key_reused: [
      'Cette clé Idempotency-Key appartient à une autre requête',
      'Envoyez une nouvelle clé avec chaque nouvelle requête, et la même clé seulement pour en répéter une.',
    ],
    version_required: ['La version est absente', 'Envoyez dans «\u00a0If-Match\u00a0» l’ETag des réglages que vous avez modifiés.'],
    too_many_requests: ['Trop de requêtes', 'Attendez {seconds} secondes et réessayez.'],
    too_many_sign_ins: ['Trop d’échecs de connexion', 'Attendez {seconds} secondes et réessayez.'],
    internal_error: [
      'Une erreur s’est produite dans Rollcall',
      'Rien n’est perdu. Réessayez; si l’erreur persiste, donnez au soutien technique l’identifiant de la requête.',
    ],
    mail_refused: [
      'Le courriel n’a pas été accepté',
      'Le relais de courriel ne l’a pas accepté ou ne répond pas. Vérifiez les adresses; si elles sont exactes, prévenez le soutien technique.',
    ],
    school_busy: [
      'L’école est en cours de mise à jour',
      'Une synchronisation, ou quelqu’un d’autre, travaille sur cette école. Rien n’a changé; réessayez dans quelques secondes.',
    ],
    not_confirmed: [
      'Il n’est pas certain que ceci a été enregistré',
      'La base de données n’a pas répondu à temps. Vérifiez si l’enregistrement y est, et réessayez sinon; le même fichier deux fois ne nuit pas.',
    ],
    temporal_away: [
      'Cette action est impossible pour le moment',
      'Le service des flux de travail ne répond pas. Rien n’a changé; réessayez dans quelques minutes.',
    ],
    database_away: [
      'Rollcall est inutilisable pour le moment',
      'La base de données ne répond pas. Rien n’a changé; réessayez dans quelques minutes.',
    ],
    store_away: [
      'Les fichiers ne peuvent être ni enregistrés ni lus pour le moment',
      'L’endroit où les fichiers sont conservés est inutilisable. Rien n’a changé; réessayez dans quelques minutes et avertissez le soutien technique si cela persiste.',
    ],
  },
};

const RULES: Record<Locale, Record<ValueRule, string>> = {
  en: {
    missing_or_wrong_type: 'This value is missing or of the wrong type; expected: {expected}.',
    not_an_email: 'This is not an e-mail address.',
    not_an_instant: 'This is not a date and time such as 2026-09-01T22:00:00Z.',
    not_a_time_zone: 'This is not a time zone name such as America/Toronto.',
    not_a_clock_time: 'This is not a time of day such as 22:00.',
    wrong_format: 'This value does not have the expected form.',
    not_a_choice: 'This value is not one of: {choices}.',
    at_least: 'This number must be at least {minimum}.',
    at_most: 'This number must be at most {maximum}.',
    too_short: 'This text must have at least {minimum} characters.',
    too_easy: 'This password is too easy to guess. Take a few words that have nothing to do with your address.',
    not_later: 'This moment has passed. Give a later one.',
    not_your_school: 'This is not one of the schools that you may see.',
    too_long: 'This text must have at most {maximum} characters.',
    too_few_items: 'This list must have at least {minimum} entries.',
    too_many_items: 'This list must have at most {maximum} entries.',
    repeated: 'An entry of this list is repeated.',
    unknown_key: 'There is no setting or field of the name “{key}”.',
    wrong_cursor: 'This is not a cursor of this list.',
    unstorable_sign: 'This text contains a sign that cannot be stored.',
    control_character: 'Use letters, digits, signs and spaces only: this text has a line break or another control character in it.',
    not_an_address: 'Use an IP address such as 203.0.113.7, or a network such as 203.0.113.0/24.',
    not_a_web_address: 'Use a web address such as https://example.org/rollcall.',
    sign_in_in_address: 'Leave user name and password out of the address: deliveries are signed, and the receiver checks that.',
    not_encrypted: 'Use an address that begins with https://.',
    private_address:
      'This address is inside a private network, where nothing is sent. Use an address on the internet, or ask support to allow this network.',
    not_a_public_key:
      'Paste one public key, as it stands in the file that ends with .pub. It begins with ssh-ed25519, ecdsa-sha2-nistp256 or ssh-rsa.',
    private_key: 'This is a private key. Keep it to yourself, and paste the public key instead: it stands in the file that ends with .pub.',
    weak_key: 'This key is too weak. Use an Ed25519 key, or an RSA key of at least 2,048 bits.',
    nothing_given: 'Give at least one value to change.',
    invalid: 'This value is not valid.',
  },
  'fr-CA': {
    missing_or_wrong_type: 'Cette valeur est absente ou d’un mauvais type; attendu\u00a0: {expected}.',
    not_an_email: 'Ce n’est pas une adresse courriel.',
    not_an_instant: 'Ce n’est pas une date et une heure comme 2026-09-01T22:00:00Z.',
    not_a_time_zone: 'Ce n’est pas un nom de fuseau horaire comme America/Toronto.',
    not_a_clock_time: 'Ce n’est pas une heure comme 22:00.',
    wrong_format: 'Cette valeur n’a pas la forme attendue.',
    not_a_choice: 'Cette valeur ne figure pas parmi\u00a0: {choices}.',
    at_least: 'Ce nombre doit être d’au moins {minimum}.',
    at_most: 'Ce nombre doit être d’au plus {maximum}.',
    too_short: 'Ce texte doit compter au moins {minimum} caractères.',
    too_easy: 'Ce mot de passe est trop facile à deviner. Prenez quelques mots sans lien avec votre adresse.',
    not_later: 'Ce moment est passé. Donnez-en un plus tard.',
    not_your_school: 'Ce n’est pas une des écoles que vous pouvez voir.',
    too_long: 'Ce texte doit compter au plus {maximum} caractères.',
    too_few_items: 'Cette liste doit compter au moins {minimum} éléments.',
    too_many_items: 'Cette liste doit compter au plus {maximum} éléments.',
    repeated: 'Un élément de cette liste est répété.',
    unknown_key: 'Il n’existe ni réglage ni champ du nom de «\u00a0{key}\u00a0».',
    wrong_cursor: 'Ce n’est pas un curseur de cette liste.',
    unstorable_sign: 'Ce texte contient un signe qui ne peut pas être enregistré.',
    control_character:
      'Utilisez seulement des lettres, des chiffres, des signes et des espaces : ce texte contient un saut de ligne ou un autre caractère de commande.',
    not_an_address: 'Indiquez une adresse IP comme 203.0.113.7, ou un réseau comme 203.0.113.0/24.',
    not_a_web_address: 'Indiquez une adresse Web comme https://example.org/rollcall.',
    sign_in_in_address: 'Retirez le nom d’utilisateur et le mot de passe de l’adresse\u00a0: les envois sont signés, et le destinataire le vérifie.',
    not_encrypted: 'Indiquez une adresse qui commence par https://.',
    private_address:
      'Cette adresse est dans un réseau privé, où rien n’est envoyé. Indiquez une adresse sur Internet, ou demandez au soutien technique d’autoriser ce réseau.',
    not_a_public_key:
      'Collez une seule clé publique, telle qu’elle figure dans le fichier qui se termine par .pub. Elle commence par ssh-ed25519, ecdsa-sha2-nistp256 ou ssh-rsa.',
    private_key: 'C’est une clé privée. Gardez-la pour vous et collez plutôt la clé publique, qui figure dans le fichier qui se termine par .pub.',
    weak_key: 'Cette clé est trop faible. Utilisez une clé Ed25519, ou une clé RSA d’au moins 2 048 bits.',
    nothing_given: 'Donnez au moins une valeur à changer.',
    invalid: 'Cette valeur n’est pas valide.',
  },
};
