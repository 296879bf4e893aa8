/** Something that the person at the keyboard can mend: its message is one line that says what to do. */
export class SetupError extends Error {
  name = 'SetupError';
}

/** Runs `main`; a SetupError ends with its one line, anything else with its stack, both with an exit code that is not 0. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error);
    process.exit(1);
  }
}

/** The line for failures that have nothing to do with the command that met them; undefined when it is none of those. */
export function outsideCause(output) {
  if (/ENOSPC|no space left on device/i.test(output)) return 'The disk is full: free some space and run the command again.';
  if (/EDQUOT|disk quota exceeded/i.test(output)) return 'The disk quota is used up: free some space and run the command again.';
  if (/EROFS|read-only file system/i.test(output))
    return 'The folder of the checkout cannot be written: copy it to a place that can, and run the command again.';
  if (/ENOTCACHED|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network request/i.test(output)) {
    return 'The package registry cannot be reached: connect to the internet (or set the registry and proxy of npm) and run the command again.';
  }
  return undefined;
}
