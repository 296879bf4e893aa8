import type { Connection } from 'ssh2';

const USER_AUTHENTICATION = 'ssh-userauth';

type ServiceRequest = (protocol: { serviceAccept(service: string): void }, service: string) => void;

/**
 * Lets a client ask for `ssh-userauth` again while it has not signed in, up to `limit` times, as OpenSSH does. paramiko and
 * programs built on it ask before every method, so a key that is tried first, or one wrong password, would end the connection:
 * ssh2 1.17 ends it at the second request and has no setting for that. So its handler, which it looks up at each packet, is
 * wrapped in place. Everything else (another service, a request after the sign-in, a first request before the key exchange,
 * one beyond the limit) goes to ssh2, which disconnects. Call it when the connection has shown its version.
 *
 * @throws when ssh2 keeps its handlers elsewhere; the version is pinned, and test/sftp/sign-in.test.ts watches it.
 */
export function acceptRepeatedServiceRequests(client: Connection, limit: number): void {
  const inside = client as unknown as { authenticated?: boolean; _protocol?: { _handlers?: { SERVICE_REQUEST?: ServiceRequest } } };
  const handlers = inside._protocol?._handlers;
  const original = handlers?.SERVICE_REQUEST;
  if (handlers === undefined || typeof original !== 'function' || inside.authenticated !== false) {
    throw new Error('ssh2 has changed inside: its handler of service requests is no longer at connection._protocol._handlers.');
  }
  let keysExchanged = false;
  client.once('handshake', () => (keysExchanged = true));
  let accepted = 0;
  handlers.SERVICE_REQUEST = (protocol, service) => {
    const isRepetition = keysExchanged && accepted > 0 && inside.authenticated === false && service === USER_AUTHENTICATION;
    if (isRepetition && accepted <= limit) {
      accepted++;
      return protocol.serviceAccept(service);
    }
    // ssh2 accepts exactly one, the first after the key exchange.
    if (keysExchanged && service === USER_AUTHENTICATION) accepted++;
    original(protocol, service);
  };
}
