/**
 * Calls `gone` when the npm that started this process is killed: npm passes on the signals that it gets, but nobody can
 * pass on a SIGKILL. Started by hand or by a service manager, the parent may go without meaning anything.
 */
export function watchParent(gone: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    gone();
  }, 500);
  watch.unref();
}
