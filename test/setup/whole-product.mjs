import { createProgress } from '../../bin/setup/progress.mjs';
import { ensureBuild } from '../../bin/setup/ensure-build.mjs';
import { fetchPrograms } from './fetch-programs.mjs';

const fetch = fetchPrograms('openssh', 'paramiko');

/** Builds everything that `npm start` would build, so that no test waits for it, and fetches the clients. */
export default async function setup(project) {
  await ensureBuild(createProgress(process.stdout));
  await fetch(project);
}
