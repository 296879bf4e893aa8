import type { FirstAccountTexts } from './first-account-en.js';

/** The French texts of the page on which the first account is made. */
export const firstAccountFrCa: FirstAccountTexts = {
  title: 'Bienvenue dans Rollcall',
  lead: 'Créez le premier compte. C’est celui d’un gestionnaire de district, qui ajoute des écoles et donne accès à d’autres personnes.',
  until: (at) => `Ce lien fonctionne une seule fois, jusqu’au ${at}.`,
  district: 'Nom de votre district',
  districtHint: 'Pour une seule école, le nom de l’école.',
  email: 'Votre adresse courriel',
  password: 'Mot de passe',
  rule: (least) => `Au moins ${least} caractères. Quelques mots sont faciles à retenir et difficiles à deviner.`,
  submit: 'Créer le compte',
  doneTitle: 'Votre compte est créé',
  done: (email) => `Connectez-vous avec ${email} et votre mot de passe. Ajoutez ensuite votre première école.`,
  toSignIn: 'Aller à la page de connexion',
  endedTitle: 'Ce lien ne fonctionne plus',
  ended: 'Ouvrez encore une fois le lien qui se trouve dans le journal de l’API. S’il a été utilisé, connectez-vous avec le compte qui a été créé.',
};
