import { createProgress } from '../../bin/setup/progress.mjs';
import { ensureBuild } from '../../bin/setup/ensure-build.mjs';
import { fetchPrograms } from './fetch-programs.mjs';

const fetch = fetchPrograms('chromium');

/** Builds the console once for every test that looks at it, and finds the browser. */
export default async function setup(project) {
  await ensureBuild(createProgress(process.stdout), ['console']);
  await fetch(project);
}
