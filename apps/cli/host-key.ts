import { readConfig } from '../../infra/config.js';
import { masterKeyOf } from '../../infra/crypto/wrap-key.js';
import { makeNextHostKey } from '../../services/credentials/host-key.js';
import { examineHostKeys, retireHostKeys, switchHostKey, switchHostKeyBack } from '../../services/credentials/host-key-succession.js';
import { CliError } from './cli-error.js';
import { withDatabase } from './with-database.js';

const ROLES = { CURRENT: 'shown', NEXT: 'next, announced', FORMER: 'former, announced' } as const;
const FOLLOWS = 'Every gateway follows within seconds.';

/** Prints the host keys, and which SFTP users would not know the next one. */
export async function listHostKeys({ json }: { json?: boolean }): Promise<void> {
  const { keys, notReady } = await withDatabase((database) => examineHostKeys(database, new Date()));
  if (json === true) return console.log(JSON.stringify({ keys, notReady }, null, 2));
  if (keys.length === 0) return console.log('There is no host key yet: the first gateway makes it.');
  for (const { fingerprint, role, madeAt } of keys) console.log(`${fingerprint}  ${ROLES[role]}  made ${madeAt.toISOString()}`);
  if (!keys.some(({ role }) => role === 'NEXT')) return;
  if (notReady.length === 0) return console.log('Every SFTP user of the last 30 days has a program that took over the next key.');
  console.log(
    'These SFTP users of the last 30 days have not taken over the next key, as far as their program tells. Their SIS must be given its fingerprint:',
  );
  for (const { username, client } of notReady) console.log(`  ${username}  ${client ?? ''}`.trimEnd());
}

/** Makes the successor of the host key. */
export async function prepareHostKey(): Promise<void> {
  const masterKey = masterKeyOf(readConfig(process.env));
  const fingerprint = await withDatabase((database) => makeNextHostKey(database, masterKey));
  if (fingerprint === null)
    throw new CliError('There is another host key already, beside the one that is shown: `rollcall host-key list` says which. Retire it first.');
  console.log(
    `${fingerprint} is the next host key. The gateways announce it from now on; SFTP Details list it. Switch when \`rollcall host-key list\` names no user any more.`,
  );
}

/** Shows the successor, or with `back` the former key again. */
export async function switchToHostKey({ back }: { back?: boolean }): Promise<void> {
  const isDone = await withDatabase(back === true ? switchHostKeyBack : switchHostKey);
  if (!isDone) throw new CliError(back === true ? 'There is no former host key to go back to.' : 'There is no next host key: prepare one first.');
  console.log(`The ${back === true ? 'former' : 'next'} host key is shown from now on. ${FOLLOWS}`);
}

/** Forgets all but the key that is shown. */
export async function retireOtherHostKeys(): Promise<void> {
  const retired = await withDatabase(retireHostKeys);
  if (retired.length === 0) throw new CliError('There is no host key but the one that is shown.');
  console.log(`${retired.join(', ')} is retired. ${FOLLOWS}`);
}
