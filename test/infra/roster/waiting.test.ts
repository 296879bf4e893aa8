import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CATEGORIES, categoryOf } from '../../../domain/category.js';
import { whoIsWaiting } from '../../../domain/plan/is-waiting.js';
import { settingsAt } from '../../../domain/plan/season.js';
import { loadChanges } from '../../../store/views/load-changes.js';
import { loadMissing, loadNamesOfWaiting } from '../../../store/views/load-missing.js';
import { loadWaiting } from '../../../store/views/load-waiting.js';
import { loadSettings } from '../../../store/settings.js';
import { EVERYTHING, numbers, openRosterWorld, studentsCsv, type RosterSchool, type RosterWorld } from './roster-school.js';
import fc from '../../support/property.js';

let world: RosterWorld;

beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(async () => world.close());

async function waitingIn(school: RosterSchool, options: { limit?: number; cursor?: string | undefined } = {}) {
  const { settings } = await loadSettings(world.database, school.id);
  return loadWaiting(world.database, { schoolId: school.id, limit: 50, ...options }, settings);
}
const emails = async (school: RosterSchool): Promise<string[]> => (await waitingIn(school)).items.map(({ person }) => person.email);

/** Of a school that archives on the third day of absence, five students are missing on one day. */
async function fiveAreMissing(): Promise<RosterSchool> {
  const school = await world.school({ students: EVERYTHING });
  await school.set((settings) => void (settings.safety.absencesBeforeArchive = 3));
  await school.upload('students.csv', studentsCsv(numbers(1, 60)));
  await school.upload('fewer_students.csv', studentsCsv(numbers(6, 60)));
  return school;
}

describe('the waiting list', () => {
  test('names who is missing, since when, how often of how often, and which file did not list them', async () => {
    const school = await fiveAreMissing();
    const { items, total, nextCursor } = await waitingIn(school);
    expect(total).toBe(5);
    expect(nextCursor).toBeNull();
    expect(items[0]).toMatchObject({ absences: 1, of: 3, heldBy: null, sync: { fileName: 'fewer_students.csv' } });
    expect(items[0]?.since).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(items[0]?.latest).toBe(items[0]?.since);
    expect((await school.person(items[0]?.person.email ?? ''))?.state).toBe('ACTIVE');
  });

  test('is left by whoever is listed again', async () => {
    const school = await fiveAreMissing();
    await school.upload('students.csv', studentsCsv(numbers(3, 60)));
    expect((await emails(school)).sort()).toEqual(['s1@lincoln.example', 's2@lincoln.example']);
  });

  test('is left by whom an owner protects, and by everybody once nobody is archived any more', async () => {
    const school = await fiveAreMissing();
    await school.change('s1@lincoln.example', { protected: true });
    expect(await emails(school)).toHaveLength(4);
    await school.set((settings) => void (settings.categories.students.missingUsers = 'KEEP'));
    expect(await waitingIn(school)).toMatchObject({ items: [], total: 0 });
  });

  test('says which sync holds the archiving of somebody', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv(numbers(1, 40)));
    const { ref } = await school.upload('students.csv', studentsCsv(numbers(20, 40)));
    const { items, total } = await waitingIn(school);
    expect(total).toBe(19);
    expect(new Set(items.map(({ heldBy }) => heldBy))).toEqual(new Set([ref.syncId]));
  });

  test('is read page by page, each person once, the nearest to being archived first', async () => {
    const school = await fiveAreMissing();
    const { id } = (await school.person('s4@lincoln.example'))!;
    const { syncId } = await world.database.prisma.absence.findFirstOrThrow({ where: { personId: id } });
    await world.database.prisma.absence.create({ data: { schoolId: school.id, personId: id, day: new Date('2026-01-05'), syncId } });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await waitingIn(school, { limit: 2, cursor });
      seen.push(...page.items.map(({ person }) => person.email));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
    expect(seen[0]).toBe('s4@lincoln.example');
  });
});

describe('who is waiting', () => {
  const anyPerson = fc.record({
    role: fc.constantFrom('STUDENT' as const, 'TEACHER' as const, 'STAFF' as const, 'MANAGER' as const, 'OWNER' as const),
    onListOfStaff: fc.boolean(),
    state: fc.constantFrom('ACTIVE' as const, 'ACTIVE' as const, 'ARCHIVED' as const),
    protected: fc.constantFrom(false, false, true),
    absences: fc.nat({ max: 3 }),
    held: fc.boolean(),
  });
  const anySettings = fc.record({
    missingUsers: fc.tuple(...CATEGORIES.map(() => fc.constantFrom('KEEP' as const, 'ARCHIVE' as const))),
    absencesBeforeArchive: fc.integer({ min: 1, max: 3 }),
  });

  test('is the same for the rule, the waiting list, and the counts and names of the daily mail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyPerson, { minLength: 1, maxLength: 12 }), anySettings, async (drawn, { missingUsers, absencesBeforeArchive }) => {
        const school = await world.school();
        await school.set((settings) => {
          CATEGORIES.forEach((category, place) => (settings.categories[category].missingUsers = missingUsers[place]!));
          settings.safety.absencesBeforeArchive = absencesBeforeArchive;
        });
        const held = await school.receive('students.csv', studentsCsv([1]));
        const older = await school.receive('older_students.csv', studentsCsv([2]));
        await world.database.prisma.sync.update({ where: { id: held.syncId }, data: { status: 'HELD' } });
        const people = drawn.map((person, place) => ({
          ...person,
          id: randomUUID(),
          name: `Person${place}`,
          category: categoryOf(person.role),
          inWiderList: person.role === 'TEACHER' && person.onListOfStaff,
        }));
        await world.database.prisma.person.createMany({
          data: people.map(({ id, name, role, category, onListOfStaff, state, protected: guarded }) => ({
            id,
            schoolId: school.id,
            email: `${id}@lincoln.example`,
            firstName: name,
            lastName: 'X',
            role,
            category,
            listedIn: onListOfStaff ? ['staff' as const] : [],
            state,
            protected: guarded,
          })),
        });
        await world.database.prisma.absence.createMany({
          data: people.flatMap(({ id, absences }) =>
            numbers(1, absences).map((day) => ({ schoolId: school.id, personId: id, day: new Date(Date.UTC(2026, 2, day)), syncId: older.syncId })),
          ),
        });
        // A plan holds the archiving of active people only.
        const isHeld = (person: (typeof people)[number]): boolean => person.held && person.state === 'ACTIVE';
        await world.database.prisma.change.createMany({
          data: people.flatMap((person, seq) =>
            isHeld(person)
              ? [
                  {
                    syncId: held.syncId,
                    seq,
                    kind: 'ARCHIVE' as const,
                    state: 'HELD' as const,
                    category: person.category,
                    personId: person.id,
                    after: [],
                    whyCode: 'missing_from_file',
                  },
                ]
              : [],
          ),
        });

        const { settings } = await loadSettings(world.database, school.id);
        const waiting = whoIsWaiting(people, settings);
        const list = await waitingIn(school, { limit: 100 });
        expect(list.items.map(({ person }) => person.id).sort()).toEqual(waiting.map(({ id }) => id).sort());
        expect(list.total).toBe(waiting.length);
        expect(
          list.items
            .filter(({ heldBy }) => heldBy !== null)
            .map(({ person }) => person.id)
            .sort(),
        ).toEqual(
          waiting
            .filter(isHeld)
            .map(({ id }) => id)
            .sort(),
        );

        const notHeld = waiting.filter((person) => !isHeld(person));
        const missing = await loadMissing(world.database, school.id, settings, new Date());
        for (const category of CATEGORIES) {
          const counted = missing.find((counts) => counts.category === category) ?? { held: 0, waiting: 0 };
          expect([category, counted.waiting]).toEqual([category, notHeld.filter((person) => person.category === category).length]);
          expect([category, counted.held]).toEqual([category, people.filter((person) => person.category === category && isHeld(person)).length]);
        }
        const names = await loadNamesOfWaiting(world.database, school.id, settings, 100);
        expect(names.sort()).toEqual(notHeld.map(({ name }) => `${name} X`).sort());
      }),
      { numRuns: 40 },
    );
  });

  test('is not the last Owner, nor a teacher whom the list of staff has', async () => {
    const school = await world.school({ teachers: EVERYTHING, staff: EVERYTHING, admin: EVERYTHING });
    await school.set((settings) => void (settings.safety.absencesBeforeArchive = 3));
    await school.has({ email: 'own@x.example', role: 'OWNER' });
    const adults = (...names: string[]): string => `email,first name,last name\n${names.map((name) => `${name}@x.example,${name},Lee\n`).join('')}`;
    await school.upload('teachers.csv', adults('tia', 'bo'));
    await school.upload('staff.csv', adults('tia', 'bo', 'cy'));
    await school.upload('teachers.csv', adults('bo'));
    await school.upload('admin.csv', 'email,first name,last name,role\nman@x.example,Man,Lee,Manager\n');
    expect(await world.database.prisma.absence.count({ where: { schoolId: school.id } })).toBeGreaterThan(0);
    expect(await emails(school)).toEqual([]);
    await school.has({ email: 'second@x.example', role: 'OWNER' });
    expect(await emails(school)).toEqual(['own@x.example']);
  });

  test('nobody waits during the summer, in the list, in the daily mail or by name, and they wait again after it', async () => {
    const school = await fiveAreMissing();
    await school.set((settings) => void (settings.summer.until = '2026-09-08T04:00:00.000Z'));
    const { settings } = await loadSettings(world.database, school.id);
    const countAt = async (instant: string): Promise<number[]> => {
      const inSeason = settingsAt(settings, new Date(instant));
      const list = await loadWaiting(world.database, { schoolId: school.id, limit: 50 }, inSeason);
      const missing = await loadMissing(world.database, school.id, inSeason, new Date());
      const names = await loadNamesOfWaiting(world.database, school.id, inSeason, 100);
      return [list.total, missing.reduce((sum, { waiting }) => sum + waiting, 0), names.length];
    };
    expect(await countAt('2026-09-08T03:59:59.000Z')).toEqual([0, 0, 0]);
    expect(await countAt('2026-09-08T04:00:00.000Z')).toEqual([5, 5, 5]);
  });

  test('the daily mail counts no one as waiting once missing people are kept, as the list shows no one', async () => {
    const school = await fiveAreMissing();
    const count = async (): Promise<number[]> => {
      const { settings } = await loadSettings(world.database, school.id);
      const missing = await loadMissing(world.database, school.id, settings, new Date());
      return [(await waitingIn(school)).total, missing.reduce((sum, { waiting }) => sum + waiting, 0)];
    };
    expect(await count()).toEqual([5, 5]);
    await school.set((settings) => void (settings.categories.students.missingUsers = 'KEEP'));
    expect(await count()).toEqual([0, 0]);
  });
});

describe('the changes of a held sync', () => {
  test('are found by the reason for which they wait', async () => {
    const school = await world.school({ students: EVERYTHING, admin: EVERYTHING });
    await school.upload('students.csv', studentsCsv(numbers(1, 40)));
    const { ref } = await school.upload('students.csv', studentsCsv([...numbers(20, 39), { number: 40, grade: '11' }]));
    const found = async (filter: Partial<Parameters<typeof loadChanges>[1]>) => {
      const { items, total } = await loadChanges(world.database, { syncId: ref.syncId, limit: 5, ...filter }, 'en');
      expect(items.length).toBe(Math.min(5, total));
      return { total, kinds: [...new Set(items.map(({ kind }) => kind))] };
    };
    expect((await school.sync(ref)).status).toBe('HELD');
    expect(await found({ hold: 'archive_guard', category: 'students' })).toEqual({ total: 19, kinds: ['ARCHIVE'] });
    expect(await found({ hold: 'archive_guard', category: 'teachers' })).toEqual({ total: 0, kinds: [] });
    expect(await found({ state: 'HELD' })).toEqual({ total: 19, kinds: ['ARCHIVE'] });
    expect(await found({ state: 'APPLIED' })).toEqual({ total: 1, kinds: ['UPDATE'] });
    expect((await found({})).total).toBe(20);
  });

  test('that single rows hold are those of that reason only', async () => {
    const school = await world.school({ admin: EVERYTHING, staff: EVERYTHING });
    const { ref } = await school.upload('everybody.csv', 'email,first name,last name,role\na@l.example,Ann,Lee,Manager\nb@l.example,Bo,Roy,Staff\n');
    const { items, total } = await loadChanges(world.database, { syncId: ref.syncId, hold: 'privileged_role', category: 'admin', limit: 5 }, 'en');
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({ state: 'HELD', person: { email: 'a@l.example' } });
  });
});
