import type { Widened } from './en.js';

const number = new Intl.NumberFormat('en');

/** The English texts about the last nights and the next. */
export const nightEn = {
  strip: 'The last nights',
  night: (date: string, outcome: string) => `${date}: ${outcome}`,
  nightOf: (date: string) => `Night of ${date}`,
  tonight: {
    title: 'Tonight:',
    usual: (from: string, to: string) => `A file usually comes between ${from} and ${to}`,
    changes: (from: number, to: number) =>
      from === to ? `then ${number.format(to)} ${to === 1 ? 'change' : 'changes'}` : `then ${number.format(from)} to ${number.format(to)} changes`,
    expected: 'A file is expected',
    watched: 'You are told if none comes.',
    watchedByAll: 'If none comes, it is the second time: the other Owners and the District Managers are told, too.',
    notExpected: 'No file is expected tonight.',
  },
};

export type NightTexts = Widened<typeof nightEn>;
