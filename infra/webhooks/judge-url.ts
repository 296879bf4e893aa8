import { isIP } from 'node:net';
import type { ValueRule } from '../../domain/messages/request-texts.js';
import type { AddressList } from '../network/address-list.js';
import { mayConnectTo } from '../network/public-addresses.js';
import { hostOf } from './post-webhook.js';

/**
 * What is wrong with the address of a receiver as far as its text tells, as a rule that it breaks; null: nothing. Where a name leads is
 * judged at each delivery. `privateNetworks`: those of the installation; without any, http:// is not allowed.
 */
export function judgeWebhookUrl(text: string, privateNetworks: AddressList): ValueRule | null {
  if (!URL.canParse(text)) return 'not_a_web_address';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'not_a_web_address';
  if (url.username !== '' || url.password !== '') return 'sign_in_in_address';
  if (url.protocol === 'http:' && privateNetworks.isEmpty) return 'not_encrypted';
  const host = hostOf(url);
  if (isIP(host) !== 0) {
    if (!mayConnectTo(host, privateNetworks)) return 'private_address';
    return url.protocol === 'http:' && !privateNetworks.has(host) ? 'not_encrypted' : null;
  }
  // A name without a dot is one of the local network; these two endings always are.
  if (privateNetworks.isEmpty && (!host.includes('.') || /\.(localhost|local|internal)\.?$/.test(host))) return 'private_address';
  return null;
}
