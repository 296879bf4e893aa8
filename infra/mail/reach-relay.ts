import { createTransport } from 'nodemailer';

const PATIENCE_MS = 5_000;

/** Connects to the relay of `SMTP_URL`, and signs in where the URL says so. Returns null if that worked, otherwise a code. */
export async function reachRelay(smtpUrl: string): Promise<string | null> {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    dnsTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  });
  try {
    await transport.verify();
    return null;
  } catch (error) {
    const code: unknown = (error as { code?: unknown }).code;
    return typeof code === 'string' && /^\w{1,30}$/.test(code) ? code : 'unknown';
  } finally {
    transport.close();
  }
}
