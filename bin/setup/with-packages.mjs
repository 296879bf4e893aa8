import { createProgress } from './progress.mjs';
import { ensurePackages } from './ensure-packages.mjs';
import { runMain } from './setup-error.mjs';

/** Installs the packages where they are missing, telling it on `stream`, then does `work`. */
export function withPackages(stream, work) {
  return runMain(async () => {
    const progress = createProgress(stream);
    await ensurePackages(progress);
    await work(progress);
  });
}
