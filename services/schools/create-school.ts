import type { Locale } from '../../domain/locale.js';
import { defaultSettings } from '../../domain/settings.js';
import { createSftpAccount } from '../credentials/sftp-credentials.js';
import { inTransaction, type Database } from '../../store/database.js';
import { writeAudit } from '../../store/write-audit.js';

export type NewSchool = { districtId: string; name: string; region: 'US' | 'CA'; timeZone: string; locale: Locale };

export type CreatedSchool = NewSchool & {
  id: string;
  /** The password is stored as a hash only: this is the one time it can be shown. */
  sftp: { username: string; password: string };
};

/** Creates a school with the default settings (everything off) and SFTP credentials of its own. */
export async function createSchool(database: Database, school: NewSchool, by?: { accountId: string }): Promise<CreatedSchool> {
  const id = await inTransaction(database.pool, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO school (district_id, name, region, time_zone, locale) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [school.districtId, school.name, school.region, school.timeZone, school.locale],
    );
    const schoolId = rows[0]!.id;
    await client.query('INSERT INTO rostering_settings (school_id, version, settings) VALUES ($1, 1, $2)', [
      schoolId,
      JSON.stringify(defaultSettings()),
    ]);
    await writeAudit(client, {
      actor: by === undefined ? { kind: 'system' } : { kind: 'account', id: by.accountId },
      action: 'school.created',
      districtId: school.districtId,
      schoolId,
      subjectId: schoolId,
    });
    return schoolId;
  });
  // Outside the transaction, because hashing takes a while: a school left without an account gets one with its first new password.
  const sftp = await createSftpAccount(database, id);
  return { id, ...school, sftp: { username: sftp.username, password: sftp.password } };
}
