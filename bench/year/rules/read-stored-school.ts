import type pg from 'pg';
import { PERSON_FIELDS, type PersonField } from '../../../domain/person.js';
import type { RosterPerson, WaitingChange } from '../judging/roster-person.js';
import type { RosterRule, Waiting } from './rule.js';

/** What the product has stored of one school, as the judge wants to see it. */
export function readStoredSchool(pool: pg.Pool, schoolId: string): Pick<RosterRule, 'people' | 'waiting'> {
  let seen: { version: number; people: readonly RosterPerson[] } = { version: -1, people: [] };
  return {
    async people() {
      const { rows: versions } = await pool.query<{ version: number }>('SELECT roster_version AS version FROM school WHERE id = $1', [schoolId]);
      const version = versions[0]?.version ?? 0;
      if (version === seen.version) return seen.people;
      const { rows } = await pool.query<RosterPerson>(
        `SELECT id, state = 'ACTIVE' AS active, email, first_name AS "firstName", last_name AS "lastName", student_id AS "studentId", grade,
                parent_email AS "parentEmail", parent_phone AS "parentPhone" FROM person WHERE school_id = $1`,
        [schoolId],
      );
      seen = { version, people: rows };
      return rows;
    },

    async waiting() {
      const { rows } = await pool.query<{
        id: string;
        why: string | null;
        kind: WaitingChange['kind'] | null;
        personId: string;
        after: (string | null)[];
      }>(
        `SELECT sync.id, (SELECT string_agg(DISTINCT reason->>'code', '+' ORDER BY reason->>'code') FROM jsonb_array_elements(sync.hold) AS reason) AS why,
                change.kind, change.person_id AS "personId", change.after
           FROM sync LEFT JOIN change ON change.sync_id = sync.id AND change.state = 'HELD'
          WHERE sync.school_id = $1 AND sync.status = 'HELD' ORDER BY sync.received_at, sync.id`,
        [schoolId],
      );
      const holds = new Map<string, Waiting & { changes: WaitingChange[] }>();
      for (const { id, why, kind, personId, after } of rows) {
        const hold = holds.get(id) ?? { id, why: why ?? '', changes: [] };
        holds.set(id, hold);
        if (kind !== null) hold.changes.push({ kind, person: personOf(personId, after) });
      }
      return [...holds.values()];
    },
  };
}

const PLACE = Object.fromEntries(PERSON_FIELDS.map((field, place) => [field, place])) as Record<PersonField, number>;

function personOf(id: string, after: (string | null)[]): RosterPerson {
  const value = (field: PersonField): string | null => after[PLACE[field]] ?? null;
  return {
    id,
    active: true,
    email: value('email') ?? '',
    firstName: value('firstName') ?? '',
    lastName: value('lastName') ?? '',
    studentId: value('studentId'),
    grade: value('grade'),
    parentEmail: value('parentEmail'),
    parentPhone: value('parentPhone'),
  };
}
