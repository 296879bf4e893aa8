import { Readable } from 'node:stream';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RosteringSettings } from '../../domain/settings.js';
import type { SyncView } from '../../domain/sync.js';
import { faultsOf } from './faults-of.js';
import { aSchoolOfSixty, sendsFile, students, type School } from './lincoln.js';
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

const lincoln = (change?: (settings: RosteringSettings) => void, locale?: 'en' | 'fr-CA'): Promise<School> => aSchoolOfSixty(running, change, locale);
const sends = (school: School, text: string, name?: string): Promise<SyncView> => sendsFile(running, school, text, name);

async function open(school: School, page: string, options: { width?: number } = {}): Promise<Page & { errors: string[] }> {
  const opened = await running.open(options);
  await running.signIn(opened, school.owner, `/schools/${school.school.id}/${page}`);
  return opened;
}

describe('the page of a person', () => {
  it('tells what files did to them, and what an owner changed by hand, with the way to each sync', async () => {
    const school = await lincoln();
    await sends(school, students(1, 59) + 's60@lincoln.example,First60,Last60,1060,10\n', 'Tuesday_students.csv');
    await sends(school, students(1, 59), 'Wednesday_students.csv');
    const page = await open(school, 'people');
    await page.getByText('Archived', { exact: true }).click();
    await page.getByRole('link', { name: 'Last60, First60' }).click();
    await page.waitForURL(/\/people\/[0-9a-f-]{36}$/);
    expect(page.url()).not.toMatch(/last60/i);
    await page.getByRole('heading', { name: 'First60 Last60' }).waitFor();
    const story = page.getByRole('list', { name: 'Story' }).getByRole('listitem');
    await expect.poll(() => story.count(), POLL).toBe(3);
    expect(await story.nth(0).innerText()).toMatch(/Archived by Wednesday_students\.csv\.[\s\S]*Missing users/);
    expect(await story.nth(1).innerText()).toMatch(/Updated by Tuesday_students\.csv \(line 61\)\.[\s\S]*Grade:\s*09\s*→\s*10/);
    expect(await story.nth(2).innerText()).toContain('Added by LincolnHS_students.csv (line 61).');

    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('dialog').getByLabel('Protected').check();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await story.filter({ hasText: 'Changed by hand in People Manager.' }).waitFor();
    expect(await story.nth(0).innerText()).toMatch(new RegExp(`${school.owner.email}[\\s\\S]*Protected: off → on`));

    await story.filter({ hasText: 'Tuesday_students.csv' }).getByRole('link', { name: 'Open the sync' }).click();
    await page.getByRole('heading', { name: 'Tuesday_students.csv' }).waitFor();
    await page.getByRole('table', { name: 'Changes' }).getByRole('link', { name: 'First60 Last60' }).click();
    await page.getByRole('heading', { name: 'First60 Last60' }).waitFor();
    await page.getByRole('tab', { name: 'People' }).click();
    await page.getByText('59 people shown').waitFor();
    expect(page.errors).toEqual([]);
  });
});

describe('a number that was given to a new student', () => {
  it('is released on the page of the former one, after a question that says what it does, and the same file adds the new one', async () => {
    const school = await lincoln();
    await sends(school, students(1, 59), 'Tuesday_students.csv');
    const newcomer = `${students(1, 59)}zoe@lincoln.example,Zoe,Yates,1060,9\n`;
    const evening = await sends(school, newcomer, 'Wednesday_students.csv');
    const page = await open(school, `syncs/${evening.id}`);
    await page
      .getByText(/choose “Release number and address”/)
      .first()
      .waitFor();
    await page.getByRole('tab', { name: 'People' }).click();
    await page.getByRole('link', { name: 'Last1, First1', exact: true }).click();
    await page.getByRole('heading', { name: 'First1 Last1' }).waitFor();
    await page.getByRole('button', { name: 'Edit' }).waitFor();
    expect(await page.getByRole('button', { name: 'Release number and address' }).count()).toBe(0);
    await page.goBack();
    await page.getByText('Archived', { exact: true }).click();
    await page.getByRole('link', { name: 'Last60, First60' }).click();
    await page.getByText('More', { exact: true }).click();
    await page.getByRole('button', { name: 'Release number and address' }).click();
    const dialog = page.getByRole('dialog', { name: 'Release number and address?' });
    await dialog.getByText(/No file can restore First60 Last60 after that/).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('1060', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Release number and address' }).click();
    await dialog.getByRole('button', { name: 'Release', exact: true }).click();
    await dialog.getByText('Please give a reason.').waitFor();
    await dialog.getByLabel('Reason').fill('Zoe has the number now');
    await dialog.getByRole('button', { name: 'Release', exact: true }).click();
    await page.getByText('Number and address released', { exact: true }).waitFor();
    await page.getByText('Number and e-mail address released by hand in People Manager.').waitFor();
    await page.getByText('“Zoe has the number now”').waitFor();
    expect(await page.getByText('1060', { exact: true }).count()).toBe(0);
    expect(await page.getByText('More', { exact: true }).count()).toBe(0);
    const again = await sends(school, newcomer, 'Thursday_students.csv');
    expect(again.counts.students).toMatchObject({ added: 1, restored: 0 });
    await page.getByRole('tab', { name: 'Activity' }).click();
    await page.getByText('Number and address of a person released').waitFor();
    expect(page.errors).toEqual([]);
  });
});

describe('ways out', () => {
  it('a person is archived and restored by hand, with a reason, and each file that says otherwise says so', async () => {
    const school = await lincoln();
    const page = await open(school, 'people');
    await page.getByRole('link', { name: 'Last1, First1', exact: true }).click();
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Archive this person?' });
    await dialog.getByText(/each file says so/).waitFor();
    await dialog.getByLabel('Reason').fill('has left');
    await dialog.getByRole('button', { name: 'Archive', exact: true }).click();
    await page.getByText('Archived by hand in People Manager.').waitFor();
    await page.getByText('Set by hand', { exact: true }).waitFor();
    const evening = await sends(school, students(1, 60), 'Tuesday_students.csv');
    expect(evening.counts.students).toMatchObject({ restored: 0 });
    await page.goto(`/schools/${school.school.id}/syncs/${evening.id}`);
    await page.getByText(/lists archived students whom an owner archived by hand, and they stay archived \(1\)/).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Restore', exact: true }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('was a mistake');
    await page.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).click();
    await page.getByText('Restored by hand in People Manager.').waitFor();
    expect(page.errors).toEqual([]);
  });

  it('a preview is applied from its page, and an undo is looked at before it is done', async () => {
    const school = await lincoln();
    const data = new FormData();
    data.append('file', new Blob([students(3, 61)]), 'Tuesday_students.csv');
    const { body } = await running.api.call('POST', `${school.path}/uploads?dryRun=true`, { as: school.owner, raw: data });
    const page = await open(school, `syncs/${body.syncId}`);
    await page.getByRole('button', { name: 'Apply this file' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('looked at it');
    await page.getByRole('dialog').getByRole('button', { name: 'Apply this file' }).click();
    await page.getByText('The changes of this file have been applied.').waitFor();
    expect(page.url()).not.toContain(body.syncId);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Undo this sync?' });
    await dialog.getByText('It would do this now: archive 1, restore 2.').waitFor();
    await dialog.getByRole('link', { name: 'First1 Last1', exact: true }).waitFor();
    await dialog.getByText('The sync archived this person; undoing it restores them.').first().waitFor();
    expect(await running.api.database.prisma.person.count({ where: { schoolId: school.school.id, state: 'ARCHIVED' } })).toBe(2);
    await dialog.getByLabel('Reason').fill('wrong file');
    await dialog.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByText('The changes of this file have been undone.').waitFor();
    expect(page.errors).toEqual([]);
  });

  it('a sync that waits is cancelled from its page, in French on a phone', async () => {
    const school = await lincoln(() => undefined, 'fr-CA');
    const { syncId } = await running.api.uploads.receive({
      schoolId: school.school.id,
      fileName: 'Mardi_students.csv',
      source: Readable.from([Buffer.from(students(1, 61))]),
      trigger: 'SFTP',
      dryRun: false,
    });
    const page = await open(school, `syncs/${syncId}`, { width: 360 });
    await page.getByRole('button', { name: 'Interrompre' }).click();
    await page
      .getByRole('dialog')
      .getByText(/Plus rien de ce fichier n’est appliqué/)
      .waitFor();
    await page.getByRole('dialog').getByRole('textbox').fill('mauvaise année');
    await page.getByRole('dialog').getByRole('button', { name: 'Interrompre' }).click();
    await page.getByText(/Un propriétaire a interrompu cette synchronisation/).waitFor();
    expect(await running.api.database.prisma.person.count({ where: { schoolId: school.school.id } })).toBe(60);
    expect(page.errors).toEqual([]);
  });
});

describe('the page of those about to be archived', () => {
  it('shows who is missing and how often of how often; an owner protects one of them at once', async () => {
    const school = await lincoln((settings) => void (settings.safety.absencesBeforeArchive = 2));
    await sends(school, students(3, 60), 'Tuesday_students.csv');
    const page = await open(school, 'syncs');
    await page.getByText('2 people are missing and not archived yet').waitFor();
    await page.getByRole('link', { name: 'Show who is about to be archived' }).click();
    const list = page.getByRole('table', { name: 'About to be archived' });
    await list.getByRole('row', { name: /Last1, First1.*day 1 of 2.*Tuesday_students\.csv/ }).waitFor();
    await page.getByText('2 of 2 people shown').waitFor();
    await list.getByRole('button', { name: /^Protect First1 Last1/ }).click();
    await page.getByText('1 of 1 person shown').waitFor();
    await list.getByRole('link', { name: 'Last2, First2' }).click();
    await page
      .getByText(/absence 1 of 2/)
      .first()
      .waitFor();
    expect(page.errors).toEqual([]);
  });

  it('is set in the safety thresholds, which also say what a file that looks wrong does', async () => {
    const school = await lincoln();
    const page = await open(school, 'rostering');
    await page.getByLabel('Archive on this day of absence in a row').fill('3');
    await page.getByRole('radiogroup', { name: 'When a file looks wrong' }).getByText('Only remark on it').click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('You have unsaved changes.').waitFor({ state: 'detached' });
    const { body } = await running.api.call('GET', school.path, { as: school.owner });
    expect(body.safety).toMatchObject({ absencesBeforeArchive: 3, shapeChecks: 'WARN' });
  });
});

describe('a preview of settings', () => {
  it('shows who would be archived before the switch is saved, and archives nobody', async () => {
    const school = await lincoln((settings) => void (settings.categories.students.missingUsers = 'KEEP'));
    await sends(school, students(4, 60), 'Tuesday_students.csv');
    const page = await open(school, 'rostering');
    await page.getByRole('button', { name: 'Which students would be archived?' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/A preview of Tuesday_students\.csv/).waitFor();
    const counts = dialog.getByRole('table', { name: 'What it would do, per category' });
    expect(await counts.getByRole('row', { name: /^Students/ }).innerText()).toMatch(/^Students\s+0\s+0\s+3\s+0\s+57\s+0$/);
    await dialog
      .getByRole('table', { name: 'Changes' })
      .getByRole('row', { name: /First2 Last2/ })
      .waitFor();
    await dialog.getByRole('link', { name: 'Open this preview as a page' }).click();
    await page.getByText('Missing users: students: Keep → Archive').waitFor();
    expect(await running.api.database.prisma.person.count({ where: { schoolId: school.school.id, state: 'ARCHIVED' } })).toBe(0);
    await page.getByRole('link', { name: 'All syncs' }).click();
    await page.getByRole('row', { name: /Preview of settings/ }).waitFor();
    expect(page.errors).toEqual([]);
  });

  it('says that there is no file of the category yet', async () => {
    const school = await lincoln();
    const page = await open(school, 'rostering');
    await page.getByRole('button', { name: 'Which teachers would be archived?' }).click();
    await page.getByRole('dialog').getByText('There is no file to preview with yet').waitFor();
    expect(await running.api.database.prisma.sync.count({ where: { schoolId: school.school.id, dryRun: true } })).toBe(0);
  });
});

describe('switching Auto update and Archive on', () => {
  it('asks first, with the numbers and names of the newest file, and shows a meter that counts the files that matched', async () => {
    const school = await lincoln((settings) => (settings.categories.students = { roster: true, autoUpdate: false, missingUsers: 'KEEP' }));
    for (const night of ['Monday', 'Tuesday']) await sends(school, students(1, 60).replace('First3,', `${night},`), `${night}_students.csv`);
    await sends(school, students(3, 60).replace('First4,', 'Fay,'), 'Wednesday_students.csv');
    const page = await open(school, 'rostering');
    const meter = page.locator('.rc-meter').first();
    await meter.getByText('3 of 3 files matched, 0 surprises; 2 students would be archived and 1 student would be updated').waitFor();
    await meter.getByText('Ready to switch on').waitFor();
    await meter.getByText('The files behind it').click();
    await meter.getByRole('link', { name: 'Tuesday_students.csv' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);

    await page.getByRole('radiogroup', { name: 'Missing users: students' }).getByText('Archive').click();
    await page.getByLabel('Auto update students', { exact: true }).check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const question = page.getByRole('dialog', { name: 'Switch this on?' });
    await question.getByText('By Wednesday_students.csv').waitFor();
    await question.getByText('2 students would be archived').waitFor();
    await question.getByText('First1 Last1, First2 Last2').waitFor();
    await question.getByText('1 student would be updated').waitFor();
    await question.getByText('Fay Last4').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await question.getByRole('button', { name: 'Cancel' }).click();
    const stored = async (): Promise<unknown> => (await running.api.call('GET', school.path, { as: school.owner })).body.categories.students;
    expect(await stored()).toMatchObject({ autoUpdate: false, missingUsers: 'KEEP' });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await question.getByText('2 students would be archived').waitFor();
    await question.getByRole('button', { name: 'Switch on and save' }).click();
    await page.getByText('You have unsaved changes.').waitFor({ state: 'detached' });
    expect(await stored()).toMatchObject({ autoUpdate: true, missingUsers: 'ARCHIVE' });
    await meter.waitFor({ state: 'detached' });
    expect(page.errors).toEqual([]);
  });
});

describe('a held sync', () => {
  it('shows whom each reason concerns, and says in numbers what a decision does', async () => {
    const school = await lincoln();
    const sync = await sends(school, students(21, 59) + 's60@lincoln.example,First60,Last60,1060,10\n', 'Cut_students.csv');
    expect(sync.status).toBe('HELD');
    const page = await open(school, `syncs/${sync.id}`);
    const changes = page.getByRole('table', { name: 'Changes' });
    await page.getByText('21 of 21 changes shown').waitFor();
    await page.getByRole('button', { name: 'Show these people' }).first().click();
    await page.getByText('20 of 20 changes shown').waitFor();
    expect(await changes.getByRole('row', { name: /Updated/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Show all changes' }).click();
    await page.getByText('21 of 21 changes shown').waitFor();

    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('dialog').getByText('Discarding leaves these people as they are: 20 to be archived.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('dialog').getByText('Approving changes these people: 20 to be archived.').waitFor();
    await page.getByLabel('Reason').fill('They moved away');
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Applied', { exact: true }).first().waitFor();
    await page
      .getByRole('status')
      .getByText(
        new RegExp(`^The changes of this file have been applied\\. On .*, ${school.owner.email} approved what was held: “They moved away”\\.$`),
      )
      .waitFor();
    await changes.getByRole('link', { name: 'First2 Last2' }).click();
    await page.getByText('Approved: the held change of Cut_students.csv was made.').waitFor();
    await page.getByText('“They moved away”').waitFor();
    expect(page.errors).toEqual([]);
  });
});

it('these pages fit a phone in both languages', async () => {
  for (const locale of ['en', 'fr-CA'] as const) {
    const school = await lincoln((settings) => void (settings.safety.absencesBeforeArchive = 2), locale);
    await sends(school, students(3, 60), 'LincolnHighSchool_students_of_all_grades_2026-11-24.csv');
    const { id } = await running.api.database.prisma.person.findFirstOrThrow({ where: { schoolId: school.school.id, email: 's1@lincoln.example' } });
    const page = await open(school, 'syncs/waiting', { width: 375 });
    await page
      .getByRole('button', { name: /^(Protect|Protéger) / })
      .first()
      .waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), `${locale} waiting`).toBe(0);
    await running.api.database.prisma.person.update({ where: { id }, data: { state: 'ARCHIVED', archivedAt: new Date() } });
    await page.goto(`/schools/${school.school.id}/people/${id}`);
    await page.getByRole('listitem').first().waitFor();
    await page
      .getByRole('button', { name: /^(Restore|Rétablir)/ })
      .first()
      .waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), `${locale} person`).toBe(0);
    await page.goto(`/schools/${school.school.id}/rostering`);
    await page
      .getByRole('button', { name: /^(Which|Quels) / })
      .first()
      .click();
    await page.getByRole('dialog').getByRole('table').first().waitFor();
    expect(await page.evaluate('document.querySelector("[role=dialog]").scrollWidth - innerWidth'), `${locale} preview`).toBeLessThanOrEqual(0);
    await page.context().close();
  }
});

it('nothing is hard to read when the system is dark', async () => {
  const school = await lincoln((settings) => void (settings.safety.absencesBeforeArchive = 2));
  const held = await sends(school, students(31, 60) + 'nobody at all,Bo,Roy,8000001,9\n', 'Tuesday_students.csv');
  const { id } = await running.api.database.prisma.person.findFirstOrThrow({ where: { schoolId: school.school.id, email: 's1@lincoln.example' } });
  const page = await running.open({ dark: true });
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  const faults = [...(await faultsOf(page))];
  await running.signIn(page, school.owner, `/schools/${school.school.id}/rostering`);
  for (const [path, ready] of [
    ['rostering', 'SFTP Details'],
    ['syncs', 'Upload a file'],
    [`syncs/${held.id}`, 'Changes'],
    ['syncs/waiting', 'All syncs'],
    [`people/${id}`, 'Story'],
    ['people', 'Last1, First1'],
    ['audit', 'Settings saved'],
    ['access', 'Owners with access'],
  ] as const) {
    await page.goto(`/schools/${school.school.id}/${path}`);
    await page.getByText(ready).first().waitFor();
    faults.push(...(await faultsOf(page)).map((fault) => `${path}: ${fault}`));
  }
  await page.goto(`/schools/${school.school.id}/rostering`);
  await page.getByRole('button', { name: 'New password' }).click();
  await page.getByRole('dialog').waitFor();
  faults.push(...(await faultsOf(page)).map((fault) => `dialog: ${fault}`));
  expect(await page.evaluate(`getComputedStyle(document.body).backgroundColor`)).toBe('rgb(16, 23, 26)');
  expect(faults).toEqual([]);
});

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

describe('the page of a sync whose file was not understood', () => {
  const syncsOf = (school: School): Promise<number> => running.api.database.prisma.sync.count({ where: { schoolId: school.school.id } });

  it('says of a rejected file which column is the first name, and runs the same file again in one press', async () => {
    const school = await lincoln();
    const file = students(1, 61).replace('first name', 'Rufname');
    const rejected = await sends(school, file, 'Tuesday_students.csv');
    expect(rejected.status).toBe('REJECTED');
    const page = await open(school, `syncs/${rejected.id}`);
    const card = page.getByRole('region', { name: 'Fix it here' });
    await card.getByText('For example: F•••••').waitFor();
    // Of the value itself nothing but its first letter was sent.
    expect(await card.innerText()).not.toContain('First1');
    const before = await syncsOf(school);
    await choose(page, 'Which column is “First name”?', 'Rufname – F••••• (5 letters, 1 digit)');
    await card.getByRole('button', { name: 'Save and run this file again' }).dblclick();
    await page.getByText('The changes of this file have been applied.').waitFor();
    expect(
      await page
        .getByRole('table', { name: 'What it did, per category' })
        .getByRole('row', { name: /^Students/ })
        .innerText(),
    ).toMatch(/^Students\s+1\s/);
    expect(await syncsOf(school)).toBe(before + 1);
    const { body } = await running.api.call('GET', school.path, { as: school.owner });
    expect(body.maps.headers).toEqual({ Rufname: 'firstName' });
    expect(page.errors).toEqual([]);
  });

  it('explains a status and a column on the spot, also on a phone in French, and leaves what somebody else saved', async () => {
    const school = await lincoln(() => undefined, 'fr-CA');
    const lines = students(1, 62).trimEnd().split('\n');
    const file = lines.map((line, at) => `${line},${at === 0 ? 'Status,Kennung' : `${at > 60 ? 'Xyz' : 'Active'},Secret${at}`}`).join('\n');
    const held = await sends(school, `${file}\n`, 'Mardi_students.csv');
    const page = await open(school, `syncs/${held.id}`, { width: 320 });
    const card = page.getByRole('region', { name: 'Corriger ici' });
    await card.getByText('Par exemple').waitFor();
    expect(await card.innerText()).not.toContain('Secret1');
    // Somebody saves the settings meanwhile: the first press says so and keeps the answers.
    const { body, headers } = await running.api.call('GET', school.path, { as: school.owner });
    const nightly = { ...body.nightly, at: '21:30' };
    await running.api.call('PUT', school.path, { as: school.owner, body: { ...body, nightly }, headers: { 'If-Match': headers.get('etag')! } });
    await choose(page, 'Ce que « Xyz » signifie'.replaceAll(' »', '\u00a0»').replace('« ', '«\u00a0'), 'Toujours ici');
    await choose(page, 'Ce que « Kennung » signifie'.replaceAll(' »', '\u00a0»').replace('« ', '«\u00a0'), 'Laisser cette colonne de côté');
    await card.getByRole('button', { name: 'Enregistrer et relancer ce fichier' }).click();
    await card.getByText('Vos réponses sont toujours ici').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    await expect
      .poll(async () => {
        await card.getByRole('button', { name: 'Enregistrer et relancer ce fichier' }).click();
        return page
          .getByText('Appliqué', { exact: true })
          .first()
          .waitFor({ timeout: 10_000 })
          .then(
            () => true,
            () => false,
          );
      }, POLL)
      .toBe(true);
    expect(await page.getByRole('region', { name: 'Corriger ici' }).count()).toBe(0);
    const saved = (await running.api.call('GET', school.path, { as: school.owner })).body;
    expect(saved).toMatchObject({ maps: { statuses: { Xyz: 'PRESENT' }, headers: { Kennung: 'ignore' } }, nightly: { at: '21:30' } });
    expect(page.errors).toEqual([]);
  });

  it('says 5,000 rows with the same fault in one line, finds one of them, and writes to the vendor of the SIS', async () => {
    const school = await lincoln();
    const faulty = Array.from({ length: 5_000 }, (_, at) => `x${at}@lincoln.example,Ann${at},Lee,${9_000_000 + at},\n`).join('');
    const sync = await sends(school, students(1, 60) + faulty + 'nobody at all,Bo,Roy,8000001,9\n', 'Wednesday_students.csv');
    const page = await open(school, `syncs/${sync.id}`);
    const problems = page.getByRole('table', { name: 'Problems' });
    await problems.getByRole('row', { name: /5,000 rows grade.*Column “grade”: the grade is missing\. \(first: line 62\)/ }).waitFor();
    await problems.getByRole('row', { name: /Line 5062 email/ }).waitFor();
    await problems.getByRole('button', { name: 'Show 5,000 rows' }).click();
    await problems.getByText('Line 70, column “grade”').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await problems.getByRole('button', { name: 'Hide the rows' }).click();
    await page.getByRole('searchbox', { name: 'Search rows, columns or a line number' }).fill('x77@lincoln');
    await problems.getByRole('row', { name: /Line 139 grade/ }).waitFor();
    await page.getByRole('searchbox', { name: 'Search rows, columns or a line number' }).fill('');
    await page.getByRole('button', { name: 'Message to your SIS vendor' }).click();
    const dialog = page.getByRole('dialog', { name: 'Message to your SIS vendor' });
    await dialog.getByText('Français').click();
    await dialog.getByRole('button', { name: /Copy/ }).click();
    await expect.poll(() => page.evaluate('navigator.clipboard.readText()'), POLL).toMatch(/^Exportation de la liste/);
    expect(await page.evaluate('navigator.clipboard.readText()')).not.toContain('lincoln.example');
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download as Excel' }).click();
    expect((await download).suggestedFilename()).toBe('Wednesday_students.csv.problems.xlsx');
    expect(page.errors).toEqual([]);
  });
});

describe('a school whose owner pauses it', () => {
  it('says so under its name, keeps what comes, and offers the newest file when the pause is over', async () => {
    const school = await lincoln();
    const page = await open(school, 'rostering');
    await page.getByRole('button', { name: 'Pause and summer' }).click();
    await page.getByLabel('Pause until').fill('2099-01-04');
    await page.getByLabel('Reason for the pause').fill('We change our SIS');
    await page.getByLabel('Summer switch: additions only until').fill('2099-09-01');
    await page.getByText('For the first file after the summer').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('We change our SIS').waitFor();
    await expect.poll(() => page.getByText(/^Paused until Jan 4, 2099/).count(), POLL).toBe(2);
    expect(await faultsOf(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    // Anew, so that no colour is still changing.
    await page.reload();
    await page.getByLabel('Pause until').waitFor();
    await page.getByText('We change our SIS').waitFor();
    expect(await faultsOf(page)).toEqual([]);

    const data = new FormData();
    data.append('file', new Blob([students(1, 61)]), 'Holiday_students.csv');
    const { body } = await running.api.call('POST', `${school.path}/uploads`, { as: school.owner, raw: data });
    const status = async (): Promise<string> =>
      (await running.api.call('GET', `${school.path}/syncs/${body.syncId}`, { as: school.owner })).body.status as string;
    await expect.poll(status, POLL).toBe('PAUSED');

    const { body: stored, headers } = await running.api.call('GET', school.path, { as: school.owner });
    const over = { ...stored, pausedUntil: new Date(Date.now() - 1_000).toISOString() };
    await running.api.call('PUT', school.path, { as: school.owner, body: over, headers: { 'If-Match': headers.get('etag') ?? '' } });
    await page.reload();
    await page.getByRole('link', { name: 'Look at the file' }).click();
    await page.getByRole('heading', { name: 'Holiday_students.csv' }).waitFor();
    expect(await status()).toBe('PAUSED');
    expect(page.errors).toEqual([]);
  });
});
