/**
 * The e-mail address of a sign-in with an OpenID Connect provider, in lower case, if the provider says that it belongs to the person; null
 * otherwise. Google and most others say `email_verified`. Microsoft never does: it says `xms_edov` (the owner of the domain is verified) where
 * the application asks for that claim. Without it, an administrator of a tenant may enter any address there.
 */
export function verifiedEmail(claims: Readonly<Record<string, unknown>>, provider: 'google' | 'microsoft' | 'oidc'): string | null {
  const { email } = claims;
  if (typeof email !== 'string' || !email.includes('@')) return null;
  const says = provider === 'microsoft' ? claims['xms_edov'] : claims['email_verified'];
  return says === true || says === 'true' || (provider === 'microsoft' && (says === 1 || says === '1')) ? email.trim().toLowerCase() : null;
}
