import { readFileSync } from 'node:fs';

/**
 * Calls `gone` when the npm that started this process is killed: npm passes on the signals that it gets, to the shell in
 * between, and nobody can pass on a SIGKILL. Started by hand or by a service manager, the parent may go without meaning it.
 */
export function watchParent(gone: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const ancestors = ancestorsUpToNpm().join();
  const watch = setInterval(() => {
    if (ancestorsUpToNpm().join() === ancestors) return;
    clearInterval(watch);
    gone();
  }, 500);
  watch.unref();
}

/** The parent, and where that is the shell in which npm runs scripts, npm itself. */
function ancestorsUpToNpm(): number[] {
  const parent = process.ppid;
  try {
    // `pid (command) state parent …`
    const [, command, rest] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${parent}/stat`, 'utf8')) ?? [];
    return command !== undefined && /^(ba|da)?sh$/.test(command) ? [parent, Number(rest?.split(' ')[1])] : [parent];
  } catch {
    return [parent];
  }
}
