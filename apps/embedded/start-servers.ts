import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { EmbeddedError } from '../../infra/embedded/embedded-error.js';
import { asEmbeddedError, findTemporal, type FoundTemporal } from '../../infra/embedded/find-temporal.js';
import { startPostgres } from '../../infra/embedded/start-postgres.js';
import { startTemporal } from '../../infra/embedded/start-temporal.js';
import { keepHistories } from '../../infra/temporal/keep-histories.js';
import { registerSearchAttributes } from '../../infra/temporal/register-search-attributes.js';
import { OWNER_ROLE, makeRoles, roleOf, type Part } from '../../store/schema/grants.js';
import { migrate } from '../../store/schema/migrate.js';
import { keepSecret, type DataFolder } from './data-folder.js';
import type { KeptParts } from './kept-parts.js';
import { print } from './print.js';
import type { EmbeddedSettings } from './settings.js';
import { startNodePart } from './start-node-part.js';
import type { StopRequest } from './stop-request.js';

/** Where the servers of this run are: those that it started, or those that the environment names. */
/** `urlOfPart`: the database as one of the product's processes signs in to it. */
export type Servers = { databaseUrl: string; urlOfPart(part: Part): string; temporalAddress: string; smtpUrl: string };

export type ServersDeps = { settings: EmbeddedSettings; data: DataFolder; stop: StopRequest; parts: KeptParts };

/**
 * Starts PostgreSQL, Temporal and the inbox side by side, where the environment names no others. The database has its tables then.
 *
 * @param temporal the server's program, when it is being looked for already
 */
export async function startServers(deps: ServersDeps, temporal: Promise<FoundTemporal> | undefined): Promise<Servers> {
  const { config, given } = deps.settings;
  const smtpUrl = given.smtpUrl ?? `smtp://127.0.0.1:${config.MAIL_SMTP_PORT}`;
  const [{ databaseUrl, urlOfPart }, temporalAddress] = await allOf([
    readyDatabase(deps),
    given.temporalAddress === undefined ? print.step('Temporal server', 3, keepTemporal(deps, temporal)) : useTemporal(deps, given.temporalAddress),
    given.smtpUrl === undefined ? print.step('Inbox (mail catcher)', 2, keepMail(deps)) : Promise.resolve(),
  ] as const);
  return { databaseUrl, urlOfPart, temporalAddress, smtpUrl };
}

type Databases = Pick<Servers, 'databaseUrl' | 'urlOfPart'>;

async function readyDatabase(deps: ServersDeps): Promise<Databases> {
  const { databaseUrl: given } = deps.settings.given;
  // A database of somebody's own has the roles that they have made in it.
  const databases = given === undefined ? await print.step('PostgreSQL', 3, keepPostgres(deps)) : { databaseUrl: given, urlOfPart: () => given };
  const { databaseUrl } = databases;
  const applied = await deps.stop.orStopped(migrate(databaseUrl));
  if (applied.length > 0) print.done(`Database migrated: ${applied.join(', ')}`);
  return databases;
}

async function keepPostgres({ settings, data, parts }: ServersDeps): Promise<Databases> {
  let databaseUrl = '';
  const password = keepSecret(data.path, 'postgres.password', () => randomBytes(24).toString('base64url'));
  let firstStart = true;
  await parts.keep('postgres', async () => {
    const running = await startPostgres({
      folder: join(data.path, 'pg'),
      port: settings.config.PG_PORT,
      password,
      database: 'rollcall',
      logFile: parts.logFile('postgres'),
      onNote: firstStart ? print.note : () => undefined,
    });
    firstStart = false;
    databaseUrl = running.databaseUrl;
    return running;
  });
  return handToOwner(databaseUrl, data);
}

/** The superuser of the cluster makes the roles, and is not used any more: its password stays in the data folder. */
async function handToOwner(databaseUrl: string, data: DataFolder): Promise<Databases> {
  const passwordOf = (role: string): string => keepSecret(data.path, `${role}.password`, () => randomBytes(24).toString('base64url'));
  await makeRoles(databaseUrl, passwordOf);
  const urlOf = (role: string): string => Object.assign(new URL(databaseUrl), { username: role, password: passwordOf(role) }).href;
  return { databaseUrl: urlOf(OWNER_ROLE), urlOfPart: (part) => urlOf(roleOf(part)) };
}

async function keepTemporal({ settings, data, stop, parts }: ServersDeps, found: Promise<FoundTemporal> | undefined): Promise<string> {
  const { config } = settings;
  const executable = await stop.orStopped(found === undefined ? findTemporal(print.note) : found.then(({ path }) => path, asEmbeddedError));
  await parts.keep('temporal', () =>
    startTemporal({
      port: config.TEMPORAL_PORT,
      uiPort: config.TEMPORAL_UI_PORT,
      databaseFile: join(data.path, 'temporal', 'temporal.db'),
      executable,
      logFile: parts.logFile('temporal'),
    }),
  );
  const address = `127.0.0.1:${config.TEMPORAL_PORT}`;
  await stop.orStopped(keepHistories(address, config.TEMPORAL_NAMESPACE));
  return address;
}

async function useTemporal({ settings, stop }: ServersDeps, address: string): Promise<string> {
  try {
    await stop.orStopped(registerSearchAttributes(settings.config, settings.config.TEMPORAL_NAMESPACE));
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

async function keepMail({ settings, data, parts }: ServersDeps): Promise<void> {
  const { MAIL_SMTP_PORT, MAIL_UI_PORT } = settings.config;
  const env = { MAIL_SMTP_PORT: String(MAIL_SMTP_PORT), MAIL_UI_PORT: String(MAIL_UI_PORT), MAIL_FOLDER: join(data.path, 'mail') };
  await parts.keep('mail', () => startNodePart('inbox', new URL('mail-catcher.js', import.meta.url), env, parts.logFile('mail')));
}

/** Like Promise.all, but the others' later failures are not left unobserved. */
export async function allOf<T extends readonly Promise<unknown>[]>(work: T): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  for (const one of work) one.catch(() => undefined);
  return Promise.all(work);
}
