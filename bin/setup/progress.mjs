const MARKS = { done: '✓', wait: '…', note: '·' };

/**
 * Says what is going on, one line at a time, on `stream`: no cursor tricks, so that a log file reads like the terminal.
 * `step(title, work)` says nothing while `work` is quick, then how long it may take (`estimate`, on a machine with two idle cores), every
 * 15 seconds that it still works, and its end with its time.
 */
export function createProgress(stream = process.stdout, { quick = 0 } = {}) {
  // A reader that goes away (`npm start | head`) is no reason to end.
  stream.on('error', () => undefined);
  const line = (mark, text) => stream.write(`${MARKS[mark]} ${text}\n`);
  return {
    note: (text) => line('note', text),
    async step(title, work, { done = title, estimate } = {}) {
      const start = Date.now();
      const told = setTimeout(() => line('wait', estimate === undefined ? title : `${title} (${estimate})`), quick);
      const still = setInterval(() => line('wait', `${title}: ${seconds(start)}`), 15_000);
      try {
        const result = await work();
        line('done', `${done} (${seconds(start)})`);
        return result;
      } finally {
        clearTimeout(told);
        clearInterval(still);
      }
    },
  };
}

function seconds(start) {
  const passed = (Date.now() - start) / 1000;
  return passed < 10 ? `${passed.toFixed(1)} s` : `${Math.round(passed)} s`;
}
