/**
 * Stops reading from a connection while it has more than `highBytes` in memory, and continues at half of that. ssh2 always reopens
 * its window, so we can only pause the socket.
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
