import { randomBytes } from 'node:crypto';
import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedError } from '../../infra/embedded/embedded-error.js';
import { asEmbeddedError, findTemporal, type FoundTemporal } from '../../infra/embedded/find-temporal.js';
import { keepHistories } from '../../infra/temporal/keep-histories.js';
import { registerSearchAttributes } from '../../infra/temporal/register-search-attributes.js';
import { endForGood } from '../../infra/embedded/start-guarded.js';
import { startPostgres } from '../../infra/embedded/start-postgres.js';
import { startTemporal } from '../../infra/embedded/start-temporal.js';
import { openDatabase } from '../../store/database.js';
import { migrate } from '../../store/schema/migrate.js';
import { keepSecret, type DataFolder } from './data-folder.js';
import { ensureDemoDistrict, type DemoDistrict } from './demo-district.js';
import { hostKeyFingerprint, switchRosteringOn } from './demo-upload.js';
import { keepRunning, type KeptPart, type RunningPart } from './keep-running.js';
import { print } from './print.js';
import { removeRunFile, writeRunFile, type PartName } from './run-file.js';
import type { EmbeddedSettings } from './settings.js';
import { startNodePart } from './start-node-part.js';
import { startVite } from './start-vite.js';
import type { StopRequest } from './stop-request.js';

/** The running product. */
export type Everything = {
  demo: DemoDistrict;
  apiUrl: string;
  consoleUrl: string;
  temporalUiUrl: string;
  mailUiUrl: string;
  /** As OpenSSH prints it, SHA256:… */
  hostKeyFingerprint: string;
  /** Starts a part's process again, for new code. */
  restart(name: PartName): Promise<void>;
  stop(): Promise<void>;
};

/** What is started first is stopped last: parts finish their work while database and Temporal are there. */
const STOP_ORDER: PartName[][] = [['gateway', 'api', 'worker', 'console'], ['mail', 'temporal'], ['postgres']];

/**
 * Starts database, Temporal, inbox, then the product's own parts, keeps each of them running, and writes run.json when
 * everything answers. When anything fails, or `stop` is requested meanwhile, what was started is stopped again.
 *
 * @param vite serve the console from its sources, and send the rest on to the API
 */
export async function startEverything(
  settings: EmbeddedSettings,
  data: DataFolder,
  stop: StopRequest,
  { vite, temporal }: { vite: boolean; temporal?: Promise<FoundTemporal> | undefined },
): Promise<Everything> {
  const { config, given } = settings;
  const parts = new Map<PartName, KeptPart>();
  const starting: Promise<unknown>[] = [];
  let complete: (() => void) | undefined;

  const logFile = (name: string): string => join(data.path, 'logs', `${name}.log`);
  const keep = async (name: PartName, start: () => Promise<RunningPart>): Promise<KeptPart> => {
    const kept = keepRunning(name, start, { onNote: print.note, onChange: noteChange }).then((part) => {
      parts.set(name, part);
      noteChange();
      return part;
    });
    starting.push(kept);
    return stop.orStopped(kept);
  };
  const noteProcesses = (): void => {
    data.noteProcesses(
      [...parts.values()].flatMap((part) => {
        const { pid, guardPid } = part.current() ?? {};
        return [
          ...(pid === undefined ? [] : [{ name: part.name, pid }]),
          ...(guardPid === undefined ? [] : [{ name: `guard of ${part.name}`, pid: guardPid }]),
        ];
      }),
    );
    complete?.();
  };
  const noteChange = (): void => {
    try {
      noteProcesses();
    } catch (error) {
      // A full disk is no reason to end what still runs.
      print.note(`ROLLCALL_DATA cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}): run.json may name processes that ended.`);
    }
  };
  const stopEverything = async (): Promise<void> => {
    complete = undefined;
    removeRunFile(data.path);
    stop.onHurry(() => {
      for (const part of parts.values()) {
        const { pid, guardPid } = part.current() ?? {};
        // PostgreSQL and Temporal keep their own way to stop; it is quick, and their data is worth it.
        if (pid !== undefined && guardPid === undefined) void endForGood(pid, 'SIGKILL', 0);
      }
    });
    await Promise.allSettled(starting);
    for (const names of STOP_ORDER) await Promise.all(names.map(async (name) => parts.get(name)?.stop()));
    removeRunFile(data.path);
  };

  try {
    for (const name of ['api', 'gateway', 'worker', 'postgres', 'temporal', 'mail', 'console']) rotate(logFile(name));
    const masterKey = given.masterKey ?? keepSecret(data.path, 'master.key', () => randomBytes(32).toString('base64'));
    const temporalUiUrl =
      given.temporalAddress === undefined || process.env['TEMPORAL_UI_URL'] === undefined
        ? `http://127.0.0.1:${config.TEMPORAL_UI_PORT}`
        : config.TEMPORAL_UI_URL;
    const apiUrl = `http://127.0.0.1:${config.API_PORT}`;
    const consoleUrl = vite ? `http://127.0.0.1:${config.CONSOLE_PORT}` : apiUrl;
    const mailUiUrl = `http://127.0.0.1:${config.MAIL_UI_PORT}`;
    const smtpUrl = given.smtpUrl ?? `smtp://127.0.0.1:${config.MAIL_SMTP_PORT}`;

    const databaseReady = (async () => {
      const databaseUrl = given.databaseUrl ?? (await print.step('PostgreSQL', 3, keepPostgres()));
      const applied = await stop.orStopped(migrate(databaseUrl));
      if (applied.length > 0) print.done(`Database migrated: ${applied.join(', ')}`);
      return databaseUrl;
    })();
    const temporalReady = given.temporalAddress === undefined ? print.step('Temporal server', 3, keepTemporal()) : useTemporal(given.temporalAddress);
    const mailReady = given.smtpUrl === undefined ? print.step('Inbox (mail catcher)', 2, keepMail()) : Promise.resolve();
    const [databaseUrl, temporalAddress] = await allOf([databaseReady, temporalReady, mailReady] as const);

    const env: Record<string, string> = {
      NODE_ENV: 'production',
      ROLLCALL_DATA: data.path,
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: temporalAddress,
      TEMPORAL_UI_URL: temporalUiUrl,
      SMTP_URL: smtpUrl,
      PUBLIC_URL: process.env['PUBLIC_URL'] ?? consoleUrl,
      MASTER_KEY: masterKey,
      // What a file held is passed on as it was read.
      DATABASE_URL_FILE: '',
      SMTP_URL_FILE: '',
      MASTER_KEY_FILE: '',
      API_RATE_PER_MINUTE: String(config.API_RATE_PER_MINUTE),
      GATEWAY_SPARED_ADDRESSES: config.GATEWAY_SPARED_ADDRESSES,
    };
    const node = (name: 'api' | 'gateway' | 'worker'): Promise<KeptPart> =>
      keep(name, () => startNodePart(name, new URL(`../${name}/main.js`, import.meta.url), env, logFile(name)));
    const [demo] = await allOf([
      print.step('Demo district', 2, stop.orStopped(makeDemo(databaseUrl))),
      print.step(vite ? 'API' : 'API and console', 3, node('api')),
      print.step('SFTP gateway', 3, node('gateway')),
      print.step('Worker', 3, node('worker')),
      vite
        ? print.step(
            'Console (Vite)',
            3,
            keep('console', () => startVite(config.CONSOLE_PORT, config.API_PORT, logFile('console'))),
          )
        : Promise.resolve(),
    ] as const);

    const [lincoln] = demo.schools;
    const owner = demo.accounts.find((account) => account.role === 'OWNER' && account.schoolId === lincoln?.id);
    if (lincoln === undefined || owner === undefined) throw new Error('The demo district has no school.');
    const api = { apiUrl, token: owner.apiToken, schoolId: lincoln.id };
    await stop.orStopped(switchRosteringOn(api, owner.email));
    const fingerprint = await stop.orStopped(hostKeyFingerprint(api));

    complete = () =>
      writeRunFile(data.path, {
        apiUrl,
        consoleUrl,
        temporalUiUrl,
        mailUiUrl,
        mailApi: `${mailUiUrl}/api/email`,
        databaseUrl,
        temporalAddress,
        sftp: { host: '127.0.0.1', port: config.SFTP_PORT, hostKeyFingerprint: fingerprint },
        accounts: demo.accounts,
        schools: demo.schools,
        pids: {
          api: pidOf('api'),
          gateway: pidOf('gateway'),
          worker: pidOf('worker'),
          postgres: pidOf('postgres'),
          temporal: pidOf('temporal'),
          mail: pidOf('mail'),
          console: pidOf('console'),
        },
      });
    complete();
    return {
      demo,
      apiUrl,
      consoleUrl,
      temporalUiUrl,
      mailUiUrl,
      hostKeyFingerprint: fingerprint,
      restart: async (name) => parts.get(name)?.restart(),
      stop: stopEverything,
    };
  } catch (error) {
    await stopEverything();
    throw error;
  }

  function pidOf(name: PartName): number | null {
    return parts.get(name)?.current()?.pid ?? null;
  }

  async function keepPostgres(): Promise<string> {
    let databaseUrl = '';
    const password = keepSecret(data.path, 'postgres.password', () => randomBytes(24).toString('base64url'));
    let firstStart = true;
    await keep('postgres', async () => {
      const running = await startPostgres({
        folder: join(data.path, 'pg'),
        port: config.PG_PORT,
        password,
        database: 'rollcall',
        logFile: logFile('postgres'),
        onNote: firstStart ? print.note : () => undefined,
      });
      firstStart = false;
      databaseUrl = running.databaseUrl;
      return running;
    });
    return databaseUrl;
  }

  async function keepTemporal(): Promise<string> {
    const executable = await stop.orStopped(temporal === undefined ? findTemporal(print.note) : temporal.then(({ path }) => path, asEmbeddedError));
    await keep('temporal', () =>
      startTemporal({
        port: config.TEMPORAL_PORT,
        uiPort: config.TEMPORAL_UI_PORT,
        databaseFile: join(data.path, 'temporal', 'temporal.db'),
        executable,
        logFile: logFile('temporal'),
      }),
    );
    const address = `127.0.0.1:${config.TEMPORAL_PORT}`;
    await stop.orStopped(keepHistories(address, config.TEMPORAL_NAMESPACE));
    return address;
  }

  async function useTemporal(address: string): Promise<string> {
    try {
      await stop.orStopped(registerSearchAttributes(address, config.TEMPORAL_NAMESPACE));
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (typeof code !== 'number') throw error;
      throw new EmbeddedError(
        `The Temporal server at TEMPORAL_ADDRESS ${address} does not answer as it should (gRPC code ${code}): start it, or unset TEMPORAL_ADDRESS.`,
      );
    }
    print.done(`Temporal server at ${address}`);
    return address;
  }

  function keepMail(): Promise<KeptPart> {
    return keep('mail', () =>
      startNodePart(
        'inbox',
        new URL('mail-catcher.js', import.meta.url),
        { MAIL_SMTP_PORT: String(config.MAIL_SMTP_PORT), MAIL_UI_PORT: String(config.MAIL_UI_PORT), MAIL_FOLDER: join(data.path, 'mail') },
        logFile('mail'),
      ),
    );
  }

  async function makeDemo(databaseUrl: string): Promise<DemoDistrict> {
    const database = openDatabase(databaseUrl, { connections: 2 });
    try {
      return await ensureDemoDistrict(database, data.path, new Date());
    } finally {
      await database.close();
    }
  }
}

/** Like Promise.all, but the others' later failures are not left unobserved. */
async function allOf<T extends readonly Promise<unknown>[]>(work: T): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  for (const one of work) one.catch(() => undefined);
  return Promise.all(work);
}

function rotate(logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 10_000_000) renameSync(logFile, `${logFile}.1`);
}
