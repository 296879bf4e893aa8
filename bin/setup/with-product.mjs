import { ensureBuild } from './ensure-build.mjs';
import { withPackages } from './with-packages.mjs';

/** Installs and builds what is missing, telling it on `stream`, then does `work`, as `withPackages` does. */
export function withProduct(stream, work, options = {}) {
  return withPackages(
    stream,
    async (progress, server) => {
      await ensureBuild(progress);
      await work(progress, server);
    },
    options,
  );
}
