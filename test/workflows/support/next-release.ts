import { patched, sleep } from '@temporalio/workflow';
import { rosterSync as today } from '../../../workflows/index.js';

export * from '../../../workflows/index.js';

/** The workflow of a later release, which writes what this one cannot read. */
export async function rosterSync(input: Parameters<typeof today>[0]): ReturnType<typeof today> {
  if (patched('a-change-of-tomorrow')) await sleep(1);
  return today(input);
}
