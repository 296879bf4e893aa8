import { createProgress } from './progress.mjs';
import { ensurePackages } from './ensure-packages.mjs';
import { runMain } from './setup-error.mjs';
import { findTemporalServer } from './temporal-server.mjs';

/**
 * Installs the packages where they are missing, telling it on `stream`, then does `work`. With `temporal`, the Temporal server
 * is obtained meanwhile, and `work` gets its promise; undefined where TEMPORAL_ADDRESS names a running one. With `tools`, what tests,
 * checks and generators of code need is installed, too.
 */
export function withPackages(stream, work, { temporal = false, tools = false } = {}) {
  return runMain(async () => {
    const progress = createProgress(stream);
    const server = temporal && !process.env.TEMPORAL_ADDRESS ? findTemporalServer(progress.note) : undefined;
    // Who needs the server hears of its failure; before that, a failed installation or build is told first.
    server?.catch(() => undefined);
    await ensurePackages(progress, { tools });
    await work(progress, server);
  });
}
