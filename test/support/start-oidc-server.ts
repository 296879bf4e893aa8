import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export type OidcServer = {
  issuer: string;
  client: { id: string; secret: string };
  /** Who signs in at it next; null: they say no. */
  person: Record<string, unknown> | null;
  stop(): Promise<void>;
};

/**
 * A real OpenID Connect server (panva's `oidc-provider`) that asks for PKCE. Whoever comes to its sign-in is `person`.
 *
 * @param idToken whether the address stands in the ID token; otherwise only its userinfo has it, as the specification says
 */
export async function startOidcServer({ redirectUri, idToken }: { redirectUri: string; idToken: boolean }): Promise<OidcServer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { id: 'rollcall', secret: randomBytes(24).toString('base64url') };
  const running: OidcServer = {
    issuer,
    client,
    person: null,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri] }],
    pkce: { required: () => true },
    scopes: ['openid', 'email'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: !idToken,
    cookies: { keys: [randomBytes(16).toString('hex')] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/login/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...running.person, sub }) }),
    // Nobody is asked for consent: the school owns both.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/login/') !== true) return void answer(request, response);
    const result = running.person === null ? { error: 'access_denied' } : { login: { accountId: String(running.person['sub']), remember: false } };
    void provider.interactionFinished(request, response, result);
  });
  return running;
}
