import type { Connection } from 'ssh2';

/** The kind of algorithm without a common choice, such as `KEX method`, and what the client offered, in its order. */
export type FailedNegotiation = { missing: string; offered: string };

type Inside = { _protocol?: { _debug?: ((line: string) => void) | undefined } };

/**
 * Reports that a client and this gateway have no common algorithm. ssh2 says what the client offered only in its debug
 * lines, so we read those until the keys are exchanged. Call it when the connection has shown its version.
 *
 * @throws when ssh2 keeps its protocol elsewhere; the version is pinned, and test/sftp/troubles.test.ts watches what it says.
 */
export function watchNegotiation(client: Connection, onFailed: (failed: FailedNegotiation) => void): void {
  const protocol = (client as unknown as Inside)._protocol;
  if (protocol === undefined) throw new Error('ssh2 has changed inside: its protocol is no longer at connection._protocol.');
  let latest: FailedNegotiation | null = null;
  protocol._debug = (line) => {
    const [, missing, offered] = /^Handshake: \(remote\) ([^:]+): (.*)$/s.exec(line) ?? [];
    if (missing !== undefined && offered !== undefined) latest = { missing, offered };
  };
  client.once('handshake', () => {
    protocol._debug = undefined;
    latest = null;
  });
  client.on('error', (error: Error & { level?: string }) => {
    if (error.level === 'handshake' && error.message.includes('no matching') && latest !== null) onFailed(latest);
  });
}
