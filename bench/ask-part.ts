import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts a process that is measured alone; it says when it is ready. */
export async function startPart(file: string, ...told: string[]): Promise<ChildProcess> {
  const part = fork(fileURLToPath(new URL(file, import.meta.url)), told);
  await once(part, 'message');
  return part;
}

/** Tells it what to do, and waits for what came of it. */
export async function askPart<Result>(part: ChildProcess, request: object | string): Promise<Result> {
  const done = new AbortController();
  part.send(request);
  const [result] = (await Promise.race([
    once(part, 'message', { signal: done.signal }),
    once(part, 'exit', { signal: done.signal }).then(() => {
      throw new Error('The measured process ended.');
    }),
  ]).finally(() => done.abort())) as [Result];
  return result;
}
