import type { Widened } from './en.js';

/** The English texts about signing in with a provider. */
export const providerEn = {
  or: 'or',
  with: (name: string) => `Sign in with ${name}`,
  cause: {
    away: 'The provider does not answer. Try again in a few minutes, or sign in with your password.',
    cancelled: 'The sign-in was not completed there. Try again, or sign in with your password.',
    not_valid: 'The sign-in took too long, or was started in another window. Try again.',
    not_verified:
      'The provider does not say that your e-mail address is verified, so it cannot be used here. Sign in with your password, or ask the people who manage your accounts there.',
    no_account:
      'The e-mail address that you signed in with has no access here. If you were invited, open the link of the invitation first. Otherwise ask a person who manages your school or district.',
  },
};

export type ProviderTexts = Widened<typeof providerEn>;
