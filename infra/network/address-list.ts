import { BlockList, isIP } from 'node:net';
import { plainAddress } from './network-of.js';

/** Addresses and networks, as a setting names them: comma-separated, `203.0.113.7` or `203.0.113.0/24`, IPv4 or IPv6. */
export type AddressList = { has(address: string): boolean; isEmpty: boolean };

/** Null: an entry is neither an address nor a network. */
export function parseAddressList(text: string): AddressList | null {
  const list = new BlockList();
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry === '') continue;
    const network = parseNetwork(entry);
    if (network === null) return null;
    list.addSubnet(network.address, network.bits, network.family);
  }
  return {
    isEmpty: list.rules.length === 0,
    has: (address) => {
      const plain = plainAddress(address);
      const family = isIP(plain);
      return family !== 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6');
    },
  };
}

/** `bits`: how many of the first bits make the network; all of them for one address. */
export function parseNetwork(text: string): { address: string; bits: number; family: 'ipv4' | 'ipv6' } | null {
  const [, address = '', given] = /^([0-9a-fA-F:.]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = isIP(address);
  if (family === 0) return null;
  const most = family === 4 ? 32 : 128;
  const bits = given === undefined ? most : Number(given);
  return bits > most ? null : { address, bits, family: family === 4 ? 'ipv4' : 'ipv6' };
}
