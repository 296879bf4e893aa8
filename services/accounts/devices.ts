import { hashOfSecret, newSecret } from '../../infra/crypto/secrets.js';
import { networkOf } from '../../infra/network/network-of.js';
import { inShortTransaction, type Database } from '../../store/database.js';
import { countAccountMails, insertAccountMail } from '../../store/members.js';
import { noteDevice } from '../../store/second-factors.js';
import { MAILS_PER_DAY } from './members.js';

/**
 * Notes the browser and the network that an account signs in from, before its session starts. Returns the secret that the browser is to be
 * known by, and the mail that tells the holder of the account; null where the browser or the network is known (the computers of a school
 * forget their cookies each evening, and a script has none), where the account signs in for the first time, or where such mails were
 * enough for the day.
 */
export async function noteBrowser(
  database: Database,
  { accountId, device, address, now }: { accountId: string; device: string | undefined; address: string; now: Date },
): Promise<{ device: string; mailId: string | null }> {
  const secret = device ?? newSecret('rd');
  return inShortTransaction(database.pool, async (client) => {
    const browser = await noteDevice(client, { accountId, deviceHash: hashOfSecret(secret), now });
    const network = await noteDevice(client, { accountId, deviceHash: hashOfNetwork(address), now });
    const isTold = browser.isNew && network.isNew && (await countAccountMails(client, { accountId, kind: 'NEW_DEVICE', hours: 24 })) < MAILS_PER_DAY;
    return { device: secret, mailId: isTold ? await insertAccountMail(client, accountId, 'NEW_DEVICE') : null };
  });
}

/** What the network of an address is known by. */
export function hashOfNetwork(address: string): Buffer<ArrayBuffer> {
  return hashOfSecret(`network ${networkOf(address)}`);
}
