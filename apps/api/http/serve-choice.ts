import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { localeOf, type Locale } from '../../../domain/locale.js';
import { CHOICE_TEXTS } from '../../../domain/messages/choice-texts.js';
import { pressRecipientLink, readRecipientLink } from '../../../services/notify/recipient-links.js';
import type { Database } from '../../../store/database.js';
import type { RecipientLink } from '../../../store/recipients.js';
import type { ApiRequest } from './api-request.js';
import { requestLocale } from './request-locale.js';

/**
 * The page behind the link in a mail, by which its address declines further ones or agrees to them; it needs no account and no script. Opening
 * the link changes nothing, because mail scanners do. A POST to the link declines, as mail programs do for their reader (RFC 8058); what the
 * body says does not matter, and it is not read.
 */
export function serveChoice(database: Database): Router {
  const router = express.Router();
  const answer =
    (work: (secret: string) => Promise<RecipientLink | null>) =>
    (request: Request, response: Response, next: NextFunction): void => {
      const { secret } = request.params;
      const found = typeof secret === 'string' && /^[\w-]{43}$/.test(secret) ? work(secret) : Promise.resolve(null);
      found.then((link) => {
        const locale = link === null ? requestLocale(request as unknown as ApiRequest) : localeOf(link.locale);
        response
          .status(link === null ? 404 : 200)
          .set('Cache-Control', 'no-store')
          .set('X-Robots-Tag', 'noindex')
          .type('html')
          .send(pageOf(locale, link, typeof secret === 'string' ? secret : ''));
      }, next);
    };
  router.get(
    '/mails/:secret',
    answer((secret) => readRecipientLink(database, secret)),
  );
  router.post(
    '/mails/:secret',
    answer((secret) => pressRecipientLink(database, secret, 'DECLINED')),
  );
  router.post(
    '/mails/:secret/wanted',
    answer((secret) => pressRecipientLink(database, secret, 'CONFIRMED')),
  );
  return router;
}

function pageOf(locale: Locale, link: RecipientLink | null, secret: string): string {
  const texts = CHOICE_TEXTS[locale];
  const says = (text: string): string => `<p>${escapeHtml(text)}</p>`;
  const button = (path: string, label: string): string =>
    `<form method="post" action="${escapeHtml(path)}"><button>${escapeHtml(label)}</button></form>`;
  const [decline, wanted] = [`/mails/${secret}`, `/mails/${secret}/wanted`];
  const parts = ((): string[] => {
    if (link === null) return [says(texts.unknown)];
    const { address, school, decision, isUsed } = link;
    if (decision === 'DECLINED') return [says(texts.getsNone(address, school)), button(wanted, texts.confirmAgain)];
    return [
      says(texts.gets(address, school)),
      isUsed ? says(texts.usedBefore) : button(decline, texts.decline),
      ...(decision === null ? [button(wanted, texts.confirm)] : []),
    ];
  })();
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(texts.title)}</title>
<style>
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
main { max-width: 36rem; margin: 3rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
button { font: inherit; padding: .6rem 1rem; margin: .3rem 0; min-height: 44px; }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(texts.title)}</h1>
${parts.join('\n')}
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
