import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BusyBesideWaiting } from './test/setup/busy-beside-waiting.js';

const DATABASE_CLIENT = 'test/setup/database-client.mjs';
const POSTGRES = 'test/setup/postgres.ts';
const TEMPORAL = ['test/setup/workflows.mjs', 'test/setup/temporal.ts'];

/** They hold the product to seconds, and mostly wait: two of them at a time, when nothing else runs. */
const STEADY = [
  'test/workflows/many-nights.test.ts',
  'test/workflows/silent-relay.test.ts',
  'test/workflows/turns.test.ts',
  'test/processes/request-costs.test.ts',
  'test/sftp/slow-database.test.ts',
];

/** Two hundred sign-ins in a second are the load: another test beside them would be more of it. */
const ALONE = ['test/sftp/sign-in.test.ts'];

/**
 * Tests by what they need besides the packages: only that is started, built or installed (`setup`) for the files that are run.
 * `unit` needs nothing at all.
 */
export default defineConfig({
  test: {
    projects: [
      // Pure code keeps nothing between files: one module graph in a thread saves half the time.
      project('unit', ['test/unit/**'], { pool: 'threads', isolate: false }),
      // Where each file has its own database, or only reads, one process for many files saves a second of loading at each.
      project('readers', ['test/infra/readers/**'], { isolate: false }),
      project('architecture', ['test/architecture/**'], { setup: [DATABASE_CLIENT] }),
      project('replay', ['test/replay/**']),
      project('database', ['test/infra/**'], {
        setup: ['test/setup/s3.mjs', DATABASE_CLIENT, POSTGRES],
        exclude: ['test/infra/readers/**'],
        isolate: false,
      }),
      project('servers', ['test/api/**', 'test/workflows/**'], { setup: [DATABASE_CLIENT, POSTGRES, ...TEMPORAL] }),
      project('sftp', ['test/sftp/**'], { setup: ['test/setup/sftp-clients.mjs', DATABASE_CLIENT, POSTGRES, ...TEMPORAL] }),
      project('browser', ['test/browser/**'], { setup: ['test/setup/browser.mjs', DATABASE_CLIENT, POSTGRES, ...TEMPORAL] }),
      project('processes', ['test/processes/**'], { setup: ['test/setup/promtool.mjs', DATABASE_CLIENT, POSTGRES, ...TEMPORAL] }),
      later('steady', STEADY, 1),
      later('alone', ALONE, 2, { maxWorkers: 1 }),
      project('e2e', ['test/e2e/**'], { setup: ['test/setup/whole-product.mjs', POSTGRES] }),
    ],
    // The sources fork a process that reads workbooks; from sources it needs a loader, and finds it here.
    env: { ROLLCALL_TYPESCRIPT_LOADER: new URL('test/support/typescript-loader.mjs', import.meta.url).href },
    pool: 'forks',
    sequence: { sequencer: BusyBesideWaiting },
    // Most tests wait for a server: two at a time also where the machine has two cores (vitest would take one).
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});

type Needs = { setup?: string[]; exclude?: string[]; pool?: 'threads'; isolate?: boolean };

function project(name: string, folders: string[], { setup = [], exclude = [], ...more }: Needs = {}): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name,
      include: folders.map((folder) => `${folder}/*.test.ts`),
      exclude: [...exclude, ...STEADY, ...ALONE],
      globalSetup: setup,
      testTimeout: 30_000,
      hookTimeout: 60_000,
      ...more,
    },
  };
}

/** After all groups of a smaller `groupOrder` have ended. */
function later(name: string, files: string[], groupOrder: number, more: { maxWorkers?: number } = {}): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name,
      include: files,
      globalSetup: ['test/setup/sftp-clients.mjs', DATABASE_CLIENT, POSTGRES, ...TEMPORAL],
      testTimeout: 30_000,
      hookTimeout: 60_000,
      sequence: { groupOrder },
      ...more,
    },
  };
}
