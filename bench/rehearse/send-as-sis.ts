import { setTimeout as sleep } from 'node:timers/promises';
import ssh2 from 'ssh2';

export type SisAccount = { username: string; password: string };

const MOST_TRIES = 60;
const PAUSE_MS = 2000;

/** Sends one student file as a SIS does: again after a pause until it hears OK. Returns how many tries it took. */
export async function sendAsSis(account: SisAccount, file: { port: number; text: string }): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    try {
      await send(account, file);
      return tries;
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

async function send(account: SisAccount, { port, text }: { port: number; text: string }): Promise<void> {
  const client = new ssh2.Client();
  const broken = new Promise<never>((_, reject) => {
    client.on('error', reject).on('close', () => reject(new Error('The connection was closed.')));
  });
  // It may break after everything was said.
  broken.catch(() => undefined);
  try {
    const ready = new Promise<void>((resolve) => void client.once('ready', resolve));
    client.connect({ host: '127.0.0.1', port, ...account, readyTimeout: 30_000 });
    await Promise.race([ready, broken]);
    const sftp = await Promise.race([
      new Promise<ssh2.SFTPWrapper>((resolve, reject) => client.sftp((error, opened) => (error === undefined ? resolve(opened) : reject(error)))),
      broken,
    ]);
    const written = new Promise<void>((resolve, reject) =>
      sftp.writeFile('/students.csv', text, (error) => (error === undefined || error === null ? resolve() : reject(error))),
    );
    await Promise.race([written, broken]);
  } finally {
    client.end();
  }
}
