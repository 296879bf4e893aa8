import { readFileSync } from 'node:fs';
import { ConfigError } from './config-error.js';

/** Each may also be given as `NAME_FILE`, the path of a file that holds it, as container platforms hand out secrets. */
export const SECRETS = ['DATABASE_URL', 'SMTP_URL', 'MASTER_KEY', 'SFTP_HOST_KEY', 'ROLLCALL_API_TOKEN'] as const;

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
