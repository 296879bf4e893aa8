#!/usr/bin/env node
// `npm run test:producers [NAME…]`: workbooks that the libraries of other systems write, each value compared.
import './setup/check-node.mjs';
import { join } from 'node:path';
import { cacheFolder } from './setup/checkout.mjs';
import { ensureTools } from './setup/ensure-tools.mjs';
import { runCommand } from './setup/run-command.mjs';

void import('./setup/with-packages.mjs').then(({ withPackages }) =>
  withPackages(
    process.stdout,
    async (progress) => {
      // Where they cannot be installed, their producers are not run, and that is said.
      await ensureTools(progress, ['producers']).catch((error) => progress.note(error.message));
      // The program is a test, and read as one: from its sources.
      await import('../test/support/typescript-loader.mjs');
      const { tryProducers } = await import('../test/producers/main.ts');
      const tools = { cache: join(cacheFolder(), 'producers'), runCommand };
      process.exit(await tryProducers(process.argv.slice(2), tools));
    },
    { tools: true },
  ),
);
