// Whether the registry knows a weakness, of severity high or critical, in a package that the product ships. A registry that answers no
// advisories, as mirrors do, or that cannot be reached, is said, and is no failure.
import { execFile } from 'node:child_process';
import { ROOT } from './checkout.mjs';

const ARGUMENTS = ['audit', '--omit=dev', '--json', '--fetch-timeout=15000', '--fetch-retries=0'];

execFile('npm', ARGUMENTS, { cwd: ROOT, shell: process.platform === 'win32', maxBuffer: 1 << 26 }, (_error, stdout) => {
  const { vulnerabilities } = reportOf(stdout);
  if (vulnerabilities === undefined) return console.log('The registry answers no advisories: nothing was checked.');
  const severe = Object.values(vulnerabilities).filter(({ severity }) => severity === 'high' || severity === 'critical');
  for (const { name, severity, range, fixAvailable } of severe)
    console.error(`${name} ${range}: ${severity}${fixAvailable === false ? ', no version without it yet' : ''}. See npm audit.`);
  if (severe.length > 0) process.exitCode = 1;
});

function reportOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
