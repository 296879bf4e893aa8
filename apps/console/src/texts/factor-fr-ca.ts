import type { FactorTexts } from './factor-en.js';

/** The same in Canadian French. */
export const factorFrCa: FactorTexts = {
  step: {
    title: 'Entrez votre code',
    lead: 'Les six chiffres que votre application d’authentification affiche maintenant. Si vous n’avez pas votre téléphone, utilisez un de vos codes de secours.',
    code: 'Code',
    submit: 'Continuer',
    back: 'Retour à la connexion',
  },
  title: 'Second facteur',
  lead: 'Avec un second facteur, un mot de passe volé ne suffit pas pour se connecter\u00a0: il faut aussi un code de votre téléphone. Les jetons d’API ne sont pas touchés.',
  off: 'Votre compte n’a pas de second facteur.',
  on: (since: string) => `Activé depuis le ${since}\u00a0: la connexion demande un code de votre application d’authentification.`,
  codesLeft: (left: number) => (left === 1 ? 'Il reste un code de secours.' : `Il reste ${left} codes de secours.`),
  setUp: 'Configurer une application d’authentification',
  replace: 'Utiliser un autre téléphone',
  renew: 'Créer de nouveaux codes de secours',
  switchOff: 'Désactiver',
  password: 'Mot de passe actuel',
  code: 'Code de votre application, ou code de secours',
  cancel: 'Annuler',
  next: 'Suivant',
  scan: 'Numérisez cette image avec une application d’authentification, comme Google Authenticator, Microsoft Authenticator, 1Password ou Aegis.',
  picture: 'Code QR pour l’application d’authentification',
  byHand: 'Ou entrez cette clé dans l’application\u00a0:',
  key: 'Clé',
  link: 'Ouvrir dans une application de cet appareil',
  firstCode: 'Les six chiffres que l’application affiche',
  confirm: 'Activer',
  codesTitle: 'Vos codes de secours',
  codesLead:
    'Imprimez-les ou gardez-les en lieu sûr, ailleurs que sur votre téléphone. Chacun remplace une fois l’application. Ils ne seront plus affichés.',
  codes: 'Codes de secours',
  stored: 'Je les ai gardés',
  isOff: 'Votre second facteur est désactivé.',
  stays: 'Votre district l’exige : il ne peut pas être désactivé.',
  required: {
    title: 'Configurez un second facteur',
    lead: (email) =>
      `Votre district l’exige de toutes les personnes qui se connectent. Il faut environ deux minutes et une application d’authentification sur votre téléphone; vous reprendrez ensuite où vous étiez, avec le compte ${email}.`,
    forgotten:
      'Si vous ne connaissez pas votre mot de passe, parce que vous vous connectez avec un autre fournisseur, déconnectez-vous et choisissez « Mot de passe oublié? ».',
    signOut: 'Se déconnecter',
  },
};
