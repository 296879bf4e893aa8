import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { withBuildLock } from './build-lock.mjs';
import { HAS_SOURCES, ROOT } from './checkout.mjs';
import { runCommand } from './run-command.mjs';
import { outsideCause, SetupError } from './setup-error.mjs';

const STAMPS = join(ROOT, 'dist', '.stamps.json');
const bin = (path) => join(ROOT, 'node_modules', ...path.split('/'));

/** The steps of the build. A step runs when what it reads has changed, or what it writes is gone, since it last ended well. */
const STEPS = {
  prisma: {
    title: 'Generating the database client',
    estimate: 'about 5 s',
    reads: ['prisma/schema.prisma', 'package-lock.json', 'bin/setup/generate-client.mjs'],
    writes: 'store/generated/client.ts',
    after: [],
    run: () => node(['bin/setup/generate-client.mjs']),
  },
  code: {
    title: 'Compiling',
    estimate: 'about 5 s',
    reads: [
      'tsconfig.json',
      'tsconfig.build.json',
      'package-lock.json',
      'prisma/schema.prisma',
      'apps',
      'workflows',
      'activities',
      'domain',
      'services',
      'store',
      'infra',
    ],
    ignores: ['apps/console', 'store/generated'],
    writes: 'dist/apps/embedded/main.js',
    after: ['prisma'],
    run: async () => {
      await node([bin('@typescript/native/bin/tsc'), '-p', 'tsconfig.build.json']);
      forgetDeletedSources();
    },
  },
  bench: {
    title: 'Compiling the bench',
    estimate: 'about 5 s',
    reads: ['tsconfig.bench.json', 'tsconfig.build.json', 'bench'],
    writes: 'dist/bench/main.js',
    after: ['code'],
    run: () => node([bin('@typescript/native/bin/tsc'), '-p', 'tsconfig.bench.json']),
  },
  workflows: {
    title: 'Bundling the workflows',
    estimate: 'about 10 s',
    reads: ['package-lock.json', 'workflows', 'domain', 'domain/steps.ts', 'apps/worker/bundle-workflows.ts'],
    writes: 'dist/workflows/bundle.js',
    after: ['code'],
    run: () => node(['dist/apps/worker/bundle-workflows.js']),
  },
  console: {
    title: 'Building the console',
    estimate: 'about 10 s',
    reads: ['package-lock.json', 'apps/console', 'domain'],
    writes: 'dist/console/index.html',
    after: [],
    run: () => node([bin('vite/bin/vite.js'), 'build', '--config', 'apps/console/vite.config.ts'], { NODE_ENV: 'production' }),
  },
};

/** What runs: the bench is built where it is wanted. */
const PRODUCT = Object.keys(STEPS).filter((name) => name !== 'bench');

/** Builds what is out of date; a second call takes milliseconds. `only` names the steps that are wanted, besides what they need. */
export async function ensureBuild(progress, only = PRODUCT) {
  if (!HAS_SOURCES) return;
  if (staleSteps(only).length === 0) return;
  await withBuildLock(async () => {
    const stale = staleSteps(only);
    const runs = {};
    for (const name of stale) {
      const before = STEPS[name].after.map((other) => runs[other]);
      runs[name] = (async () => {
        await Promise.all(before);
        const hash = hashOf(STEPS[name]);
        await progress.step(STEPS[name].title, STEPS[name].run, { estimate: STEPS[name].estimate });
        writeStamp(name, hash);
      })();
      // Steps run side by side; the first failure is reported below, the others must not end the process before it.
      runs[name].catch(() => undefined);
    }
    await Promise.all(Object.values(runs));
  });
}

function staleSteps(only) {
  const stamps = readStamps();
  const stale = new Set();
  const look = (name) => {
    for (const other of STEPS[name].after) look(other);
    const follows = STEPS[name].after.some((other) => other === 'prisma' && stale.has(other));
    if (follows || !existsSync(join(ROOT, STEPS[name].writes)) || stamps[name] !== hashOf(STEPS[name])) stale.add(name);
  };
  for (const name of only) look(name);
  return Object.keys(STEPS).filter((name) => stale.has(name));
}

function hashOf(step) {
  const hash = createHash('sha256');
  const ignored = new Set((step.ignores ?? []).map((path) => path.replaceAll('/', sep)));
  const add = (path) => {
    const full = join(ROOT, path);
    if (ignored.has(path) || !existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) if (name !== 'node_modules') add(join(path, name));
    } else {
      hash.update(path).update('\0').update(readFileSync(full)).update('\0');
    }
  };
  for (const path of step.reads) add(path);
  return hash.digest('hex');
}

function readStamps() {
  try {
    return JSON.parse(readFileSync(STAMPS, 'utf8'));
  } catch {
    return {};
  }
}

function writeStamp(name, hash) {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(STAMPS, JSON.stringify({ ...readStamps(), [name]: hash }, null, 2));
}

/** A compiled file whose source is gone would still be found by an import. */
function forgetDeletedSources(folder = join(ROOT, 'dist')) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (relative(ROOT, path) !== join('dist', 'console')) forgetDeletedSources(path);
    } else if (entry.name.endsWith('.js') && path !== join(ROOT, STEPS.workflows.writes)) {
      const source = join(ROOT, relative(join(ROOT, 'dist'), path)).slice(0, -3);
      if (!existsSync(`${source}.ts`) && !existsSync(`${source}.tsx`)) rmSync(path);
    }
  }
}

async function node(args, env = {}) {
  const { code, output } = await runCommand(process.execPath, args, { env });
  if (code === 0) return;
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  throw new SetupError(
    outsideCause(output.includes('ENOSPC') ? output : '') ?? `The build failed in \`${relative(ROOT, args[0])}\`:\n${lines.slice(0, 20).join('\n')}`,
  );
}
