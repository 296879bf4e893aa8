import { createPrivateKey, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { withPemFiles, withSecretFiles } from './secret-files.js';
import { parseAddressList } from './network/address-list.js';

export { ConfigError };

const port = z.coerce.number().int().min(1).max(65535);
const pem = z.string().regex(/-----BEGIN [A-Z ]+-----/, 'must be a PEM text, or the path of a file that holds one');
const issuer = z.url().regex(/^(https:\/\/|http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:|\/|$))/, 'must start with https://');
const masterKey = z.string().refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64 (openssl rand -base64 32)');
const count = z.coerce.number().int().positive();

/** Every setting that the environment gives, declared and explained where it is read. Names are fixed by docs/operations.md. */
const settings = z.object({
  /** Folder of the embedded data: database, uploads, keys, run.json. */
  ROLLCALL_DATA: z.string().min(1).default('var'),
  /** PostgreSQL 18 or newer, as a URL. */
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgresql://'),
  /** host:port of the Temporal frontend. */
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s/]+:\d+$/, 'must look like host:port')
    .default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  TEMPORAL_TASK_QUEUE: z.string().min(1).default('rollcall'),
  /** CA that signed the certificate of the Temporal frontend; without it, those that the system trusts. Any of these four means TLS. */
  TEMPORAL_TLS_CA: pem.optional(),
  /** Client certificate and its key, for mTLS. */
  TEMPORAL_TLS_CERT: pem.optional(),
  TEMPORAL_TLS_KEY: pem.optional(),
  /** API key of the namespace, as Temporal Cloud gives it; never sent without TLS. */
  TEMPORAL_API_KEY: z.string().min(1).optional(),
  /** Name in the certificate of the Temporal frontend, where TEMPORAL_ADDRESS has another. */
  TEMPORAL_TLS_SERVER_NAME: z.string().min(1).optional(),
  /** Where the Temporal Web UI answers; printed in syncs and mails for support. */
  TEMPORAL_UI_URL: z.url().default('http://127.0.0.1:8233'),
  /** smtp:// or smtps:// URL of the mail relay. */
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')
    .default('smtp://127.0.0.1:1025'),
  /** The sender of every mail. */
  MAIL_FROM: z.string().min(3).default('Rollcall <rollcall@localhost>'),
  /** Address under which people open the console; links in mails start with it. */
  PUBLIC_URL: z.url().default('http://127.0.0.1:3000'),
  /** Address on which API and gateway listen. The embedded run keeps to loopback. */
  LISTEN_HOST: z.string().min(1).default('127.0.0.1'),
  API_PORT: port.default(3000),
  SFTP_PORT: port.default(2022),
  /** A second port of the gateway for programs too old for the first; without it, there is none. */
  SFTP_COMPAT_PORT: port.optional(),
  /** Health and metrics of the gateway, and of the worker; without it, neither. */
  GATEWAY_METRICS_PORT: port.optional(),
  WORKER_METRICS_PORT: port.optional(),
  /** Metrics of the Temporal SDK in the worker. */
  TEMPORAL_METRICS_PORT: port.optional(),
  TEMPORAL_PORT: port.default(7233),
  TEMPORAL_UI_PORT: port.default(8233),
  MAIL_UI_PORT: port.default(8025),
  MAIL_SMTP_PORT: port.default(1025),
  PG_PORT: port.default(54329),
  /** Where Vite serves the console in `npm run dev`; elsewhere the API serves it. */
  CONSOLE_PORT: port.default(5173),
  /** What the SFTP Details page shows as host, per region, and as port. */
  SFTP_HOST_US: z.string().min(1).default('sftp-us.minga.io'),
  SFTP_HOST_CA: z.string().min(1).default('ftp-ca.minga.io'),
  SFTP_PUBLIC_PORT: port.optional(),
  /** What the SFTP Details page shows as port for old programs, where a balancer or the API's own environment does not say `SFTP_COMPAT_PORT`. */
  SFTP_PUBLIC_COMPAT_PORT: port.optional(),
  /** 32 bytes in base64: wraps the keys of districts and every other secret that is stored. The embedded run makes one in `$ROLLCALL_DATA/keys`. */
  MASTER_KEY: masterKey,
  /** The master key that follows, while it is being changed: it wraps from then on, and both of them open. See `rollcall rotate-key --master`. */
  MASTER_KEY_NEXT: masterKey.optional(),
  /** Where uploads lie: a folder that all parts share, or a bucket of S3 or of a server that speaks its protocol. */
  UPLOAD_STORE: z.enum(['folder', 's3']).default('folder'),
  /** Folder of the upload store; default `$ROLLCALL_DATA/uploads`. */
  UPLOAD_FOLDER: z.string().min(1).optional(),
  /** Server of the bucket; without it, Amazon's. */
  S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must start with https:// or http://' }).optional(),
  S3_BUCKET: z.string().min(3).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  /** Who may use the bucket; without them, where Amazon's SDK finds them, such as the role of the machine. */
  AWS_ACCESS_KEY_ID: z.string().min(1).optional(),
  AWS_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  AWS_SESSION_TOKEN: z.string().min(1).optional(),
  /** Folder in which the gateway keeps, encrypted, what a client is sending; default `$ROLLCALL_DATA/spool`. Each gateway may have its own. */
  SPOOL_FOLDER: z.string().min(1).optional(),
  /** ed25519 private key in OpenSSH form of an SFTP server that Rollcall replaces. Without it the first gateway makes one; kept in the database. */
  SFTP_HOST_KEY: z.string().min(1).optional(),
  /** Days after which the bytes of an upload are erased; the last good file of each export is kept for longer. */
  UPLOAD_RETENTION_DAYS: z.coerce.number().int().min(1).default(90),
  /** Bytes of the uploads of one school that are kept; beyond them, the oldest files are erased before their days are over. */
  SCHOOL_STORE_BYTES: z.coerce
    .number()
    .int()
    .min(1)
    .default(20 * 1024 ** 3),
  /** Days after which the columns of a rejected file are forgotten. */
  REJECTED_HEADER_RETENTION_DAYS: count.default(30),
  /** Days after which a hold on which no owner decided is discarded. */
  HOLD_RETENTION_DAYS: count.default(60),
  /** Days after which what a sync changed is deleted; until then it can be undone. */
  CHANGE_RETENTION_DAYS: count.default(400),
  /** Days after which somebody who was archived, and has not come back, is erased. */
  ARCHIVED_RETENTION_DAYS: count.default(2555),
  /** Days after which a receipt is deleted. */
  RECEIPT_RETENTION_DAYS: count.default(90),
  /** Days after which it is forgotten which mail went to which address. */
  MAIL_RETENTION_DAYS: count.default(400),
  /** Largest upload in bytes. */
  MAX_UPLOAD_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(100 * 1024 * 1024),
  /** API requests per minute and token. */
  API_RATE_PER_MINUTE: z.coerce.number().int().positive().default(600),
  /** Comma-separated addresses or networks of the proxies before the API, whose X-Forwarded-For is believed; empty: nobody's. */
  TRUSTED_PROXIES: z.string().default(''),
  /** Sign-in with Google: the client that its console made for the redirect address `PUBLIC_URL/api/sign-in/google/callback`. */
  GOOGLE_CLIENT_ID: z.string().min(1).optional(),
  GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
  /** Sign-in with Microsoft: the id of the one tenant whose people may sign in, and a client with the optional claim `xms_edov`; `…/api/sign-in/microsoft/callback`. */
  MICROSOFT_TENANT: z.guid('must be the id of a tenant, not a name such as common').optional(),
  MICROSOFT_CLIENT_ID: z.string().min(1).optional(),
  MICROSOFT_CLIENT_SECRET: z.string().min(1).optional(),
  /** Sign-in with any other OpenID Connect provider: its issuer, what its button says, and a client; `…/api/sign-in/oidc/callback`. */
  OIDC_ISSUER: issuer.optional(),
  OIDC_NAME: z.string().min(1).max(40).default('OpenID Connect'),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** Comma-separated private networks that webhooks may be sent into, also by http://; empty: none. */
  WEBHOOK_PRIVATE_NETWORKS: z
    .string()
    .refine((text) => parseAddressList(text) !== null, 'must be addresses or networks, comma-separated')
    .default(''),
  /** Comma-separated addresses that connection rates and bans spare. */
  GATEWAY_SPARED_ADDRESSES: z.string().default(''),
  /** Comma-separated addresses or networks of the balancers before the gateway, which must send PROXY protocol version 2; empty: none. */
  PROXY_PROTOCOL_FROM: z
    .string()
    .refine((text) => parseAddressList(text) !== null, 'must be addresses or networks, comma-separated')
    .default(''),
  /** SFTP connections of all schools, of one address for each user that signs in from it, and of one school. */
  GATEWAY_CONNECTIONS: count.default(1000),
  GATEWAY_CONNECTIONS_PER_ADDRESS: count.default(20),
  GATEWAY_CONNECTIONS_PER_SCHOOL: count.default(40),
  /** New SFTP connections of one address in a second; four times as many may come at once. */
  GATEWAY_CONNECTIONS_PER_SECOND: count.default(5),
  /** From an SFTP connection to its sign-in. */
  GATEWAY_SIGN_IN_SECONDS: count.default(45),
  /** An SFTP session without any request. */
  GATEWAY_IDLE_MINUTES: count.default(15),
  /** Failed sign-ins of one user at one address within half an hour that ban this user there. */
  GATEWAY_BAN_FAILURES: count.default(15),
  /** Users that failed at one address within half an hour, none of which signed in, that ban the address. */
  GATEWAY_BAN_NAMES: count.default(15),
  /** How long a user is banned at an address, and an address the first time. */
  GATEWAY_BAN_MINUTES: count.default(5),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** What each way of signing in needs; without any of them, there is no such way. */
const SIGN_IN_SETTINGS = [
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['MICROSOFT_TENANT', 'MICROSOFT_CLIENT_ID', 'MICROSOFT_CLIENT_SECRET'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
] as const;

export const configSchema = settings.superRefine((given, context) => {
  const { TEMPORAL_TLS_CERT: certificate, TEMPORAL_TLS_KEY: key } = given;
  const say = (name: keyof typeof settings.shape, message: string): void => context.addIssue({ code: 'custom', path: [name], message });
  if (certificate !== undefined && key === undefined) say('TEMPORAL_TLS_KEY', 'the certificate needs its key');
  else if (certificate === undefined && key !== undefined) say('TEMPORAL_TLS_CERT', 'the key needs its certificate');
  else if (certificate !== undefined && key !== undefined && !belongTogether(certificate, key))
    say('TEMPORAL_TLS_KEY', 'is not the key of TEMPORAL_TLS_CERT');
  for (const names of SIGN_IN_SETTINGS) {
    const missing = names.filter((name) => given[name] === undefined);
    if (missing.length < names.length) for (const name of missing) say(name, `sign-in needs all of ${names.join(', ')}`);
  }
  if (given.UPLOAD_STORE === 's3' && given.S3_BUCKET === undefined) say('S3_BUCKET', 'UPLOAD_STORE is s3, and needs the name of its bucket');
  if (given.AWS_ACCESS_KEY_ID !== undefined && given.AWS_SECRET_ACCESS_KEY === undefined)
    say('AWS_SECRET_ACCESS_KEY', 'the access key needs its secret');
  if (given.AWS_SECRET_ACCESS_KEY !== undefined && given.AWS_ACCESS_KEY_ID === undefined) say('AWS_ACCESS_KEY_ID', 'the secret needs its access key');
});

function belongTogether(certificate: string, key: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

export type Config = z.infer<typeof configSchema>;

/** Settings of the embedded run only: where it puts the servers that production runs elsewhere. */
export const EMBEDDED_SETTINGS = [
  'TEMPORAL_PORT',
  'TEMPORAL_UI_PORT',
  'CONSOLE_PORT',
  'MAIL_UI_PORT',
  'MAIL_SMTP_PORT',
  'PG_PORT',
] as const satisfies (keyof Config)[];

/** Reads the environment once. Throws ConfigError that names every variable that is missing or wrong. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const env = withPemFiles(withSecretFiles(environment));
  const known = Object.keys(configSchema.shape);
  const given = Object.fromEntries(known.filter((key) => env[key] !== undefined && env[key] !== '').map((key) => [key, env[key]]));
  const parsed = configSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map((issue) => {
      const key = String(issue.path[0]);
      return key in given ? `${key} is wrong: ${issue.message}.` : `${key} is missing: set it in the environment.`;
    }),
  );
}
