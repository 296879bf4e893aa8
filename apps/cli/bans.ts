import { parseNetwork } from '../../infra/network/address-list.js';
import { liftAnyBans } from '../../services/credentials/sftp-bans.js';
import { listOpenBans } from '../../store/gateway-bans.js';
import { CliError } from './cli-error.js';
import { withDatabase } from './with-database.js';

/** Prints who the gateways keep out now, one ban a line, or as JSON. */
export async function listBans({ json }: { json?: boolean }): Promise<void> {
  const bans = await withDatabase(listOpenBans);
  if (json === true) return console.log(JSON.stringify(bans, null, 2));
  if (bans.length === 0) return console.log('No address is banned.');
  for (const { network, username, until } of bans) console.log(`${until.toISOString()}  ${network}  ${username ?? '(everybody)'}`);
}

/** Lifts the bans at an address, of one user or of all. */
export async function liftBan(address: string, { user }: { user?: string }): Promise<void> {
  if (parseNetwork(address) === null) throw new CliError(`${address} is not an address. Give it as \`rollcall bans\` prints it.`, 64);
  const lifted = await withDatabase((database) => liftAnyBans(database, address, user ?? null));
  if (lifted === 0) throw new CliError(`Nothing is banned at ${address}${user === undefined ? '' : ` for ${user}`}.`);
  console.log(`${lifted === 1 ? 'One ban is' : `${lifted} bans are`} lifted. Every gateway follows within seconds.`);
}
