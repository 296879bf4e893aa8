#!/usr/bin/env node
// `npm run build`: installs what is missing and builds everything into dist/.
import './setup/check-node.mjs';

void import('./setup/with-product.mjs').then(({ withProduct }) =>
  withProduct(process.stdout, async (progress) => {
    progress.note('dist/ is up to date.');
  }),
);
