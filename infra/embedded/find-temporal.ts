import { execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { access, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { EmbeddedError } from './embedded-error.js';

/** The version of the Temporal CLI that carries the server the product was tested with. */
export const TEMPORAL_CLI_VERSION = '1.5.1';

/** Servers from this version on know every call that the product makes. */
const OLDEST_SERVER = [1, 29] as const;

const run = promisify(execFile);

/** Where the server came from and which one it is. */
export type FoundTemporal = { path: string; server: string; from: 'PATH' | 'cache' | 'download' | 'go install' };

/** Path of a Temporal CLI; see findTemporalServer. */
export async function findTemporal(onNote: (line: string) => void = () => undefined): Promise<string> {
  return (await findTemporalServer(onNote)).path;
}

/**
 * Finds, or obtains, a Temporal CLI that carries a new enough server: on PATH, in the cache outside the checkout, from
 * the official download, or built by Go. What is obtained stays in the cache; a half file never counts, because it gets
 * its final name last. Throws EmbeddedError with one line when every way fails.
 */
export async function findTemporalServer(onNote: (line: string) => void): Promise<FoundTemporal> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, executableName());
    const server = folder === '' ? undefined : await serverVersion(path);
    if (server === undefined) continue;
    if (isNewEnough(server)) return { path, server, from: 'PATH' };
    onNote(`The Temporal CLI on PATH carries server ${server}, and 1.29 or newer is needed: looking for another.`);
    break;
  }
  const home = join(cacheFolder(), `temporal-${TEMPORAL_CLI_VERSION}`);
  const cached = join(home, 'bin', executableName());
  const kept = await serverVersion(cached);
  if (kept !== undefined && isNewEnough(kept)) return { path: cached, server: kept, from: 'cache' };

  const failures: string[] = [];
  for (const [from, obtain] of [
    ['download', download],
    ['go install', build],
  ] as const) {
    await mkdir(cacheFolder(), { recursive: true });
    await dropAbandoned(cacheFolder());
    const half = await mkdtemp(`${home}.half-`);
    try {
      await mkdir(join(half, 'bin'));
      await obtain(join(half, 'bin'), onNote);
      const server = await serverVersion(join(half, 'bin', executableName()));
      if (server === undefined || !isNewEnough(server)) throw new Error('what came does not run here');
      await rm(home, { recursive: true, force: true });
      await rename(half, home).catch(async (error: unknown) => {
        // Another start was faster: its result is as good.
        if ((await serverVersion(cached)) === undefined) throw error;
      });
      return { path: cached, server, from };
    } catch (error) {
      if (isDiskFull(error)) throw new EmbeddedError(`The disk is full: the Temporal server needs about 1.5 GB in ${cacheFolder()} while it is built. Free some space, or set ROLLCALL_CACHE.`);
      failures.push(`${from}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      await rm(half, { recursive: true, force: true });
    }
  }
  throw new EmbeddedError(
    `No Temporal server could be obtained (${failures.join('; ')}): install the Temporal CLI ${TEMPORAL_CLI_VERSION} or newer (https://docs.temporal.io/cli) or Go, connect to the internet, or set TEMPORAL_ADDRESS to a server of your own.`,
  );
}

/** Like the cache of every well-behaved program; it outlives a checkout, so that a fresh clone does not build again. */
export function cacheFolder(): string {
  const given = process.env['ROLLCALL_CACHE'];
  if (given !== undefined && given !== '') return given;
  const shared = process.env['XDG_CACHE_HOME'];
  return join(shared === undefined || shared === '' ? join(homedir(), '.cache') : shared, 'rollcall');
}

function executableName(): string {
  return process.platform === 'win32' ? 'temporal.exe' : 'temporal';
}

/** The server version that the CLI names; undefined when there is none, or it does not run. */
async function serverVersion(path: string): Promise<string | undefined> {
  try {
    await access(path);
    const { stdout } = await run(path, ['--version'], { timeout: 20_000 });
    return /Server (\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

function isNewEnough(server: string): boolean {
  const [major = 0, minor = 0] = server.split('.').map(Number);
  return major === OLDEST_SERVER[0] && minor >= OLDEST_SERVER[1];
}

/** The archive that the Temporal documentation names, unpacked by the system's own tar. */
async function download(folder: string, onNote: (line: string) => void): Promise<void> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  onNote('Temporal server: asking temporal.download (once, about 60 MB)');
  const controller = new AbortController();
  const patience = setTimeout(() => controller.abort(), 20_000);
  let response: Response;
  try {
    response = await fetch(`https://temporal.download/cli/archive/v${TEMPORAL_CLI_VERSION}?platform=${platform}&arch=${arch}`, {
      signal: controller.signal,
    });
  } catch {
    throw new Error('temporal.download cannot be reached');
  } finally {
    clearTimeout(patience);
  }
  if (!response.ok || response.body === null) throw new Error(`temporal.download answered ${response.status}`);
  const archive = join(folder, 'archive');
  const deadline = setTimeout(() => controller.abort(), 10 * 60_000);
  try {
    const said = sayBytes(Number(response.headers.get('content-length')), onNote);
    await pipeline(Readable.fromWeb(response.body), said, createWriteStream(archive));
  } finally {
    clearTimeout(deadline);
  }
  await run('tar', ['-xf', archive, '-C', folder]);
  await rm(archive);
}

function sayBytes(total: number, onNote: (line: string) => void): (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer> {
  return async function* (source) {
    let bytes = 0;
    let last = Date.now();
    for await (const chunk of source) {
      bytes += chunk.length;
      if (Date.now() - last > 5_000) {
        last = Date.now();
        onNote(`Temporal server: ${Math.round(bytes / 1e6)} MB${total > 0 ? ` of ${Math.round(total / 1e6)} MB` : ''}`);
      }
      yield chunk;
    }
  };
}

/** Built from the Go module of the same version; newer versions refuse `go install`. */
async function build(folder: string, onNote: (line: string) => void): Promise<void> {
  const go = await findGo();
  if (go === undefined) throw new Error('Go is not installed');
  onNote('Temporal server: building it with Go (once, about 4 minutes; the next start finds it)');
  const start = Date.now();
  const child = spawn(go, ['install', `github.com/temporalio/cli/cmd/temporal@v${TEMPORAL_CLI_VERSION}`], {
    env: { ...process.env, GOBIN: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-20_000)));
  const still = setInterval(() => onNote(`Temporal server: still building, ${Math.round((Date.now() - start) / 1000)} s`), 15_000);
  const endBuild = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It ended by itself.
    }
  };
  const deadline = setTimeout(endBuild, 30 * 60_000);
  process.once('exit', endBuild);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
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

async function findGo(): Promise<string | undefined> {
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
async function dropAbandoned(cache: string): Promise<void> {
  for (const name of (await readdir(cache)).filter((entry) => entry.includes('.half-'))) {
    const { mtimeMs } = await stat(join(cache, name)).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > 24 * 3600_000) await rm(join(cache, name), { recursive: true, force: true });
  }
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && (error.message.includes('ENOSPC') || (error as { code?: string }).code === 'ENOSPC');
}

function lastLine(text: string): string {
  return text.split('\n').filter((line) => line.trim() !== '').at(-1)?.slice(0, 200) ?? 'it said nothing';
}
