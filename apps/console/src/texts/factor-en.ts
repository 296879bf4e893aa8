import type { Widened } from './en.js';

/** The English texts about the second factor, which are loaded with their pages. */
export const factorEn = {
  step: {
    title: 'Enter your code',
    lead: 'The six digits that your authenticator app shows now. If you do not have your phone, use one of your recovery codes.',
    code: 'Code',
    submit: 'Go on',
    back: 'Back to the sign-in',
  },
  title: 'Second factor',
  lead: 'With a second factor, a stolen password is not enough to sign in: a code of your phone is needed, too. API tokens are not affected.',
  off: 'Your account has no second factor.',
  on: (since: string) => `On since ${since}: signing in needs a code of your authenticator app.`,
  codesLeft: (left: number) => (left === 1 ? 'One recovery code is left.' : `${left} recovery codes are left.`),
  setUp: 'Set up an authenticator app',
  replace: 'Use another phone',
  renew: 'Make new recovery codes',
  switchOff: 'Switch it off',
  password: 'Current password',
  code: 'Code of your app, or a recovery code',
  cancel: 'Cancel',
  next: 'Next',
  scan: 'Scan this picture with an authenticator app, such as Google Authenticator, Microsoft Authenticator, 1Password or Aegis.',
  picture: 'QR code for the authenticator app',
  byHand: 'Or enter this key in the app:',
  key: 'Key',
  link: 'Open in an app on this device',
  firstCode: 'The six digits that the app shows',
  confirm: 'Switch it on',
  codesTitle: 'Your recovery codes',
  codesLead: 'Print them or store them in a safe place, away from your phone. Each of them works once in place of the app. They are not shown again.',
  codes: 'Recovery codes',
  stored: 'I have stored them',
  isOff: 'Your second factor is off.',
  stays: 'Your district requires it: it cannot be switched off.',
  required: {
    title: 'Set up a second factor',
    lead: (email: string) =>
      `Your district requires one of everybody who signs in. It takes about two minutes and an authenticator app on your phone; then you go on where you were, as ${email}.`,
    forgotten: 'If you do not know your password, because you sign in with another provider, sign out and choose “Forgot your password?”.',
    signOut: 'Sign out',
  },
};

export type FactorTexts = Widened<typeof factorEn>;
