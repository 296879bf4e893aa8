import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** `npm run test:clients`: every client of docs/sftp-clients.md, which it writes. Not a part of `npm test`: it fetches a gigabyte. */
export default defineConfig({
  root: join(import.meta.dirname, '..', '..'),
  test: {
    include: ['test/clients/*.test.ts'],
    globalSetup: ['test/setup/database-client.mjs', 'test/setup/postgres.ts'],
    env: { ROLLCALL_TYPESCRIPT_LOADER: new URL('../support/typescript-loader.mjs', import.meta.url).href },
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 120_000,
    // Java, Go, Python and Debian packages come from their registries at the first run.
    hookTimeout: 1_800_000,
  },
});
