import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withSecretFiles } from '../../infra/secret-files.js';
import { CliError } from './cli-error.js';

const USAGE = 64;

/** Address and token of the API: as given, else of the environment, else those of a running `npm start`. Throws CliError. */
export function findApi(options: { api?: string; token?: string }): { url: string; token: string } {
  const given = options.token ?? withSecretFiles(process.env)['ROLLCALL_API_TOKEN'];
  const run = options.api === undefined || given === undefined ? readRunFile() : undefined;
  const url = options.api ?? run?.apiUrl;
  if (url === undefined) throw new CliError('No API was found: give --api, or start Rollcall with `npm start`.', USAGE);
  const token = given ?? run?.accounts.find(({ role }) => role === 'DISTRICT_MANAGER')?.apiToken;
  if (token === undefined) throw new CliError('No API token: give --token, or set ROLLCALL_API_TOKEN.', USAGE);
  return { url, token };
}

function readRunFile(): { apiUrl: string; accounts: { role: string; apiToken: string }[] } | undefined {
  try {
    return JSON.parse(readFileSync(join(process.env['ROLLCALL_DATA'] ?? 'var', 'run.json'), 'utf8')) as ReturnType<typeof readRunFile>;
  } catch {
    return undefined;
  }
}
