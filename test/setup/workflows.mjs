import { createProgress } from '../../bin/setup/progress.mjs';
import { ensureBuild } from '../../bin/setup/ensure-build.mjs';

/** Bundles the workflows where the bundle is missing or old: once, and not again in each test file that starts a worker. */
export default async function setup() {
  await ensureBuild(createProgress(process.stdout), ['workflows']);
}
