import { ensureBuild } from './ensure-build.mjs';
import { withPackages } from './with-packages.mjs';

/** Installs and builds what is missing, telling it on `stream`, then does `work`. */
export function withProduct(stream, work) {
  return withPackages(stream, async (progress) => {
    await ensureBuild(progress);
    await work(progress);
  });
}
