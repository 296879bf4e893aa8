#!/usr/bin/env node
// `npm run screenshots`: takes the pictures of docs/screenshots/ of a fresh installation with invented schools, in a real browser.
import './setup/check-node.mjs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureTools } from './setup/ensure-tools.mjs';
import { withInstallation } from './setup/with-installation.mjs';

void import('./setup/with-product.mjs').then(({ withProduct }) =>
  withProduct(
    process.stderr,
    async (progress) => {
      const { chromium } = await ensureTools(progress, ['chromium']);
      await withInstallation(async (readRun) => takePictures(await readRun(), chromium));
    },
    { tools: true },
  ),
);

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
