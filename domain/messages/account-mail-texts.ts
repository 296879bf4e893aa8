import type { Locale } from '../locale.js';
import { SHORTEST_PASSWORD } from '../account.js';

/** `place`: the name of a school or district. `until`: an instant, written out. */
export type AccountMailTexts = {
  subject: string;
  verdict: string;
  next: { label: string; until: string } | null;
  paragraphs: string[];
  footer: string[];
};

type Words = { place: string; until: string; isManager: boolean };

/** The mails to the holder of an account about the account itself. */
export const ACCOUNT_MAIL_TEXTS: Record<
  Locale,
  Record<'INVITATION' | 'PASSWORD_RESET' | 'PASSWORD_CHANGED' | 'NAMES_SWITCHED_ON', (words: Words) => AccountMailTexts>
> = {
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
  },
};
