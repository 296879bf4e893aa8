/** The secret of the link that led here, or ''. It is taken out of the address, so that it stays in no history and in no bookmark. */
export function takeToken(): string {
  const token = window.location.hash.slice(1);
  if (token !== '') window.history.replaceState(null, '', window.location.pathname);
  return token;
}
