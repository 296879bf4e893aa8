#!/usr/bin/env node
// `npm start`: installs and builds what is missing, then runs everything on this machine (apps/embedded).
import './setup/check-node.mjs';

void import('./setup/with-product.mjs').then(({ withProduct }) =>
  withProduct(
    process.stdout,
    async (_progress, temporal) => {
      const { startEmbedded } = await import('../dist/apps/embedded/main.js');
      await startEmbedded(process.argv.slice(2), { temporal });
    },
    { temporal: true },
  ),
);
