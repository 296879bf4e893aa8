import { homedir } from 'node:os';
import { join } from 'node:path';

/** Python with paramiko; `npm test` installs it and names it. */
export function pythonWithParamiko(): string {
  return process.env['ROLLCALL_TEST_PYTHON'] ?? join(homedir(), '.cache', 'rollcall', 'python', 'bin', 'python');
}

/** A Chromium for the browser tests; `npm test` installs it and names it. */
export function chromium(): string {
  return process.env['ROLLCALL_TEST_CHROMIUM'] ?? '/usr/bin/chromium';
}
