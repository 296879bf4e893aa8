import { spawn } from 'node:child_process';
import { ROOT } from './checkout.mjs';

const running = new Set();
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs one command to its end and keeps what it said. It gets a process group of its own, and that whole group ends when
 * this process is told to end, so that an interrupted installation or build leaves nothing behind.
 *
 * @returns {Promise<{code: number, output: string}>} `code` is 127 when the command does not exist.
 */
export function runCommand(command, args, { env = {}, cwd = ROOT, show = false, seconds = 0, input = 'ignore' } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      detached: true,
      stdio: show ? [input, 'inherit', 'inherit'] : [input, 'pipe', 'pipe'],
    });
    if (running.size === 0) for (const signal of SIGNALS) process.on(signal, endAll);
    running.add(child);
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-200_000);
    };
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    const deadline = seconds === 0 ? undefined : setTimeout(() => endGroup(child, 'SIGKILL'), seconds * 1000);
    const end = (code) => {
      clearTimeout(deadline);
      running.delete(child);
      if (running.size === 0) for (const signal of SIGNALS) process.off(signal, endAll);
      resolve({ code, output });
    };
    child.on('error', (error) => end((keep(String(error)), error.code === 'ENOENT' ? 127 : 126)));
    child.on('close', (code) => end(code ?? 1));
  });
}

function endAll(signal) {
  for (const child of running) endGroup(child, 'SIGTERM');
  process.exit(signal === 'SIGINT' ? 130 : 143);
}

function endGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It ended by itself.
  }
}
