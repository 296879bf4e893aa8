#!/usr/bin/env node
// `npm run test:clients`: every SFTP client that a SIS may use sends files to a real gateway; the result is docs/sftp-clients.md.
// `npm run test:clients -- -t paramiko` tries some, and writes no page.
import './setup/check-node.mjs';
import { join } from 'node:path';
import { cacheFolder, ROOT } from './setup/checkout.mjs';
import { ensureTools } from './setup/ensure-tools.mjs';

void import('./setup/with-packages.mjs').then(({ withPackages }) =>
  withPackages(
    process.stdout,
    async (progress) => {
      const { python } = await ensureTools(progress, ['openssh', 'lftp', 'paramiko', 'clients']);
      const wanted = process.argv.slice(2);
      process.env.ROLLCALL_CLIENTS_CACHE = join(cacheFolder(), 'clients');
      process.env.ROLLCALL_CLIENTS_PYTHON = python;
      if (wanted.length === 0) process.env.ROLLCALL_CLIENTS_TABLE = join(ROOT, 'docs', 'sftp-clients.md');
      const { runTests } = await import('./setup/run-tests.mjs');
      await runTests(['--config', join(ROOT, 'test', 'clients', 'vitest.config.ts'), ...wanted]);
    },
    { tools: true },
  ),
);
