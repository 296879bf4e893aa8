import pLimit from 'p-limit';
import type { Locale } from '../../domain/locale.js';
import { holdText } from '../../domain/messages/hold-texts.js';
import { outcomeTexts } from '../../domain/messages/outcome-texts.js';
import { problemText } from '../../domain/messages/problem-texts.js';
import { searchNoteText, searchText, type SearchFact, type SearchNote } from '../../domain/messages/search-texts.js';
import { storyText } from '../../domain/messages/story-texts.js';
import { whyText } from '../../domain/messages/why-texts.js';
import type { Reader } from '../../domain/reader.js';
import { lineInSheet } from '../../domain/reading/sheet-lines.js';
import { createFormat } from '../../domain/report/format.js';
import { chooseFilesToSearch } from '../../domain/search/choose-files.js';
import type { SearchAnswer, SearchHit } from '../../domain/search/search-hit.js';
import { searchWords } from '../../domain/search/search-words.js';
import type { RosteringSettings } from '../../domain/settings.js';
import { changeOutcome } from '../../domain/story.js';
import { findRows, type RowFound } from '../../infra/readers/find-rows.js';
import type { Database } from '../../store/database.js';
import { loadSettings } from '../../store/settings.js';
import { UploadPurged, type UploadReader } from '../../store/uploads.js';
import {
  loadFateOfLines,
  loadRecentFiles,
  searchHeld,
  searchPeople,
  type ChangeOfLine,
  type ErrorOfLine,
  type HeldFound,
  type PersonFound,
  type RecentFile,
} from '../../store/views/search-people.js';

/** Files older than that say little about why somebody is not here tonight. */
const DAYS = 14;
const MOST = { people: 10, held: 10, rows: 20 };
/** A person waits for it: so many different files, bytes and milliseconds one search may cost. */
const FILES = { most: 8, mostBytes: 64 * 1024 * 1024 };
const READING_MS = 15_000;
/** Simultaneous searches wait for each other instead of filling the memory. */
const atOnce = pLimit(2);

type Asked = { school: { id: string; timeZone: string }; query: string; locale: Locale; reader: Reader; now: Date };
type Say = (...facts: SearchFact[]) => string;

/**
 * Why somebody is, or is not, in a school: looks for a name, address or number among its people, its held changes and the rows of its
 * recent files, which are read anew each time, and says of each what is known. Nothing of the search is stored.
 */
export async function searchSchool(deps: { database: Database; uploads: UploadReader }, asked: Asked): Promise<SearchAnswer> {
  const { database } = deps;
  const { school, query, locale } = asked;
  const say: Say = (...facts) => facts.map((fact) => searchText(locale, school.timeZone, fact)).join(' ');
  const [people, held, { settings }] = await Promise.all([
    searchPeople(database, { schoolId: school.id, query, most: MOST.people }),
    searchHeld(database, { schoolId: school.id, query, most: MOST.held }),
    loadSettings(database, school.id),
  ]);
  const looked = await atOnce(() => lookIntoFiles(deps, asked, settings));
  const told = new Set(held.map(({ syncId, line }) => `${syncId} ${line}`));
  const rows = looked.found.filter(({ file, row }) => !told.has(`${file.syncId} ${row.line}`));
  const fates = new Map<RecentFile, Awaited<ReturnType<typeof loadFateOfLines>>>();
  for (const file of new Set(rows.map((one) => one.file))) {
    const lines = rows.flatMap((one) => (one.file === file ? [one.row.line] : []));
    fates.set(file, await loadFateOfLines(database, file.syncId, lines));
  }
  const notes: SearchNote[] = [
    ...(people.length === 0 ? [{ kind: 'no_person' } as const] : []),
    ...(people.length > MOST.people ? [{ kind: 'more_people', shown: MOST.people } as const] : []),
    ...(rows.length > MOST.rows ? [{ kind: 'more_rows', shown: MOST.rows } as const] : []),
    ...looked.notes,
  ];
  return {
    items: [
      ...people.slice(0, MOST.people).map((person) => personHit(person, asked, settings, say)),
      ...held.map((one) => heldHit(one, asked, say)),
      ...rows.slice(0, MOST.rows).map(({ file, row }) => rowHit(file, row, fates.get(file)!, asked, say)),
    ],
    notes: notes.map((note) => searchNoteText(locale, school.timeZone, note)),
  };
}

type Looked = { found: { file: RecentFile; row: RowFound }[]; notes: SearchNote[] };

/** The rows of the recent files that match. A file that takes too long, or is no longer kept, is counted as not searched. */
async function lookIntoFiles(
  { database, uploads }: { database: Database; uploads: UploadReader },
  { school, query, now }: Asked,
  settings: RosteringSettings,
): Promise<Looked> {
  const recent = await loadRecentFiles(database, { schoolId: school.id, since: new Date(now.getTime() - DAYS * 24 * 60 * 60_000) });
  if (recent.length === 0) return { found: [], notes: [{ kind: 'no_file', days: DAYS }] };
  const { chosen, left } = chooseFilesToSearch(recent, FILES);
  const words = searchWords(query);
  const signal = AbortSignal.timeout(READING_MS);
  const found: Looked['found'] = [];
  const rejected: SearchNote[] = [];
  let searched = 0;
  for (const file of chosen) {
    if (signal.aborted) break;
    const { fileName, region, day, receivedAt } = file;
    const context = { fileName, country: region, day, maps: settings.maps, ownSchool: settings.ownSchool };
    try {
      const options = { most: MOST.rows, limits: { workbookMs: READING_MS }, signal };
      const rows = await findRows(await uploads.read(file.uploadId), context, words, options);
      searched += 1;
      found.push(...rows.map((row) => ({ file, row })));
      if (file.status === 'REJECTED') rejected.push({ kind: 'rejected', fileName, at: receivedAt.toISOString() });
    } catch (error) {
      if (!(error instanceof UploadPurged) && !signal.aborted) throw error;
    }
  }
  const notSearched = left + chosen.length - searched;
  return {
    found,
    notes: [
      ...rejected,
      { kind: 'searched', files: searched, days: DAYS, found: found.length > 0 },
      ...(notSearched === 0 ? [] : [{ kind: 'not_searched', files: notSearched } as const]),
    ],
  };
}

function personHit(person: PersonFound, { locale }: Asked, settings: RosteringSettings, say: Say): SearchHit {
  const { moved, byHand, added, absent, state } = person;
  const name = nameOf(person);
  const isArchived = state === 'ARCHIVED';
  const last = moved !== null && (moved.kind === 'ARCHIVE') === isArchived ? moved : null;
  const hand = byHand !== null && (byHand.action === 'person.archived') === isArchived ? byHand : null;
  const isByHand = hand !== null && (last === null || Date.parse(hand.at) > Date.parse(last.at));
  const hit = (message: string, sync: { syncId: string; fileName: string } | null, line: number | null = null): SearchHit => ({
    kind: state,
    message,
    personId: person.id,
    sync: sync === null ? null : { id: sync.syncId, fileName: sync.fileName },
    line,
  });
  if (isByHand) {
    const fact = { name, at: iso(hand.at), by: hand.by };
    const reason = hand.reason === null ? '' : locale === 'en' ? ` “${hand.reason}”` : ` «\u00a0${hand.reason}\u00a0»`;
    return hit(say(isArchived ? { kind: 'archived_by_hand', ...fact } : { kind: 'restored_by_hand', ...fact }) + reason, null);
  }
  if (isArchived) {
    if (last === null) return hit(say({ kind: 'archived_otherwise', name, at: person.archivedAt?.toISOString() ?? null }), null);
    const why = whyText(locale, last.whyCode, last.whyParams ?? {});
    return hit(`${say({ kind: 'archived', name, at: iso(last.at), fileName: last.fileName })} ${why}`, last);
  }
  const missing: SearchFact[] =
    absent === null
      ? []
      : [{ kind: 'absent', day: absent.day, fileName: absent.fileName, number: person.absences, of: settings.safety.absencesBeforeArchive }];
  if (last !== null) return hit(say({ kind: 'restored', name, at: iso(last.at), fileName: last.fileName }, ...missing), last);
  if (added === null) return hit(say({ kind: 'active', name, at: person.createdAt.toISOString() }, ...missing), absent);
  const line = lineInSheet(added.line);
  return hit(say({ kind: 'added', name, at: iso(added.at), fileName: added.fileName, line }, ...missing), added, line);
}

function heldHit(one: HeldFound, { locale, reader }: Asked, say: Say): SearchHit {
  const line = lineInSheet(one.line);
  const of = (one.hold ?? []).filter(({ code }) => one.heldBy.includes(code));
  const reason = of.find(({ category }) => category === one.category) ?? of[0];
  const fact = say({ kind: 'held', name: nameOf(one), fileName: one.fileName, at: one.receivedAt.toISOString(), line, change: one.kind });
  return {
    kind: 'HELD',
    message: reason === undefined ? fact : `${fact} ${holdText(locale, reason, { mood: 'waits', reader })}`,
    personId: one.isKnown ? one.personId : null,
    sync: { id: one.syncId, fileName: one.fileName },
    line,
  };
}

type Fate = { errors: ErrorOfLine[]; changes: ChangeOfLine[] };

function rowHit(file: RecentFile, row: RowFound, fate: Fate, { locale, reader, school }: Asked, say: Say): SearchHit {
  const line = lineInSheet(row.line);
  const { fileName } = file;
  const where = { name: row.name, fileName, at: file.receivedAt.toISOString(), line };
  const hit = (kind: SearchHit['kind'], message: string, personId: string | null = null): SearchHit => ({
    kind,
    message,
    personId,
    sync: { id: file.syncId, fileName },
    line,
  });
  if (row.rule !== null) return hit('LEFT_OUT_BY_RULE', say({ kind: 'left_out_by_rule', ...where, rule: row.rule }));
  const error = fate.errors.find((one) => one.line === row.line) ?? (row.isWrong ? row.problem : null);
  if (error !== null) {
    const { message, remedy } = problemText(locale, error.code, error.params ?? {}, { column: error.column, line: null }, reader);
    return hit('LEFT_OUT', [say({ kind: 'left_out', ...where }), message, remedy].filter((sentence) => sentence !== '').join(' '));
  }
  const listed = say({ kind: 'in_file', ...where, name: row.name ?? fileName });
  const change = fate.changes.find((one) => one.line === row.line);
  if (change !== undefined) {
    const outcome = changeOutcome({ ...change, sync: { status: file.status, applied: file.applied, decision: change.decision } });
    const what = storyText(locale, { kind: 'CHANGE', change: change.kind, outcome, fileName, line });
    const why = whyText(locale, change.whyCode, change.whyParams ?? {});
    return hit(outcome === 'made' ? 'IN_FILE' : 'NOT_APPLIED', [listed, what, why].join(' '), change.isKnown ? change.personId : null);
  }
  if (isInEffect(file)) return hit('IN_FILE', `${listed} ${say({ kind: 'agrees' })}`);
  const status = outcomeTexts(createFormat(locale, school.timeZone)).status[file.status];
  return hit('NOT_APPLIED', `${listed} ${say({ kind: 'not_applied', status })}`);
}

/** Whether what the file says without changing anybody holds: it was compared with the people to its end. */
function isInEffect({ status, applied }: RecentFile): boolean {
  return status === 'UNCHANGED' || status === 'HELD' || (applied && status !== 'UNDONE');
}

function nameOf({ firstName, lastName }: { firstName: string; lastName: string }): string {
  return `${firstName} ${lastName}`.trim();
}

/** An instant as PostgreSQL writes it into JSON. */
function iso(at: string): string {
  return new Date(at).toISOString();
}
