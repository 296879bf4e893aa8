import { join } from 'node:path';
import type { SyncView } from '../../domain/sync.js';
import { ConfigError } from '../../infra/config.js';
import { EmbeddedError } from '../../infra/embedded/embedded-error.js';
import type { FoundTemporal } from '../../infra/embedded/find-temporal.js';
import { claimDataFolder, writeAtomically, type DataFolder } from './data-folder.js';
import { keepRebuilt, type Build } from './keep-rebuilt.js';
import { uploadAndFollow } from './demo-upload.js';
import { print } from './print.js';
import { checkPorts, checkoutFolder, readEmbeddedSettings, type EmbeddedSettings } from './settings.js';
import { showEmptyRun, showRun, showSync } from './show-run.js';
import { startEverything, type Everything } from './start-everything.js';
import { Stopped, StopRequest } from './stop-request.js';

const SAMPLE = 'samples/LincolnHighSchool_students_mar23_2023.csv';

/** The statuses that mean: what is in the file is what the school has. */
const APPLIED = ['APPLIED', 'UNCHANGED'] as const;

/**
 * `npm start`: everything on this machine, the demo district, one real upload, and then up until it is told to stop.
 * With `--exit` it stops after the upload, with the same addresses on the screen; the exit code is 0 only if the file is applied (now, or unchanged since an
 * earlier start). With `--empty` there is no demo district and no upload, and a link to the first account is printed. Whatever ends this process, no part of it stays.
 *
 * @param temporal the server that is being obtained; undefined: it is looked for now
 * @param build `npm run dev`: Vite serves the console, and a changed source is built, and its parts are started again
 */
export async function startEmbedded(
  args: string[],
  { temporal, build }: { temporal?: Promise<FoundTemporal> | undefined; build?: Build } = {},
): Promise<void> {
  const stop = new StopRequest();
  let data: DataFolder | undefined;
  let everything: Everything | undefined;
  let exitCode = 0;
  try {
    const { exit, empty } = readArguments(args);
    const settings = readEmbeddedSettings();
    data = await claimDataFolder(settings.dataFolder, print.note);
    const vite = build !== undefined;
    await checkPorts(settings, { vite });
    everything = await startEverything(settings, data, stop, { vite, temporal, empty });
    const sync = empty ? null : await showDemo(settings, everything, stop, data);
    if (sync === null) showEmptyRun(settings, everything);
    if (exit) {
      exitCode = sync === null || APPLIED.some((status) => status === sync.status) ? 0 : 1;
    } else {
      print.text('\nRollcall is up. Ctrl-C stops it; the data is kept.');
      const rebuilt = build === undefined ? undefined : keepRebuilt(checkoutFolder(), build, everything.restart);
      await stop.requested;
      await rebuilt?.stop();
    }
  } catch (error) {
    if (!(error instanceof Stopped)) {
      exitCode = error instanceof ConfigError ? 64 : 1;
      for (const line of explain(error)) print.failure(line);
    } else if (everything === undefined) {
      exitCode = 130;
    }
  }
  if (everything !== undefined) {
    print.note('Stopping …');
    await everything.stop();
    print.note(`Stopped. The data stays in ${data?.path ?? ''}.`);
  }
  data?.release();
  process.exit(exitCode);
}

const OPTIONS = ['--exit', '--empty'];

function readArguments(args: string[]): { exit: boolean; empty: boolean } {
  const unknown = args.filter((argument) => !OPTIONS.includes(argument));
  if (unknown.length > 0)
    throw new EmbeddedError(`npm start does not know ${unknown.join(' ')}: its options are \`npm start -- --exit\` and \`npm start -- --empty\`.`);
  return { exit: args.includes('--exit'), empty: args.includes('--empty') };
}

async function showDemo(settings: EmbeddedSettings, everything: Everything, stop: StopRequest, data: DataFolder): Promise<SyncView> {
  const { sync, knownHost } = await uploadSample(settings, everything, stop);
  showSync(sync);
  showRun(settings, everything, sync, writeKnownHosts(data.path, knownHost));
  return sync;
}

async function uploadSample(settings: EmbeddedSettings, everything: Everything, stop: StopRequest): Promise<{ sync: SyncView; knownHost: string }> {
  const [lincoln] = everything.demo.schools;
  const owner = everything.demo.accounts.find((account) => account.role === 'OWNER' && account.schoolId === lincoln?.id);
  if (lincoln === undefined || owner === undefined) throw new Error('The demo district has no school.');
  return print.step(
    `Uploading ${SAMPLE} through SFTP as ${lincoln.sftp.username}`,
    3,
    stop.orStopped(
      uploadAndFollow(
        { apiUrl: everything.apiUrl, token: owner.apiToken, schoolId: lincoln.id },
        { host: '127.0.0.1', port: settings.config.SFTP_PORT, ...lincoln.sftp, hostKeyFingerprint: everything.hostKeyFingerprint },
        join(checkoutFolder(), SAMPLE),
        (status) => print.note(`Sync: ${status.toLowerCase()}`),
      ),
    ),
  );
}

/** A file of known hosts for this run alone: the printed command asks no question, and never meets the key of another run on this port. */
function writeKnownHosts(dataFolder: string, line: string): string {
  const file = join(dataFolder, 'keys', 'known_hosts');
  writeAtomically(file, `${line}\n`);
  return file;
}

/** One line (a wrong environment: one for each variable) that says what to do. */
function explain(error: unknown): string[] {
  if (error instanceof ConfigError) return error.lines;
  if (error instanceof EmbeddedError) return [error.message];
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100' || /no space left|ENOSPC/i.test(message ?? '')) {
    return ['The disk is full: free some space, or set ROLLCALL_DATA to another disk.'];
  }
  return [`Rollcall could not start: ${(message ?? String(error)).split('\n')[0] ?? ''}. The logs are in ROLLCALL_DATA/logs.`];
}
