import * as oidc from 'openid-client';
import type { OidcProvider } from './oidc-providers.js';

/** What the browser brings back with it from the provider, kept in a cookie meanwhile: they bind the answer to this browser and this sign-in. */
export type OidcChecks = { state: string; nonce: string; verifier: string };

export type OidcAnswer =
  /** Who signed in, as the signed ID token says, or where that has no address, the provider's userinfo. */
  | { kind: 'signed_in'; claims: Readonly<Record<string, unknown>> }
  /** The person said no at the provider, or it did not let them in. */
  | { kind: 'cancelled' }
  /** The answer does not belong to this browser's sign-in, was used before, or is not signed as it should be. */
  | { kind: 'not_valid'; code: string }
  | { kind: 'away'; code: string };

export type OidcClient = {
  /** Where the browser goes. Null: the provider does not answer, or is not as the settings say. */
  begin(): Promise<{ url: URL; checks: OidcChecks } | null>;
  /** `query`: that of the callback, as it came. */
  finish(query: string, checks: OidcChecks): Promise<OidcAnswer>;
};

/** A person waits. */
const TIME_OUT_SECONDS = 8;
/** Providers change their keys and endpoints rarely; keys are read again by themselves. */
const KNOWN_FOR_MS = 3_600_000;

/** Signs people in with one provider: authorization code with PKCE, state and nonce. `redirectUri`: the callback, as it is registered there. */
export function openOidcClient(provider: OidcProvider, redirectUri: string): OidcClient {
  let known: { configuration: Promise<oidc.Configuration>; at: number } | null = null;

  const configuration = (): Promise<oidc.Configuration> => {
    if (known !== null && performance.now() - known.at < KNOWN_FOR_MS) return known.configuration;
    const issuer = new URL(provider.issuer);
    const found = oidc.discovery(issuer, provider.clientId, undefined, oidc.ClientSecretBasic(provider.clientSecret), {
      timeout: TIME_OUT_SECONDS,
      // Settings take http:// for this machine only.
      execute: issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
    });
    known = { configuration: found, at: performance.now() };
    found.catch(() => (known = null));
    return found;
  };

  return {
    async begin() {
      const server = await configuration().catch(() => null);
      if (server === null) return null;
      const checks = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
      const url = oidc.buildAuthorizationUrl(server, {
        redirect_uri: redirectUri,
        scope: 'openid email',
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
        code_challenge_method: 'S256',
      });
      return { url, checks };
    },

    async finish(query, { state, nonce, verifier }) {
      const callback = new URL(redirectUri);
      callback.search = query;
      try {
        const server = await configuration();
        const tokens = await oidc.authorizationCodeGrant(server, callback, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims()!;
        if (claims['email'] !== undefined || server.serverMetadata().userinfo_endpoint === undefined) return { kind: 'signed_in', claims };
        return { kind: 'signed_in', claims: { ...claims, ...(await oidc.fetchUserInfo(server, tokens.access_token, claims.sub)) } };
      } catch (error) {
        return refusalOf(error);
      }
    },
  };
}

/** Only the code of an error goes on: its text may quote what the provider sent. */
function refusalOf(error: unknown): OidcAnswer {
  const { name, code } = error as { name?: unknown; code?: unknown };
  const said = typeof code === 'string' ? code : 'unknown';
  if (error instanceof oidc.AuthorizationResponseError) return { kind: 'cancelled' };
  if (said === 'OAUTH_TIMEOUT' || (name === 'TypeError' && typeof code !== 'string')) return { kind: 'away', code: said };
  return { kind: 'not_valid', code: said };
}
