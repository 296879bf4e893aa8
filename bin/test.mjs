#!/usr/bin/env node
// `npm test`: installs and builds what is missing, runs every test, and ends with the line `N passed, N failed`.
// Further arguments go to vitest: `npm test -- test/unit`.
import './setup/check-node.mjs';

void import('./setup/with-product.mjs').then(({ withProduct }) =>
  withProduct(process.stdout, async (progress) => {
    const { ensureTools } = await import('./setup/ensure-tools.mjs');
    const { runTests } = await import('./setup/run-tests.mjs');
    const { passed, failed } = await runTests(process.argv.slice(2), await ensureTools(progress));
    console.log(`${passed} passed, ${failed} failed`);
    process.exit(failed === 0 && passed > 0 ? 0 : 1);
  }),
);
