import { ensureBuild } from './ensure-build.mjs';
import { withPackages } from './with-packages.mjs';

/** Installs and builds what is missing, telling it on `stream`, then does `work`, as `withPackages` does. With `bench`, the bench is built, too. */
export function withProduct(stream, work, { bench = false, ...options } = {}) {
  return withPackages(
    stream,
    async (progress, server) => {
      await ensureBuild(progress);
      if (bench) await ensureBuild(progress, ['bench']);
      await work(progress, server);
    },
    options,
  );
}
