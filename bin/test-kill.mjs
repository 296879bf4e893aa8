#!/usr/bin/env node
// `npm run test:kill`: kills the parts of the product at every place of a sync. `npm run test:kill -- K9 K17` kills there only.
import './setup/check-node.mjs';

void import('./setup/with-product.mjs').then(({ withProduct }) =>
  withProduct(
    process.stdout,
    async () => {
      // The program is a test, and read as one: from its sources. What it kills is the built product.
      await import('../test/support/typescript-loader.mjs');
      const { runKillPoints } = await import('../test/kill/main.ts');
      process.exit(await runKillPoints(process.argv.slice(2)));
    },
    { tools: true },
  ),
);
