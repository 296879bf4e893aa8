import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { addCell, createCells, noteWhetherClean } from '../../domain/reading/cells.js';
import { chooseSheets } from '../../domain/reading/choose-sheets.js';
import { findHeader, type FoundHeader } from '../../domain/reading/find-header.js';
import type { RosterRejection, RosterSummary } from '../../domain/reading/types.js';
import type { RosterIntake } from './create-roster-intake.js';
import type { ReadingLimits, ReadRosterOptions } from './read-roster.js';
import { ARCHIVE_LIMITS } from './workbook/open-archive.js';
import type { SheetStart, WorkbookMessage, WorkbookRefusal, WorkbookRequest } from './workbook/messages.js';
import { framesOf, readRowFrame } from './workbook/row-frames.js';

const COMPILED = import.meta.url.endsWith('.js');

/** Reads a workbook in a process of its own, with a memory limit and a deadline: no file can hurt the process that asks. */
export async function readWorkbook(
  bytes: AsyncIterable<Buffer>,
  intake: RosterIntake,
  options: ReadRosterOptions,
  limits: ReadingLimits,
): Promise<RosterSummary | RosterRejection> {
  intake.reading.format = 'xlsx';
  const child = startChild(limits);
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const deadline = createDeadline(limits.workbookMs, () => child.kill('SIGKILL'));
  options.signal?.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });
  try {
    const sent = send(child, bytes, limits).catch((error: unknown) => {
      child.kill('SIGKILL');
      throw error;
    });
    // The real outcome is awaited below; a failure meanwhile must not count as unobserved.
    sent.catch(() => {});
    const outcome = await receive(child, intake, options, deadline);
    options.signal?.throwIfAborted();
    await sent;
    if (outcome === 'silent') {
      const [code, signal] = await exited;
      // Killed because it was cancelled: that says nothing about the file.
      options.signal?.throwIfAborted();
      refuse(intake, deadline.passed ? 'deadline' : signal === 'SIGABRT' || code === 134 || signal === 'SIGKILL' ? 'memory' : 'damaged');
    } else if (outcome !== 'done') refuse(intake, outcome);
  } finally {
    deadline.clear();
    child.kill('SIGKILL');
  }
  return intake.finish();
}

function startChild(limits: ReadingLimits): ChildProcess {
  const file = fileURLToPath(new URL(COMPILED ? './workbook/child.js' : './workbook/child.ts', import.meta.url));
  const loader = COMPILED ? [] : ['--import', process.env['ROLLCALL_TYPESCRIPT_LOADER'] ?? ''];
  // No environment: the keys and addresses of the product are nothing for a process that reads strangers' files.
  return fork(file, [], {
    stdio: ['pipe', 'pipe', 'ignore', 'ipc'],
    execArgv: [...loader, `--max-old-space-size=${limits.workbookHeapMb}`],
    env: {},
  });
}

async function send(child: ChildProcess, bytes: AsyncIterable<Buffer>, limits: ReadingLimits): Promise<void> {
  tell(child, {
    kind: 'limits',
    limits: {
      ...ARCHIVE_LIMITS,
      unpackedBytes: limits.unpackedBytes,
      columns: limits.columns,
      cellCharacters: 32_767,
      memoryBytes: limits.workbookHeapMb * 1024 * 1024,
    },
  });
  let failure: unknown;
  const watched = async function* (): AsyncGenerator<Buffer> {
    try {
      yield* bytes;
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  // A child that refuses early closes its input: what it says decides, not the broken pipe. A source that fails is an outage.
  await pipeline(watched, child.stdin!).catch(() => {});
  if (failure !== undefined) throw failure;
}

async function receive(
  child: ChildProcess,
  intake: RosterIntake,
  options: ReadRosterOptions,
  deadline: Deadline,
): Promise<'done' | 'silent' | WorkbookRefusal> {
  let chosen: ChosenLists | null = null;
  /** The header of the sheet that is read. */
  let header: FoundHeader | null = null;
  const row = createCells();
  deadline.run();
  for await (const frame of framesOf(child.stdout!)) {
    // Time that the receiver of the rows takes is not the file's fault.
    deadline.pause();
    if (frame === null || (frame.kind === 'rows' && header === null)) return 'damaged';
    if (frame.kind === 'rows') {
      const understood = readRowFrame(frame.body, row, (cells, line, marks) => {
        if (line <= header!.line) return;
        const end = cells.count === 0 ? 0 : cells.ends[cells.count - 1]!;
        while (cells.count < header!.texts.length) addCell(cells, end, end);
        noteWhetherClean(cells);
        intake.row(cells, line, 'padded', marks);
      });
      if (!understood) return 'damaged';
      await intake.flush();
    } else {
      const message = JSON.parse(frame.text) as WorkbookMessage;
      switch (message.kind) {
        case 'done':
          return 'done';
        case 'refused':
          return message.reason;
        case 'sheets':
          chosen = chooseLists(message.sheets, intake, options);
          if (chosen.read.length === 0) return 'done';
          tell(child, { kind: 'read', sheets: chosen.read, count: chosen.count });
          break;
        case 'sheet':
          if (chosen === null) return 'damaged';
          header = chosen.headers[message.sheet]!;
          intake.sheet(chosen.read.indexOf(message.sheet));
          break;
        case 'counted':
          intake.countSheet(message.sheet, message.rows);
          break;
      }
    }
    if (intake.rejection !== null) return 'done';
    deadline.run();
  }
  return 'silent';
}

type ChosenLists = {
  /** Of each sheet; null: it has no rows. */
  headers: (FoundHeader | null)[];
  read: number[];
  /** Lists that are not read: how many people stand in them is worth knowing. */
  count: { sheet: number; below: number }[];
};

/** Looks at the beginnings of all sheets, and opens those that are the roster; none to read: the intake knows why. */
function chooseLists(sheets: readonly SheetStart[], intake: RosterIntake, options: ReadRosterOptions): ChosenLists {
  const headers = sheets.map(({ lines }) => (lines.length === 0 ? null : findHeader(lines, (texts) => intake.understand(texts))));
  const seen = sheets.map(({ name, kind }, place) => {
    const header = headers[place]!;
    return { name, kind, header: header === null ? null : intake.studySheet(header.texts, header.line) };
  });
  const { read, accounts, refusal } = chooseSheets(seen, { maps: options.maps.sheets, named: intake.reading.namedCategory });
  intake.sheets(accounts);
  if (refusal !== null) intake.reject(refusal.code, refusal.params);
  if (read.length > 0 && !intake.openSheets(read.map((sheet) => ({ sheet, name: sheets[sheet]!.name, header: headers[sheet]! }))))
    return { headers, read: [], count: [] };
  const count = seen.flatMap(({ header }, sheet) =>
    header?.people === true && !read.includes(sheet) ? [{ sheet, below: headers[sheet]!.line }] : [],
  );
  return { headers, read, count };
}

function refuse(intake: RosterIntake, reason: WorkbookRefusal): void {
  if (intake.rejection !== null) return;
  if (reason === 'not_a_workbook' || reason === 'old_binary_workbook') {
    intake.reading.format = null;
    intake.reject('unsupported_format', { found: reason === 'not_a_workbook' ? 'archive' : 'xls' });
  } else intake.reject('broken_archive', { reason });
}

function tell(child: ChildProcess, request: WorkbookRequest): void {
  if (child.connected) child.send(request, () => {});
}

type Deadline = { run(): void; pause(): void; clear(): void; readonly passed: boolean };

/** A deadline that counts only while it runs. */
function createDeadline(ms: number, end: () => void): Deadline {
  let left = ms;
  let since = 0;
  let timer: NodeJS.Timeout | undefined;
  let passed = false;
  const pause = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    left -= performance.now() - since;
  };
  return {
    run() {
      if (timer !== undefined) return;
      since = performance.now();
      timer = setTimeout(
        () => {
          passed = true;
          end();
        },
        Math.max(0, left),
      );
    },
    pause,
    clear: pause,
    get passed() {
      return passed;
    },
  };
}
