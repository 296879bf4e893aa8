#!/usr/bin/env node
// `npx rollcall`: the command line. What is missing is installed and built first, told on standard error only.
import './setup/check-node.mjs';

void import('./setup/with-product.mjs').then(({ withProduct }) =>
  withProduct(process.stderr, async () => {
    const { runCli } = await import('../dist/apps/cli/main.js');
    await runCli(process.argv);
  }),
);
