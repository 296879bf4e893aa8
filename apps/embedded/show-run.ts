import { join } from 'node:path';
import { CATEGORIES } from '../../domain/category.js';
import type { SyncView } from '../../domain/sync.js';
import { print } from './print.js';
import type { EmbeddedSettings } from './settings.js';
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
  if (sync.rows.problems + sync.rows.warnings > 0) print.text(`    ${sync.rows.problems} problems, ${sync.rows.warnings} warnings: see the sync in the console`);
  for (const reason of sync.hold?.reasons ?? []) print.text(`    held: ${reason.message}`);
}

/** Where everything is, ready to be copied. */
export function showRun(settings: EmbeddedSettings, everything: Everything, sync: SyncView): void {
  const [lincoln] = everything.demo.schools;
  const owner = everything.demo.accounts.find((account) => account.role === 'OWNER' && account.schoolId === lincoln?.id);
  const manager = everything.demo.accounts.find((account) => account.role === 'DISTRICT_MANAGER');
  const rows: [string, string][] = [
    ['Console', everything.apiUrl],
    ['  owner of Lincoln', `${owner?.email ?? ''}   password ${owner?.password ?? ''}`],
    ['  district manager', `${manager?.email ?? ''}   password ${manager?.password ?? ''}`],
    ['API', `${everything.apiUrl}/docs`],
    ['SFTP of Lincoln', `sftp -P ${settings.config.SFTP_PORT} ${lincoln?.sftp.username ?? ''}@127.0.0.1   password ${lincoln?.sftp.password ?? ''}`],
    ['  then', `put samples/${sync.file.name}`],
    ...(settings.given.smtpUrl === undefined ? ([['Inbox', everything.mailUiUrl]] as [string, string][]) : []),
    ['Temporal UI', everything.temporalUiUrl],
    ...(sync.workflow.url === null ? [] : ([['  this sync', sync.workflow.url]] as [string, string][])),
    ['For scripts', join(settings.dataFolder, 'run.json')],
  ];
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  print.text('');
  for (const [name, value] of rows) print.text(`  ${name.padEnd(width)}${value}`);
  print.text('\nRollcall is up. Ctrl-C stops it; the data is kept.');
}
