export { rosterSync } from './roster-sync.js';
export { undoSync } from './undo-sync.js';
export { nightlyRoster } from './nightly-roster.js';
export { accountMail } from './account-mail.js';
export { webhookDeliveries } from './webhook-deliveries.js';
