import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CATEGORIES } from '../../domain/category.js';
import type { SyncView } from '../../domain/sync.js';
import { print } from './print.js';
import { checkoutFolder, type EmbeddedSettings } from './settings.js';
import type { Everything } from './start-everything.js';

/** Says what the sync of the sample changed, or why it changed nothing. */
export function showSync(sync: SyncView): void {
  print.text('');
  if (sync.status === 'UNCHANGED') {
    print.done(`${sync.file.name}: the same file was applied at an earlier start. Acknowledged, nothing to do; the people are as they were.`);
    return;
  }
  if (sync.status !== 'APPLIED' && sync.status !== 'HELD') {
    print.failure(`${sync.file.name}: ${sync.status.toLowerCase()}${sync.error === null ? '' : `: ${sync.error.message}`}`);
    return;
  }
  print.done(`${sync.file.name}: ${sync.rows.total} rows, ${sync.rows.valid} valid${sync.status === 'HELD' ? ', a part waits for an owner' : ''}`);
  for (const category of CATEGORIES) {
    const counts = Object.entries(sync.counts[category]).filter(([, count]) => count > 0);
    if (counts.length > 0) print.text(`    ${category}: ${counts.map(([kind, count]) => `${count} ${kind}`).join(', ')}`);
  }
  if (sync.rows.problems + sync.rows.warnings > 0)
    print.text(`    ${sync.rows.problems} problems, ${sync.rows.warnings} warnings: see the sync in the console`);
  for (const reason of sync.hold?.reasons ?? []) print.text(`    held: ${reason.message}`);
}

/** Where everything is, ready to be copied: an address, a command or a password fills the rest of its line. */
export function showRun(settings: EmbeddedSettings, everything: Everything, sync: SyncView, knownHostsFile: string): void {
  const [lincoln] = everything.demo.schools;
  const owner = everything.demo.accounts.find((account) => account.role === 'OWNER' && account.schoolId === lincoln?.id);
  const manager = everything.demo.accounts.find((account) => account.role === 'DISTRICT_MANAGER');
  const rows: [string, string][] = [
    ['Console', everything.consoleUrl],
    ['  owner of Lincoln', owner?.email ?? ''],
    ['  password', owner?.password ?? ''],
    ['  district manager', manager?.email ?? ''],
    ['  password', manager?.password ?? ''],
    ['API', `${everything.apiUrl}/docs`],
    ['SFTP of Lincoln', sftpCommand(settings.config.SFTP_PORT, lincoln?.sftp.username ?? '', knownHostsFile)],
    ['  password', lincoln?.sftp.password ?? ''],
    ['  then', `put "${join(checkoutFolder(), 'samples', sync.file.name)}"`],
    ...(settings.given.smtpUrl === undefined ? ([['Inbox', everything.mailUiUrl]] as [string, string][]) : []),
    ['Temporal UI', everything.temporalUiUrl],
    ...(sync.workflow.url === null ? [] : ([['  this sync', sync.workflow.url]] as [string, string][])),
    ['For scripts', join(settings.dataFolder, 'run.json')],
  ];
  showRows(rows);
}

/** The same without the demo district. */
export function showEmptyRun(settings: EmbeddedSettings, everything: Everything): void {
  const { firstAccountUrl } = everything;
  showRows([
    ['Console', everything.consoleUrl],
    firstAccountUrl === null ? ['  accounts', 'there are some already: sign in with one of them'] : ['  first account', firstAccountUrl],
    ['API', `${everything.apiUrl}/docs`],
    ...(settings.given.smtpUrl === undefined ? ([['Inbox', everything.mailUiUrl]] as [string, string][]) : []),
    ['Temporal UI', everything.temporalUiUrl],
    ['For scripts', join(settings.dataFolder, 'run.json')],
  ]);
}

function showRows(rows: readonly [string, string][]): void {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  print.text('');
  for (const [name, value] of rows) print.text(`  ${name.padEnd(width)}${value}`);
}

/**
 * The command for OpenSSH's client, which Linux, macOS and Windows bring. It asks for the password only: the host key is
 * in a file of this run, and keys of an agent would use up the tries before the password has its turn.
 */
function sftpCommand(port: number, username: string, knownHostsFile: string): string {
  const hasSftp = (process.env['PATH'] ?? '').split(delimiter).some((folder) => ['sftp', 'sftp.exe'].some((name) => existsSync(join(folder, name))));
  if (!hasSftp) return `with any SFTP client: host 127.0.0.1, port ${port}, username ${username} (there is no \`sftp\` on this machine)`;
  const quoted = /^[\w./:\\-]+$/.test(knownHostsFile) ? `UserKnownHostsFile=${knownHostsFile}` : `'UserKnownHostsFile="${knownHostsFile}"'`;
  return `sftp -P ${port} -o PubkeyAuthentication=no -o ${quoted} ${username}@127.0.0.1`;
}
