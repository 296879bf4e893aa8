import { configSchema } from '../../infra/config.js';
import { withSecretFiles } from '../../infra/secret-files.js';
import { CliError } from './cli-error.js';

/** DATABASE_URL, the one setting that the commands on the database need. */
export function databaseUrlFromEnvironment(): string {
  const given = withSecretFiles(process.env)['DATABASE_URL'];
  if (given === undefined || given === '') throw new CliError('DATABASE_URL is missing: set it in the environment.', 64);
  const parsed = configSchema.shape.DATABASE_URL.safeParse(given);
  if (!parsed.success) throw new CliError(`DATABASE_URL is wrong: ${parsed.error.issues[0]?.message ?? ''}.`, 64);
  return parsed.data;
}
