import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { configSchema, EMBEDDED_SETTINGS, readConfig } from '../../infra/config.js';
import { FAIRNESS } from '../../infra/embedded/start-temporal.js';
import { STOP_SECONDS } from '../../infra/process/run-process.js';
import { SECRETS } from '../../infra/secret-files.js';
import { OWNER_ROLE, PARTS, roleOf } from '../../store/schema/grants.js';
import { SEARCH_ATTRIBUTES } from '../../infra/temporal/search-attributes-of.js';

/** The production shape cannot be started here, so what it says is held against what the product reads. */
type Service = {
  image?: string;
  environment?: Record<string, string | number>;
  command?: string[] | string;
  stop_grace_period?: string;
  ports?: string[];
  healthcheck?: { test: string[] };
  mem_limit?: string;
  cpus?: number;
  read_only?: boolean;
  tmpfs?: string[];
  cap_drop?: string[];
  security_opt?: string[];
  logging?: { options: Record<string, string> };
  networks?: string[];
  volumes?: string[];
  secrets?: string[];
  entrypoint?: string[];
};
const root = join(import.meta.dirname, '..', '..');
const text = await readFile(join(root, 'docker-compose.yml'), 'utf8');
const compose = parse(text, { merge: true }) as { services: Record<string, Service>; secrets: Record<string, { file: string }> };
const ours = Object.entries(compose.services).filter(([, service]) => service.image?.startsWith('rollcall:') === true);

/** What the operator must set besides the secrets; the rest has a default. */
const operator: Record<string, string> = { MAIL_FROM: 'Rollcall <rollcall@example.org>', PUBLIC_URL: 'https://rollcall.example.org' };

/** The secrets as docs/make-secrets.sh makes them. */
const secretsFolder = join(mkdtempSync(join(tmpdir(), 'rollcall-compose-')), 'secrets');
const makeSecrets = (env: Record<string, string>): SpawnSyncReturns<string> =>
  spawnSync('sh', [join(root, 'docs', 'make-secrets.sh'), secretsFolder], { encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } });
makeSecrets({ SMTP_URL: 'smtp://relay:25' });
afterAll(() => rmSync(join(secretsFolder, '..'), { recursive: true, force: true }));

/** The file of the host that a container sees at this path; undefined: none. */
function fileAt(service: Service, path: string): string | undefined {
  const name = /^\/run\/secrets\/(\w+)$/.exec(path)?.[1] ?? '';
  if (service.secrets?.includes(name) !== true) return undefined;
  return interpolate(compose.secrets[name]?.file ?? '', { SECRETS_FOLDER: secretsFolder });
}

/** `${NAME}`, `${NAME:-default}`, `${NAME:+instead}` and `${NAME:?message}` as Compose puts values in, the inner ones first. */
function interpolate(value: string, given: Record<string, string>): string {
  const next = value.replaceAll(/\$\{(\w+)(?::([-+?])([^${}]*))?\}/g, (_all, name: string, kind: string | undefined, rest: string | undefined) => {
    const isGiven = given[name] !== undefined && given[name] !== '';
    if (kind === '+') return isGiven ? (rest ?? '') : '';
    if (isGiven) return given[name]!;
    if (kind === '?') throw new Error(`${name}: ${rest ?? ''}`);
    return rest ?? '';
  });
  return next === value ? value : interpolate(next, given);
}

function environmentOf(service: Service, given: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(service.environment ?? {}).map(([key, value]) => {
      const text = interpolate(String(value), given);
      return [key, key.endsWith('_FILE') ? (fileAt(service, text) ?? `${text} is not mounted`) : text];
    }),
  );
}

test('every part of Rollcall is there', () => {
  expect(ours.map(([name]) => name).sort()).toEqual(['api', 'gateway', 'migrate', 'worker']);
});

test.each(ours)('%s gets every setting that the product reads in production, and no other', (_name, service) => {
  const embedded = new Set<string>(EMBEDDED_SETTINGS);
  const isSecret = (name: string): boolean => (SECRETS as readonly string[]).includes(name);
  const read = Object.keys(configSchema.shape).filter((name) => !embedded.has(name) && !isSecret(name));
  expect(
    Object.keys(service.environment ?? {})
      .filter((name) => !name.endsWith('_FILE'))
      .sort(),
  ).toEqual(read.sort());
});

/** The store, Temporal and what is sealed. */
const OF_EVERY_PART = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'DATABASE_URL',
  'MASTER_KEY',
  'MASTER_KEY_NEXT',
  'TEMPORAL_API_KEY',
  'TEMPORAL_TLS_CA',
  'TEMPORAL_TLS_CERT',
  'TEMPORAL_TLS_KEY',
];
const OF_ONE_PART: Record<string, string[]> = {
  migrate: [],
  api: ['GOOGLE_CLIENT_SECRET', 'MICROSOFT_CLIENT_SECRET', 'OIDC_CLIENT_SECRET', 'SMTP_URL'],
  gateway: ['SFTP_HOST_KEY'],
  worker: ['SMTP_URL'],
};

test.each(ours)('%s sees the secrets that it needs as files, and no other', (name, service) => {
  const files = Object.entries(service.environment ?? {}).filter(([key]) => key.endsWith('_FILE'));
  expect(files.map(([key]) => key.replace(/_FILE$/, '')).sort()).toEqual([...OF_EVERY_PART, ...(OF_ONE_PART[name] ?? [])].sort());
  expect(files.map(([, path]) => String(path).replace('/run/secrets/', '')).sort()).toEqual([...(service.secrets ?? [])].sort());
});

test('no service has a secret in its environment or in the arguments of its command', () => {
  for (const [name, { environment, command, entrypoint }] of Object.entries(compose.services)) {
    const values = Object.values(environment ?? {}).filter((value) => /\$\{\w*(PASSWORD|KEY|SECRET|TOKEN|SMTP)/.test(String(value)));
    expect({ name, values }).toEqual({ name, values: [] });
    expect(`${name}: ${JSON.stringify([command, entrypoint])}`).not.toMatch(/\$\{\w*(PASSWORD|KEY|SECRET|TOKEN)/);
  }
});

test('every secret of the file is made by the script, readable for the user of the containers alone, and mounted somewhere', () => {
  const made = readdirSync(secretsFolder).sort();
  expect(made).toEqual(Object.keys(compose.secrets).sort());
  for (const name of made) expect({ name, mode: statSync(join(secretsFolder, name)).mode & 0o777 }).toEqual({ name, mode: 0o400 });
  const mounted = new Set(Object.values(compose.services).flatMap(({ secrets }) => secrets ?? []));
  expect([...mounted].sort()).toEqual(made);
  // What a command reads is mounted for it.
  for (const [name, service] of Object.entries(compose.services)) {
    const read = [...JSON.stringify([service.command, service.environment]).matchAll(/\/run\/secrets\/(\w+)/g)].map((match) => match[1] ?? '');
    expect({ name, read: [...new Set(read)].sort() }).toEqual({ name, read: [...(service.secrets ?? [])].sort() });
  }
});

test('the script changes no secret that is there, and asks for the mail relay that it cannot make', () => {
  const key = readFileSync(join(secretsFolder, 'master_key'), 'utf8');
  expect(makeSecrets({}).status).toBe(0);
  expect(readFileSync(join(secretsFolder, 'master_key'), 'utf8')).toBe(key);
  const empty = spawnSync('sh', [join(root, 'docs', 'make-secrets.sh'), `${secretsFolder}-other`], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
  expect(empty.status).toBe(64);
  expect(empty.stderr).toBe('Set SMTP_URL to your mail relay, such as SMTP_URL=smtps://user:password@mail.example.org.\n');
});

test.each(ours)('%s starts with what the file gives it, once the operator has set the rest', (_name, service) => {
  const config = readConfig(environmentOf(service, operator));
  expect(config).toMatchObject({ TEMPORAL_ADDRESS: 'temporal:7233', LISTEN_HOST: '0.0.0.0', TRUSTED_PROXIES: '', SFTP_PUBLIC_PORT: 2022 });
  // What the operator leaves out has the default of the product, not a second one of this file.
  const { UPLOAD_RETENTION_DAYS, MAX_UPLOAD_BYTES, API_RATE_PER_MINUTE, LOG_LEVEL, SFTP_HOST_US, SFTP_HOST_CA, TEMPORAL_TASK_QUEUE } = readConfig({
    ...operator,
    MASTER_KEY: Buffer.alloc(32).toString('base64'),
    DATABASE_URL: 'postgresql://p',
  });
  expect(config).toMatchObject({
    UPLOAD_RETENTION_DAYS,
    MAX_UPLOAD_BYTES,
    API_RATE_PER_MINUTE,
    LOG_LEVEL,
    SFTP_HOST_US,
    SFTP_HOST_CA,
    TEMPORAL_TASK_QUEUE,
  });
});

test('each part signs in to PostgreSQL with a role of its own, and none of them as the superuser', () => {
  const users = Object.fromEntries(
    ours.map(([name, service]) => [name, new URL(readConfig(environmentOf(service, operator)).DATABASE_URL).username]),
  );
  expect(users).toEqual({ migrate: OWNER_ROLE, ...Object.fromEntries(PARTS.map((part) => [part, roleOf(part)])) });
});

/** What the file fixes itself, because it makes the other end as well. */
const FIXED = [
  'TEMPORAL_ADDRESS',
  'LISTEN_HOST',
  'API_PORT',
  'SFTP_PORT',
  'SFTP_COMPAT_PORT',
  'ROLLCALL_DATA',
  'UPLOAD_FOLDER',
  'GATEWAY_METRICS_PORT',
  'WORKER_METRICS_PORT',
  'TEMPORAL_METRICS_PORT',
];

test.each(ours)('%s hears what the operator sets, whatever it is', (_name, service) => {
  const names = Object.keys(service.environment ?? {}).filter((name) => !FIXED.includes(name) && !name.endsWith('_FILE'));
  const given = { ...operator, ...Object.fromEntries(names.map((name) => [name, `set ${name}`])) };
  const environment = environmentOf(service, given);
  expect(names.filter((name) => environment[name] !== `set ${name}`)).toEqual([]);
});

test('the machine shows API and SFTP under the ports that the operator sets, and SFTP Details name the same', () => {
  const given = { ...operator, API_PORT: '8080', SFTP_PORT: '22' };
  const ports = (set: Record<string, string>): string[] => ours.flatMap(([, service]) => service.ports ?? []).map((port) => interpolate(port, set));
  // Docker reads the last one as any free port of this machine, which nobody else reaches.
  expect(ports(given)).toEqual(['127.0.0.1:8080:3000', '22:2022', '127.0.0.1::2023']);
  const withOld = { ...given, SFTP_COMPAT_PORT: '2222' };
  expect(ports(withOld)).toEqual(['127.0.0.1:8080:3000', '22:2022', '2222:2023']);
  const gateway = compose.services['gateway']!;
  expect(readConfig(environmentOf(gateway, given)).SFTP_COMPAT_PORT).toBeUndefined();
  expect(readConfig(environmentOf(gateway, withOld)).SFTP_COMPAT_PORT).toBe(2023);
  for (const [, service] of ours)
    expect(readConfig(environmentOf(service, given))).toMatchObject({ API_PORT: 3000, SFTP_PORT: 2022, SFTP_PUBLIC_PORT: 22 });
});

test.each(ours)('%s is given longer to stop than it takes at most', (_name, service) => {
  const seconds = Number(/^(\d+)s$/.exec(service.stop_grace_period ?? '')?.[1] ?? 10);
  expect(seconds).toBeGreaterThan(STOP_SECONDS);
});

test.each(ours)('%s needs no right of root, writes nowhere but to its store, and has its share of the machine', (_name, service) => {
  expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
  expect(service.volumes).toEqual(['rollcall-data:/data']);
  expect(service.tmpfs?.[0]).toMatch(/^\/tmp:size=/);
});

test.each(Object.entries(compose.services))('%s keeps a log that ends, and a service that stays has limits', (_name, service) => {
  expect(service.logging?.options).toEqual({ 'max-size': '20m', 'max-file': '5' });
  if ((service as { restart?: string }).restart !== 'unless-stopped') return;
  expect(service.mem_limit).toMatch(/^\d+[mg]$/);
  expect(Number(service.cpus)).toBeGreaterThan(0);
});

test.each(['api', 'gateway', 'worker'])('%s is asked for its health where it answers', (name) => {
  const service = compose.services[name]!;
  const port = Number(/127\.0\.0\.1:(\d+)\/health\/ready/.exec(service.healthcheck?.test.join(' ') ?? '')?.[1]);
  const setting = { api: 'API_PORT', gateway: 'GATEWAY_METRICS_PORT', worker: 'WORKER_METRICS_PORT' }[name]!;
  expect(service.environment?.[setting]).toBe(port);
});

test('databases and Temporal are on the inner network alone, and only the proxy, SFTP and loopback are shown', () => {
  const { networks } = compose as unknown as { networks: Record<string, { internal?: boolean } | null> };
  expect(networks['inside']).toEqual({ internal: true });
  for (const name of ['postgresql', 'temporal-postgresql', 'temporal', 'temporal-schema', 'temporal-namespace', 'roles', 'migrate'])
    expect({ name, networks: compose.services[name]?.networks }).toEqual({ name, networks: ['inside'] });
  const shown = Object.entries(compose.services).flatMap(([name, { ports }]) =>
    (ports ?? []).filter((port) => !port.startsWith('127.0.0.1:')).map(() => name),
  );
  expect([...new Set(shown)].sort()).toEqual(['gateway', 'proxy']);
});

test('the proxy asks the API only when it is ready, and shows nobody its metrics', async () => {
  const file = await readFile(join(root, 'docs', 'Caddyfile'), 'utf8');
  expect(compose.services['proxy']?.volumes).toContain('./docs/Caddyfile:/etc/caddy/Caddyfile:ro');
  expect(file).toMatch(/@private path \/metrics \/health\/\*\n\s*respond @private 404/);
  expect(file).toMatch(/reverse_proxy api:3000/);
});

test('the databases may finish their last checkpoint', () => {
  for (const name of ['postgresql', 'temporal-postgresql']) expect(compose.services[name]?.stop_grace_period).toBe('60s');
});

test('the number of history shards is set on purpose, because it cannot be changed after the first start', async () => {
  expect(compose.services['temporal']?.environment?.['NUM_HISTORY_SHARDS']).toBe(512);
  const guide = await readFile(join(root, 'docs', 'operations.md'), 'utf8');
  expect(guide).toMatch(/`NUM_HISTORY_SHARDS`, 512 in `docker-compose.yml`\) is fixed at the first start/);
});

test('neither repository nor image takes in what an installation must keep to itself', async () => {
  for (const name of ['.gitignore', '.dockerignore']) {
    const lines = (await readFile(join(root, name), 'utf8')).split('\n').map((line) => line.replace(/^(\*\*)?\//, '').replace(/\/$/, ''));
    expect({ name, lines }).toEqual({ name, lines: expect.arrayContaining(['.env', 'secrets', 'var', 'backup', '*.pem', '*.key']) });
  }
});

test('the guide names every secret that may come as a file', async () => {
  const guide = await readFile(join(root, 'docs', 'operations.md'), 'utf8');
  const sentence = /^Secrets \(([\s\S]*?)\) may also be given as files/m.exec(guide)?.[1] ?? '';
  expect([...sentence.matchAll(/`([A-Z_]+)`/g)].map((match) => match[1])).toEqual([...SECRETS]);
});

test('the search attributes of the dev server are made in the cluster too', () => {
  for (const name of Object.keys(SEARCH_ATTRIBUTES)) expect(text).toContain(name);
});

test('the cluster takes turns between districts as the dev server does', () => {
  const { configs } = compose as unknown as { configs: Record<string, { content: string }> };
  const settings = parse(configs['temporal-dynamic-config']?.content ?? '') as Record<string, { value: unknown }[]>;
  expect(Object.entries(settings).map(([name, [first]]) => `${name}=${String(first?.value)}`)).toEqual(FAIRNESS);
});

test('the image uses Debian and Node 24, which Temporal and the security fixes need', async () => {
  const dockerfile = await readFile(join(root, 'Dockerfile'), 'utf8');
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map((match) => match[1]);
  expect(bases.length).toBeGreaterThan(0);
  expect(bases.every((base) => base === 'node:24-bookworm-slim')).toBe(true);
});

test.each(['api', 'gateway', 'worker'])(
  'the systemd unit of the %s starts what there is, keeps secrets as files, and gives it time to stop',
  async (name) => {
    const unit = await readFile(join(root, 'docs', 'systemd', `rollcall-${name}@.service`), 'utf8');
    const values = (key: string): string[] => [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map((match) => match[1] ?? '');
    expect(values('ExecStart')).toEqual([`/usr/bin/node bin/rollcall.mjs ${name}`]);
    expect(Number(values('TimeoutStopSec')[0])).toBeGreaterThan(STOP_SECONDS);
    const handed = values('LoadCredential').map((credential) => credential.split(':')[0] ?? '');
    expect(values('Environment').join(' ')).toContain(handed.map((file) => `${file.toUpperCase()}_FILE=%d/${file}`).join(' '));
    for (const file of handed) expect(SECRETS).toContain(file.toUpperCase());
    expect(values('NoNewPrivileges')).toEqual(['yes']);
    expect(values('ProtectSystem')).toEqual(['strict']);
  },
);
