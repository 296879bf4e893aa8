/**
 * Stops reading from a connection while it has more than `highBytes` in memory, and goes on at half of that. ssh2 opens its
 * window again whatever we do, so the socket is the only tap.
 */
export function createBackPressure(highBytes: number, tap: { pause(): void; resume(): void }): (bytes: number) => void {
  let held = 0;
  let paused = false;
  return (bytes) => {
    held += bytes;
    if (!paused && held > highBytes) {
      paused = true;
      tap.pause();
    } else if (paused && held <= highBytes / 2) {
      paused = false;
      tap.resume();
    }
  };
}
