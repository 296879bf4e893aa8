import type { Locale } from '../locale.js';
import { SHORTEST_PASSWORD } from '../account.js';
import type { DisabledCode } from '../webhooks/delivery.js';

/** `next`: the link, and until when it works. */
export type AccountMailTexts = {
  subject: string;
  verdict: string;
  next: { label: string; until: string | null } | null;
  paragraphs: string[];
  footer: string[];
};

/** `at`: when what the mail tells of happened, written out. */
type Words = { place: string; until: string; at: string; isManager: boolean; webhook: { disabledCode: DisabledCode; givenUp: number } | null };

export const ACCOUNT_MAIL_KINDS = [
  'INVITATION',
  'PASSWORD_RESET',
  'PASSWORD_CHANGED',
  'NAMES_SWITCHED_ON',
  'SECOND_FACTOR_ON',
  'SECOND_FACTOR_OFF',
  'SECOND_FACTOR_REMOVED',
  'RECOVERY_CODES_RENEWED',
  'RECOVERY_CODE_USED',
  'NEW_DEVICE',
  'ROWS_OF_UNKNOWN_SCHOOLS',
  'WEBHOOK_DISABLED',
  'PASSKEY_ADDED',
  'PASSKEY_REMOVED',
] as const;
export type AccountMailKind = (typeof ACCOUNT_MAIL_KINDS)[number];

/** What to do about a change that was somebody else’s. */
const NOT_YOU: Record<Locale, string> = {
  en: 'If it was not you, choose a new password at once with “Forgot your password?” on the sign-in page, and tell your district.',
  'fr-CA':
    'Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe avec «\u00a0Mot de passe oublié?\u00a0» à la page de connexion et avisez votre district.',
};

/** How many messages of a webhook were not delivered: those of its log, which has the last 30 days. */
const NOT_DELIVERED: Record<Locale, (messages: number) => string[]> = {
  en: (messages) =>
    messages === 0
      ? []
      : [messages === 1 ? 'One message of the last 30 days was not delivered.' : `${messages} messages of the last 30 days were not delivered.`],
  'fr-CA': (messages) =>
    messages === 0
      ? []
      : [messages === 1 ? 'Un message des 30 derniers jours n’a pas été livré.' : `${messages} messages des 30 derniers jours n’ont pas été livrés.`],
};

/** The mails to the holder of an account about the account itself. */
export const ACCOUNT_MAIL_TEXTS: Record<Locale, Record<AccountMailKind, (words: Words) => AccountMailTexts>> = {
  en: {
    INVITATION: ({ place, until, isManager }) => ({
      subject: `You have been given access to ${place} in Rollcall`,
      verdict: `You are invited to manage the rostering of ${place}.`,
      next: { label: 'Choose a password', until: `The link works once, until ${until}.` },
      paragraphs: [
        isManager
          ? 'As a District Manager you see how the files of each school of the district went, and you can open each school.'
          : 'As an Owner you see what the files of the school’s information system changed, and you decide on what is held.',
        `Choose a password of at least ${SHORTEST_PASSWORD} characters. After that you sign in with your e-mail address and this password.`,
      ],
      footer: ['You get this mail because a person who manages Rollcall there entered your address. If you did not expect it, you can ignore it.'],
    }),
    PASSWORD_RESET: ({ place, until }) => ({
      subject: 'Choose a new password for Rollcall',
      verdict: `A new password was asked for, for your access to ${place}.`,
      next: { label: 'Choose a new password', until: `The link works once, until ${until}. Your old password works until you choose a new one.` },
      paragraphs: [],
      footer: ['If you did not ask for it, you can ignore this mail: nothing has changed.'],
    }),
    PASSWORD_CHANGED: ({ place }) => ({
      subject: 'Your password for Rollcall was changed',
      verdict: `The password for your access to ${place} was changed. Other browsers that were signed in have to sign in again.`,
      next: null,
      paragraphs: [
        'If you did not change it, choose a new password at once with “Forgot your password?” on the sign-in page, and tell your district.',
      ],
      footer: ['You get this mail whenever the password of your account is changed.'],
    }),
    NAMES_SWITCHED_ON: ({ place }) => ({
      subject: `${place}: Roster Sync Results now contain names`,
      verdict: `Names of people were switched on in the Roster Sync Results of ${place}.`,
      next: null,
      paragraphs: [
        'From now on, mails to the recipients of the results name the people who were added, archived or restored. Check on the Rostering tab who the recipients are, and switch the names off if they are not needed.',
      ],
      footer: ['You get this mail because you are an Owner of this school.'],
    }),
    SECOND_FACTOR_ON: ({ place, at }) => ({
      subject: 'Your second factor for Rollcall is on',
      verdict: `An authenticator app was set up for your access to ${place}, on ${at}. From now on, signing in needs a code of this app.`,
      next: null,
      paragraphs: [
        'Keep the ten recovery codes in a safe place: each of them works once in place of the app, for the day on which your phone is lost. Other browsers that were signed in have to sign in again.',
        NOT_YOU.en,
      ],
      footer: ['You get this mail whenever the second factor of your account is changed.'],
    }),
    SECOND_FACTOR_OFF: ({ place, at }) => ({
      subject: 'Your second factor for Rollcall is off',
      verdict: `The second factor for your access to ${place} was switched off on ${at}. Your password alone is enough to sign in.`,
      next: null,
      paragraphs: [NOT_YOU.en],
      footer: ['You get this mail whenever the second factor of your account is changed.'],
    }),
    SECOND_FACTOR_REMOVED: ({ place, at }) => ({
      subject: 'Your second factor for Rollcall was removed',
      verdict: `An administrator of Rollcall removed the second factor for your access to ${place}, on ${at}. Your password alone is enough to sign in.`,
      next: null,
      paragraphs: ['Sign in and set up a second factor again under “Your account”.', 'If you did not ask for this, tell your district at once.'],
      footer: ['You get this mail whenever the second factor of your account is changed.'],
    }),
    RECOVERY_CODES_RENEWED: ({ place, at }) => ({
      subject: 'You have new recovery codes for Rollcall',
      verdict: `Ten new recovery codes were made for your access to ${place}, on ${at}. The codes before them do not work any more.`,
      next: null,
      paragraphs: [NOT_YOU.en],
      footer: ['You get this mail whenever the second factor of your account is changed.'],
    }),
    RECOVERY_CODE_USED: ({ place, at }) => ({
      subject: 'A recovery code was used to sign in to Rollcall',
      verdict: `Your access to ${place} was signed in to with a recovery code, on ${at}. This code does not work any more.`,
      next: null,
      paragraphs: [
        'If your phone is lost, set up the authenticator app of another one under “Your account”. There you can make new codes, too.',
        NOT_YOU.en,
      ],
      footer: ['You get this mail whenever a recovery code of your account is used.'],
    }),
    NEW_DEVICE: ({ place, at }) => ({
      subject: 'Your account was signed in to from a new browser',
      verdict: `Your access to ${place} was signed in to on ${at}, from a browser that it has not been signed in to from before.`,
      next: null,
      paragraphs: [
        'If that was you, there is nothing to do. Under “Your account” you see every browser that is signed in, and can sign it out.',
        NOT_YOU.en,
      ],
      footer: [
        'You get this mail when your account is used from a browser that Rollcall does not know, in a network where you have not signed in before.',
      ],
    }),
    PASSKEY_ADDED: ({ place, at }) => ({
      subject: 'A passkey was added to your account in Rollcall',
      verdict: `A passkey was added for your access to ${place}, on ${at}. Signing in needs a second factor, and this passkey is one.`,
      next: null,
      paragraphs: ['All other browsers were signed out.', NOT_YOU.en],
      footer: ['You get this mail because the second factor of your account has changed.'],
    }),
    PASSKEY_REMOVED: ({ place, at }) => ({
      subject: 'A passkey was removed from your account in Rollcall',
      verdict: `A passkey for your access to ${place} was removed, on ${at}.`,
      next: null,
      paragraphs: ['Look under “Your account” whether you still have a second factor. All other browsers were signed out.', NOT_YOU.en],
      footer: ['You get this mail because the second factor of your account has changed.'],
    }),
    WEBHOOK_DISABLED: ({ place, at, isManager, webhook }) => ({
      subject: `${place}: a webhook was disabled`,
      verdict:
        webhook?.disabledCode === 'GONE'
          ? `A webhook of ${place} was disabled on ${at}: its program answered that it wants no more messages (410).`
          : `A webhook of ${place} was disabled on ${at}: its program has taken no message for sixty hours.`,
      next: { label: 'Open the Rostering tab', until: null },
      paragraphs: [
        ...NOT_DELIVERED.en(webhook?.givenUp ?? 0),
        'Rostering goes on: files are received and applied as before. Only the program behind the webhook is no longer told.',
        'Ask the people who run this program to look at it. Then enable the webhook on the Rostering tab: its log says why each message failed, and can send it again.',
      ],
      footer: [
        isManager
          ? 'You get this mail because you are a District Manager, and this school has no Owner who can sign in.'
          : 'You get this mail because you are an Owner of this school.',
      ],
    }),
    ROWS_OF_UNKNOWN_SCHOOLS: ({ place }) => ({
      subject: `${place}: a file has rows of schools that are not known`,
      verdict: `A file of ${place} has rows that belong to no school that is known.`,
      next: null,
      paragraphs: [
        'These rows were left out. The other rows went to their schools, but no missing person is archived by this file, because people of a school may be among the rows that were left out.',
        'Open the page of the district: it lists the words of the school column. If a word means one of your schools, add it under “Your school” on the Rostering tab of that school; if it does not, leave it out on the page of the district. Then upload the file again.',
      ],
      footer: ['You get this mail, once a day at most, because you are a District Manager.'],
    }),
  },
  'fr-CA': {
    INVITATION: ({ place, until, isManager }) => ({
      subject: `Vous avez maintenant accès à ${place} dans Rollcall`,
      verdict: `Vous êtes invité à gérer les listes automatiques de ${place}.`,
      next: { label: 'Choisir un mot de passe', until: `Le lien fonctionne une seule fois, jusqu’au ${until}.` },
      paragraphs: [
        isManager
          ? 'À titre de gestionnaire du district, vous voyez comment se sont passés les fichiers de chaque école et vous pouvez ouvrir chacune d’elles.'
          : 'À titre de propriétaire, vous voyez ce que les fichiers du système d’information de l’école ont changé et vous décidez de ce qui est retenu.',
        `Choisissez un mot de passe d’au moins ${SHORTEST_PASSWORD} caractères. Vous vous connecterez ensuite avec votre adresse courriel et ce mot de passe.`,
      ],
      footer: [
        'Vous recevez ce message parce qu’une personne qui gère Rollcall pour cet endroit a inscrit votre adresse. Si vous ne l’attendiez pas, vous pouvez l’ignorer.',
      ],
    }),
    PASSWORD_RESET: ({ place, until }) => ({
      subject: 'Choisissez un nouveau mot de passe pour Rollcall',
      verdict: `Un nouveau mot de passe a été demandé pour votre accès à ${place}.`,
      next: {
        label: 'Choisir un nouveau mot de passe',
        until: `Le lien fonctionne une seule fois, jusqu’au ${until}. Votre ancien mot de passe fonctionne tant que vous n’en choisissez pas un nouveau.`,
      },
      paragraphs: [],
      footer: ['Si vous n’avez rien demandé, vous pouvez ignorer ce message\u00a0: rien n’a changé.'],
    }),
    PASSWORD_CHANGED: ({ place }) => ({
      subject: 'Votre mot de passe Rollcall a été changé',
      verdict: `Le mot de passe de votre accès à ${place} a été changé. Les autres navigateurs qui étaient connectés doivent se reconnecter.`,
      next: null,
      paragraphs: [
        'Si ce n’est pas vous, choisissez tout de suite un nouveau mot de passe avec «\u00a0Mot de passe oublié?\u00a0» à la page de connexion et avisez votre district.',
      ],
      footer: ['Vous recevez ce message chaque fois que le mot de passe de votre compte est changé.'],
    }),
    NAMES_SWITCHED_ON: ({ place }) => ({
      subject: `${place}\u00a0: les résultats de synchronisation contiennent maintenant des noms`,
      verdict: `Les noms des personnes ont été activés dans les résultats de synchronisation de ${place}.`,
      next: null,
      paragraphs: [
        'À partir de maintenant, les courriels aux destinataires des résultats nomment les personnes ajoutées, archivées ou rétablies. Vérifiez à l’onglet Listes automatiques qui sont les destinataires, et désactivez les noms s’ils ne sont pas nécessaires.',
      ],
      footer: ['Vous recevez ce message parce que vous êtes propriétaire de cette école.'],
    }),
    SECOND_FACTOR_ON: ({ place, at }) => ({
      subject: 'Votre second facteur pour Rollcall est activé',
      verdict: `Une application d’authentification a été configurée pour votre accès à ${place}, le ${at}. À partir de maintenant, la connexion demande un code de cette application.`,
      next: null,
      paragraphs: [
        'Gardez les dix codes de secours en lieu sûr\u00a0: chacun remplace une fois l’application, pour le jour où vous perdez votre téléphone. Les autres navigateurs qui étaient connectés doivent se reconnecter.',
        NOT_YOU['fr-CA'],
      ],
      footer: ['Vous recevez ce message chaque fois que le second facteur de votre compte est changé.'],
    }),
    SECOND_FACTOR_OFF: ({ place, at }) => ({
      subject: 'Votre second facteur pour Rollcall est désactivé',
      verdict: `Le second facteur de votre accès à ${place} a été désactivé le ${at}. Votre mot de passe suffit maintenant pour vous connecter.`,
      next: null,
      paragraphs: [NOT_YOU['fr-CA']],
      footer: ['Vous recevez ce message chaque fois que le second facteur de votre compte est changé.'],
    }),
    SECOND_FACTOR_REMOVED: ({ place, at }) => ({
      subject: 'Votre second facteur pour Rollcall a été retiré',
      verdict: `Une personne qui administre Rollcall a retiré le second facteur de votre accès à ${place}, le ${at}. Votre mot de passe suffit maintenant pour vous connecter.`,
      next: null,
      paragraphs: [
        'Connectez-vous et configurez de nouveau un second facteur sous «\u00a0Votre compte\u00a0».',
        'Si vous n’avez rien demandé, avisez tout de suite votre district.',
      ],
      footer: ['Vous recevez ce message chaque fois que le second facteur de votre compte est changé.'],
    }),
    RECOVERY_CODES_RENEWED: ({ place, at }) => ({
      subject: 'Vous avez de nouveaux codes de secours pour Rollcall',
      verdict: `Dix nouveaux codes de secours ont été créés pour votre accès à ${place}, le ${at}. Les codes précédents ne fonctionnent plus.`,
      next: null,
      paragraphs: [NOT_YOU['fr-CA']],
      footer: ['Vous recevez ce message chaque fois que le second facteur de votre compte est changé.'],
    }),
    RECOVERY_CODE_USED: ({ place, at }) => ({
      subject: 'Un code de secours a servi à une connexion à Rollcall',
      verdict: `Un code de secours a servi à se connecter à votre accès à ${place}, le ${at}. Ce code ne fonctionne plus.`,
      next: null,
      paragraphs: [
        'Si vous avez perdu votre téléphone, configurez l’application d’authentification d’un autre sous «\u00a0Votre compte\u00a0». Vous pouvez aussi y créer de nouveaux codes.',
        NOT_YOU['fr-CA'],
      ],
      footer: ['Vous recevez ce message chaque fois qu’un code de secours de votre compte est utilisé.'],
    }),
    NEW_DEVICE: ({ place, at }) => ({
      subject: 'Connexion à votre compte depuis un nouveau navigateur',
      verdict: `Quelqu’un s’est connecté à votre accès à ${place} le ${at}, depuis un navigateur qui n’y avait jamais servi.`,
      next: null,
      paragraphs: [
        'Si c’était vous, il n’y a rien à faire. Sous «\u00a0Votre compte\u00a0», vous voyez chaque navigateur connecté et pouvez le déconnecter.',
        NOT_YOU['fr-CA'],
      ],
      footer: [
        'Vous recevez ce message quand votre compte sert dans un navigateur que Rollcall ne connaît pas, sur un réseau où vous ne vous étiez jamais connecté.',
      ],
    }),
    PASSKEY_ADDED: ({ place, at }) => ({
      subject: 'Une clé d’accès a été ajoutée à votre compte dans Rollcall',
      verdict: `Une clé d’accès a été ajoutée pour votre accès à ${place}, le ${at}. La connexion demande un second facteur, et cette clé en est un.`,
      next: null,
      paragraphs: ['Tous les autres navigateurs ont été déconnectés.', NOT_YOU['fr-CA']],
      footer: ['Vous recevez ce message parce que le second facteur de votre compte a changé.'],
    }),
    PASSKEY_REMOVED: ({ place, at }) => ({
      subject: 'Une clé d’accès a été retirée de votre compte dans Rollcall',
      verdict: `Une clé d’accès pour votre accès à ${place} a été retirée, le ${at}.`,
      next: null,
      paragraphs: [
        'Vérifiez sous «\u00a0Votre compte\u00a0» si vous avez encore un second facteur. Tous les autres navigateurs ont été déconnectés.',
        NOT_YOU['fr-CA'],
      ],
      footer: ['Vous recevez ce message parce que le second facteur de votre compte a changé.'],
    }),
    WEBHOOK_DISABLED: ({ place, at, isManager, webhook }) => ({
      subject: `${place}\u00a0: un webhook a été désactivé`,
      verdict:
        webhook?.disabledCode === 'GONE'
          ? `Un webhook de ${place} a été désactivé le ${at}\u00a0: son programme a répondu qu’il ne veut plus de messages (410).`
          : `Un webhook de ${place} a été désactivé le ${at}\u00a0: son programme n’a accepté aucun message depuis soixante heures.`,
      next: { label: 'Ouvrir l’onglet Listes automatiques', until: null },
      paragraphs: [
        ...NOT_DELIVERED['fr-CA'](webhook?.givenUp ?? 0),
        'Les listes automatiques continuent\u00a0: les fichiers sont reçus et appliqués comme avant. Seul le programme derrière le webhook n’est plus informé.',
        'Demandez aux responsables de ce programme de l’examiner. Activez ensuite le webhook à l’onglet Listes automatiques\u00a0: son journal indique pourquoi chaque message a échoué, et permet de le renvoyer.',
      ],
      footer: [
        isManager
          ? 'Vous recevez ce message parce que vous êtes gestionnaire du district et que personne d’autre ne peut se connecter pour cette école.'
          : 'Vous recevez ce message parce que vous êtes propriétaire de cette école.',
      ],
    }),
    ROWS_OF_UNKNOWN_SCHOOLS: ({ place }) => ({
      subject: `${place}\u00a0: un fichier contient des lignes d’écoles inconnues`,
      verdict: `Un fichier de ${place} contient des lignes qui ne correspondent à aucune école connue.`,
      next: null,
      paragraphs: [
        'Ces lignes ont été laissées de côté. Les autres sont allées à leurs écoles, mais ce fichier n’archive aucune personne absente, car des personnes d’une école peuvent se trouver parmi les lignes laissées de côté.',
        'Ouvrez la page du district\u00a0: elle énumère les mots de la colonne de l’école. Si un mot désigne une de vos écoles, ajoutez-le sous «\u00a0Votre école\u00a0» à l’onglet Listes automatiques de cette école; sinon, laissez-le de côté à la page du district. Déposez ensuite le fichier de nouveau.',
      ],
      footer: ['Vous recevez ce message, au plus une fois par jour, parce que vous êtes gestionnaire du district.'],
    }),
  },
};
