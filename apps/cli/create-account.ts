import { randomBytes } from 'node:crypto';
import type { Locale } from '../../domain/locale.js';
import { createAccount, createApiToken } from '../../services/accounts/accounts.js';
import type { Database } from '../../store/database.js';
import { districtExists, insertDistrict } from '../../store/districts.js';
import { schoolExists } from '../../store/schools.js';
import { CliError } from './cli-error.js';
import { withDatabase } from './with-database.js';

type Options = { email: string; role: 'OWNER' | 'DISTRICT_MANAGER'; school?: string; district?: string; newDistrict?: string; locale: Locale };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Makes an account; its password and token are printed as JSON, the only time that they can be seen. */
export async function createAccountFromCli(options: Options): Promise<void> {
  if (!/^[^\s@]+@[^\s@]+$/.test(options.email)) throw new CliError('--email is no e-mail address.', 64);
  await withDatabase(async (database) => {
    const password = randomBytes(12).toString('base64url');
    const place = await placeOf(database, options);
    const account = await createAccount(database, { email: options.email, password, locale: options.locale, ...place });
    const apiToken = await createApiToken(database, account.id);
    console.log(JSON.stringify({ id: account.id, email: account.email, ...place, password, apiToken }, null, 2));
  }).catch((error: unknown) => {
    if ((error as { code?: string }).code === 'P2002') throw new CliError(`${options.email} has an account already.`);
    throw error;
  });
}

async function placeOf(
  database: Database,
  options: Options,
): Promise<{ role: 'OWNER'; schoolId: string } | { role: 'DISTRICT_MANAGER'; districtId: string }> {
  if (options.role === 'OWNER') {
    const id = options.school;
    if (id === undefined) throw new CliError('An OWNER needs --school.', 64);
    if (!UUID.test(id) || !(await schoolExists(database, id))) throw new CliError(`There is no school ${id}.`);
    return { role: 'OWNER', schoolId: id };
  }
  if (options.newDistrict !== undefined) {
    return { role: 'DISTRICT_MANAGER', districtId: await insertDistrict(database, options.newDistrict) };
  }
  const id = options.district;
  if (id === undefined) throw new CliError('A DISTRICT_MANAGER needs --district or --new-district.', 64);
  if (!UUID.test(id) || !(await districtExists(database, id))) throw new CliError(`There is no district ${id}.`);
  return { role: 'DISTRICT_MANAGER', districtId: id };
}
