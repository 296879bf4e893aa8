import { defaultSettings } from '../../domain/settings.js';
import { createSftpAccount } from '../credentials/sftp-credentials.js';
import { inTransaction, type Database } from '../../store/database.js';
import { insertSchool, type NewSchool } from '../../store/schools.js';
import { insertSettings } from '../../store/settings.js';
import { writeAudit } from '../../store/write-audit.js';

export type CreatedSchool = NewSchool & {
  id: string;
  /** The password is stored as a hash only: this is the one time it can be shown. */
  sftp: { username: string; password: string };
};

/** Creates a school with the default settings (everything off) and SFTP credentials of its own. */
export async function createSchool(database: Database, school: NewSchool, by?: { accountId: string }): Promise<CreatedSchool> {
  const id = await inTransaction(database.pool, async (client) => {
    const schoolId = await insertSchool(client, school);
    await insertSettings(client, schoolId, defaultSettings());
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
