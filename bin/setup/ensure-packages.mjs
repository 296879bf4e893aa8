import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withBuildLock } from './build-lock.mjs';
import { HAS_SOURCES, ROOT } from './checkout.mjs';
import { runCommand } from './run-command.mjs';
import { outsideCause, SetupError } from './setup-error.mjs';

const STAMP = join(ROOT, 'node_modules', '.rollcall-stamp');

/** What npm installs: the product and its build, or also what tests, checks and generators of code need (`tools/package.json`). */
const SCOPES = {
  product: { args: ['--workspaces=false'], estimate: 'once, about 35 s', done: 'Packages installed' },
  all: { args: [], estimate: 'once, about 50 s', done: 'Packages installed, with those of the tests' },
};

/**
 * Brings `node_modules` to what package-lock.json says. Does nothing, in milliseconds, when it is there already.
 *
 * @param {{ tools?: boolean }} options tools: also what tests, checks and generators of code need
 */
export async function ensurePackages(progress, { tools = false } = {}) {
  if (!HAS_SOURCES || isInstalled(tools)) return;
  await withBuildLock(async () => {
    if (isInstalled(tools)) return;
    const scope = tools ? SCOPES.all : SCOPES.product;
    // What is there stays, and what is missing comes to it.
    const command = tools && isInstalled(false) ? ['install', '--no-save'] : ['ci'];
    await progress.step('Installing packages with npm', () => install(command, scope.args), scope);
    writeStamp(tools);
  });
}

async function install(wanted, scope) {
  const [command, ...args] = npm();
  const run = (...what) => runCommand(command, [...args, ...what, ...OPTIONS], { env: { NODE_ENV: 'development' } });
  // Without a network npm tries for minutes; with everything in its cache it needs none.
  const reach = (await isRegistryReachable(run)) ? scope : [...scope, '--offline'];
  let { code, output } = await run(...wanted, ...reach);
  // A lock file that somebody has not brought up to date yet still says most of what is wanted.
  if (code !== 0 && output.includes('EUSAGE')) ({ code, output } = await run('install', '--no-save', ...reach));
  if (code !== 0 && outsideCause(output) === undefined) {
    // What an interrupted installation left can be in npm's way: once more, from nothing.
    rmSync(join(ROOT, 'node_modules'), { recursive: true, force: true, maxRetries: 3 });
    ({ code, output } = await run('ci', ...reach));
  }
  if (code === 0) return;
  throw new SetupError(outsideCause(output) ?? `npm ci failed: ${firstError(output)}`);
}

/** False only when it is certain: with a proxy, npm knows better. */
async function isRegistryReachable(run) {
  const { code, output } = await run('config', 'get', 'registry', 'https-proxy');
  const registry = /^registry=(\S+)$/m.exec(output)?.[1];
  if (code !== 0 || registry === undefined || !/^https-proxy=null$/m.test(output) || process.env.HTTPS_PROXY || process.env.https_proxy) return true;
  try {
    await fetch(registry, { method: 'HEAD', signal: AbortSignal.timeout(10_000) });
    return true;
  } catch {
    return false;
  }
}

const OPTIONS = [
  '--include=dev',
  '--no-audit',
  '--no-fund',
  '--prefer-offline',
  '--loglevel=error',
  '--fetch-retries=3',
  '--fetch-retry-mintimeout=2000',
  '--fetch-retry-maxtimeout=10000',
];

/** npm as it was called, or the one on PATH. */
function npm() {
  const script = process.env.npm_execpath;
  if (script !== undefined && script.endsWith('npm-cli.js') && existsSync(script)) return [process.execPath, script];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

function firstError(output) {
  const lines = output.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  return (
    lines.find((line) => line !== '' && !/^(code|errno|syscall|path|dest|cwd|A complete log)\b/.test(line)) ??
    'it said nothing. Run it by hand to see more.'
  );
}

function isInstalled(tools) {
  const stamp = read(STAMP);
  if (stamp === stampOf(true) || (!tools && stamp === stampOf(false))) return true;
  if (adoptInstalled()) return true;
  return !tools && adoptProduct();
}

/** Packages that somebody installed by hand count when they are exactly those of the lock file. */
function adoptInstalled() {
  const { installed, locked } = lockFiles();
  if (installed === undefined || locked === undefined) return false;
  for (const [path, entry] of Object.entries(locked.packages)) {
    if (!path.startsWith('node_modules/') || entry.link === true) continue;
    const found = installed.packages[path];
    if (found === undefined ? entry.optional !== true && entry.devOptional !== true && entry.peer !== true : found.version !== entry.version)
      return false;
  }
  writeStamp(true);
  return true;
}

/** So does an installation without the tools: what is there is as the lock file says, and every package that package.json names is. */
function adoptProduct() {
  const { installed, locked } = lockFiles();
  if (installed === undefined || locked === undefined) return false;
  const root = locked.packages[''];
  const named = Object.keys({ ...root.dependencies, ...root.devDependencies });
  if (!named.every((name) => installed.packages[`node_modules/${name}`] !== undefined)) return false;
  for (const [path, entry] of Object.entries(installed.packages))
    if (path.startsWith('node_modules/') && entry.link !== true && locked.packages[path]?.version !== entry.version) return false;
  writeStamp(false);
  return true;
}

function lockFiles() {
  return { installed: parse(read(join(ROOT, 'node_modules', '.package-lock.json'))), locked: parse(read(join(ROOT, 'package-lock.json'))) };
}

function writeStamp(tools) {
  linkCommand();
  writeFileSync(STAMP, stampOf(tools));
}

/** Makes `npx rollcall` start at once: npm links the commands of dependencies, never those of the package itself. */
function linkCommand() {
  if (process.platform === 'win32') return;
  mkdirSync(join(ROOT, 'node_modules', '.bin'), { recursive: true });
  const script = join(ROOT, 'bin', 'rollcall.mjs');
  try {
    chmodSync(script, 0o755);
    symlinkSync('../rollcall.mjs', join(ROOT, 'node_modules', '.bin', 'rollcall'));
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
}

function stampOf(tools) {
  const hash = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .update(JSON.stringify(parse(read(join(ROOT, 'package.json')))?.allowScripts))
    .digest('hex');
  return `${tools ? 'all' : 'product'} ${hash}`;
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
