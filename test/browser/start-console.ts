import { withDelivery } from '../../services/notify/deliver-notification.js';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { inject, onTestFinished } from 'vitest';
import { activitiesOf, createSteps } from '../../activities/index.js';
import { createLog } from '../../infra/log.js';
import { createMailer } from '../../infra/mail/mailer.js';
import { sendTestMail } from '../../services/notify/send-test-mail.js';
import { withWebhooks } from '../../services/webhooks/with-webhooks.js';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { createTemporalClient } from '../../infra/temporal/client.js';
import { connectWorker } from '../../infra/temporal/connect-worker.js';
import { createWorkers } from '../../apps/worker/create-workers.js';
import { startTestApi, type SignedIn, type TestApi } from '../api/start-test-api.js';
import { startRelay, type Relay } from '../infra/mail/start-relay.js';
import { chromium as chromiumPath } from '../support/tools.js';

/** The built console; the project's set-up has built it (test/setup/browser.mjs). */
export const CONSOLE_FOLDER = fileURLToPath(new URL('../../dist/console', import.meta.url));

export type RunningConsole = {
  api: TestApi;
  relay: Relay;
  /**
   * A page of a browser profile of its own, with the clipboard allowed; what it logged as an error is in `errors`. It is closed when
   * the test ends. Pages do not move unless `motion` is set: each frame of a dialog that fades in costs a software renderer a tenth
   * of a second.
   */
  open(options?: { width?: number; locale?: string; motion?: boolean; dark?: boolean }): Promise<Page & { errors: string[] }>;
  /** Starts a session without the form, which the tests of access fill in, and opens a page with it. */
  signIn(page: Page, account: SignedIn, path?: string): Promise<void>;
  /** As people do. */
  signInByForm(page: Page, account: SignedIn): Promise<void>;
  stop(): Promise<void>;
};

/** The built console in a real browser, on the real API with its own database, worker and mail relay. */
export async function startConsole(): Promise<RunningConsole> {
  // Addresses that begin with gone@ bounce.
  const bouncing = { rcpt: (recipient: string) => (recipient.startsWith('gone@') ? { code: 550 } : ('accept' as const)) };
  const relay = await startRelay(bouncing);
  const log = createLog('test', 'silent');
  const temporalAddress = inject('temporalAddress');
  const taskQueue = `browser-${randomUUID()}`;
  const temporal = createTemporalClient({
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: 'default',
    TEMPORAL_TASK_QUEUE: taskQueue,
  });
  const mailFrom = 'Rollcall <rollcall@example.org>';
  const mailer = createMailer({ smtpUrl: relay.url, mailFrom });
  const telling = {
    mailer,
    publicUrl: 'http://127.0.0.1:3000',
    mailFrom,
    temporalUiUrl: 'http://127.0.0.1:8233',
    namespace: 'default',
    clock: () => new Date(),
    log,
  };
  const api: TestApi = await startTestApi({
    deps: {
      temporal,
      consoleFolder: CONSOLE_FOLDER,
      sendTestMail: (mail) => sendTestMail({ ...telling, database: api.database }, mail),
    },
  });
  const connection = await connectWorker({ TEMPORAL_ADDRESS: temporalAddress }, log);
  const workers = await createWorkers({
    connection,
    namespace: 'default',
    taskQueue,
    log,
    activities: activitiesOf(
      createSteps({
        ...withDelivery({ ...telling, database: api.database }),
        uploads: api.uploads,
        log,
        announceSync: (syncId) => announceSync({ database: api.database, temporal, log }, syncId),
        ...withWebhooks({
          database: api.database,
          temporal,
          log,
          clock: () => new Date(),
          config: { MASTER_KEY: api.masterKey.toString('base64'), WEBHOOK_PRIVATE_NETWORKS: '127.0.0.1' },
        }),
      }),
    ),
  });
  const working = workers.run();
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

  return {
    api,
    relay,
    open: async ({ width = 1280, locale = 'en-US', motion = false, dark = false } = {}) => {
      const context = await browser.newContext({
        baseURL: api.url,
        locale,
        viewport: { width, height: 860 },
        permissions: ['clipboard-read', 'clipboard-write'],
        colorScheme: dark ? 'dark' : 'light',
        reducedMotion: motion ? 'no-preference' : 'reduce',
      });
      // A page that stays open goes on asking the API what is new.
      onTestFinished(() => context.close());
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        // Refusals of the API are part of the tests; the browser reports each as an error of its own.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) errors.push(message.text());
      });
      return Object.assign(page, { errors });
    },
    signIn: async (page, { email, password }, path = '/') => {
      const answer = await page.context().request.post('/api/session', { data: { email, password }, headers: { 'Sec-Fetch-Site': 'same-origin' } });
      if (!answer.ok()) throw new Error(`The session was not started: ${answer.status()} ${await answer.text()}`);
      await page.goto(path);
      await page.locator('header').getByText(email).waitFor({ state: 'attached' });
    },
    signInByForm: async (page, account) => {
      await page.goto('/');
      await page.locator('input[name=email]').fill(account.email);
      await page.locator('input[name=password]').fill(account.password);
      await page.locator('button[type=submit]').click();
      await page.locator('header').getByText(account.email).waitFor({ state: 'attached' });
    },
    stop: async () => {
      await browser.close();
      workers.shutdown();
      await working;
      await connection.close();
      mailer.close();
      await api.stop();
      await temporal.close();
      await relay.stop();
    },
  };
}
