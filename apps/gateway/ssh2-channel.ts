import type { SFTPWrapper } from 'ssh2';

// Parts of ssh2 that are not in its types; the version is pinned, and the clients' tests watch both.

/** Without an exit status OpenSSH's sftp hangs, and scp reports a good upload as failed. */
export function sayGoodbye(sftp: SFTPWrapper): void {
  const channel = sftp as unknown as {
    outgoing: { id: number; state: string };
    _protocol: { exitStatus(channel: number, status: number): void };
  };
  if (channel.outgoing.state !== 'open' && channel.outgoing.state !== 'eof') return;
  try {
    channel._protocol.exitStatus(channel.outgoing.id, 0);
    sftp.end();
  } catch {
    // The connection is gone already.
  }
}

/** Replies that wait in ssh2 because the client's window is closed. */
export function unsentReplies(sftp: SFTPWrapper): number {
  return (sftp as unknown as { _buffer?: unknown[] })._buffer?.length ?? 0;
}
