import type { ApplicationFailure } from '@temporalio/common';
import type { TellSteps } from '../../../domain/steps.js';

/** Sends a mail as Temporal does: while another try has it in hand, again. Any other failure is thrown. */
export async function untilSettled(tell: TellSteps, notificationId: string): Promise<void> {
  for (;;) {
    try {
      return await tell.sendNotification({ notificationId });
    } catch (error) {
      if ((error as ApplicationFailure).type !== 'mail_being_sent') throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
