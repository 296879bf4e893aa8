#!/usr/bin/env node
// `npm run dev`: as `npm start`, with the console served by Vite, and API, gateway and worker started again on a change.
import './setup/check-node.mjs';

void import('./setup/with-packages.mjs').then(({ withPackages }) =>
  withPackages(
    process.stdout,
    async (progress, temporal) => {
      const { ensureBuild } = await import('./setup/ensure-build.mjs');
      await ensureBuild(progress, ['code', 'workflows']);
      const { startEmbedded } = await import('../dist/apps/embedded/main.js');
      await startEmbedded(process.argv.slice(2), { temporal, build: buildApart });
    },
    { temporal: true },
  ),
);

/** In a process of its own: Ctrl-C ends a build at once, but what runs in its order. */
async function buildApart(steps) {
  const { spawn } = await import('node:child_process');
  const { fileURLToPath } = await import('node:url');
  const script = fileURLToPath(new URL('./setup/build-steps.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, ...steps], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(said.trim());
}
