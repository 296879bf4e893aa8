#!/usr/bin/env node
// `npm run bench`: installs and builds what is missing, then measures.
import './setup/check-node.mjs';

void import('./setup/with-product.mjs').then(({ withProduct }) =>
  withProduct(process.stderr, async () => {
    await import('../dist/bench/main.js');
  }),
);
