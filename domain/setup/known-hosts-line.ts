const SSH_PORT = 22;

/** The line of an OpenSSH `known_hosts` file for a server. `publicKey`: type and key, as OpenSSH writes them. */
export function knownHostsLine({ host, port }: { host: string; port: number }, publicKey: string): string {
  return `${port === SSH_PORT ? host : `[${host}]:${port}`} ${publicKey}`;
}
