import { withDelivery } from '../../services/notify/deliver-notification.js';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { activitiesOf, createSteps } from '../../activities/index.js';
import { createLog } from '../../infra/log.js';
import { createMailer } from '../../infra/mail/mailer.js';
import { sendTestMail } from '../../services/notify/send-test-mail.js';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { createTemporalClient } from '../../infra/temporal/client.js';
import { connectWorker } from '../../infra/temporal/connect-worker.js';
import { createWorkers } from '../../apps/worker/create-workers.js';
import { startTestApi, type SignedIn, type TestApi } from '../api/start-test-api.js';
import { startRelay, type Relay } from '../infra/mail/start-relay.js';
import { chromium as chromiumPath } from '../support/tools.js';

export type RunningConsole = {
  api: TestApi;
  /** The built console. */
  consoleFolder: string;
  relay: Relay;
  /** A page of a browser profile of its own, with the clipboard allowed; what it logged as an error is in `errors`. */
  open(options?: { width?: number; locale?: string }): Promise<Page & { errors: string[] }>;
  signIn(page: Page, account: SignedIn): Promise<void>;
  stop(): Promise<void>;
};

/** The built console in a real browser, on the real API with its own database, worker and mail relay. */
export async function startConsole(): Promise<RunningConsole> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-browser-'));
  const consoleFolder = join(folder, 'console');
  // Addresses that begin with gone@ bounce.
  const bouncing = { rcpt: (recipient: string) => (recipient.startsWith('gone@') ? { code: 550 } : ('accept' as const)) };
  const [relay] = await Promise.all([startRelay(bouncing), buildConsole(consoleFolder)]);
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
      consoleFolder,
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
    consoleFolder,
    relay,
    open: async ({ width = 1280, locale = 'en-US' } = {}) => {
      const context = await browser.newContext({
        baseURL: api.url,
        locale,
        viewport: { width, height: 860 },
        permissions: ['clipboard-read', 'clipboard-write'],
      });
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
    signIn: async (page, account) => {
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
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Builds as `npm run build` does, into a folder of its own: the tests need no earlier build, and disturb none. */
async function buildConsole(folder: string): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  await promisify(execFile)(
    process.execPath,
    [vite, 'build', '--config', 'apps/console/vite.config.ts', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'],
    { env: { ...process.env, NODE_ENV: 'production' } },
  );
}
