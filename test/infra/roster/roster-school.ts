import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createRosterSteps, type RosterDeps } from '../../../activities/roster.js';
import type { ApplyResult, PlanResult, RosterSteps, StageResult, SyncRef } from '../../../domain/steps.js';
import { CATEGORIES, categoryOf, type Category } from '../../../domain/category.js';
import { defaultSettings, type CategorySettings, type RosteringSettings } from '../../../domain/settings.js';
import type { PersonFields } from '../../../domain/person.js';
import type { ChangeKind, ChangeState, SyncTrigger } from '../../../domain/sync.js';
import { createFolderBlobStore } from '../../../infra/files/folder-blob-store.js';
import { createUploads, type Uploads } from '../../../store/uploads.js';
import { createLog } from '../../../infra/log.js';
import { createSchool } from '../../../services/schools/create-school.js';
import { SchoolBusy } from '../../../domain/turn/school-busy.js';
import { loadSettings, saveSettings } from '../../../store/settings.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

/** Real PostgreSQL, real encrypted uploads, real activities; only Temporal is not there. */
export type RosterWorld = {
  database: TestDatabase;
  uploads: Uploads;
  activities: RosterSteps;
  deps: RosterDeps;
  /** Where the uploads lie, a folder per school. */
  folder: string;
  school(categories?: Partial<Record<Category, Partial<CategorySettings>>>): Promise<RosterSchool>;
  close(): Promise<void>;
};

export const EVERYTHING: CategorySettings = { roster: true, autoUpdate: true, missingUsers: 'ARCHIVE' };
export const NOW = new Date('2026-03-23T22:00:00Z');

export async function openRosterWorld(): Promise<RosterWorld> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-roster-'));
  const uploads = createUploads({ database, blobs: createFolderBlobStore(folder), masterKey: randomBytes(32) });
  const deps: RosterDeps = { database, uploads, log: createLog('test', 'silent'), now: () => NOW };
  const activities = askingAgain(createRosterSteps(deps));
  return {
    database,
    uploads,
    activities,
    deps,
    folder,
    school: async (categories = {}) => RosterSchool.open({ database, uploads, activities }, categories),
    close: async () => {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As Temporal does it: a step that is not its school's turn comes again a little later. */
export function askingAgain(activities: RosterSteps): RosterSteps {
  return new Proxy(activities, {
    get: (target, name) => {
      const step = Reflect.get(target, name) as (...input: unknown[]) => Promise<unknown>;
      return async (...input: unknown[]) => {
        for (;;) {
          try {
            return await step(...input);
          } catch (error) {
            if (!(error instanceof SchoolBusy)) throw error;
            await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 20));
          }
        }
      };
    },
  });
}

export type Person = PersonFields & { id: string; state: 'ACTIVE' | 'ARCHIVED'; protected: boolean };

export type StoredChange = {
  kind: ChangeKind;
  state: ChangeState;
  category: Category;
  personId: string;
  line: number | null;
  before: PersonFields | null;
  after: PersonFields;
  whyCode: string;
  whyParams: Record<string, unknown> | null;
};

export type Outcome = { ref: SyncRef; stage: StageResult; plan: PlanResult | null; apply: ApplyResult | null };

/** One school with its own people, settings and files. */
export class RosterSchool {
  private constructor(
    private readonly world: { database: TestDatabase; uploads: Uploads; activities: RosterSteps },
    readonly id: string,
    readonly districtId: string,
  ) {}

  static async open(
    world: { database: TestDatabase; uploads: Uploads; activities: RosterSteps },
    categories: Partial<Record<Category, Partial<CategorySettings>>>,
  ): Promise<RosterSchool> {
    const district = await world.database.prisma.district.create({ data: { name: 'Test district' } });
    const school = await createSchool(world.database, {
      districtId: district.id,
      name: 'Lincoln High School',
      region: 'US',
      timeZone: 'America/New_York',
      locale: 'en',
    });
    const opened = new RosterSchool(world, school.id, district.id);
    await opened.set((settings) => {
      settings.method = 'SFTP';
      settings.enabled = true;
      for (const category of CATEGORIES) Object.assign(settings.categories[category], categories[category]);
    });
    return opened;
  }

  async set(change: (settings: RosteringSettings) => void): Promise<void> {
    const { settings } = await loadSettings(this.world.database, this.id);
    const changed = { ...defaultSettings(), ...settings };
    change(changed);
    await saveSettings(this.world.database, { schoolId: this.id, ifVersion: null, settings: changed, accountId: null });
  }

  /** Puts somebody into the school as if they had always been there. */
  async has(person: Partial<Person> & { email: string }): Promise<string> {
    const role = person.role ?? 'STUDENT';
    const { id } = await this.world.database.prisma.person.create({
      data: {
        firstName: 'First',
        lastName: 'Last',
        ...person,
        role,
        category: categoryOf(role),
        schoolId: this.id,
        archivedAt: person.state === 'ARCHIVED' ? NOW : null,
      },
    });
    await this.touch();
    return id;
  }

  async change(email: string, data: Partial<Person>): Promise<void> {
    await this.world.database.prisma.person.updateMany({ where: { schoolId: this.id, email }, data });
    await this.touch();
  }

  async touch(): Promise<void> {
    await this.world.database.pool.query('UPDATE school SET roster_version = roster_version + 1 WHERE id = $1', [this.id]);
  }

  /** As the gateway does it: stored, encrypted, committed. */
  async receive(fileName: string, content: string | Buffer, options: { dryRun?: boolean; trigger?: SyncTrigger } = {}): Promise<SyncRef> {
    const { uploadId, syncId } = await this.world.uploads.receive({
      schoolId: this.id,
      fileName,
      source: Readable.from([Buffer.from(content)]),
      trigger: options.trigger ?? 'SFTP',
      dryRun: options.dryRun ?? false,
    });
    return { syncId, uploadId, schoolId: this.id, districtId: this.districtId };
  }

  /** As the workflow does it. */
  async run(ref: SyncRef): Promise<Outcome> {
    const { activities } = this.world;
    for (;;) {
      const stage = await activities.stageFile(ref);
      if (stage.kind !== 'staged') return { ref, stage, plan: null, apply: null };
      for (;;) {
        const plan = await activities.planChanges(ref);
        if (plan.kind === 'stage_lost') break;
        if (plan.kind !== 'planned') return { ref, stage, plan, apply: null };
        const apply = await activities.applyPlan(ref);
        if (apply.kind !== 'stale') return { ref, stage, plan, apply };
      }
    }
  }

  async upload(fileName: string, content: string | Buffer, options: { dryRun?: boolean; trigger?: SyncTrigger } = {}): Promise<Outcome> {
    return this.run(await this.receive(fileName, content, options));
  }

  async people(): Promise<Person[]> {
    return (await this.world.database.prisma.person.findMany({ where: { schoolId: this.id }, orderBy: { email: 'asc' } })) as Person[];
  }

  async person(email: string): Promise<Person | undefined> {
    return (await this.people()).find((person) => person.email === email);
  }

  async sync(ref: SyncRef) {
    return this.world.database.prisma.sync.findUniqueOrThrow({ where: { id: ref.syncId } });
  }

  async changes(ref: SyncRef): Promise<StoredChange[]> {
    const { rows } = await this.world.database.pool.query<StoredChange>(
      `SELECT kind, state, category, person_id AS "personId", line, person_fields(before) AS before, person_fields(after) AS after,
              why_code AS "whyCode", why_params AS "whyParams"
         FROM change WHERE sync_id = $1 ORDER BY seq`,
      [ref.syncId],
    );
    return rows;
  }

  async problems(ref: SyncRef) {
    return this.world.database.prisma.problem.findMany({ where: { syncId: ref.syncId }, orderBy: { seq: 'asc' } });
  }

  async decide(ref: SyncRef, decision: 'APPROVED' | 'DISCARDED' | 'CANCELLED', as?: 'SAME_PEOPLE' | 'NEW_PEOPLE'): Promise<void> {
    await this.world.database.prisma.sync.update({
      where: { id: ref.syncId },
      data: { decision: { by: 'owner', at: NOW.toISOString(), reason: 'checked', decision, ...(as === undefined ? {} : { as }) } },
    });
  }
}

export type StudentRow = { number: number; firstName?: string; lastName?: string; email?: string; grade?: string };

/** A student file with the columns that every student needs. */
export function studentsCsv(students: (number | StudentRow)[]): string {
  const lines = students.map((student) => {
    const { number, ...rest } = typeof student === 'number' ? { number: student } : student;
    const row = { email: `s${number}@lincoln.example`, firstName: `First${number}`, lastName: `Last${number}`, grade: '9', ...rest };
    return `${row.email},${row.firstName},${row.lastName},${String(number).padStart(5, '0')},${row.grade}`;
  });
  return `email,first name,last name,student id,grade\n${lines.map((line) => `${line}\n`).join('')}`;
}

export function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
