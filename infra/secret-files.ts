import { readFileSync } from 'node:fs';
import { ConfigError } from './config-error.js';

/** Each may also be given as `NAME_FILE`, the path of a file that holds it, as container platforms hand out secrets. */
export const SECRETS = [
  'DATABASE_URL',
  'SMTP_URL',
  'MASTER_KEY',
  'MASTER_KEY_NEXT',
  'SFTP_HOST_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'TEMPORAL_TLS_CA',
  'TEMPORAL_TLS_CERT',
  'TEMPORAL_TLS_KEY',
  'TEMPORAL_API_KEY',
  'GOOGLE_CLIENT_SECRET',
  'MICROSOFT_CLIENT_SECRET',
  'OIDC_CLIENT_SECRET',
  'ROLLCALL_API_TOKEN',
] as const;

/** Certificates and keys: Temporal's own tools take paths under these names, so a value that is no PEM text is one. */
const PEMS = ['TEMPORAL_TLS_CA', 'TEMPORAL_TLS_CERT', 'TEMPORAL_TLS_KEY'] as const;

/** `env` with each secret whose NAME_FILE is set read from that file. Throws ConfigError that names every wrong variable. */
export function withSecretFiles(env: Record<string, string | undefined>): Record<string, string | undefined> {
  const read: Record<string, string | undefined> = { ...env };
  const lines: string[] = [];
  for (const name of SECRETS) {
    const path = env[`${name}_FILE`];
    if (path === undefined || path === '') continue;
    delete read[`${name}_FILE`];
    if (env[name] !== undefined && env[name] !== '') {
      lines.push(`${name} and ${name}_FILE are both set: unset one of them.`);
      continue;
    }
    try {
      read[name] = readFileSync(path, 'utf8').trim();
    } catch (error) {
      lines.push(`${name}_FILE is wrong: ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
    }
  }
  if (lines.length > 0) throw new ConfigError(lines);
  return read;
}

/** `env` with each certificate or key that is given as a path read from there. Throws ConfigError that names every wrong variable. */
export function withPemFiles(env: Record<string, string | undefined>): Record<string, string | undefined> {
  const read = { ...env };
  const lines: string[] = [];
  for (const name of PEMS) {
    const given = env[name];
    if (given === undefined || given === '' || given.includes('-----BEGIN')) continue;
    try {
      read[name] = readFileSync(given, 'utf8').trim();
    } catch (error) {
      // The value itself stays out of the line: it may be a key that was pasted without its first line.
      lines.push(`${name} is wrong: it is no PEM text, and no file that can be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
    }
  }
  if (lines.length > 0) throw new ConfigError(lines);
  return read;
}
