import { MailDev } from 'maildev';
import { runWithoutConfig } from '../../infra/process/run-process.js';

/** The inbox of the embedded run: takes every mail, sends none on, and keeps them in `MAIL_FOLDER`. */
await runWithoutConfig('mail', async () => {
  const inbox = new MailDev({
    smtp: Number(process.env['MAIL_SMTP_PORT']),
    web: Number(process.env['MAIL_UI_PORT']),
    ip: '127.0.0.1',
    webIp: '127.0.0.1',
    mailDirectory: process.env['MAIL_FOLDER'] ?? 'mail',
    maxEmails: 1_000,
    silent: true,
  });
  await inbox.start();
  return { stop: () => inbox.stop() };
});
