#!/usr/bin/env node
// `npm run rehearse`: an evening of many schools on this machine, with each process killed once and a mail relay that falls silent.
import './setup/check-node.mjs';
import { withInstallation } from './setup/with-installation.mjs';

void import('./setup/with-product.mjs').then(({ withProduct }) =>
  withProduct(
    process.stderr,
    async () => {
      const { rehearse } = await import('../dist/bench/rehearse/rehearse.js');
      const wanted = (name, usual) => Number(process.env[name] ?? usual);
      const isGood = await withInstallation((readRun) =>
        rehearse({
          readRun,
          schools: wanted('REHEARSE_SCHOOLS', 2000),
          minutes: wanted('REHEARSE_MINUTES', 15),
          rows: wanted('REHEARSE_ROWS', 200),
          say: (line) => void process.stdout.write(`${line}\n`),
        }),
      );
      process.exit(isGood ? 0 : 1);
    },
    { tools: true, bench: true },
  ),
);
