#!/usr/bin/env node
// `npm run test:unit [FILE]`: the tests that need no server, no build and no other program.
import './setup/check-node.mjs';

void import('./setup/with-packages.mjs').then(({ withPackages }) =>
  withPackages(
    process.stdout,
    async () => {
      const { runTests } = await import('./setup/run-tests.mjs');
      await runTests(['--project', 'unit', ...process.argv.slice(2)]);
    },
    { tools: true },
  ),
);
