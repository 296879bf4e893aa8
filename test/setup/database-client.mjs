import { createProgress } from '../../bin/setup/progress.mjs';
import { ensureBuild } from '../../bin/setup/ensure-build.mjs';

/** Makes the database client again where the schema has changed. */
export default async function setup() {
  await ensureBuild(createProgress(process.stdout), ['prisma']);
}
