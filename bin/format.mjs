#!/usr/bin/env node
// `npm run format`: formats all code in place, as .oxfmtrc.json says.
import './setup/check-node.mjs';

void import('./setup/with-packages.mjs').then(({ withPackages }) =>
  withPackages(
    process.stdout,
    async () => {
      const { FORMAT } = await import('./setup/format.mjs');
      const { runCommand } = await import('./setup/run-command.mjs');
      // Twice: a line that the first pass breaks may fit after the second.
      for (let pass = 1; pass <= 2; pass += 1) {
        const { code } = await runCommand(process.execPath, [...FORMAT, '--write'], { show: true });
        if (code !== 0) process.exit(code);
      }
    },
    { tools: true },
  ),
);
