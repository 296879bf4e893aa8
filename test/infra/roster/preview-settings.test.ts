import { withDelivery } from '../../../services/notify/deliver-notification.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../../services/accounts/accounts.js';
import type { Account } from '../../../domain/account.js';
import { loadChanges } from '../../../store/views/load-changes.js';
import { loadSync } from '../../../store/views/load-sync.js';
import { previewSettings } from '../../../services/syncs/preview-settings.js';
import { createTellSteps } from '../../../activities/tell.js';
import type { Category } from '../../../domain/category.js';
import type { SettingsToTry } from '../../../store/settings.js';
import { createMailer } from '../../../infra/mail/mailer.js';
import { numbers, NOW, openRosterWorld, studentsCsv, type RosterSchool, type RosterWorld } from './roster-school.js';

let world: RosterWorld;
let manager: Account;

beforeAll(async () => {
  world = await openRosterWorld();
  const { districtId } = await world.school();
  manager = await createAccount(world.database, {
    email: 'district@lincoln.example',
    password: 'correct horse battery',
    role: 'DISTRICT_MANAGER',
    districtId,
  });
});
afterAll(async () => world.close());

async function preview(school: RosterSchool, settings: SettingsToTry, category: Category | null = null) {
  const result = await previewSettings(
    { database: world.database, uploads: world.uploads },
    { schoolId: school.id, districtId: school.districtId, accountId: manager.id, category, settings },
  );
  if (result.kind !== 'received') return null;
  const { uploadId } = await world.database.prisma.sync.findUniqueOrThrow({ where: { id: result.syncId } });
  const ref = { syncId: result.syncId, uploadId, schoolId: school.id, districtId: school.districtId };
  await school.run(ref);
  const view = (await loadSync(world.database, ref.syncId, 'en', { temporalUiUrl: 'http://127.0.0.1:8233', namespace: 'default' }))!;
  return { ref, view };
}
const ARCHIVE: SettingsToTry = { categories: { students: { missingUsers: 'ARCHIVE' } } };

/** Sixty students came by a file, and two were put in by hand. */
async function lincoln(): Promise<RosterSchool> {
  const school = await world.school({ students: { roster: true } });
  await school.upload('students.csv', studentsCsv(numbers(1, 60)));
  await school.has({ email: 'hand1@lincoln.example' });
  await school.has({ email: 'hand2@lincoln.example' });
  return school;
}

describe('a preview of settings', () => {
  test('shows who would be archived if Archive were on, and archives nobody', async () => {
    const school = await lincoln();
    const { view, ref } = (await preview(school, ARCHIVE))!;
    expect(view).toMatchObject({
      status: 'PREVIEWED',
      dryRun: true,
      trigger: 'RERUN',
      file: { name: 'students.csv' },
      counts: { students: { archived: 2, unchanged: 60 } },
      triedSettings: [{ setting: 'categories.students.missingUsers', from: 'KEEP', to: 'ARCHIVE' }],
    });
    const { items } = await loadChanges(world.database, { syncId: ref.syncId, kind: 'ARCHIVE', state: 'PLANNED', limit: 10 }, 'en');
    expect(items.map(({ person }) => person.email).sort()).toEqual(['hand1@lincoln.example', 'hand2@lincoln.example']);
    expect((await school.people()).filter(({ state }) => state === 'ARCHIVED')).toEqual([]);
    expect(await world.database.prisma.absence.count({ where: { schoolId: school.id } })).toBe(0);
  });

  test('works while rostering is off, also with a file that came since', async () => {
    const school = await lincoln();
    await school.set((settings) => void (settings.enabled = false));
    await school.upload('new_students.csv', studentsCsv(numbers(3, 60)));
    const { view } = (await preview(school, ARCHIVE))!;
    expect(view).toMatchObject({ status: 'PREVIEWED', file: { name: 'new_students.csv' }, counts: { students: { archived: 4 } } });
  });

  test('shows who would be updated, and what a guard would hold', async () => {
    const school = await lincoln();
    await school.upload('students.csv', studentsCsv([{ number: 1, grade: '12' }, ...numbers(2, 40)]));
    const { view } = (await preview(school, { categories: { students: { autoUpdate: true, missingUsers: 'ARCHIVE' } } }))!;
    expect(view.counts.students).toMatchObject({ updated: 1, held: 22 });
    expect(view.hold?.reasons[0]).toMatchObject({ code: 'archive_guard', category: 'students' });
    const tolerant = (await preview(school, { ...ARCHIVE, safety: { archivePercent: 100, shapeChecks: 'WARN' } }))!;
    expect(tolerant.view.counts.students).toMatchObject({ archived: 22, held: 0 });
    expect((await school.person('s1@lincoln.example'))?.grade).toBe('09');
  });

  test('is not mailed, leaves the receipt of the file as it is, and stands in the audit trail', async () => {
    const school = await lincoln();
    const log = world.deps.log;
    const mailer = createMailer({ smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'Rollcall <rollcall@example.org>' });
    const tell = createTellSteps(
      withDelivery({
        database: world.database,
        mailer,
        log,
        clock: () => NOW,
        publicUrl: 'http://127.0.0.1:3000',
        mailFrom: 'Rollcall <rollcall@example.org>',
        temporalUiUrl: 'http://127.0.0.1:8233',
        namespace: 'default',
      }),
    );
    const first = await school.upload('more_students.csv', studentsCsv(numbers(1, 61)));
    await tell.writeReceipts(first.ref);
    const receipts = () => world.database.prisma.receipt.findMany({ where: { schoolId: school.id }, orderBy: { name: 'asc' } });
    const before = await receipts();
    await school.set((settings) => void (settings.notifications.recipients = ['office@lincoln.example']));
    const { ref } = (await preview(school, ARCHIVE))!;
    await tell.writeReceipts(ref);
    expect(before).toHaveLength(2);
    expect(await receipts()).toEqual(before);
    expect(await tell.prepareSyncNotifications(ref)).toEqual([]);
    mailer.close();
    const audit = await world.database.prisma.auditEntry.findFirst({ where: { schoolId: school.id, action: 'sync.settings_previewed' } });
    expect(audit).toMatchObject({ actorId: manager.id, subjectId: ref.syncId });
  });

  test('needs a file of the category that was good and is still kept', async () => {
    const school = await world.school({ students: { roster: true } });
    expect(await preview(school, ARCHIVE)).toBeNull();
    await school.upload('students.csv', 'no header at all\n');
    expect(await preview(school, ARCHIVE)).toBeNull();
    const { ref } = await school.upload('students.csv', studentsCsv([1, 2]));
    expect(await preview(school, { categories: { teachers: { missingUsers: 'ARCHIVE' } } })).toBeNull();
    expect(await preview(school, {}, 'teachers')).toBeNull();
    expect((await preview(school, ARCHIVE))?.view.status).toBe('PREVIEWED');
    await world.uploads.purge(ref.uploadId);
    expect(await preview(school, ARCHIVE)).toBeNull();
  });

  test('that is run again uses the settings of that day', async () => {
    const school = await lincoln();
    const { ref } = (await preview(school, ARCHIVE))!;
    const again = (await world.uploads.copyForRerun(ref.uploadId, 'RERUN'))!;
    await school.run({ ...ref, ...again });
    const view = (await loadSync(world.database, again.syncId, 'en', { temporalUiUrl: '', namespace: '' }))!;
    expect(view).toMatchObject({ dryRun: true, triedSettings: null, counts: { students: { archived: 0 } } });
  });
});
