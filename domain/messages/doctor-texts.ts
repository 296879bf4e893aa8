import type { FindingCode } from '../installation/finding.js';
import type { Locale } from '../locale.js';

/** What is so, and what to do. */
type DoctorText = readonly [says: string, remedy?: string];

export const DOCTOR_TEXTS: Record<Locale, Record<FindingCode, DoctorText>> = {
  en: {
    database_well: ['PostgreSQL {version} answers.'],
    database_away: [
      'PostgreSQL does not answer ({code}).',
      'Start it, or correct DATABASE_URL. Until then no upload gets in, and the SIS sends its files again.',
    ],
    database_old: ['PostgreSQL {version} is too old.', 'Move the database to PostgreSQL 18 or newer.'],
    schema_well: ['The database has the schema of this version ({migrations} migrations).'],
    schema_behind: ['The database is older than this version: {missing} migrations are missing.', 'Run `rollcall migrate`.'],
    schema_ahead: [
      'The database is newer than this version: it has {unknown} migrations that this version does not know.',
      'Run the newer version, with which it was migrated.',
    ],
    clock_well: ['The clocks of this machine and of the database agree.'],
    clock_off: [
      'The clock of this machine is {seconds} seconds off from that of the database.',
      'Let both machines keep time (chrony, systemd-timesyncd): nights and expiries go by the clock.',
    ],
    key_well: ['MASTER_KEY opens the host key {fingerprint} and the newest uploads.'],
    key_not_made: ['There is no host key yet: no gateway has started with this database.', 'Start a gateway; it makes the key.'],
    key_wrong: [
      'MASTER_KEY is wrong: it does not open the host key {fingerprint}.',
      'Set the MASTER_KEY with which this installation began. A gateway does not start with another one, and makes no new host key.',
    ],
    keys_closed: [
      'MASTER_KEY does not open {count} of the {looked} keys and secrets in the database.',
      'Were they wrapped with another master key? Set MASTER_KEY_NEXT to this one and MASTER_KEY to the other one, and run `rollcall rotate-key --master`. Until then the files, webhooks or answers that need them fail.',
    ],
    key_of_uploads_wrong: [
      'The keys of districts do not open {count} of the newest {looked} uploads.',
      'Those files cannot be read. If the database was changed by hand or restored in part, restore the whole backup.',
    ],
    master_key_not_rotated: [
      'The master key is being changed: {count} keys and secrets are still wrapped with MASTER_KEY, not with MASTER_KEY_NEXT.',
      'When every part runs with MASTER_KEY_NEXT, run `rollcall rotate-key --master`.',
    ],
    master_key_rotated: [
      'The master key is being changed: MASTER_KEY_NEXT opens every key and secret.',
      'Set MASTER_KEY to the value of MASTER_KEY_NEXT at every part, unset MASTER_KEY_NEXT, and restart the parts.',
    ],
    store_well: ['The upload store has the newest {looked} uploads, can be written, and has {free} GB left.'],
    bucket_well: ['The bucket {bucket} has the newest {looked} uploads, and can be written.'],
    store_away: [
      'The upload store does not answer as it should ({code}).',
      'Look at UPLOAD_FOLDER (a folder, mounted, readable for this user?) or at S3_BUCKET, its server and its keys. Until then no upload gets in, and the SIS sends its files again.',
    ],
    store_not_marked: [
      'No upload store is marked yet: no part has started with this database and store.',
      'Start a part; it marks the store that it finds, and from then on no other one is used.',
    ],
    store_foreign: [
      'The upload store belongs to another installation: no part takes a file from it or puts one into it.',
      'Correct UPLOAD_FOLDER or S3_BUCKET, or DATABASE_URL.',
    ],
    store_unmarked: [
      'The upload store is not the one of this installation, or is not mounted: no part takes a file from it or puts one into it.',
      'Mount it, or correct UPLOAD_FOLDER or S3_BUCKET. If the files are lost, restore the backup (docs/operations.md, “The upload store”).',
    ],
    store_not_writable: [
      'The upload store cannot be written ({code}).',
      'Look at UPLOAD_FOLDER: does it exist, is it mounted, may this user write, is the disk full?',
    ],
    store_lacks_uploads: [
      'The upload store lacks {missing} of the newest {looked} uploads.',
      'This is another store than the one that the gateways write to, or it has lost files: correct UPLOAD_FOLDER, or restore the backup.',
    ],
    store_nearly_full: ['The upload store has only {free} GB left.', 'Give it more room before no upload gets in any more.'],
    temporal_well: ['Temporal {version} answers, and keeps histories of the namespace {namespace} for {days} days.'],
    temporal_away: [
      'Temporal does not answer ({code}).',
      'Start it, or correct TEMPORAL_ADDRESS and, behind TLS, its certificates. Uploads are received and wait.',
    ],
    temporal_refuses: [
      'Temporal does not let us in ({code}).',
      'Correct TEMPORAL_API_KEY, or the client certificate, for the namespace {namespace}.',
    ],
    namespace_missing: ['Temporal has no namespace {namespace}.', 'Create it (`temporal operator namespace create`), or correct TEMPORAL_NAMESPACE.'],
    histories_short: [
      'Temporal keeps histories for {days} days only.',
      'Set the retention of the namespace {namespace} to 30 days, so that support can look back.',
    ],
    attributes_missing: [
      'Temporal lacks the search attributes {names}: no sync can start.',
      'Create them as docs/operations.md says, or let the worker register them.',
    ],
    workers_well: ['Workers poll all four task queues of {queue}.'],
    workers_missing: ['No worker polls {queues}.', 'Start a worker with this TEMPORAL_TASK_QUEUE. Uploads are received and wait.'],
    schedules_well: ['{count} nightly Schedules are as the settings of the schools say.'],
    schedules_differ: [
      '{count} nightly Schedules are missing or not as the settings say.',
      'A running worker mends them within ten minutes. If not, look at its log.',
    ],
    schedules_paused: [
      '{count} nightly Schedules are paused in Temporal.',
      'If they were not paused on purpose, press Unpause in the Temporal Web UI.',
    ],
    mail_well: ['The mail relay answers.'],
    mail_away: ['The mail relay does not take us ({code}).', 'Correct SMTP_URL, or look at the relay. Syncs go on; mails wait for up to three days.'],
    backlog_well: ['Nothing is left undone: {open} syncs are under way, the oldest for {seconds} seconds.'],
    syncs_stand_still: ['The oldest sync has been under way for {minutes} minutes.', 'See docs/support.md, “A sync does not move”.'],
    uploads_not_announced: [
      '{count} uploads have not been announced to Temporal, the oldest for {minutes} minutes.',
      'Workers announce them: is one running, and does Temporal answer?',
    ],
    decisions_not_carried_out: [
      '{count} decisions of owners have not been carried out, the oldest for {minutes} minutes.',
      'See docs/support.md, question 17.',
    ],
    mails_wait: [
      '{count} mails wait, the oldest for {minutes} minutes.',
      'Look at the mail relay; the Rostering tab of a school says which code it gives.',
    ],
    nights_not_closed: ['The last night of {count} schools has not been closed.', 'See docs/support.md, question 4.'],
    syncs_failed: ['{count} syncs have failed within a day.', 'See docs/support.md, question 28.'],
  },
  'fr-CA': {
    database_well: ['PostgreSQL {version} répond.'],
    database_away: [
      'PostgreSQL ne répond pas ({code}).',
      'Démarrez-le ou corrigez DATABASE_URL. D’ici là, aucun fichier n’est reçu et le SIS renvoie les siens.',
    ],
    database_old: ['PostgreSQL {version} est trop ancien.', 'Déplacez la base de données vers PostgreSQL 18 ou plus récent.'],
    schema_well: ['La base de données a le schéma de cette version ({migrations} migrations).'],
    schema_behind: ['La base de données est plus ancienne que cette version : il manque {missing} migrations.', 'Exécutez `rollcall migrate`.'],
    schema_ahead: [
      'La base de données est plus récente que cette version : elle a {unknown} migrations inconnues de cette version.',
      'Utilisez la version plus récente, avec laquelle elle a été migrée.',
    ],
    clock_well: ['L’horloge de cette machine et celle de la base de données concordent.'],
    clock_off: [
      'L’horloge de cette machine a {seconds} secondes d’écart avec celle de la base de données.',
      'Synchronisez l’heure des deux machines (chrony, systemd-timesyncd) : les nuits et les échéances suivent l’horloge.',
    ],
    key_well: ['MASTER_KEY ouvre la clé d’hôte {fingerprint} et les fichiers déposés les plus récents.'],
    key_not_made: [
      'Il n’y a pas encore de clé d’hôte : aucune passerelle n’a démarré avec cette base de données.',
      'Démarrez une passerelle; elle crée la clé.',
    ],
    key_wrong: [
      'MASTER_KEY est erronée : elle n’ouvre pas la clé d’hôte {fingerprint}.',
      'Indiquez la MASTER_KEY d’origine de cette installation. Avec une autre, la passerelle ne démarre pas et ne crée pas de nouvelle clé d’hôte.',
    ],
    keys_closed: [
      'MASTER_KEY n’ouvre pas {count} des {looked} clés et secrets de la base de données.',
      'Ont-ils été scellés avec une autre clé maîtresse ? Mettez celle-ci dans MASTER_KEY_NEXT et l’autre dans MASTER_KEY, puis exécutez `rollcall rotate-key --master`. D’ici là, les fichiers, webhooks ou réponses qui en dépendent échouent.',
    ],
    key_of_uploads_wrong: [
      'Les clés des districts n’ouvrent pas {count} des {looked} fichiers déposés les plus récents.',
      'Ces fichiers sont illisibles. Si la base de données a été modifiée à la main ou restaurée en partie, restaurez toute la sauvegarde.',
    ],
    master_key_not_rotated: [
      'La clé maîtresse est en cours de changement : {count} clés et secrets sont encore scellés avec MASTER_KEY, et non avec MASTER_KEY_NEXT.',
      'Quand tous les composants fonctionnent avec MASTER_KEY_NEXT, exécutez `rollcall rotate-key --master`.',
    ],
    master_key_rotated: [
      'La clé maîtresse est en cours de changement : MASTER_KEY_NEXT ouvre toutes les clés et tous les secrets.',
      'Donnez à MASTER_KEY la valeur de MASTER_KEY_NEXT pour tous les composants, retirez MASTER_KEY_NEXT et redémarrez-les.',
    ],
    store_well: ['L’espace des fichiers déposés contient les {looked} plus récents, est accessible en écriture et a {free} Go libres.'],
    bucket_well: ['Le compartiment {bucket} contient les {looked} fichiers déposés les plus récents et est accessible en écriture.'],
    store_away: [
      'L’espace des fichiers déposés ne répond pas comme il le devrait ({code}).',
      'Vérifiez UPLOAD_FOLDER (un dossier, monté, lisible par cet utilisateur?) ou S3_BUCKET, son serveur et ses clés. D’ici là, aucun fichier n’est reçu et le SIS renvoie les siens.',
    ],
    store_not_marked: [
      'Aucun espace des fichiers déposés n’est encore marqué : rien n’a démarré avec cette base de données et cet espace.',
      'Démarrez une partie; elle marque l’espace qu’elle trouve, et aucun autre n’est utilisé ensuite.',
    ],
    store_foreign: [
      'L’espace des fichiers déposés appartient à une autre installation : aucune partie n’y prend ni n’y met de fichier.',
      'Corrigez UPLOAD_FOLDER ou S3_BUCKET, ou DATABASE_URL.',
    ],
    store_unmarked: [
      'L’espace des fichiers déposés n’est pas celui de cette installation, ou n’est pas monté : aucune partie n’y prend ni n’y met de fichier.',
      'Montez-le, ou corrigez UPLOAD_FOLDER ou S3_BUCKET. Si les fichiers sont perdus, restaurez la sauvegarde (docs/operations.md, « The upload store »).',
    ],
    store_not_writable: [
      'L’espace des fichiers déposés n’est pas accessible en écriture ({code}).',
      'Vérifiez UPLOAD_FOLDER : existe-t-il, est-il monté, cet utilisateur peut-il y écrire, le disque est-il plein?',
    ],
    store_lacks_uploads: [
      'Il manque {missing} des {looked} fichiers déposés les plus récents.',
      'Ce n’est pas le dépôt où écrivent les passerelles, ou il a perdu des fichiers : corrigez UPLOAD_FOLDER ou restaurez la sauvegarde.',
    ],
    store_nearly_full: [
      'L’espace des fichiers déposés n’a plus que {free} Go libres.',
      'Donnez-lui de la place avant qu’aucun fichier ne puisse plus être reçu.',
    ],
    temporal_well: ['Temporal {version} répond et garde l’historique de l’espace de noms {namespace} pendant {days} jours.'],
    temporal_away: [
      'Temporal ne répond pas ({code}).',
      'Démarrez-le ou corrigez TEMPORAL_ADDRESS et, avec TLS, ses certificats. Les fichiers sont reçus et attendent.',
    ],
    temporal_refuses: [
      'Temporal ne nous laisse pas entrer ({code}).',
      'Corrigez TEMPORAL_API_KEY ou le certificat client pour l’espace de noms {namespace}.',
    ],
    namespace_missing: [
      'Temporal n’a pas d’espace de noms {namespace}.',
      'Créez-le (`temporal operator namespace create`) ou corrigez TEMPORAL_NAMESPACE.',
    ],
    histories_short: [
      'Temporal ne garde l’historique que pendant {days} jours.',
      'Réglez la rétention de l’espace de noms {namespace} à 30 jours, pour que le soutien technique puisse remonter dans le temps.',
    ],
    attributes_missing: [
      'Il manque à Temporal les attributs de recherche {names} : aucune synchronisation ne peut démarrer.',
      'Créez-les comme le dit docs/operations.md, ou laissez le worker les enregistrer.',
    ],
    workers_well: ['Des workers écoutent les quatre files de tâches de {queue}.'],
    workers_missing: ['Aucun worker n’écoute {queues}.', 'Démarrez un worker avec ce TEMPORAL_TASK_QUEUE. Les fichiers sont reçus et attendent.'],
    schedules_well: ['{count} horaires de nuit correspondent aux réglages des écoles.'],
    schedules_differ: [
      '{count} horaires de nuit manquent ou ne correspondent pas aux réglages.',
      'Un worker en marche les corrige en moins de dix minutes. Sinon, consultez son journal.',
    ],
    schedules_paused: [
      '{count} horaires de nuit sont en pause dans Temporal.',
      'Si ce n’est pas voulu, cliquez sur Unpause dans l’interface Web de Temporal.',
    ],
    mail_well: ['Le relais de courriel répond.'],
    mail_away: [
      'Le relais de courriel ne nous accepte pas ({code}).',
      'Corrigez SMTP_URL ou vérifiez le relais. Les synchronisations continuent; les courriels attendent jusqu’à trois jours.',
    ],
    backlog_well: ['Rien n’est en retard : {open} synchronisations sont en cours, la plus ancienne depuis {seconds} secondes.'],
    syncs_stand_still: ['La plus ancienne synchronisation est en cours depuis {minutes} minutes.', 'Voir docs/support.md, « A sync does not move ».'],
    uploads_not_announced: [
      '{count} fichiers n’ont pas été annoncés à Temporal, le plus ancien depuis {minutes} minutes.',
      'Les workers les annoncent : y en a-t-il un en marche, et Temporal répond-il?',
    ],
    decisions_not_carried_out: [
      '{count} décisions de responsables n’ont pas été exécutées, la plus ancienne depuis {minutes} minutes.',
      'Voir docs/support.md, question 17.',
    ],
    mails_wait: [
      '{count} courriels attendent, le plus ancien depuis {minutes} minutes.',
      'Vérifiez le relais de courriel; l’onglet Rostering d’une école indique le code qu’il donne.',
    ],
    nights_not_closed: ['La dernière nuit de {count} écoles n’a pas été fermée.', 'Voir docs/support.md, question 4.'],
    syncs_failed: ['{count} synchronisations ont échoué depuis un jour.', 'Voir docs/support.md, question 28.'],
  },
};
