import type { Widened } from './en.js';

/** The English texts about a pause and the summer switch. */
export const seasonEn = {
  title: 'Pause and summer',
  lead: 'Both end by themselves on the day that you choose.',
  pauseUntil: 'Pause until',
  pauseHint: 'Files that come before this day are kept and not applied. From this day on, files are applied again.',
  reason: 'Reason for the pause',
  reasonHint: 'Everybody with access to the school sees it.',
  resume: 'Resume now',
  summerUntil: 'Summer switch: additions only until',
  summerHint: 'Before this day, files only add people: nobody is updated or archived. Your other settings stay as they are.',
  firstFile: 'For the first file after the summer, these thresholds count. Once it is fully applied, the usual ones count again.',
  endSummer: 'End the summer now',
  pausedUntil: (at: string) => `Paused until ${at}`,
  summer: (at: string) => `Summer switch: additions only until ${at}`,
  pauseOver: 'The pause is over. The newest file that came meanwhile was kept and not applied.',
  lookAtFile: 'Look at the file',
};

export type SeasonTexts = Widened<typeof seasonEn>;
