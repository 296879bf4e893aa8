import { dirname, join } from 'node:path';
import { masterKeyOf } from '../../infra/crypto/wrap-key.js';
import { openUploads } from '../../store/uploads.js';
import { createMailer } from '../../infra/mail/mailer.js';
import { keepStoreWatched } from '../../services/monitoring/keep-store-watched.js';
import { sendTestMail } from '../../services/notify/send-test-mail.js';
import { openDatabase, TIME_OUTS } from '../../store/database.js';
import { prismaFolder } from '../../store/schema/migrate.js';
import { runProcess } from '../../infra/process/run-process.js';
import { listHostPublicKeys } from '../../services/credentials/host-key.js';
import { createRepeatableRequests } from '../../services/requests/repeatable-requests.js';
import { createTemporalClient } from '../../infra/temporal/client.js';
import { createApi } from './create-api.js';
import { printFirstAccountLink } from './print-first-account-link.js';

const clock = (): Date => new Date();

await runProcess('api', async ({ config, log }) => {
  const database = openDatabase(config.DATABASE_URL, { timeOuts: TIME_OUTS.api });
  const temporal = createTemporalClient(config);
  const masterKey = masterKeyOf(config);
  const mailer = createMailer({ smtpUrl: config.SMTP_URL, mailFrom: config.MAIL_FROM });
  const { store, uploads } = openUploads(database, config);
  const watched = keepStoreWatched({ store, log });
  const api = await createApi({
    database,
    uploads,
    store,
    temporal,
    sendTestMail: (mail) =>
      sendTestMail(
        {
          database,
          mailer,
          clock,
          publicUrl: config.PUBLIC_URL,
          mailFrom: config.MAIL_FROM,
          temporalUiUrl: config.TEMPORAL_UI_URL,
          namespace: config.TEMPORAL_NAMESPACE,
        },
        mail,
      ),
    requests: createRepeatableRequests({ database, masterKey }),
    masterKey,
    hostKeys: () => listHostPublicKeys(database, masterKey),
    config,
    log,
    now: clock,
    consoleFolder: join(dirname(prismaFolder()), 'dist', 'console'),
  });
  const { port } = await api.listen(config.API_PORT, config.LISTEN_HOST);
  log.info({ port }, 'api ready');
  await printFirstAccountLink({ database, log, publicUrl: config.PUBLIC_URL, now: clock() });
  return {
    details: { port },
    stop: async () => {
      await api.close();
      await watched.stop();
      mailer.close();
      await temporal.close();
      // Last, because the requests above still needed it.
      await database.close();
    },
  };
});
