// One plain address: no display name, comment, list, route, quoted part or line break can hide in it.
const PLAIN_ADDRESS = /^[a-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The addresses of a settings page that mail may go to: plain ones, in lower case, each once. Everything else is left out. */
export function chooseRecipients(recipients: readonly unknown[]): string[] {
  const plain = recipients
    .filter((recipient): recipient is string => typeof recipient === 'string' && recipient.length <= 254)
    .map((recipient) => recipient.trim().toLowerCase())
    // `=?` starts an encoded word, which mail programs may decode into another address.
    .filter((recipient) => PLAIN_ADDRESS.test(recipient) && !recipient.includes('=?'));
  return [...new Set(plain)];
}
