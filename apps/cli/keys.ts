import { readConfig } from '../../infra/config.js';
import { masterKeyOf } from '../../infra/crypto/wrap-key.js';
import { eraseDistrictFiles } from '../../services/keys/erase-district-files.js';
import { rotateDistrictKey } from '../../services/keys/rotate-district-key.js';
import { rotateMasterKey } from '../../services/keys/rotate-master-key.js';
import { openErasureList } from '../../services/people/erasure-list.js';
import { isId } from '../../store/cursor.js';
import { openDatabase, TIME_OUTS } from '../../store/database.js';
import { openUploads } from '../../store/uploads.js';
import type { WrappedKind } from '../../store/wrapped-keys.js';
import { CliError } from './cli-error.js';

const USAGE = 64;
const TRY_AGAIN = 75;

/** Changes the key of a district, or the master key. */
export async function rotateKey({ district, master }: { district?: string; master?: boolean }): Promise<void> {
  if ((district === undefined) === (master !== true)) throw new CliError('Give one of --district and --master.', USAGE);
  await (district === undefined ? changeMasterKey() : changeDistrictKey(district));
}

async function changeDistrictKey(districtId: string): Promise<void> {
  seeId(districtId);
  const config = readConfig();
  const database = openDatabase(config.DATABASE_URL, { connections: 1, timeOuts: TIME_OUTS.tool });
  try {
    const version = await rotateDistrictKey(database, masterKeyOf(config), districtId);
    if (version === null) throw new CliError('There is no such district.');
    console.log(
      `Files that come from now on are sealed with key ${version} of this district. Earlier files stay readable until they are purged; keys that no file needs any more are deleted within the day.`,
    );
  } finally {
    await database.close();
  }
}

const WORDS: Record<WrappedKind, string> = {
  districtKey: 'keys of districts',
  hostKey: 'host keys',
  webhook: 'secrets of webhooks',
  oldWebhook: 'former secrets of webhooks',
  authenticatorApp: 'authenticator apps of accounts',
  offeredAuthenticatorApp: 'authenticator apps that wait for their first code',
  installationKey: 'keys of the installation',
};

async function changeMasterKey(): Promise<void> {
  const config = readConfig();
  if (config.MASTER_KEY_NEXT === undefined) {
    throw new CliError('Set MASTER_KEY_NEXT to the next master key (openssl rand -base64 32), at every part first, and then here.', USAGE);
  }
  const [current, next] = [Buffer.from(config.MASTER_KEY, 'base64'), Buffer.from(config.MASTER_KEY_NEXT, 'base64')];
  if (current.equals(next)) throw new CliError('MASTER_KEY_NEXT is the same as MASTER_KEY.', USAGE);
  const database = openDatabase(config.DATABASE_URL, { connections: 2, timeOuts: TIME_OUTS.tool });
  try {
    const { rewrapped, already, strange } = await rotateMasterKey(database, { current, next });
    const lines = (Object.keys(WORDS) as WrappedKind[]).filter((kind) => rewrapped[kind] > 0).map((kind) => `  ${rewrapped[kind]} ${WORDS[kind]}`);
    console.log(lines.length === 0 ? 'There was nothing left to wrap.' : ['Wrapped with MASTER_KEY_NEXT:', ...lines].join('\n'));
    if (already > 0) console.log(`It already wrapped ${already} others.`);
    if (strange.length > 0) {
      const which = strange.map(({ kind, id }) => `  ${WORDS[kind]}: ${id}`).join('\n');
      throw new CliError(`Neither key opens these, so keep every master key that you have:\n${which}`);
    }
    console.log('Now set MASTER_KEY to the value of MASTER_KEY_NEXT at every part, unset MASTER_KEY_NEXT, restart the parts, and make a backup.');
  } finally {
    await database.close();
  }
}

/** Destroys the keys of the files of a district. */
export async function eraseFiles({ district }: { district: string }): Promise<void> {
  seeId(district);
  const config = readConfig();
  const database = openDatabase(config.DATABASE_URL, { connections: 2, timeOuts: TIME_OUTS.tool });
  try {
    const { uploads } = openUploads(database, config);
    const result = await eraseDistrictFiles({ database, uploads, erasures: openErasureList(config) }, { districtId: district });
    if (result.kind === 'no_district') throw new CliError('There is no such district.');
    if (result.kind === 'sync_under_way') {
      throw new CliError('A file of this district is being worked on. Nothing was erased; try again in a minute.', TRY_AGAIN);
    }
    console.log(
      `Destroyed keys: ${result.keys}; files that cannot be read any more: ${result.files}. People, changes and settings of the district are as before. Backups that were made earlier hold the keys, wrapped by the master key, until they are deleted.`,
    );
  } finally {
    await database.close();
  }
}

function seeId(districtId: string): void {
  if (!isId(districtId)) throw new CliError('--district is the id of a district.', USAGE);
}
