import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from './data-folder.js';
import type { DemoDistrict } from './demo-district.js';

export type PartName = 'api' | 'gateway' | 'worker' | 'postgres' | 'temporal' | 'mail' | 'console';

/** `$ROLLCALL_DATA/run.json`: where everything of this run is, for scripts. Holds the demo's passwords: mode 0600. */
export type RunFile = {
  apiUrl: string;
  consoleUrl: string;
  temporalUiUrl: string;
  mailUiUrl: string;
  /** Answers `[{id, subject, from, to, text, html, …}]`, newest last. */
  mailApi: string;
  databaseUrl: string;
  temporalAddress: string;
  sftp: { host: string; port: number; hostKeyFingerprint: string };
  accounts: DemoDistrict['accounts'];
  schools: DemoDistrict['schools'];
  /** Null for a server that somebody else runs; `console` is Vite, which runs in `npm run dev` only. */
  pids: Record<PartName, number | null>;
};

export function writeRunFile(dataFolder: string, content: RunFile): void {
  writeAtomically(join(dataFolder, 'run.json'), `${JSON.stringify(content, null, 2)}\n`);
}

export function removeRunFile(dataFolder: string): void {
  rmSync(join(dataFolder, 'run.json'), { force: true });
}
