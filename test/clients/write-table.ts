/** What became of one case of one client at one port of the gateway. */
export type Cell = { client: string; port: string; case: string; outcome: 'received' | 'failed' | 'no such thing' | 'stays out' };

const MARKS: Record<Cell['outcome'], string> = { received: '✓', failed: '**fails**', 'no such thing': '–', 'stays out': 'stays out' };

/** docs/sftp-clients.md. */
export function tableOf(cells: readonly Cell[], versions: ReadonlyMap<string, string>): string {
  const cases = [...new Set(cells.map((cell) => cell.case))];
  const rows = [...new Set(cells.map(({ client, port }) => `${client}\n${port}`))].map((key) => {
    const [client = '', port = ''] = key.split('\n');
    const marks = cases.map((name) => {
      const cell = cells.find((one) => one.client === client && one.port === port && one.case === name);
      return cell === undefined ? '' : MARKS[cell.outcome];
    });
    return `| ${[client, versions.get(client) ?? '', `\`${port}\``, ...marks].join(' | ')} |`;
  });
  return `# SFTP clients

\`npm run test:clients\` writes this page: it fetches each client from its registry, lets it send files to a real gateway, and compares what was received byte for byte. A client that
cannot be fetched fails the run. ✓: exactly the files that were sent were received, each once. –: the client has no such command.

| client | version | port | ${cases.join(' | ')} |
| ${['---', '---', '---', ...cases.map(() => '---')].join(' | ')} |
${rows.join('\n')}

What \`SFTP_COMPAT_PORT\` adds, and why programs with Diffie-Hellman groups alone stay out at both ports, stands in [sftp.md](sftp.md#old-programs).

Not tried:
- **FileZilla, WinSCP and Cyberduck** are programs with windows. FileZilla's connections are those of PuTTY (psftp above); WinSCP's too.
- **SSH.NET** comes from NuGet, which \`npm run test:clients\` does not use. The lists of algorithms that it had before curve25519 came are tried by
  test/sftp/algorithms.test.ts, with another client.
- **paramiko 1** runs on no Python that is still maintained. It knows Diffie-Hellman groups alone, as \`OpenSSH with Diffie-Hellman groups alone\` in the table.
- **net-ssh before 4** (Ruby) likewise. A newer one needs the gems \`x25519\` and \`ed25519\` for \`SFTP_PORT\`; without the first it is in the table.
`;
}
