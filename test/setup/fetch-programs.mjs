import { createProgress } from '../../bin/setup/progress.mjs';
import { ensureTools } from '../../bin/setup/ensure-tools.mjs';
import { SetupError } from '../../bin/setup/setup-error.mjs';

/**
 * A set-up that finds, or installs, the programs that a project meets the product with, and tells its tests where they are
 * (test/support/tools.ts). What cannot be had ends the run with the one line that says what to install.
 */
export function fetchPrograms(...names) {
  return async (project) => {
    try {
      project.provide('programs', await ensureTools(createProgress(process.stdout), names));
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      console.error(error.message);
      process.exit(1);
    }
  };
}
