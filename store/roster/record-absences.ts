import type pg from 'pg';
import { CATEGORIES, type Category } from '../../domain/category.js';
import { isMissing, type MissingQuery } from './count-facts.js';

/**
 * Records who was absent on the day of the upload, once a day, and forgets the absences of everybody that the file names. Call
 * it with the plan of a sync that is not a dry run. Absences on one day count once, however many files came.
 *
 * @param archiving the categories that the file stands for and in which missing people are archived
 * @param covers the categories that it lists at all: being listed anywhere is being there
 */
export async function recordAbsences(client: pg.PoolClient, query: MissingQuery, archiving: Category[], covers: Category[]): Promise<void> {
  if (await hasAbsences(client, query.schoolId))
    await client.query(
      `DELETE FROM absence a USING person someone
        WHERE a.school_id = $1 AND someone.school_id = $1 AND someone.id = a.person_id AND someone.category = ANY($4::"Category"[])
          AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = a.person_id AND ${isMissing(query)})`,
      [query.schoolId, query.syncId, covers, covers],
    );
  if (archiving.length === 0) return;
  await client.query(
    `INSERT INTO absence (school_id, person_id, day, sync_id)
     SELECT $1, p.id, $4::date, $2 FROM person p WHERE NOT p.protected AND NOT p.state_by_hand AND ${isMissing(query)} ON CONFLICT DO NOTHING`,
    [query.schoolId, query.syncId, archiving, query.day],
  );
}

/** Whether any person of the school is absent: then even a file without changes counts. */
export async function hasAbsences(client: pg.PoolClient, schoolId: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM absence WHERE school_id = $1 LIMIT 1', [schoolId]);
  return rowCount !== 0;
}

/** Forgets the absences of a file that an owner discarded (in these categories) or that never took effect. */
export async function forgetAbsencesOf(client: pg.PoolClient, syncId: string, categories: readonly Category[] = CATEGORIES): Promise<void> {
  await client.query(
    `DELETE FROM absence a USING person p WHERE a.sync_id = $1 AND p.id = a.person_id AND p.category = ANY($2::text[]::"Category"[])`,
    [syncId, categories],
  );
}

/** Archived people are no longer on the waiting list. */
export async function forgetAbsencesOfArchived(client: pg.PoolClient, schoolId: string): Promise<void> {
  await client.query(
    `DELETE FROM absence a USING person p WHERE a.school_id = $1 AND p.school_id = $1 AND p.id = a.person_id AND p.state = 'ARCHIVED'`,
    [schoolId],
  );
}
