import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig, type Config } from '../../infra/config.js';
import { EmbeddedError } from '../../infra/embedded/embedded-error.js';
import { withSecretFiles } from '../../infra/secret-files.js';

/** What the embedded run reads from the environment: the product's own settings, and what it need not start itself. */
export type EmbeddedSettings = {
  config: Config;
  /** Absolute. */
  dataFolder: string;
  /** Servers that somebody else runs, as the environment names them. */
  given: { databaseUrl: string | undefined; temporalAddress: string | undefined; smtpUrl: string | undefined; masterKey: string | undefined };
};

/** Throws ConfigError that names every wrong variable. */
export function readEmbeddedSettings(environment: Record<string, string | undefined> = process.env): EmbeddedSettings {
  const env = withSecretFiles(environment);
  const given = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  // What this run makes itself need not be given; what is given must be right.
  const config = readConfig({
    // Demonstrations and scripts work on loopback with one token: 100 requests a second.
    API_RATE_PER_MINUTE: '6000',
    GATEWAY_SPARED_ADDRESSES: '127.0.0.1',
    // So that a webhook can be tried with a receiver on this machine.
    WEBHOOK_PRIVATE_NETWORKS: '127.0.0.1',
    DATABASE_URL: 'postgresql://embedded',
    MASTER_KEY: Buffer.alloc(32).toString('base64'),
    ...Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
  });
  return {
    config,
    dataFolder: given('ROLLCALL_DATA') === undefined ? join(checkoutFolder(), 'var') : resolve(config.ROLLCALL_DATA),
    given: {
      databaseUrl: given('DATABASE_URL'),
      temporalAddress: given('TEMPORAL_ADDRESS'),
      smtpUrl: given('SMTP_URL'),
      masterKey: given('MASTER_KEY'),
    },
  };
}

/** The folder with package.json, from the compiled tree. */
export function checkoutFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) throw new Error('package.json is missing above the program.');
  }
}

/** Throws one line that names every variable whose port cannot be had. */
export async function checkPorts({ config, given }: EmbeddedSettings, { vite }: { vite: boolean }): Promise<void> {
  const wanted = (
    [
      ['API_PORT', config.LISTEN_HOST, true],
      ['SFTP_PORT', config.LISTEN_HOST, true],
      ['SFTP_COMPAT_PORT', config.LISTEN_HOST, config.SFTP_COMPAT_PORT !== undefined],
      ['PG_PORT', '127.0.0.1', given.databaseUrl === undefined],
      ['TEMPORAL_PORT', '127.0.0.1', given.temporalAddress === undefined],
      ['TEMPORAL_UI_PORT', '127.0.0.1', given.temporalAddress === undefined],
      ['MAIL_SMTP_PORT', '127.0.0.1', given.smtpUrl === undefined],
      ['MAIL_UI_PORT', '127.0.0.1', given.smtpUrl === undefined],
      ['CONSOLE_PORT', '127.0.0.1', vite],
    ] as const
  ).filter(([, , isOurs]) => isOurs);
  const twice = wanted.filter(([name], at) => wanted.slice(0, at).some(([other]) => config[other] === config[name])).map(([name]) => name);
  if (twice.length > 0)
    throw new EmbeddedError(
      `${twice.map((name) => `${name} ${config[name]}`).join(', ')}: another part has the same port. Give every part a port of its own.`,
    );
  const looks = await Promise.all(wanted.map(async ([name, host]) => ({ name, refusal: await refusalOf(host, config[name]!) })));
  const text = (code: string): string =>
    looks
      .filter(({ refusal }) => refusal === code)
      .map(({ name }) => `${name} ${config[name]}`)
      .join(', ');
  if (text('EADDRINUSE') !== '') {
    throw new EmbeddedError(
      `In use by another program: ${text('EADDRINUSE')}. Stop that program, or set ${nameList(looks, 'EADDRINUSE')} to a free port.`,
    );
  }
  if (text('EACCES') !== '')
    throw new EmbeddedError(`Not allowed for this user: ${text('EACCES')}. Set ${nameList(looks, 'EACCES')} to a port from 1024 up.`);
  if (text('EADDRNOTAVAIL') !== '')
    throw new EmbeddedError(`LISTEN_HOST ${config.LISTEN_HOST} is no address of this machine: set it to 127.0.0.1 or 0.0.0.0.`);
}

function nameList(looks: { name: string; refusal: string | undefined }[], code: string): string {
  const names = looks.filter(({ refusal }) => refusal === code).map(({ name }) => name);
  return names.length === 1 ? names[0]! : `each of ${names.join(', ')}`;
}

/** An outgoing connection of some program may hold a port of the upper range for a moment: looked at more than once. */
async function refusalOf(host: string, port: number): Promise<string | undefined> {
  for (let attempt = 0; ; attempt++) {
    const refusal = await tryToListen(host, port);
    if (refusal !== 'EADDRINUSE' || attempt === 3) return refusal;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function tryToListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? 'unknown'));
    server.listen(port, host, () => server.close(() => done(undefined)));
  });
}
