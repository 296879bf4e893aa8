import { join } from 'node:path';
import { forgetGatewayBans } from '../../store/gateway-bans.js';
import { loadCompatHostKey, loadHostKey, loadHostKeySet, type HostKeySet } from '../../services/credentials/host-key.js';
import { parseAddressList } from '../../infra/network/address-list.js';
import { forgetSftpAttempts } from '../../store/sftp-attempts.js';
import { forgetSftpTroubles } from '../../store/sftp-troubles.js';
import { masterKeyOf } from '../../infra/crypto/wrap-key.js';
import { openUploads } from '../../store/uploads.js';
import { caught } from '../../infra/log.js';
import { namingThePort } from '../../infra/monitoring/serve-monitoring.js';
import { openDatabase, TIME_OUTS } from '../../store/database.js';
import { watchGateway } from './watch-gateway.js';
import { runProcess } from '../../infra/process/run-process.js';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { keepStoreWatched } from '../../services/monitoring/keep-store-watched.js';
import { createTemporalClient } from '../../infra/temporal/client.js';
import { startGateway } from './gateway.js';
import { limitsOf } from './limits.js';

/** Those of the schools' sessions (limits.ts), and six for sign-ins, bans and notes. */
const CONNECTIONS = 14;

const HOUR_MS = 3_600_000;

/** Bytes without an upload are left by a crash; an upload that is still being committed is never this old. */
const ORPHAN_AGE_MS = 6 * HOUR_MS;

await runProcess('gateway', async ({ config, log }) => {
  const database = openDatabase(config.DATABASE_URL, { connections: CONNECTIONS, timeOuts: TIME_OUTS.gateway });
  const temporal = createTemporalClient(config);
  const { store, uploads } = openUploads(database, config);
  const masterKey = masterKeyOf(config);
  const hostKey = await loadHostKey(database, masterKey, config.SFTP_HOST_KEY);
  const readHostKeys = (): Promise<HostKeySet> => loadHostKeySet(database, masterKey);
  const compatHostKey = config.SFTP_COMPAT_PORT === undefined ? null : await loadCompatHostKey(database, masterKey);

  const limits = limitsOf(config);
  const gateway = await startGateway(
    {
      database,
      uploads,
      hostKeys: await readHostKeys(),
      readHostKeys,
      compatHostKey,
      announce: (syncId) => announceSync({ database, temporal, log }, syncId),
      log,
      limits,
      spared: new Set(config.GATEWAY_SPARED_ADDRESSES.split(',').map((address) => address.trim())),
      balancers: parseAddressList(config.PROXY_PROTOCOL_FROM)!,
      spoolFolder: config.SPOOL_FOLDER ?? join(config.ROLLCALL_DATA, 'spool'),
    },
    { host: config.LISTEN_HOST, port: config.SFTP_PORT, ...(config.SFTP_COMPAT_PORT === undefined ? {} : { compatPort: config.SFTP_COMPAT_PORT }) },
  ).catch((error: unknown) => {
    const { port } = error as { port?: unknown };
    throw namingThePort(
      error,
      port === config.SFTP_COMPAT_PORT
        ? { port: config.SFTP_COMPAT_PORT, setting: 'SFTP_COMPAT_PORT' }
        : { port: config.SFTP_PORT, setting: 'SFTP_PORT' },
    );
  });

  const monitoring = await watchGateway({ config, log, temporal, store }, gateway.metrics);
  const watched = keepStoreWatched({ store, log });

  const hourly = setInterval(() => {
    const now = new Date();
    Promise.all([
      uploads.sweepOrphans(new Date(now.getTime() - ORPHAN_AGE_MS)).then((swept) => {
        if (swept > 0) log.warn({ swept }, 'removed bytes without an upload');
      }),
      forgetSftpTroubles(database, now),
      forgetSftpAttempts(database, now),
      forgetGatewayBans(database, new Date(now.getTime() - limits.longestBanMs)),
    ]).catch((error: unknown) => log.error({ err: caught(error) }, 'hourly work failed'));
  }, HOUR_MS);
  hourly.unref();

  log.info({ port: gateway.port, fingerprint: hostKey.fingerprint }, 'listening');
  if (compatHostKey !== null) log.info({ port: gateway.compatPort, fingerprint: compatHostKey.fingerprint }, 'listening for old programs');
  return {
    details: { port: gateway.port, hostKeyFingerprint: hostKey.fingerprint },
    stop: async () => {
      clearInterval(hourly);
      await gateway.stop();
      await watched.stop();
      await monitoring.stop();
      await temporal.close();
      await database.close();
    },
  };
});
