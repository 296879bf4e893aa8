#!/usr/bin/env node
// `npm test`: installs what is missing, runs every test, and ends with the line `N passed, N failed`. Arguments go to vitest:
// `npm test -- test/unit`. What the chosen tests need is built, started and installed by their projects (vitest.config.ts).
import './setup/check-node.mjs';

void import('./setup/with-packages.mjs').then(({ withPackages }) =>
  withPackages(
    process.stdout,
    async () => {
      const { runTests } = await import('./setup/run-tests.mjs');
      await runTests(process.argv.slice(2));
    },
    { tools: true },
  ),
);
