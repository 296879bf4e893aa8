import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './checkout.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * Prometheus' own checker of rules: on PATH, or out of Debian's package, which is unpacked and not installed (it would start a server).
 *
 * @returns {Promise<string>} where it is
 */
export async function ensurePromtool(progress) {
  if ((await runCommand('promtool', ['--version'], { seconds: 30 })).code === 0) return 'promtool';
  const folder = join(cacheFolder(), 'promtool');
  const program = join(folder, 'usr', 'bin', 'promtool');
  if (existsSync(program)) return program;
  await progress.step('promtool, to try the alerts (apt-get download prometheus)', async () => {
    const unpacking = `${folder}.${process.pid}`;
    mkdirSync(unpacking, { recursive: true });
    try {
      // A user may not update the lists, and need not where they are there.
      if (process.getuid?.() === 0) await runCommand('apt-get', ['update', '-q'], { seconds: 300 });
      const loaded = await runCommand('apt-get', ['download', '-q', 'prometheus'], { cwd: unpacking, seconds: 300 });
      const archive = readdirSync(unpacking).find((name) => name.endsWith('.deb'));
      const unpacked = archive === undefined ? loaded : await runCommand('dpkg-deb', ['-x', archive, unpacking], { cwd: unpacking, seconds: 120 });
      if (!existsSync(join(unpacking, 'usr', 'bin', 'promtool')))
        throw new SetupError(
          `The tests try the alerts with promtool, which is missing here: install Prometheus and run the command again (${unpacked.output.trim().split('\n').at(-1)}).`,
        );
      rmSync(folder, { recursive: true, force: true });
      renameSync(unpacking, folder);
    } finally {
      rmSync(unpacking, { recursive: true, force: true });
    }
  });
  return program;
}
