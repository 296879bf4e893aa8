import type { ProviderTexts } from './provider-en.js';

/** The French texts about signing in with a provider. */
export const providerFrCa: ProviderTexts = {
  or: 'ou',
  with: (name) => `Se connecter avec ${name}`,
  cause: {
    away: 'Le fournisseur ne répond pas. Réessayez dans quelques minutes, ou connectez-vous avec votre mot de passe.',
    cancelled: 'La connexion n’a pas été terminée là-bas. Réessayez, ou connectez-vous avec votre mot de passe.',
    not_valid: 'La connexion a pris trop de temps, ou a été commencée dans une autre fenêtre. Réessayez.',
    not_verified:
      'Le fournisseur n’indique pas que votre adresse courriel est vérifiée\u00a0: elle ne peut donc pas servir ici. Connectez-vous avec votre mot de passe, ou adressez-vous aux personnes qui gèrent vos comptes là-bas.',
    no_account:
      'L’adresse courriel de cette connexion n’a pas accès ici. Si vous avez reçu une invitation, ouvrez d’abord le lien qu’elle contient. Sinon, adressez-vous à une personne qui gère votre école ou votre district.',
  },
};
