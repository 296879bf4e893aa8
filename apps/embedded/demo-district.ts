import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../../domain/locale.js';
import { createAccount, createApiToken, findAccountByToken } from '../../services/accounts/accounts.js';
import { hashPassword } from '../../infra/crypto/hash-password.js';
import { renewSftpPassword, verifySftpPassword } from '../../services/credentials/sftp-credentials.js';
import { findAccountByEmail, setAccountPassword } from '../../store/accounts.js';
import type { Database } from '../../store/database.js';
import { findDistrictByName, insertDistrict } from '../../store/districts.js';
import { findSchoolByName } from '../../store/schools.js';
import { readSftpUsername } from '../../store/sftp-accounts.js';
import { createSchool } from '../../services/schools/create-school.js';
import { writeAtomically } from './data-folder.js';

type Region = 'US' | 'CA';

/** The demo district as `run.json` shows it. */
export type DemoDistrict = {
  accounts: ({ email: string; password: string; apiToken: string } & (
    | { role: 'OWNER'; schoolId: string }
    | { role: 'DISTRICT_MANAGER'; districtId: string }
  ))[];
  schools: { id: string; name: string; region: Region; sftp: { username: string; password: string } }[];
};

/** What the database keeps as hashes only; kept beside it, so that a later start can still name it. */
type Kept = { passwords: Record<string, string>; tokens: Record<string, string>; sftp: Record<string, { username: string; password: string }> };

const SCHOOLS = [
  { name: 'Lincoln High School', region: 'US', timeZone: 'America/Chicago', locale: 'en', owner: 'owner.lincoln@example.org' },
  { name: 'École Montcalm', region: 'CA', timeZone: 'America/Toronto', locale: 'fr-CA', owner: 'direction.montcalm@example.org' },
] as const satisfies { name: string; region: Region; timeZone: string; locale: Locale; owner: string }[];
const DISTRICT = 'Rollcall Demo District';
const MANAGER = 'district.manager@example.org';

/**
 * Two schools of one district, an owner each and a district manager: made at the first start, found at every later one.
 * Interrupted in the middle, the next start goes on; a credential that was changed since is renewed, never guessed.
 */
export async function ensureDemoDistrict(database: Database, dataFolder: string, now: Date): Promise<DemoDistrict & { districtId: string }> {
  const file = join(dataFolder, 'keys', 'demo.json');
  const kept: Kept = { passwords: {}, tokens: {}, sftp: {}, ...(existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Kept>) : {}) };
  const keep = (): void => writeAtomically(file, `${JSON.stringify(kept, null, 2)}\n`);

  const districtId = (await findDistrictByName(database, DISTRICT)) ?? (await insertDistrict(database, DISTRICT));

  const account = async (
    email: string,
    place: { role: 'OWNER'; schoolId: string; locale: Locale } | { role: 'DISTRICT_MANAGER'; districtId: string; locale: Locale },
  ) => {
    const password = (kept.passwords[email] ??= newPassword());
    keep();
    const { id } = (await findAccountByEmail(database, email))?.account ?? (await createAccount(database, { email, password, ...place }));
    const token = kept.tokens[email];
    if (token === undefined || (await findAccountByToken(database, 'API', token, now)) === null) {
      // Without its token the keys folder is new, or was lost: the password in it is then new as well.
      if (token === undefined) await setAccountPassword(database, email, await hashPassword(password));
      kept.tokens[email] = await createApiToken(database, id);
      keep();
    }
    return { email, password, apiToken: kept.tokens[email]! };
  };

  const schools: DemoDistrict['schools'] = [];
  const accounts: DemoDistrict['accounts'] = [];
  for (const { owner, ...demo } of SCHOOLS) {
    let schoolId = await findSchoolByName(database, districtId, demo.name);
    if (schoolId === null) {
      const created = await createSchool(database, { districtId, ...demo });
      schoolId = created.id;
      kept.sftp[schoolId] = created.sftp;
      keep();
    }
    const sftp = kept.sftp[schoolId];
    if (sftp === undefined || (await verifySftpPassword(database, sftp.username, sftp.password)) === null) {
      const username = await readSftpUsername(database, schoolId);
      kept.sftp[schoolId] = { username, password: (await renewSftpPassword(database, schoolId, now)).password };
      keep();
    }
    schools.push({ id: schoolId, name: demo.name, region: demo.region, sftp: kept.sftp[schoolId]! });
    accounts.push({ ...(await account(owner, { role: 'OWNER', schoolId, locale: demo.locale })), role: 'OWNER', schoolId });
  }
  accounts.push({
    ...(await account(MANAGER, { role: 'DISTRICT_MANAGER', districtId, locale: 'en' })),
    role: 'DISTRICT_MANAGER',
    districtId,
  });
  return { districtId, schools, accounts };
}

/** Easy to type: four groups of four letters and digits that no font confuses, 79 bits. */
function newPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')).join('-');
}
