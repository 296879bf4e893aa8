import type { Category, Role } from '../../domain/category.js';
import type { Locale } from '../../domain/locale.js';
import { storyText } from '../../domain/messages/story-texts.js';
import { whyText, type WhyCode } from '../../domain/messages/why-texts.js';
import type { PersonFields } from '../../domain/person.js';
import { changeOutcome, wasHeld, type EditKind, type StoredChange, type StoryEntry, type StoryKind } from '../../domain/story.js';
import type { ChangeKind, ChangeState, HoldCode, SyncTrigger } from '../../domain/sync.js';
import type { SyncStatus } from '../../domain/sync-status.js';
import { pageOf, readCursor, WrongCursor, type Page } from '../cursor.js';
import { lineInSheet } from '../../domain/reading/sheet-lines.js';
import type { Database } from '../database.js';

export type StoryQuery = {
  schoolId: string;
  personId: string;
  /** The school's setting: how many absences lead to archiving. */
  absencesBeforeArchive: number;
  limit: number;
  cursor?: string | undefined;
};

/**
 * Everything that happened to one person, and what was not done, newest first; previews are left out, because they
 * change no one. A page may hold fewer entries than `limit`. Throws WrongCursor.
 */
export async function loadStory(database: Database, query: StoryQuery, locale: Locale): Promise<Page<StoryEntry>> {
  const after = query.cursor === undefined ? null : readCursor(query.cursor, ['instant', 'number', 'id', 'number'] as const);
  if (after === null && query.cursor !== undefined) throw new WrongCursor();
  const { rows } = await database.pool.query<StoryRow>(STORY, [
    query.schoolId,
    query.personId,
    ...(after ?? [null, null, null, null]),
    query.limit + 1,
  ]);
  const page = pageOf(
    rows,
    query.limit,
    (row) => entryOf(row, query.absencesBeforeArchive, locale),
    (row) => [row.at.toISOString(), row.rank, row.ref, row.seq],
  );
  return { ...page, items: page.items.filter((entry) => entry !== null) };
}

/** An entry about a change includes the change; other kinds of entries have none. */
type StoryRow = Happened & (ChangeOfRow | { rank: 2 | 4; kind: null; state: null; category: null; after: null; whyCode: null });

type ChangeOfRow = {
  rank: 1 | 3 | 5;
  kind: ChangeKind;
  state: ChangeState;
  category: Category;
  after: PersonFields;
  whyCode: WhyCode;
};

type Happened = {
  at: Date;
  /** The sync, or the audit entry. */
  ref: string;
  seq: number;
  line: number | null;
  before: PersonFields | null;
  whyParams: Record<string, string | number> | null;
  fileName: string;
  status: SyncStatus;
  trigger: SyncTrigger;
  applied: boolean;
  decision: 'APPROVED' | 'DISCARDED' | 'CANCELLED' | null;
  heldBy: HoldCode[] | null;
  reason: string | null;
  actorKind: 'account' | 'sftp' | 'system' | null;
  actorName: string | null;
  role: { from: Role; to: Role } | null;
  protected: { from: boolean; to: boolean } | null;
  edit: EditKind | null;
  day: string | null;
  absence: number;
};

const KINDS: Record<StoryRow['rank'], StoryKind> = { 1: 'CHANGE', 2: 'ABSENCE', 3: 'DECISION', 4: 'EDIT', 5: 'UNDO' };

// The change that added a person is found by its key, without an index on the people of all first files.
const ADDING = `
  SELECT change.* FROM person JOIN change ON change.sync_id = person.added_by AND change.seq = person.added_line AND change.kind = 'ADD'
   WHERE person.id = $2 AND person.school_id = $1`;

// Two lookups of a few rows each; what follows sorts one person's rows, a few hundred in a year.
const STORY = `
  WITH own AS MATERIALIZED (
    SELECT change.*, sync.id AS ref, sync.status, sync.trigger, sync.received_at, sync.applied_at, sync.finished_at, sync.decision AS decided,
           upload.file_name
      FROM (SELECT * FROM change WHERE person_id = $2 AND kind <> 'ADD' UNION ALL ${ADDING}) AS change
      JOIN sync ON sync.id = change.sync_id JOIN upload ON upload.id = sync.upload_id
     WHERE sync.school_id = $1 AND NOT sync.dry_run
  ),
  happened AS (
    SELECT coalesce(applied_at, received_at) AS at, 1 AS rank, ref, seq, NULL::uuid AS account, NULL::text AS reason, NULL::int AS absence, NULL::date AS day, NULL::jsonb AS edit
      FROM own
     UNION ALL
    SELECT coalesce((decided->>'at')::timestamptz(3), finished_at), 3, ref, seq, (decided->>'by')::uuid, decided->>'reason', NULL, NULL, NULL
      FROM own WHERE (decided IS NOT NULL OR why_code = 'hold_expired') AND coalesce(decided->>'at', finished_at::text) IS NOT NULL
     UNION ALL
    SELECT finished_at, 5, ref, seq, asked.actor_id::uuid, asked.detail->>'reason', NULL, NULL, NULL
      FROM own LEFT JOIN LATERAL (
        SELECT actor_id, detail FROM audit_entry WHERE subject_id = ref::text AND action = 'sync.undo_requested' ORDER BY at DESC LIMIT 1
      ) AS asked ON true
     WHERE status = 'UNDONE' AND applied_at IS NOT NULL AND state IN ('APPLIED', 'UNDONE')
     UNION ALL
    SELECT sync.received_at, 2, absence.sync_id, 0, NULL, NULL, absence.number, absence.day, NULL
      FROM (SELECT sync_id, day, row_number() OVER (ORDER BY day)::int AS number FROM absence WHERE school_id = $1 AND person_id = $2) AS absence
      JOIN sync ON sync.id = absence.sync_id
     WHERE NOT EXISTS (SELECT 1 FROM own WHERE own.ref = absence.sync_id)
     UNION ALL
    SELECT at, 4, id, 0, CASE actor_kind WHEN 'account' THEN actor_id::uuid END, detail->>'reason', NULL, NULL,
           coalesce(detail, '{}') || jsonb_build_object('edit', substr(action, 8))
      FROM audit_entry WHERE subject_id = $2::text AND school_id = $1
       AND action IN ('person.changed', 'person.archived', 'person.restored', 'person.released')
  )
  SELECT happened.at, happened.rank, happened.ref, happened.seq, happened.reason, happened.day::text, happened.absence,
         happened.edit->'role' AS role, happened.edit->'protected' AS protected,
         happened.edit->>'edit' AS edit,
         own.kind, own.state, own.held_by AS "heldBy", own.category, own.line, person_fields(own.before) AS before, person_fields(own.after) AS after,
         own.why_code AS "whyCode", own.why_params AS "whyParams", own.applied_at IS NOT NULL AS applied,
         own.decided->>'decision' AS decision, coalesce(own.status, sync.status) AS status, coalesce(own.trigger, sync.trigger) AS trigger,
         coalesce(own.file_name, upload.file_name) AS "fileName", CASE WHEN happened.account IS NOT NULL THEN 'account' END AS "actorKind",
         account.email AS "actorName"
    FROM happened
    LEFT JOIN own ON own.ref = happened.ref AND own.seq = happened.seq AND happened.rank IN (1, 3, 5)
    LEFT JOIN sync ON sync.id = happened.ref AND happened.rank = 2
    LEFT JOIN upload ON upload.id = sync.upload_id
    LEFT JOIN account ON account.id = happened.account
   WHERE $3::timestamptz IS NULL OR (happened.at, happened.rank, happened.ref, happened.seq) < ($3::timestamptz, $4::int, $5::uuid, $6::int)
   ORDER BY happened.at DESC, happened.rank DESC, happened.ref DESC, happened.seq DESC
   LIMIT $7`;

const STATE_MOVED: Record<EditKind, NonNullable<StoryEntry['edit']>['state']> = {
  changed: null,
  archived: { from: 'ACTIVE', to: 'ARCHIVED' },
  restored: { from: 'ARCHIVED', to: 'ACTIVE' },
  released: null,
};

/** Null: the row says nothing about this person, such as a decision on other people's changes. */
function entryOf(row: StoryRow, absencesBeforeArchive: number, locale: Locale): StoryEntry | null {
  const kind = KINDS[row.rank];
  const entry = {
    id: `${row.ref}.${row.seq}.${kind.toLowerCase()}`,
    at: row.at.toISOString(),
    kind,
    actor: row.actorKind === null ? null : { kind: row.actorKind, name: row.actorName },
    reason: row.reason,
    sync: row.fileName === null ? null : { id: row.ref, fileName: row.fileName, status: row.status, trigger: row.trigger },
    change: null,
    edit: null,
    absence: null,
  };
  switch (row.rank) {
    case 4:
      return {
        ...entry,
        message: storyText(locale, { kind: 'EDIT', edit: row.edit ?? 'changed' }),
        edit: { role: row.role, protected: row.protected, state: STATE_MOVED[row.edit ?? 'changed'], released: row.edit === 'released' },
      };
    case 2: {
      const absence = { day: row.day ?? '', number: row.absence, of: absencesBeforeArchive };
      return { ...entry, message: storyText(locale, { kind: 'ABSENCE', fileName: row.fileName, ...absence }), absence };
    }
    case 5:
      return { ...entry, message: storyText(locale, { kind: 'UNDO', fileName: row.fileName, undone: row.state === 'UNDONE' }) };
    case 3: {
      if (!wasHeld(storedChangeOf(row))) return null;
      const decision = row.decision ?? 'SUPERSEDED';
      return { ...entry, message: storyText(locale, { kind: 'DECISION', fileName: row.fileName, decision, made: row.state !== 'SKIPPED' }) };
    }
    case 1: {
      const outcome = changeOutcome(storedChangeOf(row));
      return {
        ...entry,
        message: storyText(locale, { kind: 'CHANGE', fileName: row.fileName, change: row.kind, outcome, line: lineInSheet(row.line) }),
        change: {
          kind: row.kind,
          state: row.state === 'PLANNED' && row.applied ? 'APPLIED' : row.state,
          category: row.category,
          line: lineInSheet(row.line),
          before: row.before,
          after: row.after,
          why: whyOf(row, locale),
        },
      };
    }
  }
}

function storedChangeOf({ kind, category, state, whyCode, heldBy, status, applied, decision }: Happened & ChangeOfRow): StoredChange {
  return { kind, category, state, whyCode, heldBy: heldBy ?? [], sync: { status, applied, decision } };
}

/** Why the file wanted the change, even if the reason for its end has overwritten that; the reason for its end follows. */
function whyOf({ whyCode, whyParams }: Happened & ChangeOfRow, locale: Locale): { code: WhyCode; message: string } {
  const params = whyParams ?? {};
  const was = typeof params['was'] === 'string' ? [whyText(locale, params['was'])] : [];
  return { code: whyCode, message: [...was, whyText(locale, whyCode, params)].join(' ') };
}
