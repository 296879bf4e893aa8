import type { Widened } from './en.js';

/** The English texts of the page on which the first account is made. */
export const firstAccountEn = {
  title: 'Welcome to Rollcall',
  lead: 'Make the first account. It is a District Manager, who adds schools and gives other people access.',
  until: (at: string) => `This link works once, until ${at}.`,
  district: 'Name of your district',
  districtHint: 'For a single school, the name of the school.',
  email: 'Your e-mail address',
  password: 'Password',
  rule: (least: number) => `At least ${least} characters. A few words are easy to remember and hard to guess.`,
  submit: 'Make the account',
  doneTitle: 'Your account is made',
  done: (email: string) => `Sign in with ${email} and your password. Then add your first school.`,
  toSignIn: 'Go to the sign-in page',
  endedTitle: 'This link does not work any more',
  ended: 'Open the link in the log of the API once more. If it was used, sign in with the account that was made.',
};

export type FirstAccountTexts = Widened<typeof firstAccountEn>;
