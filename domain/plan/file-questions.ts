import type { WordEntry } from '../reading/file-account.js';
import { schoolsToAskAbout } from '../reading/schools-of-file.js';
import type { FileQuestion } from './make-plan.js';

/** What the school has to answer before anything of a file is done. */
export function fileQuestions(words: readonly WordEntry[]): FileQuestion[] {
  const schools = schoolsToAskAbout(words);
  return schools === null ? [] : [{ code: 'several_schools', params: schools }];
}
