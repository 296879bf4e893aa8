import { proxyActivities } from '@temporalio/workflow';

/** One step whose heartbeat may be silent for two seconds only, so that a lost worker is noticed soon. */
export async function frailStep(): Promise<string> {
  const { step } = proxyActivities<{ step(): Promise<string> }>({
    startToCloseTimeout: '1 minute',
    heartbeatTimeout: '2 seconds',
    retry: { initialInterval: '100 milliseconds', backoffCoefficient: 1 },
  });
  return step();
}
