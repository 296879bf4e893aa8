import { createProgress } from './progress.mjs';
import { ensureBuild } from './ensure-build.mjs';
import { ensurePackages } from './ensure-packages.mjs';
import { runMain } from './setup-error.mjs';

/** Installs and builds what is missing, telling it on `stream`, then does `work`. */
export function withProduct(stream, work) {
  return runMain(async () => {
    const progress = createProgress(stream);
    await ensurePackages(progress);
    await ensureBuild(progress);
    await work(progress);
  });
}
