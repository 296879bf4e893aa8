/**
 * Minds one program (PostgreSQL, the Temporal server) for the process that forked it, so that the program never outlives
 * that process: whatever ends the parent closes the IPC channel, and the guard then stops its program and ends.
 * Plain JavaScript, because it runs beside sources and compiled code alike.
 *
 * Takes `{kind: 'start', command, args, cwd, env, uid, gid, stopSignal, stopSeconds}` and `{kind: 'stop'}`;
 * says `{kind: 'started', pid}`, `{kind: 'failed', code, message}`, `{kind: 'ended', code, signal}`.
 */
import { spawn } from 'node:child_process';

let child;
let order;

process.on('message', (message) => {
  if (message.kind === 'stop') stop();
  if (message.kind === 'start' && child === undefined) start(message);
});
process.on('disconnect', stop);
// The guard goes by its parent and its program only; a signal to it alone asks for the same stop.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

function start(message) {
  order = message;
  child = spawn(order.command, order.args, {
    cwd: order.cwd,
    env: { ...process.env, ...order.env },
    uid: order.uid,
    gid: order.gid,
    // Pipes of the guard itself would break with the parent, and a program that logs into a broken pipe ends untidily.
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  child.once('error', (error) => {
    tell({ kind: 'failed', code: error.code, message: error.message });
    process.exit(1);
  });
  child.once('spawn', () => tell({ kind: 'started', pid: child.pid }));
  child.once('exit', (code, signal) => {
    tell({ kind: 'ended', code, signal });
    process.exit(0);
  });
}

function stop() {
  if (child === undefined) process.exit(0);
  child.kill(order.stopSignal);
  setTimeout(() => child.kill('SIGKILL'), order.stopSeconds * 1000).unref();
}

function tell(message) {
  if (process.connected) process.send(message, () => undefined);
}
