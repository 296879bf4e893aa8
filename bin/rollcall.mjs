#!/usr/bin/env node
// `npx rollcall`: the command line. What is missing is installed and built first, told on standard error only.
import './setup/check-node.mjs';
import { readFile } from 'node:fs/promises';

void import('./setup/with-product.mjs').then(({ withProduct }) =>
  withProduct(process.stderr, async () => {
    const { runCli } = await import('../dist/apps/cli/main.js');
    const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
    await runCli(process.argv, version);
  }),
);
