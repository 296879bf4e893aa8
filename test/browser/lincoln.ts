import { expect } from 'vitest';
import type { RosteringSettings } from '../../domain/settings.js';
import type { SyncView } from '../../domain/sync.js';
import type { CreatedSchool } from '../../services/schools/create-school.js';
import type { SignedIn } from '../api/start-test-api.js';
import type { RunningConsole } from './start-console.js';

/** `path`: of its rostering, in the API. */
export type School = { school: CreatedSchool; owner: SignedIn; path: string };

/** A school of sixty students who came by a file; `change` sets what else is on. */
export async function aSchoolOfSixty(
  running: RunningConsole,
  change: (settings: RosteringSettings) => void = () => undefined,
  locale: 'en' | 'fr-CA' = 'en',
): Promise<School> {
  const district = await running.api.aDistrict();
  const school = await running.api.aSchool(district.id);
  const owner = await running.api.anOwnerOf(school.id, locale);
  const path = `/api/schools/${school.id}/rostering`;
  const { body, headers } = await running.api.call('GET', path, { as: owner });
  const settings = body as RosteringSettings;
  Object.assign(settings, { method: 'SFTP', enabled: true });
  settings.categories.students = { roster: true, autoUpdate: true, missingUsers: 'ARCHIVE' };
  change(settings);
  const saved = await running.api.call('PUT', path, { as: owner, body: settings, headers: { 'If-Match': headers.get('etag') ?? '' } });
  expect(saved.status).toBe(200);
  const made = { school, owner, path };
  await sendsFile(running, made, students(1, 60));
  return made;
}

/** Uploads a file, and waits until its sync has come to its end, or to a hold. */
export async function sendsFile(running: RunningConsole, { owner, path }: School, text: string, name = 'LincolnHS_students.csv'): Promise<SyncView> {
  const data = new FormData();
  data.append('file', new Blob([text]), name);
  const { body } = await running.api.call('POST', `${path}/uploads`, { as: owner, raw: data });
  let sync: SyncView | undefined;
  await expect
    .poll(async () => (sync = (await running.api.call('GET', `${path}/syncs/${body.syncId}`, { as: owner })).body as SyncView).status, {
      timeout: 30_000,
    })
    .toMatch(/APPLIED|HELD|UNCHANGED|REJECTED/);
  return sync!;
}

/** A file of students with these numbers. */
export function students(from: number, to: number, grade = '9'): string {
  const rows = Array.from(
    { length: to - from + 1 },
    (_, i) => `s${from + i}@lincoln.example,First${from + i},Last${from + i},${1000 + from + i},${grade}\n`,
  );
  return `email,first name,last name,student id,grade\n${rows.join('')}`;
}
