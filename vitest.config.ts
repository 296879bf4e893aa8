import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const DATABASE_CLIENT = 'test/setup/database-client.mjs';
const POSTGRES = 'test/setup/postgres.ts';
const TEMPORAL = ['test/setup/workflows.mjs', 'test/setup/temporal.ts'];

/** They hold the product to seconds under load, which another test beside them would take away: each runs alone, after all others. */
const ALONE = [
  'test/workflows/many-nights.test.ts',
  'test/workflows/silent-relay.test.ts',
  'test/workflows/turns.test.ts',
  'test/processes/request-costs.test.ts',
  'test/sftp/sign-in.test.ts',
  'test/sftp/slow-database.test.ts',
];

/**
 * Tests by what they need besides the packages: only that is started, built or installed (`setup`) for the files that are run.
 * `unit` needs nothing at all.
 */
export default defineConfig({
  test: {
    projects: [
      // Pure code keeps nothing between files: one module graph in a thread saves half the time.
      project('unit', ['test/unit/**'], { pool: 'threads', isolate: false }),
      project('readers', ['test/infra/readers/**']),
      project('architecture', ['test/architecture/**'], { setup: [DATABASE_CLIENT] }),
      project('replay', ['test/replay/**']),
      project('database', ['test/infra/**'], { setup: [DATABASE_CLIENT, POSTGRES], exclude: ['test/infra/readers/**'] }),
      project('servers', ['test/api/**', 'test/workflows/**'], { setup: [DATABASE_CLIENT, POSTGRES, ...TEMPORAL] }),
      project('sftp', ['test/sftp/**'], { setup: ['test/setup/sftp-clients.mjs', DATABASE_CLIENT, POSTGRES, ...TEMPORAL] }),
      project('browser', ['test/browser/**'], { setup: ['test/setup/browser.mjs', DATABASE_CLIENT, POSTGRES, ...TEMPORAL] }),
      project('processes', ['test/processes/**'], { setup: ['test/setup/promtool.mjs', DATABASE_CLIENT, POSTGRES, ...TEMPORAL] }),
      alone(ALONE, ['test/setup/sftp-clients.mjs', DATABASE_CLIENT, POSTGRES, ...TEMPORAL]),
      project('e2e', ['test/e2e/**'], { setup: ['test/setup/whole-product.mjs', POSTGRES] }),
    ],
    // The sources fork a process that reads workbooks; from sources it needs a loader, and finds it here.
    env: { ROLLCALL_TYPESCRIPT_LOADER: new URL('test/support/typescript-loader.mjs', import.meta.url).href },
    pool: 'forks',
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
      exclude: [...exclude, ...ALONE],
      globalSetup: setup,
      testTimeout: 30_000,
      hookTimeout: 60_000,
      ...more,
    },
  };
}

/** One file at a time, when nothing else runs. */
function alone(files: string[], setup: string[]): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name: 'alone',
      include: files,
      globalSetup: setup,
      testTimeout: 30_000,
      hookTimeout: 60_000,
      maxWorkers: 1,
      sequence: { groupOrder: 1 },
    },
  };
}
