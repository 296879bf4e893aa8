import type { AccountEntry, WordEntry } from '../reading/file-account.js';
import { schoolsToAskAbout } from '../reading/schools-of-file.js';
import { sheetsToAskAbout } from '../reading/sheets-of-file.js';
import type { FileQuestion } from './make-plan.js';

/** What the school has to answer before anything of a file is done. */
export function fileQuestions(words: readonly WordEntry[], sheets: readonly AccountEntry[]): FileQuestion[] {
  const several = sheetsToAskAbout(sheets);
  const schools = schoolsToAskAbout(words);
  return [
    ...(several === null ? [] : [{ code: 'several_sheets' as const, params: several }]),
    ...(schools === null ? [] : [{ code: 'several_schools' as const, params: schools }]),
  ];
}
