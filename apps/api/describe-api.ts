import type { OpenAPIObject } from '@nestjs/swagger';
import { createLog } from '../../infra/log.js';
import { openDatabase } from '../../store/database.js';
import { createTemporalClient } from '../../infra/temporal/client.js';
import { createApi } from './create-api.js';

/** The OpenAPI document of the routes, without any service running: database and Temporal connect when first used, which is never. */
export async function describeApi(): Promise<OpenAPIObject> {
  const database = openDatabase('postgresql://127.0.0.1:1/none');
  const config = {
    PUBLIC_URL: 'http://127.0.0.1:3000',
    TRUSTED_PROXIES: '',
    TEMPORAL_UI_URL: 'http://127.0.0.1:8233',
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    TEMPORAL_NAMESPACE: 'default',
    TEMPORAL_TASK_QUEUE: 'none',
    SFTP_HOST_US: '',
    SFTP_HOST_CA: '',
    SFTP_PORT: 2022,
    SFTP_PUBLIC_PORT: undefined,
    SFTP_COMPAT_PORT: undefined,
    SFTP_PUBLIC_COMPAT_PORT: undefined,
    MAX_UPLOAD_BYTES: 0,
    API_RATE_PER_MINUTE: 600,
    WEBHOOK_PRIVATE_NETWORKS: '',
    OIDC_NAME: 'OpenID Connect',
  };
  const temporal = createTemporalClient(config);
  const api = await createApi({
    database,
    uploads: { receive: never, beginParts: never, copyForRerun: never, read: never },
    store: { seeOwner: never },
    temporal,
    sendTestMail: never,
    hostKeys: never,
    requests: { patienceMs: 0, begin: never },
    masterKey: Buffer.alloc(32),
    config,
    log: createLog('api', 'silent'),
    now: never,
    consoleFolder: 'dist/console',
  });
  await api.close();
  await temporal.close();
  await database.close();
  return api.document;
}

function never(): never {
  throw new Error('Nothing is called while the API is described.');
}
