import { isCancellation } from '@temporalio/workflow';
import { bugOf, postOffice } from './steps.js';

/** Sends one mail about an account. A relay that stays away for three days is no bug: its reader asks for another. */
export async function accountMail(input: { accountMailId: string }): Promise<void> {
  try {
    await postOffice('3 days').sendAccountMail(input);
  } catch (error) {
    if (isCancellation(error) || bugOf(error) !== null) throw error;
  }
}
