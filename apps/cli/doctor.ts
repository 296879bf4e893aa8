import { findingInWords, stateOf, worstOf, type FindingState } from '../../domain/installation/finding.js';
import type { Locale } from '../../domain/locale.js';
import { readConfig } from '../../infra/config.js';
import { examineInstallation } from '../../services/doctor/examine-installation.js';

const MARKS: Record<FindingState, string> = { well: '✓', warning: '!', broken: '✗' };
const EXIT_CODES: Record<FindingState, number> = { well: 0, warning: 1, broken: 2 };

/** Says in words what is wrong with the installation of the environment. Exit code 0: nothing; 1: something for today; 2: something for now. */
export async function doctor({ locale, json }: { locale: Locale; json?: boolean }): Promise<void> {
  const findings = await examineInstallation(readConfig());
  process.exitCode = EXIT_CODES[worstOf(findings)];
  const told = findings.map((finding) => ({ ...finding, state: stateOf(finding), ...findingInWords(locale, finding) }));
  if (json === true) {
    console.log(JSON.stringify(told, null, 2));
    return;
  }
  for (const { check, state, says, remedy } of told) {
    console.log(`${MARKS[state]} ${check.padEnd(10)}${says}`);
    if (remedy !== null) console.log(`  ${' '.repeat(10)}→ ${remedy}`);
  }
}
