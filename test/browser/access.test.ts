import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { freePort } from '../../infra/embedded/free-port.js';
import { makeFirstAccountLink } from '../../services/accounts/first-account.js';
import { startTestApi, type SignedIn } from '../api/start-test-api.js';
import { codeOf } from '../support/authenticator.js';
import { faultsOf } from './faults-of.js';
import { CONSOLE_FOLDER, startConsole, type RunningConsole } from './start-console.js';

vi.setConfig({ testTimeout: 120_000 });

let running: RunningConsole;
beforeAll(async () => {
  running = await startConsole();
}, 120_000);
afterAll(async () => {
  await running?.stop();
}, 60_000);

const PASSWORD = 'blue bicycle under the lamp';

async function aSchoolWithOwner(): Promise<{ id: string; owner: SignedIn; manager: SignedIn; districtId: string }> {
  const district = await running.api.aDistrict();
  const { id } = await running.api.aSchool(district.id, { name: 'Lincoln High School' });
  return { id, districtId: district.id, owner: await running.api.anOwnerOf(id), manager: await running.api.aManagerOf(district.id) };
}

/** Where the newest mail to an address leads, on the server of this test. */
async function linkTo(email: string): Promise<string> {
  const mail = await vi.waitUntil(() => running.relay.accepted.findLast(({ recipients }) => recipients.includes(email)), { timeout: 30_000 });
  return /\/password#rl_[\w-]+/.exec(mail.mail.text ?? '')?.[0] ?? '';
}

describe('the first account of an empty installation', () => {
  it('is made by the link that the API prints, and signs in', async () => {
    // An installation of its own: the others of this file have accounts.
    const empty = await startTestApi({ deps: { consoleFolder: CONSOLE_FOLDER } });
    onTestFinished(() => empty.stop());
    const link = await makeFirstAccountLink(empty.database, { publicUrl: empty.url, now: new Date() });
    const page = await running.open();
    await page.goto(link!.url);
    await page.getByLabel('Name of your district').fill('Lakeside District');
    await page.getByLabel('Your e-mail address').fill('Mona@Lakeside.example');
    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    // The secret stays in no history and no bookmark.
    expect(page.url()).not.toContain('rl_');
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByText('Sign in with mona@lakeside.example').waitFor();
    await page.getByRole('button', { name: 'Go to the sign-in page' }).click();
    await page.getByLabel('E-mail').fill('mona@lakeside.example');
    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('This district has no school yet.').waitFor();
    await page.getByLabel('Name of the school').fill('Lincoln High School');
    await page.getByLabel('Time zone').fill('America/Chicago');
    await page.getByRole('button', { name: 'Add the school' }).click();
    await page.waitForURL('**/schools/*/rostering');
    await page.getByText('Lincoln High School').first().waitFor();
    expect(page.errors).toEqual([]);
    await page.goto(link!.url);
    await page.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
  });
});

describe('the sign-in page', () => {
  it('has a button for a provider that is configured, and says why the last sign-in with it was none', async () => {
    const client = { OIDC_ISSUER: 'https://id.lakeside.example', OIDC_CLIENT_ID: 'rollcall', OIDC_CLIENT_SECRET: 'secret' };
    const api = await startTestApi({ deps: { consoleFolder: CONSOLE_FOLDER }, config: { OIDC_NAME: 'Lakeside ID', ...client } });
    onTestFinished(() => api.stop());
    const page = await running.open({ locale: 'fr-CA' });
    await page.goto(`${api.url}/account?sign-in=no_account`);
    await page.getByRole('alert').filter({ hasText: 'n’a pas accès ici' }).waitFor();
    const button = page.getByRole('link', { name: 'Se connecter avec Lakeside ID' });
    expect(await button.getAttribute('href')).toBe('/api/sign-in/oidc?to=%2Faccount');
    expect(new URL(page.url()).search).toBe('');
    await page.reload();
    await button.waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});

describe('the page of a district', () => {
  it('takes one file for several schools, and asks about the words that no school has', async () => {
    const district = await running.api.aDistrict();
    await running.api.aSchool(district.id, { name: 'Lincoln High School' });
    await running.api.aSchool(district.id, { name: 'École Montcalm' });
    const page = await running.open();
    await running.signIn(page, await running.api.aManagerOf(district.id), `/district/${district.id}`);
    const file = [
      'Student ID,First Name,Last Name,Grade,Email,School',
      '1,Ann,Lee,9,s1@x.example,Lincoln HS',
      '2,Zoé,Roy,9,s2@x.example,Montcalm',
      '3,Max,Ott,9,s3@x.example,Adams',
    ];
    await page
      .getByLabel('Choose a file')
      .and(page.locator('input'))
      .setInputFiles({ name: 'students.csv', mimeType: 'text/csv', buffer: Buffer.from(file.join('\n')) });
    const row = page.getByRole('row').filter({ hasText: 'students.csv' });
    await row.getByText('Adams (1 row)').waitFor();
    await row.getByRole('link', { name: 'École Montcalm' }).waitFor();
    await page.getByRole('button', { name: 'Not in Rollcall: Adams' }).click();
    await page.getByRole('button', { name: 'Take “Adams” off the list' }).waitFor();
    expect(page.errors).toEqual([]);
  });
});

describe('access', () => {
  it('is given by an owner by mail, used in another browser, and taken away again', async () => {
    const { id, owner } = await aSchoolWithOwner();
    const email = `luc-${id.slice(-8)}@montcalm.example`;
    const page = await running.open({ motion: true });
    await running.signInByForm(page, owner);
    await page.getByRole('tab', { name: 'Access' }).click();
    await page.getByLabel('Give access to').fill(email);
    await page.getByRole('button', { name: 'Invite' }).click();
    const row = page.getByRole('row').filter({ hasText: email });
    await row.getByText('Invited').waitFor();

    const guest = await running.open({ motion: true });
    const link = await linkTo(email);
    await guest.goto(link);
    await guest.getByText('You have been given access to Lincoln High School').waitFor();
    // The secret stays in no history and no bookmark.
    expect(guest.url()).not.toContain('rl_');
    const choose = async (password: string): Promise<void> => {
      await guest.getByRole('textbox', { name: 'New password' }).fill(password);
      await guest.getByRole('button', { name: 'Save the password' }).click();
    };
    await choose('short');
    await guest.getByRole('alert').filter({ hasText: 'at least 12 characters' }).waitFor();
    await choose(PASSWORD);
    await guest.getByRole('button', { name: 'Go to the sign-in page' }).click();
    await running.signInByForm(guest, { ...owner, email, password: PASSWORD });
    await guest.waitForURL(`**/schools/${id}/rostering`);
    expect(guest.errors).toEqual([]);

    await page.reload();
    await row.getByText('Has access').waitFor();
    await row.getByRole('button', { name: `Remove access: ${email}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove access' }).click();
    await row.waitFor({ state: 'detached' });
    await guest.reload();
    await guest.getByRole('heading', { name: 'Sign in' }).waitFor();
    await guest.goto('/');
    await guest.goto(link);
    await guest.reload();
    await guest.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
    expect(page.errors).toEqual([]);
  });

  it('of the last District Manager stays, and the page says what to do', async () => {
    const { manager, districtId } = await aSchoolWithOwner();
    const page = await running.open({ motion: true });
    await running.signInByForm(page, manager);
    await page.getByRole('link', { name: 'Who has access to the district' }).click();
    await page.waitForURL(`**/district/${districtId}/access`);
    await page.getByRole('button', { name: 'Remove access' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove access' }).click();
    await page.getByRole('dialog').getByText('Invite somebody else and wait').waitFor();
    expect(page.errors).toEqual([]);
  });
});

describe('a passkey', () => {
  it('is added under the own account, signs in after the password, and is removed again', async () => {
    // Passkeys belong to a host name, which the other tests of this file do without.
    const port = await freePort();
    const api = await startTestApi({ deps: { consoleFolder: CONSOLE_FOLDER }, config: { PUBLIC_URL: `http://localhost:${port}` }, port });
    onTestFinished(() => api.stop());
    const owner = await api.anOwnerOf((await api.aSchool((await api.aDistrict()).id)).id);
    const page = await running.open();
    // A real authenticator of the browser, without a person who touches it.
    const device = await page.context().newCDPSession(page);
    await device.send('WebAuthn.enable');
    const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', transport: 'usb', hasResidentKey: false, hasUserVerification: false, automaticPresenceSimulation: true },
    });
    const typePassword = async (): Promise<void> => {
      await page.locator('input[name=email]').fill(owner.email);
      await page.locator('input[name=password]').fill(owner.password);
      await page.locator('button[type=submit]').click();
    };
    await page.goto(`http://localhost:${port}/account`);
    await typePassword();
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.locator('input[name=factor-password]').fill(owner.password);
    await page.locator('input[name=passkey-name]').fill('Key on the ring');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    const codes = (await page.getByLabel('Recovery codes', { exact: true }).innerText()).split('\n');
    await page.getByRole('button', { name: 'I have stored them' }).click();
    await page.getByRole('row').filter({ hasText: 'Key on the ring' }).waitFor();
    expect(await faultsOf(page, 'main')).toEqual([]);
    if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/passkey.png`, fullPage: true });
    expect((await device.send('WebAuthn.getCredentials', { authenticatorId })).credentials).toHaveLength(1);
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();

    await typePassword();
    await page.getByRole('button', { name: 'Use a passkey' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    const { credentials } = await device.send('WebAuthn.getCredentials', { authenticatorId });
    expect(credentials[0]!.signCount).toBeGreaterThan(1);

    await page.getByRole('button', { name: 'Remove the passkey “Key on the ring”' }).click();
    await page.locator('input[name=factor-password]').fill(owner.password);
    await page.getByLabel('Code of your app, or a recovery code').fill(codes[0]!);
    await page.getByRole('button', { name: 'Remove the passkey “Key on the ring”' }).click();
    await page.getByText('Your account has no second factor.').waitFor();
    expect(page.errors).toEqual([]);
  });
});

describe('a second factor for everybody of a district', () => {
  /** Sets up an authenticator app in a browser that is signed in, without its page. */
  async function setUpFactor(page: Page, account: SignedIn): Promise<void> {
    const post = async (path: string, data: unknown): Promise<{ secret: string }> => {
      const answer = await page.context().request.post(`/api/second-factor/authenticator-app${path}`, {
        data,
        headers: { 'Sec-Fetch-Site': 'same-origin' },
      });
      expect(answer.status()).toBe(200);
      return (await answer.json()) as { secret: string };
    };
    const { secret } = await post('', { currentPassword: account.password });
    await post('/confirm', { code: codeOf(secret) });
  }

  it('is required by a manager who has one, and leads an owner who is at work to the set-up, and back', async () => {
    const { id, owner, manager, districtId } = await aSchoolWithOwner();
    await running.api.database.pool.query(`UPDATE account SET locale = 'fr-CA' WHERE id = $1`, [owner.id]);
    const work = await running.open({ locale: 'fr-CA', width: 390 });
    await running.signIn(work, owner, `/schools/${id}/rostering`);
    await work.getByText('Activer les listes automatiques').first().waitFor();

    const page = await running.open({ dark: true });
    await running.signIn(page, manager, `/district/${districtId}/access`);
    const card = page.getByRole('region', { name: 'Second factor for everybody' });
    await card.getByText('2 of 2 people with access have none yet').waitFor();
    const toggle = card.getByRole('switch', { name: 'Require a second factor' });
    await toggle.click({ force: true });
    await card.getByRole('alert').filter({ hasText: 'Set up an authenticator app first' }).waitFor();
    await setUpFactor(page, manager);
    await toggle.click({ force: true });
    await card.getByText('Required since').waitFor();
    await card.getByText('One of 2 people with access has none yet').waitFor();
    await card.getByRole('row').filter({ hasText: owner.email }).getByRole('link', { name: 'Lincoln High School' }).waitFor();
    expect(await faultsOf(page, 'main')).toEqual([]);
    if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/required.png`, fullPage: true });

    // The page asks how the set-up of the school stands, every few seconds.
    await work.getByRole('heading', { name: 'Configurez un second facteur' }).waitFor();
    await work.getByRole('button', { name: 'Configurer une application d’authentification' }).waitFor();
    expect(await faultsOf(work)).toEqual([]);
    expect(await work.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    if (process.env['SHOTS'] !== undefined) await work.screenshot({ path: `${process.env['SHOTS']}/set-up.png`, fullPage: true });
    await work.reload();
    await work.getByRole('button', { name: 'Configurer une application d’authentification' }).click();
    await work.locator('input[name=factor-password]').fill(owner.password);
    await work.getByRole('button', { name: 'Suivant' }).click();
    const secret = await work
      .locator('code')
      .filter({ hasText: /^[A-Z2-7]{32}$/ })
      .innerText();
    await work.getByLabel('Les six chiffres que l’application affiche').fill(codeOf(secret));
    await work.getByRole('button', { name: 'Activer' }).click();
    await work.getByRole('button', { name: 'Je les ai gardés' }).click();
    // Where they were.
    await work.getByText('Activer les listes automatiques').first().waitFor();
    expect(new URL(work.url()).pathname).toBe(`/schools/${id}/rostering`);
    await work.goto('/account');
    await work.getByText('Votre district l’exige').waitFor();
    expect(await work.getByRole('button', { name: 'Désactiver' }).count()).toBe(0);

    await page.reload();
    await card.getByText('All 2 people with access have one.').waitFor();
    await page.getByRole('row').filter({ hasText: manager.email }).getByText('Set up').waitFor();
    expect([...page.errors, ...work.errors]).toEqual([]);
  });

  it('meets somebody who signs in for the first time before anything else', async () => {
    const { owner, districtId } = await aSchoolWithOwner();
    await running.api.database.pool.query('UPDATE district SET second_factor_required_since = now() WHERE id = $1', [districtId]);
    const page = await running.open();
    await page.goto('/');
    await page.locator('input[name=email]').fill(owner.email);
    await page.locator('input[name=password]').fill(owner.password);
    await page.locator('button[type=submit]').click();
    await page.getByText(`then you go on where you were, as ${owner.email}`).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(page.errors).toEqual([]);
  });
});

describe('somebody who forgot the password', () => {
  it('gets a link by mail, in French where the page is French, and chooses a new one', async () => {
    const { id, owner } = await aSchoolWithOwner();
    await running.api.database.pool.query(`UPDATE account SET locale = 'fr-CA' WHERE id = $1`, [owner.id]);
    const page = await running.open({ locale: 'fr-CA', width: 390, motion: true });
    await page.goto('/');
    await page.getByRole('button', { name: 'Mot de passe oublié?' }).click();
    await page.getByLabel('Courriel').fill(owner.email);
    await page.getByRole('button', { name: 'Envoyer le message' }).click();
    await page.getByText('un message est en route').waitFor();
    await page.goto(await linkTo(owner.email));
    await page.getByRole('textbox', { name: 'Nouveau mot de passe' }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Enregistrer le mot de passe' }).click();
    await page.getByRole('button', { name: 'Aller à la page de connexion' }).click();
    await running.signInByForm(page, { ...owner, password: PASSWORD });
    await page.waitForURL(`**/schools/${id}/rostering`);
    const notice = await vi.waitUntil(
      () => running.relay.accepted.find(({ recipients, mail }) => recipients.includes(owner.email) && mail.subject?.includes('a été changé')),
      { timeout: 30_000 },
    );
    expect(notice.mail.text).not.toContain('password#');
    expect(page.errors).toEqual([]);
  });
});

describe('the page of the own account', () => {
  it('shows a new API token once, lists the browsers, and changes the password', async () => {
    const { owner } = await aSchoolWithOwner();
    const page = await running.open({ motion: true });
    await running.signInByForm(page, owner);
    const elsewhere = await running.open({ motion: true });
    await running.signInByForm(elsewhere, owner);
    await page.getByRole('link', { name: owner.email }).click();
    await page.getByLabel('What it is for').fill('Dashboard');
    await page.getByRole('button', { name: 'Make a token' }).click();
    const secret = await page.getByText(/^rc_/).innerText();
    expect((await running.api.call('GET', '/api/schools', { as: secret })).status).toBe(200);
    await page.getByRole('button', { name: 'I have stored it' }).click();
    expect(await page.content()).not.toContain(secret);
    await page.getByRole('button', { name: 'Revoke “Dashboard”' }).click();
    await page.getByRole('row').filter({ hasText: 'Dashboard' }).waitFor({ state: 'detached' });
    expect((await running.api.call('GET', '/api/schools', { as: secret })).status).toBe(401);

    await page.getByLabel('Current password').fill(owner.password);
    await page.getByRole('textbox', { name: 'New password' }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('Your password is changed.').waitFor();
    await elsewhere.reload();
    await elsewhere.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    await page.getByText('This browser', { exact: true }).waitFor();
    expect(page.errors).toEqual([]);
    if (process.env['SHOTS'] !== undefined) {
      await page.screenshot({ path: `${process.env['SHOTS']}/account.png`, fullPage: true });
      await page.getByRole('link', { name: 'Rollcall' }).click();
      await page.getByRole('tab', { name: 'Access' }).click();
      await page.getByLabel('Give access to').waitFor();
      await page.screenshot({ path: `${process.env['SHOTS']}/access.png`, fullPage: true });
    }
  });

  it('sets up an authenticator app, after which a sign-in needs a code of it, or a recovery code', async () => {
    const { owner } = await aSchoolWithOwner();
    const page = await running.open({ dark: true });
    await running.signIn(page, owner, '/account');
    await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
    await page.locator('input[name=factor-password]').fill(owner.password);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
    expect(await faultsOf(page, 'main')).toEqual([]);
    const secret = await page
      .locator('code')
      .filter({ hasText: /^[A-Z2-7]{32}$/ })
      .innerText();
    const code = page.getByLabel('The six digits that the app shows');
    await code.fill('000000');
    await page.getByRole('button', { name: 'Switch it on' }).click();
    await page.getByRole('alert').filter({ hasText: 'code' }).waitFor();
    await code.fill(codeOf(secret));
    await page.getByRole('button', { name: 'Switch it on' }).click();
    const codes = (await page.getByLabel('Recovery codes', { exact: true }).innerText()).split('\n');
    expect(codes).toHaveLength(10);
    await page.getByRole('button', { name: 'I have stored them' }).click();
    await page.getByText('10 recovery codes are left.').waitFor();
    expect(await page.content()).not.toContain(codes[0]);
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();

    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.locator('input[name=email]').fill(owner.email);
    await page.locator('input[name=password]').fill(owner.password);
    await page.locator('button[type=submit]').click();
    await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel('Code').fill(codeOf(secret, { stepsAhead: -5 }));
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Code').fill(codes[3]!.toUpperCase());
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
    const told = await vi.waitUntil(
      () => running.relay.accepted.find(({ recipients, mail }) => recipients.includes(owner.email) && mail.subject?.includes('recovery code')),
      { timeout: 30_000 },
    );
    expect(told.mail.text).not.toContain(codes[3]);
    expect(page.errors.filter((error) => !error.includes('422') && !error.includes('403') && !error.includes('401'))).toEqual([]);
  });
});
