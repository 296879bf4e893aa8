import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { textOfCell, textsOfCells } from '../../domain/reading/cells.js';
import { choosePackageFiles, type PackageFiles } from '../../domain/reading/choose-package-files.js';
import { cleanText } from '../../domain/reading/clean-text.js';
import { readSchools } from '../../domain/reading/read-schools.js';
import { createCellExtension } from '../../domain/reading/create-cell-extension.js';
import { isPartialPackage, readManifest } from '../../domain/reading/is-partial-package.js';
import { accountSheet } from '../../domain/reading/file-account.js';
import { headerKeys } from '../../domain/reading/normalise-header.js';
import { openRoleBook, type RoleBook } from '../../domain/reading/open-role-book.js';
import { openRoster } from '../../domain/reading/open-roster.js';
import type { RosterRejection, RosterSummary } from '../../domain/reading/types.js';
import type { RosterIntake } from './create-roster-intake.js';
import { UnreadableBytes } from './decode-text.js';
import { readDelimited, type RowExtension } from './read-delimited.js';
import { isSeparatorHint, readRecords } from './read-records.js';
import type { ReadingLimits, ReadRosterOptions } from './read-roster.js';
import { readWorkbook } from './read-workbook.js';
import { ARCHIVE_LIMITS, openArchive, WorkbookRefused, type Archive } from './workbook/open-archive.js';
import type { WorkbookRefusal } from './workbook/messages.js';

class PackageRefused extends Error {
  constructor(readonly reason: WorkbookRefusal | 'encrypted' | 'roles') {
    super(reason);
    this.name = 'PackageRefused';
  }
}

const LONGEST_SMALL_LINE = 4 * 1024;
const MOST_SMALL_ROWS = 10_000;

/**
 * Reads the roster inside a ZIP: OneRoster, SDS, or a list by itself. The archive is held as it came, and what is in it flows
 * through unpacked, counted, and through the same rules as a file that came alone (docs/adr/0011).
 */
export async function readPackage(
  bytes: AsyncIterable<Buffer>,
  intake: RosterIntake,
  options: ReadRosterOptions,
  limits: ReadingLimits,
): Promise<RosterSummary | RosterRejection> {
  const { reading } = intake;
  const pieces: Buffer[] = [];
  for await (const piece of bytes) pieces.push(piece);
  const all = Buffer.concat(pieces);
  pieces.length = 0;
  try {
    const archive = await openPackage(all, limits);
    if (WORKBOOK_PARTS.some((part) => archive.has(part))) return await readWorkbook(Readable.from([all]), intake, options, limits);
    const files = choosePackageFiles(archive.files.map(({ name }) => name));
    if (files.kind === 'roster') return await readRosterOf(archive, files, intake, options, limits);
    intake.reject('unsupported_format', { found: files.kind === 'several' ? 'lists' : 'archive' });
  } catch (error) {
    if (!(error instanceof PackageRefused)) throw error;
    reading.format = 'zip';
    intake.reject('broken_archive', { reason: error.reason, package: 1 });
  }
  return intake.finish();
}

const WORKBOOK_PARTS = ['xl/workbook.xml', 'xl/workbook.bin', '_rels/.rels'];

async function openPackage(bytes: Buffer, { unpackedBytes }: ReadingLimits): Promise<Archive> {
  try {
    return await openArchive(bytes, { ...ARCHIVE_LIMITS, unpackedBytes });
  } catch (error) {
    throw new PackageRefused(error instanceof WorkbookRefused ? error.reason : 'damaged');
  }
}

async function readRosterOf(
  archive: Archive,
  { list, roles, manifest, orgs }: Extract<PackageFiles, { kind: 'roster' }>,
  intake: RosterIntake,
  options: ReadRosterOptions,
  limits: ReadingLimits,
): Promise<RosterSummary | RosterRejection> {
  intake.reading.format = 'zip';
  intake.reading.sheet = list;
  const read = [list, roles, manifest, orgs];
  intake.sheets(archive.files.map(({ name }) => accountSheet(name, read.includes(name) ? 'list' : 'not_a_list')));
  const entry = (name: string): AsyncIterable<Buffer> => unpacked(archive, name, options.signal);
  if (manifest !== null && isPartialPackage(readManifest(await readSmallTable(entry(manifest))), { roles: roles !== null })) intake.markPartial();
  const book = roles === null ? null : await readRoleBook(entry(roles), limits);
  if (orgs !== null) intake.knowSchools(readSchools(await readSmallTable(entry(orgs))));
  return readDelimited(entry(list), intake, options, limits, createExtension(book, options));
}

/** The content of one file; @throws PackageRefused when it is not what the directory says. */
async function* unpacked(archive: Archive, name: string, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  const { crc32: expected, encrypted } = archive.files.find((file) => file.name === name)!;
  if (encrypted) throw new PackageRefused('encrypted');
  let found = 0;
  try {
    for await (const piece of await archive.open(name)) {
      signal?.throwIfAborted();
      found = crc32(piece, found);
      yield piece;
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof PackageRefused ? error : new PackageRefused('damaged');
  }
  if (found !== expected) throw new PackageRefused('damaged');
}

/** What cannot be read says nothing: a manifest that does not say `bulk` makes the package partial. */
async function readSmallTable(bytes: AsyncIterable<Buffer>): Promise<string[][]> {
  const records: string[][] = [];
  await readRecords(bytes, {}, LONGEST_SMALL_LINE, {
    begin: () => {},
    record: (cells) => void (records.length < MOST_SMALL_ROWS && records.push(textsOfCells(cells))),
    damaged: () => {},
    cut: () => {},
    afterPiece: () => Promise.resolve(true),
  }).catch((error: unknown) => {
    if (!(error instanceof UnreadableBytes)) throw error;
  });
  return records;
}

/** @throws PackageRefused where a row is damaged: it could be anybody's role. */
async function readRoleBook(bytes: AsyncIterable<Buffer>, limits: ReadingLimits): Promise<RoleBook> {
  let book: RoleBook | null = null;
  const refuse = (): never => {
    throw new PackageRefused('roles');
  };
  try {
    await readRecords(bytes, {}, limits.lineBytes, {
      begin: () => {},
      record(cells, line, open) {
        if (book === null) {
          const texts = textsOfCells(cells);
          if (!isSeparatorHint(texts, line)) book = openRoleBook(texts) ?? refuse();
        } else if ((open && cells.count < book.width) || !book.add(cells) || book.users > limits.rows) refuse();
      },
      damaged: refuse,
      cut: refuse,
      afterPiece: () => Promise.resolve(true),
    });
  } catch (error) {
    if (!(error instanceof UnreadableBytes)) throw error;
    refuse();
  }
  return book ?? refuse();
}

/** Adds role and grade of `roles.csv` to the users, unless their own file says them. */
function createExtension(book: RoleBook | null, options: ReadRosterOptions): RowExtension {
  const extend = createCellExtension();
  let added: readonly ('role' | 'grade')[] = [];
  let user = -1;
  return {
    header(texts) {
      if (book === null) return [];
      user = texts.findIndex((text) => headerKeys(text).includes('sourcedid'));
      const { fields } = openRoster(texts, options);
      added = book.columns.filter((column) => !fields.includes(column));
      if (user === -1 && added.includes('role')) throw new PackageRefused('roles');
      return added;
    },
    row(cells) {
      if (book === null || added.length === 0) return cells;
      const known = book.roleOf(user < cells.count ? cleanText(textOfCell(cells, user)) : '');
      return extend(
        added.map((column) => known[column]),
        cells,
      );
    },
  };
}
