import { describe, expect, test } from 'vitest';
import { oidcProviders } from '../../../infra/oidc/oidc-providers.js';
import { verifiedEmail } from '../../../domain/verified-email.js';

const email = 'Zoe@Example.org';

describe('the address of a sign-in with a provider', () => {
  test.each([
    ['google', { email, email_verified: true }, 'zoe@example.org'],
    ['oidc', { email, email_verified: 'true' }, 'zoe@example.org'],
    ['oidc', { email, email_verified: false }, null],
    ['oidc', { email, email_verified: 1 }, null],
    ['oidc', { email }, null],
    ['oidc', { email: [email], email_verified: true }, null],
    ['oidc', { email: 'zoe', email_verified: true }, null],
    ['oidc', { preferred_username: email, email_verified: true }, null],
    // Any administrator of a tenant can enter an address, and Microsoft passes on whatever is said of it.
    ['microsoft', { email, email_verified: true }, null],
    ['microsoft', { email, xms_edov: true }, 'zoe@example.org'],
    ['microsoft', { email, xms_edov: '1' }, 'zoe@example.org'],
    ['microsoft', { email, xms_edov: false }, null],
    ['google', { email, xms_edov: true }, null],
  ] as const)('of %s, which says %j, is %s', (provider, claims, expected) => {
    expect(verifiedEmail(claims, provider)).toBe(expected);
  });
});

test('there is a button for each provider that is configured, and Microsoft is asked about one tenant', () => {
  const tenant = '11111111-2222-4333-8444-555555555555';
  expect(oidcProviders({ OIDC_NAME: 'OpenID Connect' })).toEqual([]);
  const all = oidcProviders({
    GOOGLE_CLIENT_ID: 'g',
    GOOGLE_CLIENT_SECRET: 's',
    MICROSOFT_TENANT: tenant,
    MICROSOFT_CLIENT_ID: 'm',
    MICROSOFT_CLIENT_SECRET: 's',
    OIDC_ISSUER: 'https://id.lakeside.example',
    OIDC_NAME: 'Lakeside ID',
    OIDC_CLIENT_ID: 'o',
    OIDC_CLIENT_SECRET: 's',
  });
  expect(all.map(({ id, name, issuer }) => [id, name, issuer])).toEqual([
    ['google', 'Google', 'https://accounts.google.com'],
    ['microsoft', 'Microsoft', `https://login.microsoftonline.com/${tenant}/v2.0`],
    ['oidc', 'Lakeside ID', 'https://id.lakeside.example'],
  ]);
});
