/**
 * The people of school $1 who are on the waiting list, as `isWaiting` (domain/plan) says it, with what the list tells of them.
 * $2: the categories in which missing people are archived (`archivingCategories`).
 * `held_by` is the sync whose archiving of this person an owner has to decide, or null.
 */
export const WAITING = `
  SELECT absence.person_id, person.category, count(*)::int AS absences, min(absence.day) AS since, max(absence.day) AS latest,
         (array_agg(absence.sync_id ORDER BY absence.day DESC))[1] AS sync_id,
         (SELECT change.sync_id FROM change JOIN sync ON sync.id = change.sync_id
           WHERE change.person_id = absence.person_id AND change.kind = 'ARCHIVE' AND change.state = 'HELD' AND sync.status = 'HELD' AND sync.school_id = $1
           LIMIT 1) AS held_by
    FROM absence JOIN person ON person.id = absence.person_id
   WHERE absence.school_id = $1 AND person.state = 'ACTIVE' AND NOT person.protected AND person.category = ANY ($2::text[]::"Category"[])
   GROUP BY absence.person_id, person.category`;
