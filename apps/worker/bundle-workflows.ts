import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

const FROM_SOURCES = import.meta.url.endsWith('.ts');

/** Where the build puts the bundle, beside the compiled workflows: `dist/workflows/bundle.js`, also for tests, which run the sources. */
export const BUNDLE_PATH = fileURLToPath(new URL(FROM_SOURCES ? '../../dist/workflows/bundle.js' : '../../workflows/bundle.js', import.meta.url));

/** The workflows' entry file: TypeScript in tests, JavaScript in `dist`. */
export const WORKFLOWS_PATH = fileURLToPath(new URL(`../../workflows/index.${FROM_SOURCES ? 'ts' : 'js'}`, import.meta.url));

/** Bundles the workflows once, at build time, so that a worker starts without a bundler's seconds and memory. */
async function bundleWorkflows(target: string = BUNDLE_PATH): Promise<void> {
  const { code } = await bundleWorkflowCode({ workflowsPath: WORKFLOWS_PATH, logger: quiet });
  await mkdir(dirname(target), { recursive: true });
  // A worker that starts meanwhile reads the old bundle or the new one, never half of it.
  await writeFile(`${target}.part`, code);
  await rename(`${target}.part`, target);
}

const nothing = (): void => undefined;
const quiet = { log: nothing, trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await bundleWorkflows();
