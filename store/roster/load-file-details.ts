import { FULLY_APPLIED } from '../../domain/sync-status.js';
import { sqlStatuses } from '../sync-store.js';
import type pg from 'pg';
import type { Category } from '../../domain/category.js';
import { OPTIONAL_FIELDS, type PersonField } from '../../domain/person.js';
import { losesLetters } from '../../domain/matching/loses-letters.js';
import { FEWEST_LOST, HARDLY_SHARED, LIST_ORDERS, NO_DETAILS, type FileDetails, type ListOrder } from '../../domain/plan/judge-shape.js';
import { graduatingGrades, type GradeMoves } from '../../domain/plan/recognise-rollover.js';
import type { EarlierFile } from '../../domain/plan/sync-shape.js';
import { ABSENCES, isLeaving, isMissing, joinAs, missingPeople, oneByOne, partOfLeaver, type MissingQuery } from './count-facts.js';
import { agrees, COLUMN_OF, isUnread, readRowFacts, rowFactsSql, type RowPart } from './row-facts-sql.js';
import { stageTable } from './stage-table.js';
import type { SyncRecord } from './with-sync.js';

/** Looks up the details that the plan needs, comparing the file with people and earlier files: sets, one statement each. */
export async function loadFileDetails(
  client: pg.PoolClient,
  input: {
    sync: SyncRecord;
    fields: readonly PersonField[];
    /** The parts into which the rows of the file fell. */
    parts: readonly RowPart[];
    missing: MissingQuery;
    archiving: Category[];
    wanted: Record<keyof FileDetails, boolean>;
  },
): Promise<FileDetails> {
  const { sync, wanted } = input;
  return {
    cleared: wanted.cleared ? await countCleared(client, sync, input.fields) : NO_DETAILS.cleared,
    mixedUp: wanted.mixedUp ? await countMixedUp(client, sync, input.fields) : NO_DETAILS.mixedUp,
    lostLetters: wanted.lostLetters ? await countLostLetters(client, sync) : NO_DETAILS.lostLetters,
    grades: wanted.grades ? await countGrades(client, input.missing, input.archiving) : NO_DETAILS.grades,
    spans: wanted.spans ? await measureSpans(client, input.missing, input.archiving) : NO_DETAILS.spans,
    elsewhere: wanted.elsewhere ? await findElsewhere(client, sync) : NO_DETAILS.elsewhere,
    earlier: wanted.earlier ? await oneByOne(client, () => listEarlier(client, sync)) : NO_DETAILS.earlier,
    newerThanSameBytes: wanted.newerThanSameBytes ? await oneByOne(client, () => countNewer(client, sync)) : 0,
    gradeMoves: wanted.gradeMoves ? await readGradeMoves(client, input) : NO_DETAILS.gradeMoves,
    waitingGraduates: wanted.waitingGraduates ? await countWaitingGraduates(client, input.missing) : NO_DETAILS.waitingGraduates,
  };
}

/** Among people named by number and e-mail: how many have a value in an optional column, and how many would lose it to a blank. */
export async function countCleared(
  client: pg.PoolClient,
  sync: Pick<SyncRecord, 'id' | 'schoolId'>,
  fields: readonly PersonField[],
): Promise<FileDetails['cleared']> {
  const optional = OPTIONAL_FIELDS.filter((field) => fields.includes(field));
  if (optional.length === 0) return [];
  const counts = optional.flatMap((field) => [
    `count(*) FILTER (WHERE p.${COLUMN_OF[field]} IS NOT NULL)`,
    `count(*) FILTER (WHERE p.${COLUMN_OF[field]} IS NOT NULL AND r.${COLUMN_OF[field]} IS NULL AND NOT ${isUnread(field)})`,
  ]);
  const { rows } = await client.query<{ category: Category; counts: number[] }>(
    `SELECT p.category, ARRAY[${counts.join(', ')}]::int[] AS counts FROM ${stageTable(sync.id)} r JOIN person p ON ${agrees(fields)} GROUP BY p.category`,
    [sync.schoolId],
  );
  return rows.flatMap(({ category, counts: of }) =>
    optional.map((field, index) => ({ category, field, had: of[2 * index]!, cleared: of[2 * index + 1]! })),
  );
}

/** Among people named by number and e-mail who have a value: how many would get one that is stored for another person. */
async function countMixedUp(client: pg.PoolClient, sync: SyncRecord, fields: readonly PersonField[]): Promise<FileDetails['mixedUp']> {
  const found: FileDetails['mixedUp'] = [];
  for (const field of HARDLY_SHARED.filter((each) => fields.includes(each))) {
    const column = COLUMN_OF[field];
    const { rows } = await client.query<{ category: Category; mixed: number; had: number }>(
      `SELECT p.category, count(*)::int AS had, count(o.value)::int AS mixed
         FROM ${stageTable(sync.id)} r JOIN person p ON ${agrees(fields)}
         LEFT JOIN (SELECT DISTINCT ${column} AS value FROM person WHERE school_id = $1 AND ${column} IS NOT NULL) AS o
           ON o.value = r.${column} AND r.${column} <> p.${column}
        WHERE p.${column} IS NOT NULL GROUP BY p.category`,
      [sync.schoolId],
    );
    found.push(...rows.map((row) => ({ ...row, field })));
  }
  return found;
}

/** Among people named by e-mail whose stored names have letters beyond ASCII: which names have lost some of them in the file. */
async function countLostLetters(client: pg.PoolClient, sync: SyncRecord): Promise<FileDetails['lostLetters']> {
  const people = `${stageTable(sync.id)} r JOIN person p ON p.school_id = $1 AND p.email = r.email`;
  const differs = NAME_COLUMNS.map((column) => `(${isBeyondAsciiSql(`p.${column}`)} AND r.${column} <> p.${column})`);
  const { rows: names } = await client.query<{ category: Category; names: string[]; stored: string[] }>(
    `SELECT p.category, ARRAY[r.first_name, r.last_name] AS names, ARRAY[p.first_name, p.last_name] AS stored FROM ${people} WHERE ${differs.join(' OR ')}`,
    [sync.schoolId],
  );
  const lost = new Map<Category, number[]>();
  for (const { category, names: said, stored } of names) {
    const counts = lost.get(category) ?? NAME_COLUMNS.map(() => 0);
    NAME_COLUMNS.forEach((_, index) => {
      if (losesLetters(said[index]!, stored[index]!)) counts[index]! += 1;
    });
    lost.set(category, counts);
  }
  if (!Array.from(lost.values()).some((counts) => counts.some((count) => count >= FEWEST_LOST))) return [];
  const { rows } = await client.query<{ category: Category; counts: number[] }>(
    `SELECT p.category, ARRAY[${NAME_COLUMNS.map((column) => `count(*) FILTER (WHERE ${isBeyondAsciiSql(`p.${column}`)})`).join(', ')}]::int[] AS counts
       FROM ${people} GROUP BY p.category`,
    [sync.schoolId],
  );
  return rows.flatMap(({ category, counts }) =>
    NAME_COLUMNS.map((_, index) => ({ category, lost: lost.get(category)?.[index] ?? 0, accented: counts[index]! })),
  );
}

const NAME_COLUMNS = ['first_name', 'last_name'] as const;

function isBeyondAsciiSql(text: string): string {
  return `octet_length(${text}) <> length(${text})`;
}

/** Only for people who would be archived now, not for those who wait. */
async function countGrades(client: pg.PoolClient, query: MissingQuery, archiving: Category[]): Promise<FileDetails['grades']> {
  if (!archiving.includes('students')) return [];
  const { rows } = await client.query<FileDetails['grades'][number]>(
    `SELECT everybody.grade, everybody.people AS active, coalesce(missing.people, 0) AS missing
       FROM (SELECT grade, count(*)::int AS people FROM person WHERE school_id = $1 AND state = 'ACTIVE' AND category = 'students' AND grade IS NOT NULL GROUP BY grade) AS everybody
       LEFT JOIN (SELECT p.grade, count(*)::int AS people FROM ${missingPeople(query)} WHERE ${isLeaving(query)} GROUP BY p.grade) AS missing USING (grade)
      ORDER BY everybody.grade`,
    [query.schoolId, query.syncId, ['students'], query.day, query.absencesBeforeArchive],
  );
  return rows;
}

const PLACES: Record<ListOrder, string> = {
  names: 'lower(last_name), lower(first_name)',
  numbers: 'student_id',
  grades: 'grade, lower(last_name), lower(first_name)',
};

/** The first and the last tenth are left out: some people may really have left on the same day. */
async function measureSpans(client: pg.PoolClient, query: MissingQuery, archiving: Category[]): Promise<FileDetails['spans']> {
  const { rows } = await client.query<{ category: Category; missing: number; spans: number[] }>(
    `SELECT listed.category, count(*)::int AS missing,
            ARRAY[${LIST_ORDERS.map((order) => `(percentile_disc(0.9) WITHIN GROUP (ORDER BY ${order}) - percentile_disc(0.1) WITHIN GROUP (ORDER BY ${order}) + 1)::int`).join(', ')}] AS spans
       FROM (SELECT id, category, ${LIST_ORDERS.map((order) => `row_number() OVER (PARTITION BY category ORDER BY ${PLACES[order]}) AS ${order}`).join(', ')}
               FROM person WHERE school_id = $1 AND state = 'ACTIVE' AND category = ANY($3::"Category"[])) AS listed
       JOIN (SELECT p.id FROM ${missingPeople(query)} WHERE ${isLeaving(query)}) AS missing ON missing.id = listed.id
      GROUP BY listed.category`,
    [query.schoolId, query.syncId, archiving, query.day, query.absencesBeforeArchive],
  );
  return rows.flatMap(({ category, missing, spans }) => LIST_ORDERS.map((order, index) => ({ category, order, missing, span: spans[index]! })));
}

/** The students compared with those of the file, by grade. */
async function readGradeMoves(
  client: pg.PoolClient,
  { sync, fields, parts, missing }: { sync: SyncRecord; fields: readonly PersonField[]; parts: readonly RowPart[]; missing: MissingQuery },
): Promise<FileDetails['gradeMoves']> {
  const seen: Omit<GradeMoves, 'spans' | 'doubtful'> = {
    moves: [],
    newcomers: [],
    missing: await countMissingByGrade(client, missing),
    left: await countLeft(client, sync),
  };
  // As if the file had no grades: what else would change for a student who moves up.
  const others = fields.filter((field) => field !== 'grade' && field !== 'gradeRaw');
  for (const part of parts)
    await joinAs(client, part, async () => {
      const rows = await countGradeMoves(client, { syncId: sync.id, schoolId: sync.schoolId, statement: missing.statement }, others, part);
      for (const { number, from, to, people } of rows) {
        const { match, person, differs } = readRowFacts(number);
        const isKnown = match === 'number' || match === 'email';
        if (isKnown && person?.role === 'STUDENT' && !person.archived) seen.moves.push({ from, to, people, changed: differs ? people : 0 });
        else if (isKnown ? person?.archived === true : match === 'none') seen.newcomers.push({ grade: to, people });
      }
    });
  return { ...seen, spans: await measureSpansBelow(client, missing, graduatingGrades(seen)) };
}

/** The students of a part of the file by their facts, the grade that they have, and the grade in the file. */
async function countGradeMoves(
  client: pg.PoolClient,
  { syncId, schoolId, statement }: { syncId: string; schoolId: string; statement: boolean },
  fields: readonly PersonField[],
  part: RowPart,
): Promise<GradeMove[]> {
  const { rows } = await client.query<GradeMove>(
    `SELECT f.facts AS number, p.grade AS "from", f.grade AS "to", count(*)::int AS people
       FROM (${rowFactsSql(syncId, fields, part, statement)}) AS f LEFT JOIN person p ON p.school_id = $1 AND p.id = f.person_id
      WHERE f.role = 'STUDENT' GROUP BY 1, 2, 3`,
    [schoolId],
  );
  return rows;
}

type GradeMove = { number: number; from: string | null; to: string | null; people: number };

async function countMissingByGrade(client: pg.PoolClient, query: MissingQuery): Promise<GradeMoves['missing']> {
  const { rows } = await client.query<GradeMoves['missing'][number]>(
    `SELECT p.grade, count(*)::int AS people,
            (count(*) FILTER (WHERE NOT p.protected AND ${ABSENCES} >= $5 AND ${partOfLeaver(query)} = 'alone'))::int AS leaving
       FROM ${missingPeople(query)} WHERE ${isMissing(query)} GROUP BY p.grade`,
    [query.schoolId, query.syncId, ['students'], query.day, query.absencesBeforeArchive],
  );
  return rows;
}

/** Students who were archived within a year, by the grade that they had. */
async function countLeft(client: pg.PoolClient, sync: SyncRecord): Promise<GradeMoves['left']> {
  const { rows } = await client.query<GradeMoves['left'][number]>(
    `SELECT grade, count(*)::int AS people FROM person
      WHERE school_id = $1 AND state = 'ARCHIVED' AND category = 'students' AND archived_at > $2::date - 366 GROUP BY grade`,
    [sync.schoolId, sync.day],
  );
  return rows;
}

/** All missing students of the other grades, also in the order in which they came to the school: many exports keep it. */
async function measureSpansBelow(client: pg.PoolClient, query: MissingQuery, graduating: string[]): Promise<GradeMoves['spans']> {
  const orders = [...LIST_ORDERS.map((order) => PLACES[order]), 'added_by, added_line'];
  const { rows } = await client.query<{ missing: number; spans: number[] }>(
    `SELECT count(*)::int AS missing,
            ARRAY[${orders.map((_, place) => `(percentile_disc(0.9) WITHIN GROUP (ORDER BY place${place}) - percentile_disc(0.1) WITHIN GROUP (ORDER BY place${place}) + 1)::int`).join(', ')}] AS spans
       FROM (SELECT id, ${orders.map((order, place) => `row_number() OVER (ORDER BY ${order}) AS place${place}`).join(', ')}
               FROM person WHERE school_id = $1 AND state = 'ACTIVE' AND category = 'students' AND NOT coalesce(grade = ANY($5::text[]), false)) AS listed
       JOIN (SELECT p.id FROM ${missingPeople(query)} WHERE ${isMissing(query)}) AS missing ON missing.id = listed.id
     HAVING count(*) > 0`,
    [query.schoolId, query.syncId, ['students'], query.day, graduating],
  );
  return rows.flatMap(({ missing, spans }) => spans.map((span) => ({ missing, span })));
}

/**
 * Among people who would be archived now, the graduates of a school year that an earlier file began: it was the first file that did
 * not list them, they were in a grade that left with it, and the school has since waited for the required number of absences.
 */
async function countWaitingGraduates(client: pg.PoolClient, query: MissingQuery): Promise<FileDetails['waitingGraduates']> {
  const { rows } = await client.query<FileDetails['waitingGraduates'][number]>(
    `SELECT coalesce(p.grade, '') AS grade, count(*)::int AS people FROM ${missingPeople(query)}
      WHERE ${isLeaving(query)} AND EXISTS (
        SELECT 1 FROM absence seen JOIN sync AS earlier ON earlier.id = seen.sync_id
         WHERE seen.school_id = $1 AND seen.person_id = p.id AND earlier.applied_at IS NOT NULL AND earlier.status <> 'UNDONE'
           AND earlier.shape->'rollover'->'grades' ? p.grade)
      GROUP BY p.grade`,
    [query.schoolId, query.syncId, ['students'], query.day, query.absencesBeforeArchive],
  );
  return rows;
}

/** How many new people of the file are active at other schools of the district, and at which of them most are. */
async function findElsewhere(client: pg.PoolClient, sync: SyncRecord): Promise<FileDetails['elsewhere']> {
  const { rows } = await client.query<FileDetails['elsewhere'][number]>(
    `SELECT DISTINCT ON (found.category) found.category, school.name AS school, (sum(found.people) OVER (PARTITION BY found.category))::int AS people
       FROM (SELECT other.category, other.school_id, count(*) AS people
               FROM ${stageTable(sync.id)} r
               JOIN person other ON other.email = r.email AND other.state = 'ACTIVE'
                AND other.school_id IN (SELECT id FROM school WHERE district_id = $2 AND id <> $1)
              WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.school_id = $1 AND p.email = r.email)
              GROUP BY other.category, other.school_id) AS found
       JOIN school ON school.id = found.school_id
      ORDER BY found.category, found.people DESC, school.id`,
    [sync.schoolId, sync.districtId],
  );
  return rows;
}

/** More than the rules look at, because not each of them is of the same kind. */
const MOST_EARLIER = 60;

async function listEarlier(client: pg.PoolClient, sync: SyncRecord): Promise<EarlierFile[]> {
  const { rows } = await client.query<EarlierFile>(
    `SELECT upload.file_name AS "fileName", earlier.covers::text[] AS covers, earlier.shape, earlier.status IN ${sqlStatuses(FULLY_APPLIED)} AS settled
       FROM sync JOIN sync AS earlier ON earlier.school_id = sync.school_id JOIN upload ON upload.id = earlier.upload_id
      WHERE sync.id = $1 AND (earlier.received_at, earlier.id) < (sync.received_at, sync.id) AND NOT earlier.dry_run
        AND earlier.shape IS NOT NULL AND (earlier.applied_at IS NOT NULL OR earlier.status = 'UNCHANGED') AND earlier.status <> 'UNDONE'
      ORDER BY earlier.received_at DESC, earlier.id DESC LIMIT ${MOST_EARLIER}`,
    [sync.id],
  );
  return rows;
}

/** How many different files of the same categories have taken effect since the same bytes last did; 0: they never did. */
async function countNewer(client: pg.PoolClient, sync: SyncRecord): Promise<number> {
  const { rows } = await client.query<{ files: number }>(
    `SELECT count(DISTINCT upload.sha256)::int AS files
       FROM sync
       JOIN LATERAL (
         SELECT same.received_at, same.id FROM sync AS same JOIN upload ON upload.id = same.upload_id
          WHERE same.school_id = sync.school_id AND upload.sha256 = $2 AND NOT same.dry_run AND same.id <> sync.id
            AND (same.applied_at IS NOT NULL OR same.status = 'UNCHANGED') AND (same.received_at, same.id) < (sync.received_at, sync.id)
          ORDER BY same.received_at DESC, same.id DESC LIMIT 1) AS same ON true
       JOIN sync AS newer ON newer.school_id = sync.school_id AND (newer.received_at, newer.id) > (same.received_at, same.id)
        AND (newer.received_at, newer.id) < (sync.received_at, sync.id) AND NOT newer.dry_run AND newer.applied_at IS NOT NULL
        AND newer.status <> 'UNDONE' AND newer.covers && sync.covers
       JOIN upload ON upload.id = newer.upload_id
      WHERE sync.id = $1`,
    [sync.id, sync.sha256],
  );
  return rows[0]?.files ?? 0;
}
