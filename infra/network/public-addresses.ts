import { isIP } from 'node:net';
import { parseAddressList, type AddressList } from './address-list.js';
import { plainAddress } from './network-of.js';

/**
 * IPv4 networks that are not the internet (IANA special-purpose registry): this host, private, shared by a carrier, loopback, link-local
 * (where clouds answer with credentials), protocol assignments, documentation, 6to4 relays, benchmarks, multicast, reserved, broadcast.
 */
const NOT_PUBLIC_IPV4 =
  '0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,169.254.0.0/16,172.16.0.0/12,192.0.0.0/24,192.0.2.0/24,192.88.99.0/24,192.168.0.0/16,' +
  '198.18.0.0/15,198.51.100.0/24,203.0.113.0/24,224.0.0.0/4,240.0.0.0/4';
/** Of IPv6 only this is the internet … */
const PUBLIC_IPV6 = '2000::/3';
/** … without Teredo and 6to4, which carry an IPv4 address of anybody's choice, benchmarks, ORCHID, documentation and segment routing. */
const NOT_PUBLIC_IPV6 = '2001::/23,2001:db8::/32,2002::/16,3fff::/20';

const notPublic = parseAddressList(`${NOT_PUBLIC_IPV4},${NOT_PUBLIC_IPV6}`)!;
const publicIpv6 = parseAddressList(PUBLIC_IPV6)!;

/** Whether an address belongs to the internet, and not to a network that only programs inside of it should reach. */
export function isPublicAddress(address: string): boolean {
  const plain = plainAddress(address);
  const family = isIP(plain);
  if (family === 0) return false;
  // IPv4 written as IPv6 in any other way than plainAddress knows is outside of 2000::/3.
  return family === 4 ? !notPublic.has(plain) : publicIpv6.has(plain) && !notPublic.has(plain);
}

/** The addresses that a delivery may connect to: the internet's, and those of networks that the installation names. */
export function mayConnectTo(address: string, privateNetworks: AddressList): boolean {
  return isPublicAddress(address) || privateNetworks.has(address);
}
