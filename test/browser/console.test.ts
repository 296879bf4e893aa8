import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SignedIn } from '../api/start-test-api.js';
import { defaultSettings, WEEKDAYS } from '../../domain/settings.js';
import type { CreatedSchool } from '../../services/schools/create-school.js';
import { faultsOf } from './faults-of.js';
import { startConsole, type RunningConsole } from './start-console.js';

// A browser, a build and a worker share the machine with all other tests.
vi.setConfig({ testTimeout: 120_000 });
const POLL = { timeout: 30_000 };

let running: RunningConsole;

beforeAll(async () => {
  running = await startConsole();
}, 120_000);
afterAll(async () => {
  await running?.stop();
}, 60_000);

describe('signing in', () => {
  it('says that e-mail and password do not match, and lets the owner in with the right ones', async () => {
    const { owner, school } = await aSchoolWithOwner();
    const page = await running.open();
    await page.goto('/');
    await page.getByLabel('E-mail').fill(owner.email);
    await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).not.toBe('');

    await page.getByRole('textbox', { name: 'Password' }).fill(owner.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`**/schools/${school.id}/rostering`);
    expect(page.errors).toEqual([]);
  });

  it('forgets everything after signing out, and asks again on a page that needs it', async () => {
    const { owner, school } = await aSchoolWithOwner();
    const page = await running.open();
    await running.signIn(page, owner);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.goto(`/schools/${school.id}/people`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate('localStorage.length')).toBe(0);
  });

  it('shows no school of somebody else', async () => {
    const [{ owner }, other] = [await aSchoolWithOwner(), await aSchoolWithOwner()];
    const page = await running.open();
    await running.signIn(page, owner);
    await page.goto(`/schools/${other.school.id}/rostering`);
    await page.getByRole('heading', { name: 'This page does not exist' }).waitFor();
    expect(await page.content()).not.toContain(other.school.sftp.username);
  });
});

describe('the Rostering tab', () => {
  it('has Auto update and Archive off at first, and says why', async () => {
    const { page } = await onRostering();
    for (const category of ['students', 'teachers', 'staff', 'admin']) {
      expect(await page.getByLabel(`Roster ${category}`, { exact: true }).isChecked()).toBe(false);
      expect(await page.getByLabel(`Auto update ${category}`, { exact: true }).isChecked()).toBe(false);
      expect(
        await page
          .getByRole('radiogroup', { name: `Missing users: ${category}` })
          .getByLabel('Keep')
          .isChecked(),
      ).toBe(true);
    }
    await page.getByText('First verify that rostering is right').waitFor();
    await page.getByText('must be a stand-alone file with students in its name').waitFor();
  });

  it('saves the switches, and then shows the SFTP Details', async () => {
    const { page, school } = await onRostering();
    await page.getByText('Choose the Rostering Method SFTP and save').waitFor();

    await choose(page, 'Rostering Method', 'SFTP');
    await page.getByLabel('Enable Automatic Rostering').check();
    await page.getByLabel('Roster students').check();
    await page.getByRole('radiogroup', { name: 'Missing users: students' }).getByText('Archive').click();
    await page.getByRole('combobox', { name: 'Recipients' }).fill('Office@Example.org');
    await page.getByRole('combobox', { name: 'Recipients' }).press('Enter');
    // That is what a school gets that never chose.
    expect(await page.getByRole('combobox', { name: 'When' }).inputValue()).toBe('Only when something needs attention');
    await choose(page, 'When', 'Never');
    expect(await page.getByLabel('Weekly summary').isDisabled()).toBe(true);
    await choose(page, 'When', 'Once a day, after the nightly run');
    await page.getByLabel('Weekly summary').uncheck();
    await page.getByLabel('Hold archiving above this share of a category').fill('7');
    await page.getByLabel('Time').fill('21:30');
    await page.getByText('Sat', { exact: true }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    // No file has come: the question does not make any numbers up.
    const question = page.getByRole('dialog', { name: 'Switch this on?' });
    await question.getByText('No file of this category is kept').waitFor();
    await question.getByRole('button', { name: 'Switch on and save' }).click();

    const details = page.getByRole('region', { name: 'SFTP Details' });
    await details.getByText(school.sftp.username, { exact: true }).waitFor();
    await details.getByText('sftp-us.example.org', { exact: true }).waitFor();
    const { rows } = await running.api.database.pool.query('SELECT settings FROM rostering_settings WHERE school_id = $1', [school.id]);
    expect(rows[0].settings).toMatchObject({
      method: 'SFTP',
      enabled: true,
      categories: { students: { roster: true, autoUpdate: false, missingUsers: 'ARCHIVE' }, teachers: { roster: false } },
      notifications: { recipients: ['office@example.org'], when: 'DAILY', weeklySummary: false },
      safety: { archivePercent: 7 },
      nightly: { at: '21:30', expectDays: ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] },
    });

    await page.reload();
    await page.getByLabel('Roster students').waitFor();
    expect(await page.getByLabel('Roster students').isChecked()).toBe(true);
    expect(page.errors).toEqual([]);
  });

  it('copies each SFTP detail without a stray character, and shows a new password once', async () => {
    const { page, school } = await onRostering();
    await turnOn(page);
    const details = page.getByRole('region', { name: 'SFTP Details' });
    const copied = async (what: string): Promise<unknown> => {
      await details.getByRole('button', { name: `Copy ${what}`, exact: true }).click();
      await details.getByText('Copied').first().waitFor({ state: 'attached' });
      return page.evaluate('navigator.clipboard.readText()');
    };
    expect(await copied('Host')).toBe('sftp-us.example.org');
    expect(await copied('Port')).toBe('2022');
    expect(await copied('Username')).toBe(school.sftp.username);
    expect(await copied('Try it from a terminal')).toBe(`sftp -P 2022 ${school.sftp.username}@sftp-us.example.org`);

    await details.getByRole('button', { name: 'New password' }).click();
    const answer = page.waitForResponse((response) => response.url().endsWith('/sftp/password'));
    await page.getByRole('dialog').getByRole('button', { name: 'Make a new password' }).click();
    const { password } = (await (await answer).json()) as { password: string };
    await details.getByText(password, { exact: true }).waitFor();
    expect(await copied('Password')).toBe(password);

    await page.reload();
    await details.getByText(/have not been used yet, the newest made on /).waitFor();
    expect(await page.content()).not.toContain(password);
  });

  it('puts what the API refuses at the field', async () => {
    const { page } = await onRostering();
    await page.getByRole('combobox', { name: 'Recipients' }).fill('not-an-address');
    await page.getByRole('combobox', { name: 'Recipients' }).press('Enter');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Not saved. Please look at the fields marked below.').waitFor();
    await page.getByText(/^not-an-address: /).waitFor();
    expect(await page.getByRole('combobox', { name: 'Recipients' }).getAttribute('aria-invalid')).toBe('true');
  });

  it('shows the slower of two owners what each of them changed, and keeps both', async () => {
    const { page, school, owner } = await onRostering();
    await page.getByLabel('Roster staff').check();
    const mine = await running.api.call('GET', `/api/schools/${school.id}/rostering`, { as: owner });
    const saved = await running.api.call('PUT', `/api/schools/${school.id}/rostering`, {
      as: owner,
      body: { ...mine.body, categories: { ...mine.body.categories, teachers: { ...mine.body.categories.teachers, roster: true } } },
      headers: { 'If-Match': mine.headers.get('etag') ?? '' },
    });
    expect(saved.status).toBe(200);

    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const notice = page.getByRole('alert').filter({ hasText: 'Someone else saved meanwhile' });
    await notice.getByText('Roster teachers: off → on').waitFor();
    await notice.getByText('Roster staff: off → on').waitFor();
    await notice.getByRole('button', { name: 'Keep both' }).click();
    await notice.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Roster teachers').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.', { exact: true }).waitFor();
    const { body } = await running.api.call('GET', `/api/schools/${school.id}/rostering`, { as: owner });
    expect([body.categories.staff.roster, body.categories.teachers.roster]).toEqual([true, true]);
  });

  it('keeps what was typed when the session ends, and shows nothing until the same owner has signed in again', async () => {
    const { page, owner } = await onRostering();
    await page.getByLabel('Roster staff').check();
    await running.api.database.pool.query(`UPDATE access_token SET expires_at = now() - interval '1 second' WHERE account_id = $1`, [owner.id]);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Your session has ended. Sign in again').waitFor();
    expect(await page.getByLabel('Roster staff').isVisible()).toBe(false);
    await page.locator('input[name=password]').fill(owner.password);
    await page.locator('button[type=submit]').first().click();
    await page.getByText('You have unsaved changes.').waitFor();
    expect(await page.getByLabel('Roster staff').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.', { exact: true }).waitFor();
  });

  it('asks before unsaved changes are left behind', async () => {
    const { page } = await onRostering();
    await page.getByLabel('Roster staff').check();
    await page.getByText('You have unsaved changes.').waitFor();
    page.once('dialog', (dialog) => void dialog.dismiss());
    await page.getByRole('tab', { name: 'People' }).click();
    expect(page.url()).toContain('/rostering');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('tab', { name: 'People' }).click();
    await page.waitForURL('**/people');
  });

  it('sends a test mail to the saved recipients', async () => {
    const { page } = await onRostering();
    await page.getByRole('combobox', { name: 'Recipients' }).fill('test-mail@example.org');
    await page.getByRole('combobox', { name: 'Recipients' }).press('Enter');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('You have unsaved changes.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Send a test mail' }).click();
    await page.getByText('A test mail is on its way to 1 recipient.').waitFor();
    await expect.poll(() => running.relay.accepted.filter((mail) => mail.recipients.includes('test-mail@example.org')).length, POLL).toBe(1);
  });
});

describe('syncs', () => {
  const FILE = [
    'Email,First Name,Last Name,Student Number,Grade',
    'zoe.tremblay@example.org,Zoé,Tremblay-Lévesque,1001,9',
    'liam.obrien@example.org,Liam,O’Brien,1002,10',
    'not an address,Ada,Nguyen,1003,11',
    'noor.ali@example.org,,Ali,1004,12',
    '',
  ].join('\n');

  it('tries a file first, then applies it, and lists what is wrong with its rows', async () => {
    const { page, school } = await onRostering();
    await turnOn(page);
    await page.getByRole('tab', { name: 'Syncs' }).click();
    await page.getByText('No file has arrived yet').waitFor();

    expect(await page.getByLabel('Preview only').isChecked()).toBe(true);
    await upload(page, FILE);
    await page.getByText('Preview', { exact: true }).waitFor();
    expect(await peopleOf(school)).toBe(0);

    await page.getByRole('tab', { name: 'Syncs' }).click();
    await page.getByLabel('Preview only').uncheck();
    await upload(page, FILE);
    await page.getByText('Applied', { exact: true }).waitFor();
    expect(await peopleOf(school)).toBe(2);
    const counts = page.getByRole('table', { name: 'What it did, per category' });
    expect(await counts.getByRole('row', { name: /^Students/ }).innerText()).toMatch(/^Students\s+2\s+0\s+0\s+0\s+0\s+0$/);
    const changes = page.getByRole('table', { name: 'Changes' });
    await changes.getByRole('row', { name: /Zoé Tremblay-Lévesque/ }).waitFor();
    expect(await changes.getByRole('row').count()).toBe(3);
    const problems = page.getByRole('table', { name: 'Problems' });
    await problems.getByRole('row', { name: /Line 4 Email/ }).waitFor();
    await problems.getByRole('row', { name: /Line 5 First Name/ }).waitFor();
    expect(await page.getByRole('link', { name: 'Open the workflow in Temporal' }).getAttribute('href')).toContain('/workflows/');

    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download as CSV' }).click();
    const csv = await readFile(await (await download).path(), 'utf8');
    expect(csv).toContain('not an address,Ada,Nguyen,1003,11');

    await page.getByRole('link', { name: 'All syncs' }).click();
    await page.getByRole('row', { name: /Applied.*2 added, 2 problems/ }).waitFor();
    expect(page.errors).toEqual([]);

    await page
      .getByRole('row', { name: /Applied/ })
      .getByRole('link')
      .click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Please give a reason.').waitFor();
    await page.getByLabel('Reason').fill('The wrong export');
    await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Undone', { exact: true }).first().waitFor();

    await page.getByRole('tab', { name: 'Activity' }).click();
    await page.getByRole('row', { name: /The wrong export/ }).waitFor();
  });

  it('says in plain words why a file was rejected', async () => {
    const { page } = await onRostering();
    await turnOn(page);
    await page.getByRole('tab', { name: 'Syncs' }).click();
    await upload(page, 'First Name,Last Name,Student Number,Grade\nZoé,Tremblay,1001,9\n');
    await page.getByText('Rejected', { exact: true }).waitFor();
    await page.getByText('The file could not be used. Nothing was changed.').waitFor();
    expect(await page.getByRole('alert', { name: 'Nothing was changed' }).innerText()).toMatch(/email/i);
  });

  it('holds a promotion to Manager until the owner approves it with a reason', async () => {
    const { page, school } = await onRostering();
    await turnOn(page);
    await page.getByLabel('Roster admin').check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('You have unsaved changes.').waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'Syncs' }).click();
    await page.getByLabel('Preview only').uncheck();
    await upload(page, 'Email,First Name,Last Name,Role\nmaya.chen@example.org,Maya,Chen,Manager\n', 'admin.csv');
    await page.getByText('This needs your decision').waitFor();
    await page.getByText(/If no one decides before, the other Owners and the District Managers are told by mail after the night of/).waitFor();
    expect(await peopleOf(school)).toBe(0);
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByLabel('Reason').fill('She is our new manager');
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Applied', { exact: true }).first().waitFor();
    expect(await peopleOf(school)).toBe(1);
  });
});

describe('people', () => {
  it('finds a person without accents, protects them and gives them another role, and keeps names out of the address', async () => {
    const { page, school } = await onRostering();
    await running.api.database.prisma.person.createMany({
      data: [
        { schoolId: school.id, email: 'helene@example.org', firstName: 'Hélène', lastName: 'Bélanger', role: 'TEACHER', category: 'teachers' },
        { schoolId: school.id, email: 'sam@example.org', firstName: 'Sam', lastName: 'Okafor', role: 'STAFF', category: 'staff' },
      ],
    });
    await page.getByRole('tab', { name: 'People' }).click();
    await page.getByText('2 of 2 people shown').waitFor();
    await page.getByLabel('Search by name, e-mail or number').fill('belanger');
    await page.getByText('1 of 1 person shown').waitFor();
    expect(page.url()).not.toMatch(/belanger/i);

    await page.getByRole('button', { name: 'Edit Hélène Bélanger' }).click();
    const dialog = page.getByRole('dialog');
    await choose(page, 'Role', 'Manager');
    await dialog.getByLabel('Protected').check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('row', { name: /Bélanger, Hélène Protected.*Manager/ }).waitFor();
  });
});

describe('words of the files', () => {
  it('learns from the owner what a header of the files means, and reads the next file with it', async () => {
    const { page, school } = await onRostering();
    await turnOn(page);
    const headers = page.getByRole('region', { name: 'Headers' });
    await headers.getByLabel('Header in the file').fill('Kontaktadresse');
    await headers.getByRole('combobox', { name: 'Is the field' }).click();
    await page.getByRole('option', { name: 'E-mail', exact: true }).click();
    await headers.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('You have unsaved changes.').waitFor({ state: 'detached' });

    await page.getByRole('tab', { name: 'Syncs' }).click();
    await page.getByLabel('Preview only').uncheck();
    await upload(page, 'Kontaktadresse,First Name,Last Name,Student Number,Grade\nzoe@example.org,Zoé,Tremblay,1001,9\n');
    await page.getByText('Applied', { exact: true }).first().waitFor();
    expect(await peopleOf(school)).toBe(1);
  });
});

describe('languages and screens', () => {
  it('speaks Canadian French to an owner whose account does, until English is chosen', async () => {
    const { school } = await aSchoolWithOwner();
    const owner = await running.api.anOwnerOf(school.id, 'fr-CA');
    const page = await running.open();
    await running.signIn(page, owner);
    await page.getByRole('heading', { name: 'Gestion des personnes' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('fr-CA');
    await page.getByRole('tab', { name: 'Listes automatiques' }).waitFor();
    await page.getByLabel('Activer les listes automatiques').waitFor();
    await page.getByRole('combobox', { name: 'Destinataires' }).fill('pas-une-adresse');
    await page.getByRole('combobox', { name: 'Destinataires' }).press('Enter');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText(/pas-une-adresse: Ce n’est pas une adresse/).waitFor();

    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'People Manager' }).waitFor();
  });

  it('meets a browser that speaks French in French before anybody signed in', async () => {
    const page = await running.open({ locale: 'fr-CA' });
    await page.goto('/');
    await page.getByRole('heading', { name: 'Se connecter' }).waitFor();
    expect(await page.title()).toBe('Se connecter · Rollcall');
  });

  it('fits a phone in both languages, and names every field', async () => {
    const { school } = await aSchoolWithOwner();
    for (const locale of ['en', 'fr-CA'] as const) {
      const owner = await running.api.anOwnerOf(school.id, locale);
      const page = await running.open({ width: 375, locale });
      await running.signIn(page, owner);
      for (const tab of ['rostering', 'syncs', 'people', 'audit']) {
        await page.goto(`/schools/${school.id}/${tab}`);
        await page.getByRole('tabpanel').waitFor();
        await page.getByRole('tabpanel').locator('.rc-card').first().waitFor();
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), `${locale} ${tab}`).toBe(0);
        expect(await page.evaluate(UNNAMED), `${locale} ${tab}`).toEqual([]);
      }
      await page.context().close();
    }
  });
});

describe('a District Manager', () => {
  it('sees every school of the district and goes from one to the other', async () => {
    const district = await running.api.aDistrict('Prairie District');
    const lincoln = await running.api.aSchool(district.id, { name: 'Lincoln High School' });
    const montcalm = await running.api.aSchool(district.id, { name: 'École Montcalm', region: 'CA' });
    const manager = await running.api.aManagerOf(district.id);
    const page = await running.open();
    await running.signIn(page, manager);
    await page.waitForURL(`**/district/${district.id}`);
    await page.getByRole('row', { name: /Lincoln High School Rostering is off/ }).waitFor();
    await page.getByRole('link', { name: 'École Montcalm' }).click();
    await page.waitForURL(`**/schools/${montcalm.id}/rostering`);
    await page.getByRole('tab', { name: 'Syncs' }).click();
    await choose(page, 'School', 'Lincoln High School');
    await page.waitForURL(`**/schools/${lincoln.id}/syncs`);
    expect(page.errors).toEqual([]);
  });
});

describe('a District Manager of 300 schools', () => {
  it('sees the most urgent first, and finds a school by name or by state', async () => {
    const district = await running.api.aDistrict('Great Plains District');
    const { database } = running.api;
    const names = Array.from({ length: 298 }, (_, at) => `School ${String(at + 1).padStart(3, '0')}`);
    await database.prisma.school.createMany({
      data: [...names, 'École Montcalm', 'Whitman'].map((name) => ({
        districtId: district.id,
        name,
        region: 'US' as const,
        timeZone: 'America/Chicago',
      })),
    });
    const whitman = await database.prisma.school.findFirstOrThrow({ where: { districtId: district.id, name: 'Whitman' } });
    const manager = await running.api.aManagerOf(district.id);
    const path = `/api/schools/${whitman.id}/rostering`;
    const settings = { ...defaultSettings(), method: 'SFTP', enabled: true };
    expect((await running.api.call('PUT', path, { as: manager, body: settings, headers: { 'If-Match': '*' } })).status).toBe(200);
    const { syncId } = await running.api.uploads.receive({
      schoolId: whitman.id,
      fileName: 'students.csv',
      source: Readable.from([Buffer.from('x')]),
      trigger: 'SFTP',
      dryRun: false,
    });
    await database.prisma.sync.update({ where: { id: syncId }, data: { status: 'HELD', announcedAt: new Date() } });
    const page = await running.open();
    await running.signIn(page, manager);
    const table = page.getByRole('table', { name: 'District overview' });
    await page.getByText('300 of 300 schools shown').waitFor();
    expect(await table.getByRole('row').nth(1).innerText()).toMatch(/^Whitman\s+Held for approval\s+Since .* (CST|CDT)\s/);
    await page.getByText('Rostering is off (299)').click();
    await page.getByText('299 of 300 schools shown').waitFor();
    await page.getByRole('searchbox', { name: 'Search a school' }).fill('ecole mont');
    await page.getByText('1 of 300 schools shown').waitFor();
    await table.getByRole('link', { name: 'École Montcalm' }).waitFor();
    await page.getByText('Held for approval (1)').click();
    await page.getByText('No school fits').waitFor();
    await page.getByRole('searchbox', { name: 'Search a school' }).fill('');
    await table.getByRole('link', { name: 'Whitman' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(page.errors).toEqual([]);
  });
});

describe('after a night without a file', () => {
  it('the owner sees how it ended and why, and which recipient is not reached, in both languages', async () => {
    const { owner, school } = await aSchoolWithOwner();
    const settings = {
      ...defaultSettings(),
      method: 'SFTP',
      enabled: true,
      nightly: { at: '22:00', expectDays: [...WEEKDAYS] },
      notifications: { recipients: ['office@example.org', 'gone@example.org'], when: 'DAILY', includeNames: false },
    };
    const saved = await running.api.call('PUT', `/api/schools/${school.id}/rostering`, { as: owner, body: settings, headers: { 'If-Match': '*' } });
    expect(saved.status).toBe(200);
    await running.api.temporal.client.schedule.getHandle(`nightly/${school.id}`).trigger();
    await expect
      .poll(async () => (await running.api.call('GET', `/api/schools/${school.id}/rostering/nights`, { as: owner })).body.items[0]?.mails, POLL)
      .toEqual({ sent: 1, waiting: 0, undelivered: 1 });

    await running.api.database.pool.query(
      `INSERT INTO night (school_id, date, "from", until, verdict)
       SELECT school_id, date - nth, "from" - nth * interval '1 day', until - nth * interval '1 day', verdict FROM night, generate_series(1, 5) nth WHERE school_id = $1`,
      [school.id],
    );
    for (const [locale, words] of [
      [
        'en',
        {
          night: 'Last night',
          strip: 'The last nights',
          tonight: 'A file is expected. You are told if none comes.',
          older: /^Night of /,
          outcome: 'no file arrived (the SIS has never signed in)',
          mails: 'Mailed to 1 recipient. 1 mail could not be delivered',
          syncs: 'Syncs',
          rostering: 'Rostering',
          list: 'Whether mail reaches the saved recipients',
          bounced: /^Not reached /,
          why: /misspelled/,
          reached: /^Last mail accepted /,
          log: 'Mails sent',
          logged: ['Daily results', 'Not reached', 'Accepted'],
        },
      ],
      [
        'fr-CA',
        {
          night: 'La nuit dernière',
          strip: 'Les dernières nuits',
          tonight: 'Un fichier est attendu. Vous êtes avisé s’il n’arrive pas.',
          older: /^Nuit du /,
          outcome: 'aucun fichier reçu (le SIS ne s’est jamais connecté)',
          mails: 'Courriel envoyé à 1 destinataire. 1 courriel n’a pas pu être livré',
          syncs: 'Synchronisations',
          rostering: 'Listes automatiques',
          list: 'Les courriels parviennent-ils aux destinataires enregistrés?',
          bounced: /^Non joint le /,
          why: /mal écrite/,
          reached: /^Dernier courriel accepté le /,
          log: 'Courriels envoyés',
          logged: ['Résultats du jour', 'Non joint', 'Accepté'],
        },
      ],
    ] as const) {
      const page = await running.open({ width: 375 });
      await running.signIn(page, await running.api.anOwnerOf(school.id, locale));
      await page.getByRole('tab', { name: words.syncs }).click();
      const night = page.getByRole('region', { name: words.night });
      await night.getByText(words.outcome).waitFor();
      await night.getByText(words.mails).waitFor();
      await night.getByText(words.tonight).waitFor();
      const strip = page.getByRole('list', { name: words.strip }).getByRole('button');
      expect(await strip.count()).toBe(6);
      await strip.first().click();
      await page.getByRole('heading', { name: words.older }).waitFor();
      expect(await strip.first().getAttribute('aria-pressed')).toBe('true');
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), `syncs in ${locale}`).toBe(0);
      await page.getByRole('tab', { name: words.rostering, exact: true }).click();
      const recipients = page.getByRole('list', { name: words.list }).getByRole('listitem');
      await recipients.filter({ hasText: 'gone@example.org' }).getByText(words.bounced).waitFor();
      await recipients.filter({ hasText: 'gone@example.org' }).getByText(words.why).waitFor();
      await recipients.filter({ hasText: 'office@example.org' }).getByText(words.reached).waitFor();
      const widest = await recipients.evaluateAll((items) => Math.max(...items.map((item) => item.scrollWidth - item.clientWidth)));
      expect(widest, `recipients in ${locale}`).toBe(0);
      await page.getByRole('button', { name: words.log, exact: true }).click();
      const log = page.getByRole('table', { name: words.log });
      const [kind, bounced, accepted] = words.logged;
      await log
        .getByRole('row', { name: new RegExp(`${kind}.*gone@example.org.*${bounced}`, 's') })
        .getByText('smtp_550')
        .waitFor();
      await log.getByRole('row', { name: new RegExp(`${kind}.*office@example.org.*${accepted}`, 's') }).waitFor();
      expect(await faultsOf(page, `table[aria-label="${words.log}"]`)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), `log of mails in ${locale}`).toBe(0);
      expect(page.errors).toEqual([]);
    }
  });
});

/** Fields and buttons that a screen reader could not name. */
const UNNAMED = `[...document.querySelectorAll('button, input:not([type=hidden]):not([hidden]), select, textarea, a')]
  .filter((element) => !element.labels?.length && !element.getAttribute('aria-label') && !element.getAttribute('aria-labelledby')
    && !element.textContent.trim() && !element.closest('[aria-hidden=true]'))
  .map((element) => element.outerHTML.slice(0, 200))`;

async function aSchoolWithOwner(): Promise<{ school: CreatedSchool; owner: SignedIn }> {
  const district = await running.api.aDistrict();
  const school = await running.api.aSchool(district.id);
  return { school, owner: await running.api.anOwnerOf(school.id) };
}

async function onRostering(): Promise<{ page: Page & { errors: string[] }; school: CreatedSchool; owner: SignedIn }> {
  const { school, owner } = await aSchoolWithOwner();
  const page = await running.open();
  await running.signIn(page, owner);
  await page.getByLabel('Enable Automatic Rostering').waitFor();
  return { page, school, owner };
}

async function turnOn(page: Page): Promise<void> {
  await choose(page, 'Rostering Method', 'SFTP');
  await page.getByLabel('Enable Automatic Rostering').check();
  await page.getByLabel('Roster students').check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('You have unsaved changes.').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Copy Host' }).waitFor();
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function upload(page: Page, text: string, name = 'LincolnHighSchool_students_mar23_2023.csv'): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.waitForURL(/\/syncs\/./);
}

async function peopleOf(school: CreatedSchool): Promise<number> {
  return running.api.database.prisma.person.count({ where: { schoolId: school.id, state: 'ACTIVE' } });
}
