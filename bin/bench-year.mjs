#!/usr/bin/env node
// `npm run bench:year`: installs and builds what is missing, then lives through a simulated school year.
import './setup/check-node.mjs';

void import('./setup/with-product.mjs').then(({ withProduct }) =>
  withProduct(
    process.stderr,
    async () => {
      await import('../dist/bench/year/main.js');
    },
    { tools: true, bench: true },
  ),
);
