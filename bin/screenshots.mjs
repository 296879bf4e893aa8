#!/usr/bin/env node
// `npm run screenshots`: takes the pictures of docs/screenshots/ of a fresh installation with invented schools, in a real browser.
import './setup/check-node.mjs';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureTools } from './setup/ensure-tools.mjs';

void import('./setup/with-product.mjs').then(({ withProduct }) =>
  withProduct(
    process.stderr,
    async (progress) => {
      const { chromium } = await ensureTools(progress, ['chromium']);
      await withInstallation((run) => takePictures(run, chromium));
    },
    { tools: true },
  ),
);

/** `npm start` with data and ports of its own; stopped and forgotten afterwards. */
async function withInstallation(work) {
  const data = await mkdtemp(join(tmpdir(), 'rollcall-screenshots-'));
  const names = ['API_PORT', 'SFTP_PORT', 'PG_PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'MAIL_UI_PORT', 'MAIL_SMTP_PORT'];
  const ports = await freePorts(names.length);
  const env = { ...process.env, ROLLCALL_DATA: data, ...Object.fromEntries(names.map((name, index) => [name, String(ports[index])])) };
  const product = spawn(process.execPath, [join(import.meta.dirname, 'start.mjs')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise((resolve) => product.once('exit', resolve));
  try {
    await work(await until(async () => JSON.parse(await readFile(join(data, 'run.json'), 'utf8'))));
  } finally {
    product.kill('SIGTERM');
    await ended;
    await rm(data, { recursive: true, force: true });
  }
}

async function takePictures(run, executablePath) {
  const [{ chromium }, { connectRollcall }] = await Promise.all([import('playwright-core'), import('../dist/apps/client/client.js')]);
  const folder = join(import.meta.dirname, '../docs/screenshots');
  await mkdir(folder, { recursive: true });
  const owner = run.accounts.find(({ role }) => role === 'OWNER');
  const manager = run.accounts.find(({ role }) => role !== 'OWNER');
  const client = connectRollcall({ url: run.apiUrl, token: owner.apiToken });
  const school = (await client.answerOf(client.api.GET('/api/schools'))).items[0];
  const syncs = await makeSyncs(client, school);

  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const open = async (account, { width = 1200, height = 860, ...options } = {}) => {
    const context = await browser.newContext({ viewport: { width, height }, locale: 'en-CA', reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    await page.goto(run.consoleUrl);
    if (account === null) return page;
    await page.locator('input[name=email]').fill(account.email);
    await page.locator('input[name=password]').fill(account.password);
    await page.locator('button[type=submit]').click();
    await page.locator('header').getByText(account.email).or(page.locator('header button')).first().waitFor();
    return page;
  };
  const take = async (page, name, path, { fullPage = false } = {}) => {
    if (path !== null) await page.goto(`${run.consoleUrl}${path}`);
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage, animations: 'disabled', caret: 'hide' });
    process.stdout.write(`docs/screenshots/${name}.png\n`);
  };
  try {
    const at = `/schools/${school.id}`;
    const laptop = await open(owner);
    await take(laptop, 'sync', `${at}/syncs/${syncs.applied}`);
    await take(laptop, 'hold', `${at}/syncs/${syncs.held}`);
    await take(laptop, 'fix-it-here', `${at}/syncs/${syncs.puzzling}`);
    await take(laptop, 'rostering', `${at}/rostering`);
    await take(await open(owner, { colorScheme: 'dark' }), 'people-dark', `${at}/people`);
    const phone = await open(owner, { width: 390, height: 844 });
    await phone.getByText('FR', { exact: true }).click();
    await take(phone, 'phone-french', `${at}/syncs/${syncs.held}`);
    await take(await open(manager), 'district', null);
    const link = await client.answerOf(client.api.POST('/api/schools/{schoolId}/rostering/handover', { params: { path: { schoolId: school.id } } }));
    const it = await open(null);
    await it.goto(link.url);
    await take(it, 'hand-over', null, { fullPage: true });
  } finally {
    await browser.close();
  }
}

/** What the pictures show: the sample as it was applied, an evening on which many are missing, and words that are not known yet. */
async function makeSyncs({ api, answerOf, upload }, school) {
  const path = { schoolId: school.id };
  const [applied] = (await answerOf(api.GET('/api/schools/{schoolId}/rostering/syncs', { params: { path, query: { limit: 1 } } }))).items;
  const { data: settings, response } = await api.GET('/api/schools/{schoolId}/rostering', { params: { path } });
  const categories = { ...settings.categories, students: { roster: true, autoUpdate: true, missingUsers: 'ARCHIVE' } };
  const header = { 'If-Match': response.headers.get('etag') };
  await answerOf(api.PUT('/api/schools/{schoolId}/rostering', { params: { path, header }, body: { ...settings, categories } }));
  const name = 'LincolnHighSchool_students_mar23_2023.csv';
  const [columns, ...rows] = (await readFile(join(import.meta.dirname, '../samples', name), 'utf8')).trimEnd().split(/\r?\n/);
  const send = async (lines) => {
    const syncId = await upload(school.id, { name, bytes: new Blob([`${lines.join('\n')}\n`]) });
    await until(async () => {
      const { status } = await answerOf(api.GET('/api/schools/{schoolId}/rostering/syncs/{syncId}', { params: { path: { ...path, syncId } } }));
      if (!['HELD', 'APPLIED', 'UNCHANGED', 'REJECTED'].includes(status)) throw new Error(status);
    });
    return syncId;
  };
  const puzzling = await send([
    `${columns},Status,Advisory Code`,
    ...rows.map((row, index) => `${row},${index % 60 === 4 ? 'Xfer-P' : 'Active'},B${index % 4}`),
  ]);
  const held = await send([columns, ...rows.slice(Math.ceil(rows.length / 3))]);
  return { applied: applied.id, held, puzzling };
}

async function freePorts(count) {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise(
          (resolve) =>
            void createServer().listen(0, '127.0.0.1', function () {
              resolve(this);
            }),
        ),
    ),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

async function until(look) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await look();
    } catch (error) {
      if (tries === 600) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
