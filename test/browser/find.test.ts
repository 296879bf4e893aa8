import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { faultsOf } from './faults-of.js';
import { aSchoolOfSixty, sendsFile, students, type School } from './lincoln.js';
import { startConsole, type RunningConsole } from './start-console.js';

// A browser, a build and a worker share the machine with all other tests.
vi.setConfig({ testTimeout: 120_000 });

let running: RunningConsole;

beforeAll(async () => {
  running = await startConsole();
}, 120_000);
afterAll(async () => {
  await running?.stop();
}, 60_000);

async function open(
  school: School,
  page: string,
  options: { width?: number; dark?: boolean; locale?: string } = {},
): Promise<Page & { errors: string[] }> {
  const opened = await running.open(options);
  await running.signIn(opened, school.owner, `/schools/${school.school.id}/${page}`);
  return opened;
}

describe('“Why is Ana not here?”', () => {
  it('is answered from every page of the school, with the way to the person, the sync and the line, and no name in the address', async () => {
    const school = await aSchoolOfSixty(running);
    const rows = ',Ana,Silva,1061,9\ns2@lincoln.example,First2,Last2,1002,10\n';
    const { id } = await sendsFile(running, school, students(3, 59) + rows, 'Tuesday_students.csv');
    const page = await open(school, 'rostering');
    await page.getByRole('link', { name: 'Find a person' }).click();
    const field = page.getByRole('searchbox', { name: 'Name, e-mail address or number' });
    await expect.poll(() => field.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await field.fill('ana silva');
    await field.press('Enter');
    const found = page.getByRole('list', { name: 'What was found' }).getByRole('listitem');
    await found.first().waitFor();
    expect(await found.allInnerTexts()).toEqual([
      expect.stringMatching(
        /^Row left out\s+Ana Silva is in line 59 of Tuesday_students\.csv, received on .+, but that row was left out\. [\s\S]*Open line 59$/,
      ),
    ]);
    await page.getByText('Nobody in People Manager matches.').waitFor();
    await page.getByText('2 files of the last 14 days searched.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(page.url()).not.toMatch(/ana|silva/i);

    await found.getByRole('link', { name: 'Open line 59' }).click();
    await page.waitForURL(new RegExp(`/syncs/${id}\\?problem=59$`));
    await page.getByRole('searchbox').first().waitFor();
    const problems = page.getByRole('table', { name: 'Problems' });
    await problems
      .getByText(/e-mail/)
      .first()
      .waitFor();
    expect(await problems.getByRole('row').count()).toBe(2);

    await page.goBack();
    await field.fill('1001');
    await page.getByRole('button', { name: 'Search' }).click();
    await found.getByText(/^First1 Last1 was archived on .+ by the sync of Tuesday_students\.csv\. This person is not in the file/).waitFor();
    await found.first().getByRole('link', { name: 'Open the person' }).click();
    await page.getByRole('heading', { name: 'First1 Last1' }).waitFor();
    expect(page.errors).toEqual([]);
  });

  it('is answered in French on a phone in the dark, also where nothing is found', async () => {
    const school = await aSchoolOfSixty(running, undefined, 'fr-CA');
    const page = await open(school, 'find', { width: 390, dark: true, locale: 'fr-CA' });
    await page.getByRole('searchbox', { name: 'Nom, adresse courriel ou numéro' }).fill('personne ici');
    await page.getByRole('button', { name: 'Rechercher' }).click();
    await page.getByText('Personne ne correspond dans Gestion des personnes.').waitFor();
    await page.getByText(/Aucune ligne ne correspond dans les fichiers des 14 derniers jours/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await page.getByRole('searchbox').fill('last60');
    await page.getByRole('button', { name: 'Rechercher' }).click();
    await page.getByText(/^First60 Last60\s: personne active, ajoutée le/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(page.errors).toEqual([]);
  });
});

/** What a click downloads, as text. */
async function downloaded(page: Page, button: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

describe('the list of people', () => {
  it('is filtered and ordered, keeps that in its address without a name, and is downloaded as it is filtered', async () => {
    const school = await aSchoolOfSixty(running);
    const rows = 'kim@lincoln.example,Kim,Adams,2001,10\nlou@lincoln.example,Lou,Adams,2002,K\n';
    await sendsFile(running, school, students(1, 60) + rows, 'Tuesday_students.csv');
    const page = await open(school, 'people');
    const names = page.getByRole('table', { name: 'People' }).getByRole('rowheader');
    await page.getByText('50 of 62 people shown').waitFor();
    await page.getByRole('combobox', { name: 'Order' }).click();
    await page.getByRole('option', { name: 'By grade' }).click();
    await expect.poll(async () => (await names.allInnerTexts())[0]).toBe('Adams, Lou');
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(async () => (await names.allInnerTexts()).at(-1)).toBe('Adams, Kim');
    expect(new Set(await names.allInnerTexts()).size).toBe(62);
    await page.getByRole('combobox', { name: 'Grade' }).click();
    await page.getByRole('option', { name: '09' }).click();
    await page.getByText('50 of 60 people shown').waitFor();
    await page.getByRole('searchbox', { name: 'Search by name, e-mail or number' }).fill('last7');
    await page.getByText('1 of 1 person shown').waitFor();
    expect(page.url()).toMatch(/\/people\?grade=09&sort=GRADE$/);
    expect(await faultsOf(page)).toEqual([]);
    const { name, text } = await downloaded(page, 'Download these as CSV');
    expect(name).toBe('People.csv');
    expect(text.split('\r\n').map((line) => line.split(',').slice(0, 3))).toEqual([
      ['\uFEFFlast name', 'first name', 'e-mail'],
      ['Last7', 'First7', 's7@lincoln.example'],
      [''],
    ]);

    await page.reload();
    await page.getByText('50 of 60 people shown').waitFor();
    await page.getByRole('searchbox', { name: 'Search by name, e-mail or number' }).fill('nobody of that name');
    await page.getByRole('link', { name: 'Why is somebody not here?' }).click();
    await page.getByRole('heading', { name: 'Find a person' }).waitFor();
    await page.goBack();
    await page.getByText('50 of 60 people shown').waitFor();
    expect(page.errors).toEqual([]);
  });
});

describe('1,000 held people', () => {
  it('are filtered by the reason of the hold, searched, and downloaded as they are filtered', async () => {
    const school = await aSchoolOfSixty(running, (settings) => (settings.categories.students.missingUsers = 'KEEP'));
    await sendsFile(running, school, students(1, 1_000), 'Monday_students.csv');
    const sync = await sendsFile(running, school, students(1, 1_000, '10'), 'Tuesday_students.csv');
    expect(sync.status).toBe('HELD');
    const page = await open(school, `syncs/${sync.id}`);
    await page.getByText('50 of 1,000 changes shown').waitFor();
    await page.getByRole('button', { name: 'Show these people' }).first().click();
    const field = page.getByRole('searchbox', { name: 'Search by name, e-mail, number or line' });
    await field.fill('first777');
    await page.getByText('1 of 1 change shown').waitFor();
    await page.getByRole('table', { name: 'Changes' }).getByText('First777 Last777').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    const one = await downloaded(page, 'Download these as CSV');
    expect(one.name).toBe('Tuesday_students.csv.changes.csv');
    expect(one.text).toMatch(/^[^\n]+\nLast777,First777,s777@lincoln\.example,1777,,Students,update,held,778,grade: 09 → 10,/);
    await field.fill('');
    await page.getByText('50 of 1,000 changes shown').waitFor();
    const all = await downloaded(page, 'Download these as CSV');
    expect(all.text.trimEnd().split('\n')).toHaveLength(1_001);
    const [workbook] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download these as Excel' }).click()]);
    expect(workbook.suggestedFilename()).toBe('Tuesday_students.csv.changes.xlsx');
    expect(page.url()).not.toMatch(/777/);
    expect(page.errors).toEqual([]);
  });
});

it('open menus, forms, refusals and toasts are not hard to read in the dark', async () => {
  const school = await aSchoolOfSixty(running);
  const held = await sendsFile(running, school, students(21, 60), 'Tuesday_students.csv');
  expect(held.status).toBe('HELD');
  const page = await open(school, 'people', { dark: true });
  await page.getByRole('combobox', { name: 'Grade' }).click();
  await page.getByRole('option', { name: 'No grade' }).waitFor();
  const faults = (await faultsOf(page)).map((fault) => `menu: ${fault}`);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Edit First1 Last1', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Protected').check();
  faults.push(...(await faultsOf(page)).map((fault) => `form: ${fault}`));
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.locator('.mantine-Notification-root').first().waitFor();
  faults.push(...(await faultsOf(page)).map((fault) => `toast: ${fault}`));
  await page.goto(`/schools/${school.school.id}/syncs/${held.id}`);
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Please give a reason.').waitFor();
  faults.push(...(await faultsOf(page)).map((fault) => `refusal: ${fault}`));
  expect(faults).toEqual([]);
});
