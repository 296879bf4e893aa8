import { IN_WIDER_LIST } from './roster/count-facts.js';

/** Another Owner stays, so that this one may go. */
const KEEPS_OWNER = `EXISTS (SELECT 1 FROM person AS owner WHERE owner.school_id = $1 AND owner.role = 'OWNER' AND owner.state = 'ACTIVE'
      AND (owner.protected OR NOT EXISTS (SELECT 1 FROM absence AS away WHERE away.person_id = owner.id)))`;

/**
 * The people of school $1 who are on the waiting list, as `whoIsWaiting` (domain/plan) defines it, with the facts that the list shows.
 * $2: the categories in which missing people are archived (`archivingCategories`).
 * `held_by` is the sync whose archiving of this person an owner has to decide, or null.
 */
export const WAITING = `
  SELECT absence.person_id, p.category, count(*)::int AS absences, min(absence.day) AS since, max(absence.day) AS latest,
         (array_agg(absence.sync_id ORDER BY absence.day DESC))[1] AS sync_id,
         (SELECT change.sync_id FROM change JOIN sync ON sync.id = change.sync_id
           WHERE change.person_id = absence.person_id AND change.kind = 'ARCHIVE' AND change.state = 'HELD' AND sync.status = 'HELD' AND sync.school_id = $1
           LIMIT 1) AS held_by
    FROM absence JOIN person p ON p.id = absence.person_id
   WHERE absence.school_id = $1 AND p.state = 'ACTIVE' AND NOT p.protected AND p.category = ANY ($2::text[]::"Category"[])
     AND NOT ${IN_WIDER_LIST} AND (p.role <> 'OWNER' OR ${KEEPS_OWNER})
   GROUP BY absence.person_id, p.category`;
