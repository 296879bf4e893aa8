#!/usr/bin/env node
// `npm run bench`: installs and builds what is missing, then measures.
import './setup/check-node.mjs';

void import('./setup/with-product.mjs').then(({ withProduct }) =>
  withProduct(
    process.stderr,
    async (progress) => {
      const { CALAMINE, ensurePythonPackage } = await import('./setup/ensure-python.mjs');
      try {
        process.env.BENCH_CALAMINE_PYTHON ??= await ensurePythonPackage(CALAMINE, 'the benchmark', progress);
      } catch (error) {
        progress.note(`${error.message} Workbooks are measured without their peer.`);
      }
      await import('../dist/bench/main.js');
    },
    { tools: true, bench: true },
  ),
);
