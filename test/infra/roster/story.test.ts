import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../../services/accounts/accounts.js';
import type { Account } from '../../../domain/account.js';
import { changePerson } from '../../../services/people/change-person.js';
import { setStateByHand } from '../../../services/people/set-state-by-hand.js';
import { loadStory } from '../../../store/views/load-story.js';
import { decideHold } from '../../../services/syncs/decide-hold.js';
import { requestUndo } from '../../../services/syncs/request-undo.js';
import type { StoryEntry } from '../../../domain/story.js';
import { EVERYTHING, numbers, openRosterWorld, studentsCsv, type RosterSchool, type RosterWorld } from './roster-school.js';

let world: RosterWorld;
let owner: Account;

beforeAll(async () => {
  world = await openRosterWorld();
  const { districtId } = await world.school();
  owner = await createAccount(world.database, {
    email: 'office@lincoln.example',
    password: 'correct horse battery',
    role: 'DISTRICT_MANAGER',
    districtId,
  });
});
afterAll(async () => world.close());

async function storyOf(school: RosterSchool, email: string, options: { limit?: number; cursor?: string | undefined; locale?: 'en' | 'fr-CA' } = {}) {
  const { id } = (await school.person(email))!;
  return loadStory(
    world.database,
    { schoolId: school.id, personId: id, absencesBeforeArchive: 2, limit: options.limit ?? 50, cursor: options.cursor },
    options.locale ?? 'en',
  );
}
const told = async (school: RosterSchool, email: string): Promise<string[]> => (await storyOf(school, email)).items.map(({ message }) => message);
const whys = (items: StoryEntry[]): (string | null)[] => items.map(({ change }) => change?.why.message ?? null);

describe('the story of a student', () => {
  test('tells who was added, updated, archived and restored by which file and line, newest first', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('monday_students.csv', studentsCsv(numbers(1, 30)));
    await school.upload('tuesday_students.csv', studentsCsv([...numbers(1, 6), { number: 7, grade: '10' }, ...numbers(8, 30)]));
    await school.upload('wednesday_students.csv', studentsCsv([...numbers(1, 6), ...numbers(8, 30)]));
    await school.upload('thursday_students.csv', studentsCsv([{ number: 7, grade: '10' }, ...numbers(1, 6), ...numbers(8, 30)]));
    const { items, nextCursor } = await storyOf(school, 's7@lincoln.example');
    expect(items.map(({ message }) => message)).toEqual([
      'Restored by thursday_students.csv (line 2).',
      'Archived by wednesday_students.csv.',
      'Updated by tuesday_students.csv (line 8).',
      'Added by monday_students.csv (line 8).',
    ]);
    expect(nextCursor).toBeNull();
    expect(whys(items)[1]).toBe('This person is not in the file, or is marked there as gone, and “Missing users” is set to “Archive”.');
    expect(items[2]?.change).toMatchObject({ kind: 'UPDATE', state: 'APPLIED', before: { grade: '09' }, after: { grade: '10' } });
    expect(items[3]?.change?.before).toBeNull();
    expect((await storyOf(school, 's7@lincoln.example', { locale: 'fr-CA' })).items[3]?.message).toBe('Ajout par monday_students.csv (ligne 8).');
  });

  test('tells of nobody else, and of no preview', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv(numbers(1, 3)));
    await school.upload('students.csv', studentsCsv([{ number: 1, grade: '11' }, 2, 3]), { dryRun: true });
    await school.upload('students.csv', studentsCsv([1, { number: 2, grade: '12' }, 3]));
    expect(await told(school, 's1@lincoln.example')).toEqual(['Added by students.csv (line 2).']);
  });

  test('tells what was not done, and why', async () => {
    const school = await world.school({ students: { roster: true } });
    await school.upload('students.csv', studentsCsv([1, 2]));
    await school.upload('students.csv', studentsCsv([{ number: 1, grade: '11' }, 2]));
    const { items } = await storyOf(school, 's1@lincoln.example');
    expect(items[0]).toMatchObject({
      message: 'Not updated by students.csv (line 2).',
      change: { state: 'SKIPPED', why: { code: 'auto_update_off' } },
    });
  });

  test('tells of a hold, of the owner who discarded it with a reason, and of the one who approved the next', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv(numbers(1, 40)));
    const decide = async (decision: 'APPROVED' | 'DISCARDED', reason: string, from: number): Promise<void> => {
      const { ref } = await school.upload('students.csv', studentsCsv(numbers(from, 40)));
      await decideHold(world.database, { schoolId: school.id, syncId: ref.syncId, decision, accountId: owner.id, reason, now: new Date() });
      await world.activities.settleHold({ ...ref, decision });
    };
    await decide('DISCARDED', 'the export was cut', 20);
    await decide('APPROVED', 'they moved away', 21);
    const { items } = await storyOf(school, 's3@lincoln.example');
    expect(items.map(({ message, reason, actor }) => [message, reason, actor?.name ?? null])).toEqual([
      ['Approved: the held change of students.csv was made.', 'they moved away', 'office@lincoln.example'],
      ['students.csv would archive this person; that was held for approval.', null, null],
      ['Discarded: the held change of students.csv was not made.', 'the export was cut', 'office@lincoln.example'],
      ['students.csv would archive this person; that was held for approval.', null, null],
      ['Added by students.csv (line 4).', null, null],
    ]);
    expect(whys(items)[3]).toBe(
      'This person is not in the file, or is marked there as gone, and “Missing users” is set to “Archive”. An owner discarded this change.',
    );
    // Whose change waited for nobody has no decision in the story.
    expect(await told(school, 's30@lincoln.example')).toEqual(['Added by students.csv (line 31).']);
  });

  test('tells who asked for an undo, and who was left alone because of a later edit by hand', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv([1, 2, 3]));
    const { ref } = await school.upload('wrong_students.csv', studentsCsv([{ number: 1, lastName: 'Wrong' }, { number: 2, lastName: 'Wrong' }, 3]));
    await school.change('s2@lincoln.example', { lastName: 'Right' });
    await requestUndo(world.database, { schoolId: school.id, syncId: ref.syncId, accountId: owner.id, reason: 'wrong names' });
    await world.activities.undoChanges(ref);
    const { items } = await storyOf(school, 's1@lincoln.example');
    expect(items[0]).toMatchObject({
      kind: 'UNDO',
      message: 'The sync of wrong_students.csv was undone, and with it the change of this person.',
      reason: 'wrong names',
      actor: { kind: 'account', name: 'office@lincoln.example' },
    });
    expect(items[1]).toMatchObject({ message: 'Updated by wrong_students.csv (line 2).', change: { state: 'UNDONE' } });
    expect(await told(school, 's2@lincoln.example')).toContain('The sync of wrong_students.csv was undone, except for its change of this person.');
  });

  test('tells who changed the role or the protection by hand', async () => {
    const school = await world.school();
    const personId = await school.has({ email: 'li@lincoln.example', role: 'TEACHER' });
    await changePerson(world.database, { schoolId: school.id, personId, role: 'MANAGER', protected: true, accountId: owner.id });
    const { items } = await storyOf(school, 'li@lincoln.example');
    expect(items).toMatchObject([
      {
        kind: 'EDIT',
        actor: { name: 'office@lincoln.example' },
        edit: { role: { from: 'TEACHER', to: 'MANAGER' }, protected: { from: false, to: true }, released: false },
      },
    ]);
  });

  test('tells who archived, restored and released, and why, and names neither number nor address', async () => {
    const school = await world.school();
    const personId = await school.has({ email: 'gone@lincoln.example', studentId: '00007', state: 'ARCHIVED' });
    const by = { schoolId: school.id, personId, accountId: owner.id };
    await setStateByHand(world.database, 'release', { ...by, reason: 'given on' });
    await setStateByHand(world.database, 'restore', { ...by, reason: 'was a mistake' });
    await setStateByHand(world.database, 'archive', { ...by, reason: 'left after all' });
    const { items } = await storyOf(school, 'gone@lincoln.example');
    const edit = { role: null, protected: null, state: null, released: false };
    const [active, archived] = ['ACTIVE', 'ARCHIVED'];
    expect(items.map(({ message, reason, edit: what }) => [message, reason, what])).toEqual([
      ['Archived by hand in People Manager.', 'left after all', { ...edit, state: { from: active, to: archived } }],
      ['Restored by hand in People Manager.', 'was a mistake', { ...edit, state: { from: archived, to: active } }],
      ['Number and e-mail address released by hand in People Manager.', 'given on', { ...edit, released: true }],
    ]);
    expect(items.every(({ kind, actor }) => kind === 'EDIT' && actor?.name === 'office@lincoln.example')).toBe(true);
    expect(JSON.stringify(items)).not.toMatch(/gone|00007/);
  });

  test('tells on which days a file did not list them', async () => {
    const school = await world.school({ students: EVERYTHING });
    const { ref } = await school.upload('students.csv', studentsCsv([1]));
    const personId = await school.has({ email: 'gone@lincoln.example' });
    await world.database.prisma.absence.create({ data: { schoolId: school.id, personId, day: new Date('2026-11-24'), syncId: ref.syncId } });
    expect(await told(school, 'gone@lincoln.example')).toEqual(['Not in students.csv on Tuesday, November 24, 2026: absence 1 of 2.']);
  });

  test('is told of somebody whose id was not made by a file', async () => {
    const school = await world.school();
    await school.has({ id: '0193a7c1-0000-7000-8000-00008fffffff', email: 'seeded@lincoln.example' });
    expect(await told(school, 'seeded@lincoln.example')).toEqual([]);
  });

  test('is read page by page, each entry once', async () => {
    const school = await world.school({ students: EVERYTHING });
    for (const grade of ['9', '10', '11', '12', '9', '10']) await school.upload('students.csv', studentsCsv([{ number: 1, grade }]));
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await storyOf(school, 's1@lincoln.example', { limit: 4, cursor: cursor ?? undefined });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(6);
    expect(new Set(seen)).toEqual(new Set((await storyOf(school, 's1@lincoln.example')).items.map(({ id }) => id)));
  });
});
