import type { TestProject } from 'vitest/node';
import { freePort } from '../../infra/embedded/free-port.js';
import { startTemporal } from '../../infra/embedded/start-temporal.js';
import { shareServer } from './shared-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    temporalAddress: string;
  }
}

/** One real Temporal dev server for the whole run. Set ROLLCALL_TEST_TEMPORAL (host:port) to use a running one while you work. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['ROLLCALL_TEST_TEMPORAL'];
  const { server, release } = await shareServer('temporal', async () =>
    given === undefined
      ? startTemporal({ port: await freePort(), uiPort: await freePort(), databaseFile: null })
      : { address: given, stop: async (): Promise<void> => undefined },
  );
  project.provide('temporalAddress', server.address);
  return release;
}
