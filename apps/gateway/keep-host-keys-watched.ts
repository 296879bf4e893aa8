import type { HostKeySet } from '../../services/credentials/host-key.js';
import { keepDoing } from '../../infra/process/keep-doing.js';
import { caught, type Logger } from '../../infra/log.js';

/** So late a gateway hears that a key was prepared, switched or retired. */
const EVERY_MS = 2_000;

export type WatchedHostKeys = { now(): HostKeySet; stop(): Promise<void> };

/** Reads the host keys again and again. While they cannot be read, those that were read last are shown. */
export function keepHostKeysWatched(first: HostKeySet, read: () => Promise<HostKeySet>, log: Logger): WatchedHostKeys {
  let keys = first;
  const turns = keepDoing(async () => {
    try {
      const latest = await read();
      if (latest.current.fingerprint !== keys.current.fingerprint) log.info({ fingerprint: latest.current.fingerprint }, 'another host key is shown');
      keys = latest;
    } catch (error) {
      log.warn({ err: caught(error) }, 'host keys not read; again in two seconds');
    }
    return EVERY_MS;
  });
  return { now: () => keys, stop: () => turns.stop() };
}
