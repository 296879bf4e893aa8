// A reader that goes away (`npm start | head`) is no reason to end, and no reason to leave parts behind.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

const line = (mark: string, text: string): void => void process.stdout.write(`${mark} ${text}\n`);

/** What the person at the terminal sees: whole lines, so that a log file reads like the terminal. */
export const print = {
  done: (text: string): void => line('✓', text),
  note: (text: string): void => line('·', text),
  text: (text: string): void => void process.stdout.write(`${text}\n`),
  failure: (text: string): void => void process.stderr.write(`✗ ${text}\n`),
  /** Tells how many seconds `work` may take, its end with its time, and every 15 seconds that it still goes on. */
  async step<T>(title: string, estimateSeconds: number, work: Promise<T>): Promise<T> {
    const start = Date.now();
    line('…', `${title} (about ${estimateSeconds} s)`);
    const seconds = (): string => `${((Date.now() - start) / 1000).toFixed(1)} s`;
    const still = setInterval(() => line('…', `${title}: ${seconds()}`), 15_000);
    try {
      const result = await work;
      line('✓', `${title} (${seconds()})`);
      return result;
    } finally {
      clearInterval(still);
    }
  },
};
