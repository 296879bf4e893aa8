import type pg from 'pg';
import { CATEGORIES } from '../domain/category.js';
import { defaultSettings, type RosteringSettings } from '../domain/settings.js';
import { inShortTransaction, type Database, type Queries } from './database.js';
import { insertMailsToOwners } from './members.js';
import { writeAudit, type AuditActor } from './write-audit.js';
import { chooseRecipients } from '../domain/report/choose-recipients.js';
import { noteRecipients } from './recipients.js';
import { listSettingsChanges } from '../domain/list-settings-changes.js';
import { settingsSchema, type SettingsToTry } from './settings-schema.js';

export type StoredSettings = { version: number; settings: RosteringSettings };

/** The Settings page of one school. A school that never saved has the defaults, as version 0. */
export async function loadSettings(database: Database, schoolId: string): Promise<StoredSettings> {
  return readSettings(database.pool, schoolId);
}

/**
 * The same inside a transaction of the caller, who may lock the row (`lock`) until the transaction ends.
 */
export async function readSettings(client: pg.Pool | pg.PoolClient, schoolId: string, options: { lock?: boolean } = {}): Promise<StoredSettings> {
  const { rows } = await client.query<{ version: number; settings: unknown }>(
    `SELECT version, settings FROM rostering_settings WHERE school_id = $1${options.lock === true ? ' FOR UPDATE' : ''}`,
    [schoolId],
  );
  const stored = rows[0];
  return stored === undefined
    ? { version: 0, settings: defaultSettings() }
    : { version: stored.version, settings: readStoredSettings(stored.settings) };
}

/** Settings stored by an older version get the defaults of the keys that are new since; keys that are gone are dropped. */
export function readStoredSettings(stored: unknown): RosteringSettings {
  return settingsSchema.parse(overDefaults(defaultSettings(), stored));
}

export type { SettingsToTry };

/** The settings with these instead; a given map replaces the whole map. */
export function layOver(settings: RosteringSettings, tried: SettingsToTry): RosteringSettings {
  return settingsSchema.parse({
    ...settings,
    ...tried,
    categories: Object.fromEntries(CATEGORIES.map((category) => [category, { ...settings.categories[category], ...tried.categories?.[category] }])),
    notifications: { ...settings.notifications, ...tried.notifications },
    safety: { ...settings.safety, ...tried.safety },
    nightly: { ...settings.nightly, ...tried.nightly },
    summer: { ...settings.summer, ...tried.summer },
    maps: { ...settings.maps, ...tried.maps },
  });
}

export type SaveSettingsResult =
  | { kind: 'saved'; version: number; settings: RosteringSettings }
  /** The settings were saved by somebody else since; nothing was stored. */
  | { kind: 'stale'; version: number };

/**
 * Stores validated settings over the version that the caller has seen (`ifVersion`; null: any version), and records in the
 * audit trail which switches changed: paths, and values of switches, never an address or a text of a file.
 */
export async function saveSettings(
  database: Database,
  input: { schoolId: string; ifVersion: number | null; settings: RosteringSettings; accountId: string | null },
): Promise<SaveSettingsResult> {
  return inShortTransaction(database.pool, async (client) => {
    // The lock on the school's row is for two first saves: there is no settings row to lock yet.
    const school = await client.query<{ district_id: string }>('SELECT district_id FROM school WHERE id = $1 FOR NO KEY UPDATE', [input.schoolId]);
    const districtId = school.rows[0]?.district_id;
    if (districtId === undefined) throw new Error('saveSettings: there is no such school.');
    const before = await readSettings(client, input.schoolId, { lock: true });
    if (input.ifVersion !== null && input.ifVersion !== before.version) return { kind: 'stale', version: before.version };
    const settings = settingsSchema.parse(input.settings);
    const version = before.version + 1;
    await client.query(
      `INSERT INTO rostering_settings (school_id, version, settings, updated_at) VALUES ($1, $2, $3, now())
       ON CONFLICT (school_id) DO UPDATE SET version = excluded.version, settings = excluded.settings, updated_at = now()`,
      [input.schoolId, version, JSON.stringify(settings)],
    );
    await writeAudit(client, {
      actor: actorOf(input.accountId),
      action: 'settings.saved',
      districtId,
      schoolId: input.schoolId,
      subjectId: input.schoolId,
      detail: { version, changed: listSettingsChanges(before.settings, settings) },
    });
    const { recipients: former, includeNames: hadNames } = before.settings.notifications;
    const { recipients, includeNames } = settings.notifications;
    const [now, then] = [chooseRecipients(recipients), chooseRecipients(former)];
    const change = { added: now.filter((each) => !then.includes(each)), removed: then.filter((each) => !now.includes(each)) };
    await noteRecipients(client, { ...change, schoolId: input.schoolId, accountId: input.accountId });
    const [added, removed] = [change.added.length, change.removed.length];
    const named = { actor: actorOf(input.accountId), districtId, schoolId: input.schoolId, subjectId: input.schoolId };
    if (added + removed > 0) await writeAudit(client, { ...named, action: 'recipients.changed', detail: { added, removed } });
    if (includeNames && !hadNames) {
      await writeAudit(client, { ...named, action: 'names.switched_on' });
      await insertMailsToOwners(client, input.schoolId, input.accountId, 'NAMES_SWITCHED_ON');
    }
    return { kind: 'saved', version, settings };
  });
}

function actorOf(accountId: string | null): AuditActor {
  return accountId === null ? { kind: 'system' } : { kind: 'account', id: accountId };
}

/** The settings of a school that has none yet, as version 1. */
export async function insertSettings(client: Queries, schoolId: string, settings: RosteringSettings): Promise<void> {
  await client.query('INSERT INTO rostering_settings (school_id, version, settings) VALUES ($1, 1, $2)', [schoolId, JSON.stringify(settings)]);
}

/** `stored` laid over `defaults`, key by key of the defaults. An empty default object is a map: it is taken as a whole. */
function overDefaults(defaults: unknown, stored: unknown): unknown {
  if (!isRecord(defaults)) return stored === undefined ? defaults : stored;
  if (!isRecord(stored)) return defaults;
  if (Object.keys(defaults).length === 0) return stored;
  return Object.fromEntries(Object.entries(defaults).map(([key, value]) => [key, overDefaults(value, stored[key])]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
