import pg from 'pg';
import type { Queries } from '../database.js';

/** The processes of the product; each signs in to PostgreSQL with a role of its own. */
export const PARTS = ['api', 'gateway', 'worker'] as const;
export type Part = (typeof PARTS)[number];

/** Owns the database and all that is in it: for `migrate`, backups and the command line, and never for a process that the network reaches. */
export const OWNER_ROLE = 'rollcall_owner';

export function roleOf(part: Part): string {
  return `rollcall_${part}`;
}

/** S: read. I: add. U: change. D: delete. L: lock a row that is referred to, and change nothing that matters (its time of creation). */
type Rights = string;

/** Who may do what to which table: the one list, from which grants, `docs/roles.sql` and the matrix of the tests are made. A table that a part is not named for does not exist for it. */
export const GRANTS: Record<string, Partial<Record<Part, Rights>>> = {
  district: { api: 'SIU', worker: 'S' },
  district_upload: { api: 'SI', worker: 'S' },
  district_key: { api: 'SI', gateway: 'SI', worker: 'SID' },
  installation_key: { api: 'SI', worker: 'SI' },
  school: { api: 'SIU', gateway: 'SL', worker: 'SU' },
  account: { api: 'SIU', worker: 'S' },
  account_link: { api: 'SID', worker: 'SI' },
  first_account_link: { api: 'SIUD' },
  account_mail: { api: 'SIU', worker: 'SIUD' },
  access_token: { api: 'SIUD' },
  authenticator_app: { api: 'SIUD' },
  recovery_code: { api: 'SID' },
  passkey: { api: 'SIUD' },
  passkey_offer: { api: 'SIUD' },
  sign_in_challenge: { api: 'SIUD' },
  known_device: { api: 'SIUD' },
  rostering_settings: { api: 'SIU', worker: 'SL' },
  repeatable_request: { api: 'SIUD', worker: 'SD' },
  sftp_account: { api: 'SIU', gateway: 'SU', worker: 'S' },
  sftp_password: { api: 'SIUD', gateway: 'SUD' },
  sftp_key: { api: 'SIUD', gateway: 'SU' },
  handover_link: { api: 'SIU' },
  sftp_trouble: { api: 'S', gateway: 'SIUD', worker: 'S' },
  sftp_attempt: { api: 'S', gateway: 'SID', worker: 'S' },
  gateway_ban: { api: 'SU', gateway: 'SIUD' },
  gateway_host_key: { api: 'S', gateway: 'SI', worker: 'S' },
  upload_store: { api: 'SIU', gateway: 'SIU', worker: 'SIU' },
  upload: { api: 'SIL', gateway: 'SIL', worker: 'SIU' },
  sync: { api: 'SIU', gateway: 'SIU', worker: 'SIU' },
  person: { api: 'SU', worker: 'SIUD' },
  change: { api: 'S', worker: 'SIUD' },
  problem: { api: 'S', worker: 'SIUD' },
  absence: { api: 'SD', worker: 'SIUD' },
  receipt: { gateway: 'S', worker: 'SIUD' },
  notification: { api: 'SIU', worker: 'SIUD' },
  recipient: { api: 'SIUD', worker: 'SD' },
  recipient_link: { api: 'SIU', worker: 'SID' },
  webhook: { api: 'SIUD', worker: 'SU' },
  webhook_delivery: { api: 'SIU', worker: 'SIUD' },
  night: { api: 'S', worker: 'SIU' },
  row_digests: { worker: 'SIUD' },
  staged_mention: { worker: 'SIUD' },
  audit_entry: { api: 'S', gateway: 'S', worker: 'S' },
  audit_seal: { worker: 'SI' },
};

const VERBS: Record<string, string> = { S: 'SELECT', I: 'INSERT', U: 'UPDATE', D: 'DELETE' };
/** What may be locked by a part that may not change it. */
const LOCKED_BY: Record<string, string> = { school: 'created_at', upload: 'received_at', rostering_settings: 'updated_at' };
/** The time of an entry is the database's: nobody but its owner gives one. */
const AUDITED_COLUMNS = ['district_id', 'school_id', 'actor_kind', 'actor_id', 'action', 'subject_id', 'detail'];

/** Statements that give one part its rights, and take from it what it had before. For the owner of the database. */
export function grantsOf(part: Part): string[] {
  const role = roleOf(part);
  const tables = Object.entries(GRANTS).flatMap(([table, rights]) => {
    const letters = (rights[part] ?? '').split('');
    const verbs = letters.flatMap((letter) => VERBS[letter] ?? []);
    return [
      ...(verbs.length === 0 ? [] : [`GRANT ${verbs.join(', ')} ON "${table}" TO ${role}`]),
      ...(letters.includes('L') ? [`GRANT UPDATE ("${LOCKED_BY[table]}") ON "${table}" TO ${role}`] : []),
    ];
  });
  return [
    `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${role}`,
    `REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM ${role}`,
    `GRANT USAGE ON SCHEMA public TO ${role}`,
    // Each part looks whether the database is of its version.
    `GRANT SELECT ON "_prisma_migrations" TO ${role}`,
    ...tables,
    `GRANT INSERT (${AUDITED_COLUMNS.map((column) => `"${column}"`).join(', ')}) ON "audit_entry" TO ${role}`,
    ...(part === 'gateway' ? [`GRANT USAGE ON SEQUENCE "sftp_attempt_id_seq" TO ${role}`] : []),
    // The daily mail says when the password was set and last used; its hash is for the gateway only.
    ...(part === 'worker' ? [`GRANT SELECT ("id", "school_id", "number", "set_at", "last_used_at") ON "sftp_password" TO ${role}`] : []),
    // Files are staged in tables that the worker makes and drops itself.
    ...(part === 'worker' ? [`GRANT USAGE, CREATE ON SCHEMA "stage" TO ${role}`] : []),
  ];
}

/** Gives each part whose role exists in this server its rights. As the owner of the database; safe to repeat. */
export async function applyGrants(client: Queries): Promise<Part[]> {
  const { rows } = await client.query<{ role: string }>('SELECT rolname::text AS role FROM pg_roles WHERE rolname = ANY ($1::text[])', [
    PARTS.map(roleOf),
  ]);
  const present = PARTS.filter((part) => rows.some(({ role }) => role === roleOf(part)));
  for (const part of present) await client.query(['BEGIN', ...grantsOf(part), 'COMMIT'].join(';\n'));
  return present;
}

/**
 * What PostgreSQL must not write into its log about sessions of the product: it quotes what it refuses. The product logs the code itself.
 * Only a superuser may say so, and no session may take it back.
 */
const QUIET = [
  'log_min_messages = log',
  'log_min_error_statement = panic',
  "log_statement = 'none'",
  'log_min_duration_statement = -1',
  'log_parameter_max_length_on_error = 0',
];

/** Statements that make the roles and hand the database over to its owner. For a superuser, once; safe to repeat. `passwordOf`: as SQL. */
export function rolesSql(database: string, passwordOf: (role: string) => string): string[] {
  return [OWNER_ROLE, ...PARTS.map(roleOf)]
    .flatMap((role) => [
      `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role}; END IF; END $$`,
      `ALTER ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD ${passwordOf(role)}`,
      ...QUIET.map((setting) => `ALTER ROLE ${role} SET ${setting}`),
    ])
    .concat([
      `ALTER DATABASE ${database} OWNER TO ${OWNER_ROLE}`,
      `REVOKE ALL ON DATABASE ${database} FROM PUBLIC`,
      ...PARTS.map((part) => `GRANT CONNECT${part === 'gateway' ? '' : ', TEMPORARY'} ON DATABASE ${database} TO ${roleOf(part)}`),
    ]);
}

/** The schema of the database belongs to its owner, too; in the database itself. */
export const SCHEMA_OF_OWNER = `ALTER SCHEMA public OWNER TO ${OWNER_ROLE}`;

/** Makes the roles, as the superuser whom the URL names, and hands the database of the URL to its owner. Safe to repeat. */
export async function makeRoles(superuserUrl: string, passwordOf: (role: string) => string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const database = client.escapeIdentifier(new URL(superuserUrl).pathname.slice(1));
    for (const statement of rolesSql(database, (role) => client.escapeLiteral(passwordOf(role)))) await client.query(statement);
    await client.query(SCHEMA_OF_OWNER);
  } finally {
    await client.end();
  }
}
