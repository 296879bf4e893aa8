import { isCancellation } from '@temporalio/workflow';
import { bugOf, postOffice } from './steps.js';

/** Sends one mail about an account. A relay that stays down for three days is not a bug: the reader can ask for another mail. */
export async function accountMail(input: { accountMailId: string }): Promise<void> {
  try {
    await postOffice('3 days').sendAccountMail(input);
  } catch (error) {
    if (isCancellation(error) || bugOf(error) !== null) throw error;
  }
}
