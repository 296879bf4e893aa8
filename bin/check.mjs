#!/usr/bin/env node
// `npm run check`: all that CI checks besides the tests. Every step runs, also after a failure; all failures are told at the end.
import './setup/check-node.mjs';

void import('./setup/with-product.mjs').then(({ withProduct }) =>
  withProduct(
    process.stdout,
    async () => {
      const { runChecks } = await import('./setup/run-checks.mjs');
      const { passed, failed } = await runChecks();
      console.log(`${passed} checks passed, ${failed} failed`);
      process.exit(failed === 0 ? 0 : 1);
    },
    { tools: true },
  ),
);
