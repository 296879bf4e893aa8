import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PORTS = ['API_PORT', 'SFTP_PORT', 'PG_PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'MAIL_UI_PORT', 'MAIL_SMTP_PORT'];
const MOST_SECONDS = 300;

/**
 * Runs `npm start` with data and ports of its own while `work` goes on; then stops it and removes the data.
 *
 * @param {(readRun: () => Promise<object>) => Promise<T>} work `readRun` reads its run.json anew: a part that was killed has another pid
 * @returns {Promise<T>}
 * @template T
 */
export async function withInstallation(work, env = {}) {
  const data = await mkdtemp(join(tmpdir(), 'rollcall-installation-'));
  const ports = await freePorts(PORTS.length);
  const own = Object.fromEntries(PORTS.map((name, index) => [name, String(ports[index])]));
  const product = spawn(process.execPath, [join(import.meta.dirname, '../start.mjs')], {
    env: { ...process.env, ROLLCALL_DATA: data, ...own, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let isOver = false;
  const ended = new Promise((resolve) => product.once('exit', resolve)).then(() => (isOver = true));
  const end = async () => {
    product.kill('SIGTERM');
    await ended;
    await rm(data, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void end().then(() => process.exit(130)));
  const readRun = async () => JSON.parse(await readFile(join(data, 'run.json'), 'utf8'));
  try {
    for (let seconds = 0; (await readRun().catch(() => null)) === null; seconds += 0.5) {
      if (isOver || seconds > MOST_SECONDS) throw new Error('npm start did not come up; what it said stands above.');
      await sleep(500);
    }
    return await work(readRun);
  } finally {
    await end();
  }
}

async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise((resolve) => void server.listen(0, '127.0.0.1', () => resolve(server)));
    }),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
