import type { Config } from '../config.js';

/** A provider that people can sign in with. `name`: what its button says. */
export type OidcProvider = { id: 'google' | 'microsoft' | 'oidc'; name: string; issuer: string; clientId: string; clientSecret: string };

/** The settings that configure the providers. */
export type OidcSettings = Pick<
  Config,
  | 'GOOGLE_CLIENT_ID'
  | 'GOOGLE_CLIENT_SECRET'
  | 'MICROSOFT_TENANT'
  | 'MICROSOFT_CLIENT_ID'
  | 'MICROSOFT_CLIENT_SECRET'
  | 'OIDC_ISSUER'
  | 'OIDC_NAME'
  | 'OIDC_CLIENT_ID'
  | 'OIDC_CLIENT_SECRET'
>;

/** The providers that are configured, in the order of their buttons. */
export function oidcProviders(config: OidcSettings): OidcProvider[] {
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, MICROSOFT_TENANT, MICROSOFT_CLIENT_ID, MICROSOFT_CLIENT_SECRET } = config;
  const { OIDC_ISSUER, OIDC_NAME, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = config;
  const found: OidcProvider[] = [];
  const add = (id: OidcProvider['id'], name: string, issuer: string, clientId?: string, clientSecret?: string): void => {
    if (clientId !== undefined && clientSecret !== undefined) found.push({ id, name, issuer, clientId, clientSecret });
  };
  add('google', 'Google', 'https://accounts.google.com', GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET);
  if (MICROSOFT_TENANT !== undefined) {
    add('microsoft', 'Microsoft', `https://login.microsoftonline.com/${MICROSOFT_TENANT}/v2.0`, MICROSOFT_CLIENT_ID, MICROSOFT_CLIENT_SECRET);
  }
  if (OIDC_ISSUER !== undefined) add('oidc', OIDC_NAME, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET);
  return found;
}
