import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SignedIn } from '../api/start-test-api.js';
import { listOpenBans, storeGatewayBans } from '../../store/gateway-bans.js';
import { addSftpAttempts } from '../../store/sftp-attempts.js';
import { readAllowedAddresses } from '../../store/sftp-keys.js';
import { verifySftpPassword } from '../../services/credentials/sftp-credentials.js';
import type { CreatedSchool } from '../../services/schools/create-school.js';
import { startConsole, type RunningConsole } from './start-console.js';
import { startReceiver } from '../support/start-receiver.js';
import { Webhook } from 'standardwebhooks';
import { newKeyPair } from '../support/key-pair.js';
import { faultsOf } from './faults-of.js';

// A browser, a build and a worker share the machine with all other tests.
vi.setConfig({ testTimeout: 120_000 });

let running: RunningConsole;
beforeAll(async () => {
  running = await startConsole();
}, 120_000);
afterAll(async () => {
  await running?.stop();
}, 60_000);

type Opened = { page: Page & { errors: string[] }; school: CreatedSchool; owner: SignedIn; renewals: Request[] };

/** The Rostering tab of a new school, in the language of its owner; `renewals` are the requests for a new password. */
async function onRostering(locale: 'en' | 'fr-CA' = 'en'): Promise<Opened> {
  const district = await running.api.aDistrict();
  const school = await running.api.aSchool(district.id);
  const owner = await running.api.anOwnerOf(school.id, locale);
  const page = await running.open();
  const renewals: Request[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/sftp/password')) renewals.push(request);
  });
  await running.signIn(page, owner);
  await page.getByRole('region', { name: locale === 'en' ? 'SFTP Details' : 'Accès SFTP' }).waitFor();
  return { page, school, owner, renewals };
}

/** Chooses SFTP and saves, by the words of the language. */
async function firstSave(page: Page, words = { method: 'Rostering Method', save: 'Save' }): Promise<void> {
  await page.getByRole('combobox', { name: words.method, exact: true }).click();
  await page.getByRole('option', { name: 'SFTP', exact: true }).click();
  await page.getByRole('button', { name: words.save, exact: true }).click();
}

/** The password that is on screen. */
async function shown(page: Page): Promise<string> {
  const value = page.locator('.rc-detail-fresh .rc-value');
  await value.waitFor();
  return value.innerText();
}

const works = async (school: CreatedSchool, password: string): Promise<boolean> =>
  (await verifySftpPassword(running.api.database, school.sftp.username, password)) !== null;

async function sisSignsIn(school: CreatedSchool, password: string): Promise<void> {
  const { noteSftpUse } = await import('../../services/credentials/sftp-credentials.js');
  const { credential } = (await verifySftpPassword(running.api.database, school.sftp.username, password))!;
  await noteSftpUse(running.api.database, { schoolId: school.id, credential, at: new Date(), address: '203.0.113.7', client: 'WinSCP_release_6.5' });
}

async function makeNew(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New password', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make a new password' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

describe('the first Save', () => {
  it('shows a password that works, once, beside the one that the District Manager got', async () => {
    const { page, school, renewals } = await onRostering();
    await firstSave(page);
    const password = await shown(page);
    expect(await Promise.all([works(school, password), works(school, school.sftp.password)])).toEqual([true, true]);
    expect(renewals).toHaveLength(1);

    await page.getByLabel('Roster students').check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('You have unsaved changes.').waitFor({ state: 'detached' });
    expect(await shown(page)).toBe(password);
    expect(renewals).toHaveLength(1);
    expect(page.errors).toEqual([]);
  });

  it('makes no password for a school whose SIS has one that it uses', async () => {
    const { page, school, renewals } = await onRostering();
    await sisSignsIn(school, school.sftp.password);
    await firstSave(page);
    await page.getByText(/^The last sign-in with a password used the one made on /).waitFor();
    await page.getByText(/^Last used .* from 203\.0\.113\.7 \(WinSCP_release_6\.5\)$/).waitFor();
    expect(renewals).toEqual([]);
    expect(await works(school, school.sftp.password)).toBe(true);
  });

  it('says so when no password could be made, and makes one when asked again, as the same request', async () => {
    const { page, school, renewals } = await onRostering();
    await page.route('**/sftp/password', (route) => route.abort(), { times: 1 });
    await firstSave(page);
    await page.getByRole('region', { name: 'SFTP Details' }).getByRole('button', { name: 'Try again' }).click();
    expect(await works(school, await shown(page))).toBe(true);
    const keys = renewals.map((request) => request.headers()['idempotency-key']);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('shows a password to an owner who speaks French', async () => {
    const { page, school } = await onRostering('fr-CA');
    await firstSave(page, { method: 'Mode de réception des listes', save: 'Enregistrer' });
    expect(await works(school, await shown(page))).toBe(true);
    await page.getByRole('button', { name: 'Je l’ai conservé' }).click();
    await page.locator('.rc-detail-fresh').waitFor({ state: 'detached' });
  });
});

describe('a revealed password', () => {
  it('survives the language switch, another tab and a look at another page, until the owner has stored it', async () => {
    const { page } = await onRostering();
    await firstSave(page);
    const password = await shown(page);
    await page.getByRole('button', { name: 'Français' }).click();
    await page.getByText('Copiez-le maintenant').waitFor();
    expect(await shown(page)).toBe(password);
    await page.getByRole('tab', { name: 'Personnes' }).click();
    await page.waitForURL('**/people');
    await page.getByRole('tab', { name: 'Listes automatiques' }).click();
    expect(await shown(page)).toBe(password);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'I have stored it' }).waitFor();
    expect(await shown(page)).toBe(password);
    // In the memory of the page, and nowhere that outlives it.
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state])')).not.toContain(
      password,
    );

    await page.getByRole('button', { name: 'I have stored it' }).click();
    await page.locator('.rc-detail-fresh').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Français' }).click();
    await page.getByText('Un mot de passe n’est jamais affiché de nouveau').waitFor();
    expect(await page.content()).not.toContain(password);
  });

  it('is kept when its request is answered after the language switch', async () => {
    const { page, school } = await onRostering();
    await page.route('**/sftp/password', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue();
    });
    await firstSave(page);
    await page.waitForRequest('**/sftp/password');
    await page.getByRole('button', { name: 'Français' }).click();
    expect(await works(school, await shown(page))).toBe(true);
    await page.getByText('Copiez-le maintenant').waitFor();
  });

  it('is forgotten by a sign-out, and the browser asks before the page is closed', async () => {
    const { page, owner } = await onRostering();
    await firstSave(page);
    const password = await shown(page);
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => asked).toEqual(['beforeunload']);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.locator('input[name=email]').fill(owner.email);
    await page.locator('input[name=password]').fill(owner.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText(/have not been used yet, the newest made on/).waitFor();
    expect(await page.content()).not.toContain(password);
  });

  it('is there again when a session that ended in the meantime is started again by the same owner', async () => {
    const { page, owner } = await onRostering();
    await firstSave(page);
    const password = await shown(page);
    await running.api.database.prisma.accessToken.deleteMany({ where: { accountId: owner.id, kind: 'SESSION' } });
    await page.getByRole('tab', { name: 'Syncs' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.content()).not.toContain(password);
    await page.locator('input[name=email]').fill(owner.email);
    await page.locator('input[name=password]').fill(owner.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('tab', { name: 'Rostering' }).click();
    expect(await shown(page)).toBe(password);
  });
});

describe('Make a new password', () => {
  it('pressed twice is one request, by a double click and by two clicks in one moment', async () => {
    const { page, school, renewals } = await onRostering();
    await firstSave(page);
    await page.getByRole('button', { name: 'I have stored it' }).click();
    renewals.length = 0;
    await page.getByRole('button', { name: 'New password', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make a new password' }).dblclick();
    const first = await shown(page);
    expect(renewals).toHaveLength(1);

    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'New password', exact: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Make a new password' })
      .evaluate((button: { click(): void }) => {
        button.click();
        button.click();
      });
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(renewals).toHaveLength(2);
    expect(await works(school, first)).toBe(true);
    expect(await works(school, await shown(page))).toBe(true);
  });

  it('pressed again after an answer that got lost shows the password that was made, and makes no second one', async () => {
    const { page, school, renewals } = await onRostering();
    await firstSave(page);
    await page.getByRole('button', { name: 'I have stored it' }).click();
    renewals.length = 0;
    // The API makes it, and the line breaks before the answer.
    let made = '';
    await page.route(
      '**/sftp/password',
      async (route) => {
        made = ((await (await route.fetch()).json()) as { password: string }).password;
        await route.abort();
      },
      { times: 1 },
    );
    await page.getByRole('button', { name: 'New password', exact: true }).click();
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'Make a new password' });
    await confirm.click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await confirm.click();
    expect(await shown(page)).toBe(made);
    expect(await running.api.database.prisma.sftpPassword.count({ where: { schoolId: school.id } })).toBe(3);
  });

  it('ten times leaves the password of the SIS alone, and the card says which one the SIS uses', async () => {
    const { page, school, owner } = await onRostering();
    await sisSignsIn(school, school.sftp.password);
    await firstSave(page);
    // Nine by the request that the button sends, the last one by the button.
    for (let n = 1; n < 10; n++) {
      const { status } = await running.api.call('POST', `/api/schools/${school.id}/rostering/sftp/password`, { as: owner });
      expect(status).toBe(201);
    }
    await makeNew(page);
    await page.getByText('The password that your SIS uses goes on working until this one is used.').waitFor();
    await page.getByText(/^The last sign-in with a password used the one made on /).waitFor();
    await page.getByText(/^5 have not been used yet, the newest made on /).waitFor();
    expect(await works(school, school.sftp.password)).toBe(true);

    const newest = await shown(page);
    await sisSignsIn(school, newest);
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByText(/have not been used yet/).waitFor({ state: 'detached' });
    expect(await works(school, school.sftp.password)).toBe(false);
    expect(await works(school, newest)).toBe(true);
    expect(page.errors).toEqual([]);
  });
});

describe('Revoke now', () => {
  it('ends every older password, shows a new one, and stands in the activity of the school', async () => {
    const { page, school } = await onRostering();
    await sisSignsIn(school, school.sftp.password);
    await firstSave(page);
    await page.getByRole('button', { name: 'Revoke now' }).click();
    await page
      .getByRole('dialog')
      .getByText(/Your SIS cannot connect until you enter the new password/)
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke, and make a new password' }).dblclick();
    const password = await shown(page);
    await page.getByText('All older passwords have ended; connections that they opened are closed within a minute.').waitFor();
    expect(await Promise.all([works(school, password), works(school, school.sftp.password)])).toEqual([true, false]);
    await page.getByText(/^The one made on .* has not been used yet\.$/).waitFor();
    await page.getByRole('tab', { name: 'Activity' }).click();
    await page.getByText('SFTP passwords revoked', { exact: true }).waitFor();
    expect(page.errors).toEqual([]);
  });

  it('does nothing when the owner cancels', async () => {
    const { page, school, renewals } = await onRostering();
    await sisSignsIn(school, school.sftp.password);
    await firstSave(page);
    await page.getByRole('button', { name: 'Revoke now' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(renewals).toEqual([]);
    expect(await works(school, school.sftp.password)).toBe(true);
  });
});

describe('the connections of the SIS, beside its password', () => {
  it('show who was refused and why; an owner lifts a ban, adds a key and says from where the SIS may come', async () => {
    const { page, school } = await onRostering();
    await firstSave(page);
    await shown(page);
    const { database } = running.api;
    const { username } = await database.prisma.sftpAccount.findUniqueOrThrow({ where: { schoolId: school.id } });
    const seen = { at: new Date(), times: 3, address: '203.0.113.7', network: '203.0.113.7', client: 'OpenSSH_9.6', detail: null };
    await addSftpAttempts(database, [{ ...seen, username, outcome: 'REFUSED', cause: 'wrong_password' }]);
    await storeGatewayBans(database, [{ network: '203.0.113.7', username, bans: 1, bannedUntil: new Date(Date.now() + 3_600_000), liftedAt: null }]);
    await page.reload();
    await page
      .getByRole('region', { name: 'Latest sign-ins' })
      .getByText(/Wrong password.*\(3 times\)/)
      .waitFor();
    await page.getByRole('button', { name: 'Lift the ban of 203.0.113.7' }).click();
    await page.getByRole('region', { name: 'Bans' }).waitFor({ state: 'detached' });
    expect(await listOpenBans(database)).toEqual([]);

    const keys = page.getByRole('region', { name: 'Public keys' });
    const pair = newKeyPair();
    await keys.getByLabel('Name of the key').fill('PowerSchool');
    await keys.getByLabel('Public key', { exact: true }).fill(pair.private);
    await keys.getByRole('button', { name: 'Add the key' }).click();
    await keys.getByText(/This is a private key/).waitFor();
    await keys.getByLabel('Public key', { exact: true }).fill(pair.public);
    await keys.getByRole('button', { name: 'Add the key' }).click();
    await keys.getByText('not used yet').waitFor();
    await keys.getByRole('button', { name: 'Remove PowerSchool' }).click();
    await keys.getByText('not used yet').waitFor({ state: 'detached' });

    const addresses = page.getByRole('region', { name: 'Allowed addresses' });
    await addresses.getByLabel('Addresses').fill('203.0.113.0/24\nsis.example.org');
    await addresses.getByRole('button', { name: 'Save the addresses' }).click();
    await addresses.getByText(/^sis\.example\.org: /).waitFor();
    await addresses.getByLabel('Addresses').fill('203.0.113.0/24');
    await addresses.getByRole('button', { name: 'Save the addresses' }).click();
    await expect.poll(() => readAllowedAddresses(database, school.id)).toEqual(['203.0.113.0/24']);
    expect(page.errors).toEqual([]);
  });
});

describe('the webhooks of a school', () => {
  it('are added with a secret that is shown once, tested, read in the log and sent again', async () => {
    const receiver = await startReceiver(500, 204);
    const { page, school } = await onRostering();
    await page.getByRole('button', { name: 'Webhooks' }).click();
    const card = page.getByRole('region', { name: 'Webhooks' });
    await card.getByLabel('Address', { exact: true }).fill('http://10.0.0.1/');
    await card.getByRole('button', { name: 'Add webhook' }).click();
    await card.getByText(/inside a private network/).waitFor();
    await card.getByLabel('Address', { exact: true }).fill(receiver.url);
    await card.getByRole('button', { name: 'Add webhook' }).click();
    const secret = (await card.getByText(/^whsec_/).textContent()) ?? '';
    await page.reload();
    await page.getByRole('button', { name: 'Webhooks' }).click();
    await card.getByText(receiver.url, { exact: true }).waitFor();
    expect(await card.getByText(/^whsec_/).count()).toBe(0);

    await card.getByRole('button', { name: `Send a test to ${receiver.url}` }).click();
    await card.getByText(/another status than 2xx/).waitFor();
    // Five seconds later it is taken.
    await card.getByText('Test · Delivered').waitFor();
    await card.getByText(/2 attempts/).waitFor();
    expect(() => new Webhook(secret).verify(receiver.received[1]!.body, receiver.received[1]!.headers)).not.toThrow();
    await card.getByRole('button', { name: /Send again: Test/ }).click();
    await card.getByText(/3 attempts/).waitFor();
    expect(await faultsOf(page, 'section[aria-label=Webhooks]')).toEqual([]);

    await card.getByRole('button', { name: `Disable ${receiver.url}` }).click();
    await card.getByText(/Somebody disabled this webhook/).waitFor();
    await card.getByRole('button', { name: `Remove ${receiver.url}` }).click();
    await card.getByText('No program is told anything yet.').waitFor();
    expect(await running.api.database.prisma.webhook.count({ where: { schoolId: school.id } })).toBe(0);
    expect(page.errors).toEqual([]);
    await receiver.stop();
  });

  it('speak French to a French owner', async () => {
    const { page } = await onRostering('fr-CA');
    await page.getByRole('button', { name: 'Webhooks' }).click();
    await page.getByText('Aucun programme n’est encore informé.').waitFor();
    await page.getByRole('switch', { name: 'Une synchronisation est terminée' }).waitFor({ state: 'attached' });
    expect(page.errors).toEqual([]);
  });
});

describe('the hand-over link', () => {
  const signedOut = { width: 360, locale: 'fr-CA' };
  /** Opens a link in a browser of its own, as somebody without an account does. */
  const opened = async (url: string): Promise<Page & { errors: string[] }> => {
    const page = await running.open(signedOut);
    await page.goto(`${running.api.url}${new URL(url).pathname}${new URL(url).hash}`);
    return page;
  };
  const lightOf = (page: Page, name = 'Connection of the SIS, live'): ReturnType<Page['getByRole']> => page.getByRole('status', { name });

  it('gives the person who sets up the SIS a password, and shows them and the owner how far the SIS is', async () => {
    const { page, school } = await onRostering();
    await page.getByLabel('Enable Automatic Rostering').check();
    await firstSave(page);
    await shown(page);
    await page.getByRole('button', { name: 'I have stored it' }).click();
    const setup = page.getByRole('region', { name: 'Set-up' });
    await setup.getByText('1 of 7 steps done').waitFor();
    const card = page.getByRole('region', { name: 'Link for your IT' });
    await card.getByRole('button', { name: 'Make a link' }).dblclick();
    await card.getByText('It is shown only now').waitFor();
    const url = await card.locator('.rc-value').innerText();
    await card.getByRole('button', { name: 'Copy as a message' }).click();
    await card.getByRole('button', { name: 'Copied' }).waitFor();
    const message = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(message.split(url)).toHaveLength(3);
    expect(message).toContain('Bonjour');

    const it = await opened(url);
    await it.getByRole('heading', { name: /Lincoln High School/ }).waitFor();
    expect(new URL(it.url()).hash).toBe('');
    await it.getByText(school.sftp.username, { exact: true }).waitFor();
    await it.getByText('Aucun contact pour l’instant').waitFor();
    expect(await it.evaluate('document.documentElement.scrollWidth - innerWidth'), 'sideways on a phone').toBe(0);
    expect(await faultsOf(it)).toEqual([]);
    await card.getByText(/It was opened on .* Its password has not been made yet\./).waitFor();

    await it.getByRole('button', { name: 'Créer le mot de passe' }).dblclick();
    const password = await shown(it);
    expect(await works(school, password)).toBe(true);
    await it.reload();
    await it.getByText(/^Le mot de passe de ce lien a été créé le/).waitFor();
    expect(await it.content()).not.toContain(password);

    const { database } = running.api;
    const seen = { at: new Date(), times: 1, address: '203.0.113.7', network: '203.0.113.7', client: 'WinSCP', detail: null };
    await addSftpAttempts(database, [{ ...seen, username: school.sftp.username, outcome: 'REFUSED', cause: 'wrong_password' }]);
    await setup.getByText('2 of 7 steps done').waitFor();
    await lightOf(page).getByText('Wrong password, from 203.0.113.7').waitFor();
    await lightOf(it, 'Connexion du SIS, en direct').getByText('Mot de passe erroné, depuis 203.0.113.7').waitFor();
    await sisSignsIn(school, password);
    await lightOf(page).getByText('Signed in, from 203.0.113.7').waitFor();
    await setup.getByText('3 of 7 steps done').waitFor();
    await lightOf(it, 'Connexion du SIS, en direct').getByText('Connexion réussie, depuis 203.0.113.7').waitFor();

    await card.getByRole('button', { name: 'End the link' }).click();
    await card.getByText(/^The last link ended on/).waitFor();
    await it.getByRole('heading', { name: 'Ce lien ne fonctionne plus' }).waitFor();
    expect([...page.errors, ...it.errors]).toEqual([]);
  });
});
