import type { MasterKey } from '../../infra/crypto/wrap-key.js';
import type { Config } from '../../infra/config.js';
import type { OidcSettings } from '../../infra/oidc/oidc-providers.js';
import type { UploadStore } from '../../store/upload-store.js';
import type { Uploads } from '../../store/uploads.js';
import type { HostPublicKey } from '../../services/credentials/host-key.js';
import type { TestMailResult } from '../../services/notify/send-test-mail.js';
import type { Logger } from '../../infra/log.js';
import type { Database } from '../../store/database.js';
import type { TemporalLinks } from '../../store/views/workflow-url.js';
import type { RepeatableRequests } from '../../services/requests/repeatable-requests.js';
import type { TemporalClient } from '../../infra/temporal/client.js';

/** The settings of the environment that the API reads. */
export type ApiConfig = OidcSettings &
  Pick<
    Config,
    | 'PUBLIC_URL'
    | 'TRUSTED_PROXIES'
    | 'TEMPORAL_UI_URL'
    | 'TEMPORAL_NAMESPACE'
    | 'SFTP_HOST_US'
    | 'SFTP_HOST_CA'
    | 'SFTP_PORT'
    | 'SFTP_PUBLIC_PORT'
    | 'SFTP_COMPAT_PORT'
    | 'SFTP_PUBLIC_COMPAT_PORT'
    | 'MAX_UPLOAD_BYTES'
    | 'API_RATE_PER_MINUTE'
    | 'WEBHOOK_PRIVATE_NETWORKS'
  >;

/** Everything that the API works with; made in main.ts, and in tests with real parts of their own. */
export type ApiDeps = {
  database: Database;
  uploads: Pick<Uploads, 'receive' | 'beginParts' | 'copyForRerun' | 'read'>;
  /** Where their bytes lie. */
  store: Pick<UploadStore, 'seeOwner'>;
  temporal: TemporalClient;
  /** Sends a test mail of one school to each recipient, at once. */
  sendTestMail(mail: { schoolId: string; recipients: readonly string[]; locale: string }): Promise<TestMailResult>;
  /** The requests with an Idempotency-Key, and their answers. */
  requests: RepeatableRequests;
  /** Seals the secrets of webhooks. */
  masterKey: MasterKey;
  /** What programs know the SFTP gateways by. */
  hostKeys(): Promise<HostPublicKey[]>;
  config: ApiConfig;
  log: Logger;
  now(): Date;
  /** The built console: dist/console of the product. */
  consoleFolder: string;
};

/** How Nest finds them. */
export const API_DEPS = Symbol('ApiDeps');
/** The AccessNotes of this process. */
export const ACCESS_NOTES = Symbol('AccessNotes');

export function temporalLinksOf(config: ApiConfig): TemporalLinks {
  return { temporalUiUrl: config.TEMPORAL_UI_URL, namespace: config.TEMPORAL_NAMESPACE };
}
