import { randomBytes } from 'node:crypto';
import type { FoundTemporal } from '../../infra/embedded/find-temporal.js';
import { makeFirstAccountLink } from '../../services/accounts/first-account.js';
import { listHostPublicKeys } from '../../services/credentials/host-key.js';
import { openDatabase } from '../../store/database.js';
import { keepSecret, type DataFolder } from './data-folder.js';
import { ensureDemoDistrict, type DemoDistrict } from './demo-district.js';
import { hostKeyFingerprint, switchRosteringOn } from './demo-upload.js';
import { KeptParts } from './kept-parts.js';
import { print } from './print.js';
import type { PartName } from './run-file.js';
import type { EmbeddedSettings } from './settings.js';
import { startNodePart } from './start-node-part.js';
import { allOf, startServers, type Servers, type ServersDeps } from './start-servers.js';
import { startVite } from './start-vite.js';
import type { StopRequest } from './stop-request.js';

/** The running product. */
export type Everything = {
  /** Without schools and accounts where it was not wanted. */
  demo: DemoDistrict;
  /** Where the first account is made, if there is none and the demo district was not wanted. */
  firstAccountUrl: string | null;
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

type Pages = Pick<Everything, 'apiUrl' | 'consoleUrl' | 'temporalUiUrl' | 'mailUiUrl'>;

/**
 * Starts database, Temporal, inbox, then the product's own parts, keeps each of them running, and writes run.json when
 * everything answers. When anything fails, or `stop` is requested meanwhile, what was started is stopped again.
 *
 * @param empty without the demo district
 * @param vite serve the console from its sources, and send the rest on to the API
 */
export async function startEverything(
  settings: EmbeddedSettings,
  data: DataFolder,
  stop: StopRequest,
  { vite, temporal, empty }: { vite: boolean; temporal?: Promise<FoundTemporal> | undefined; empty: boolean },
): Promise<Everything> {
  const parts = new KeptParts(data, stop);
  const deps: ServersDeps = { settings, data, stop, parts };
  try {
    parts.rotateLogs();
    const masterKey = settings.given.masterKey ?? keepSecret(data.path, 'master.key', () => randomBytes(32).toString('base64'));
    const servers = await startServers(deps, temporal);
    const pages = pagesOf(settings, vite);
    const environment = environmentOf(settings, data, servers, pages, masterKey);
    const demo = await startProduct(deps, servers, environment, { vite, empty });
    const { fingerprint, firstAccountUrl } = empty
      ? await lookInside(deps, servers.databaseUrl, { masterKey, publicUrl: environment['PUBLIC_URL']! })
      : { fingerprint: await switchDemoOn(deps, demo, pages.apiUrl), firstAccountUrl: null };
    parts.announce({
      ...pages,
      mailApi: `${pages.mailUiUrl}/api/email`,
      databaseUrl: servers.databaseUrl,
      temporalAddress: servers.temporalAddress,
      sftp: { host: '127.0.0.1', port: settings.config.SFTP_PORT, hostKeyFingerprint: fingerprint },
      accounts: demo.accounts,
      schools: demo.schools,
    });
    return {
      demo,
      firstAccountUrl,
      ...pages,
      hostKeyFingerprint: fingerprint,
      restart: (name) => parts.restart(name),
      stop: () => parts.stopAll(),
    };
  } catch (error) {
    await parts.stopAll();
    throw error;
  }
}

function pagesOf({ config, given }: EmbeddedSettings, vite: boolean): Pages {
  const apiUrl = `http://127.0.0.1:${config.API_PORT}`;
  const isOwnTemporal = given.temporalAddress === undefined || process.env['TEMPORAL_UI_URL'] === undefined;
  return {
    apiUrl,
    consoleUrl: vite ? `http://127.0.0.1:${config.CONSOLE_PORT}` : apiUrl,
    temporalUiUrl: isOwnTemporal ? `http://127.0.0.1:${config.TEMPORAL_UI_PORT}` : config.TEMPORAL_UI_URL,
    mailUiUrl: `http://127.0.0.1:${config.MAIL_UI_PORT}`,
  };
}

const OF_OTHER_TEMPORAL = [
  ...['TEMPORAL_TLS_CA', 'TEMPORAL_TLS_CERT', 'TEMPORAL_TLS_KEY', 'TEMPORAL_API_KEY'].flatMap((name) => [name, `${name}_FILE`]),
  'TEMPORAL_TLS_SERVER_NAME',
];

/** What the product's own processes read. */
function environmentOf(
  { config, given }: EmbeddedSettings,
  data: DataFolder,
  { temporalAddress, smtpUrl }: Servers,
  { consoleUrl, temporalUiUrl }: Pages,
  masterKey: string,
): Record<string, string> {
  return {
    NODE_ENV: 'production',
    ROLLCALL_DATA: data.path,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_UI_URL: temporalUiUrl,
    SMTP_URL: smtpUrl,
    PUBLIC_URL: process.env['PUBLIC_URL'] ?? consoleUrl,
    // The SFTP Details of the console then name the gateway of this run, and the command below them works here.
    SFTP_HOST_US: process.env['SFTP_HOST_US'] ?? '127.0.0.1',
    SFTP_HOST_CA: process.env['SFTP_HOST_CA'] ?? '127.0.0.1',
    MASTER_KEY: masterKey,
    // What a file held is passed on as it was read.
    DATABASE_URL_FILE: '',
    SMTP_URL_FILE: '',
    MASTER_KEY_FILE: '',
    // The Temporal server of this run speaks plain text on loopback; certificates and keys are for another one.
    ...(given.temporalAddress === undefined ? Object.fromEntries(OF_OTHER_TEMPORAL.map((name) => [name, ''])) : {}),
    API_RATE_PER_MINUTE: String(config.API_RATE_PER_MINUTE),
    GATEWAY_SPARED_ADDRESSES: config.GATEWAY_SPARED_ADDRESSES,
  };
}

/** API, gateway and worker, and Vite where it is wanted, while the demo district is made. */
async function startProduct(
  { settings, data, stop, parts }: ServersDeps,
  servers: Servers,
  env: Record<string, string>,
  { vite, empty }: { vite: boolean; empty: boolean },
): Promise<DemoDistrict> {
  const { CONSOLE_PORT, API_PORT } = settings.config;
  const node = (name: 'api' | 'gateway' | 'worker'): Promise<unknown> =>
    parts.keep(name, () =>
      startNodePart(name, new URL(`../${name}/main.js`, import.meta.url), { ...env, DATABASE_URL: servers.urlOfPart(name) }, parts.logFile(name)),
    );
  const console = (): Promise<unknown> => parts.keep('console', () => startVite(CONSOLE_PORT, API_PORT, parts.logFile('console')));
  const [demo] = await allOf([
    empty ? Promise.resolve({ schools: [], accounts: [] }) : print.step('Demo district', 2, stop.orStopped(makeDemo(servers.databaseUrl, data))),
    print.step(vite ? 'API' : 'API and console', 3, node('api')),
    print.step('SFTP gateway', 3, node('gateway')),
    print.step('Worker', 3, node('worker')),
    vite ? print.step('Console (Vite)', 3, console()) : Promise.resolve(),
  ] as const);
  return demo;
}

async function makeDemo(databaseUrl: string, data: DataFolder): Promise<DemoDistrict> {
  const database = openDatabase(databaseUrl, { connections: 2 });
  try {
    return await ensureDemoDistrict(database, data.path, new Date());
  } finally {
    await database.close();
  }
}

/** Without the demo: the fingerprint of the gateway's host key, and the link to the first account. */
async function lookInside(
  { stop }: ServersDeps,
  databaseUrl: string,
  { masterKey, publicUrl }: { masterKey: string; publicUrl: string },
): Promise<{ fingerprint: string; firstAccountUrl: string | null }> {
  const database = openDatabase(databaseUrl, { connections: 2 });
  try {
    const [hostKey] = await stop.orStopped(listHostPublicKeys(database, Buffer.from(masterKey, 'base64')));
    const link = await stop.orStopped(makeFirstAccountLink(database, { publicUrl, now: new Date() }));
    return { fingerprint: hostKey?.fingerprint ?? '', firstAccountUrl: link?.url ?? null };
  } finally {
    await database.close();
  }
}

/** Switches rostering on for the demo's school; returns the fingerprint of the gateway's host key. */
async function switchDemoOn({ stop }: ServersDeps, demo: DemoDistrict, apiUrl: string): Promise<string> {
  const [lincoln] = demo.schools;
  const owner = demo.accounts.find((account) => account.role === 'OWNER' && account.schoolId === lincoln?.id);
  if (lincoln === undefined || owner === undefined) throw new Error('The demo district has no school.');
  const api = { apiUrl, token: owner.apiToken, schoolId: lincoln.id };
  await stop.orStopped(switchRosteringOn(api, owner.email));
  return stop.orStopped(hostKeyFingerprint(api));
}
