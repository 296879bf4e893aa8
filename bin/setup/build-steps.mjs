// Builds the steps named as arguments where they are out of date; silent unless it fails. `npm run dev` runs it on a change.
import { ensureBuild } from './ensure-build.mjs';
import { runMain } from './setup-error.mjs';

const quiet = { step: (_title, work) => work() };

await runMain(() => ensureBuild(quiet, process.argv.slice(2)));
