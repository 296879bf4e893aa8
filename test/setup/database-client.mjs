import { createProgress } from '../../bin/setup/progress.mjs';
import { ensureBuild } from '../../bin/setup/ensure-build.mjs';

/** Generates the database client where it is missing or old. */
export default async function setup() {
  await ensureBuild(createProgress(process.stdout), ['prisma']);
}
