import { once } from 'node:events';
import { textsOfCells } from '../../../domain/reading/cells.js';
import { HEADER_WITHIN } from '../../../domain/reading/find-header.js';
import type { SheetStart, WorkbookLimits, WorkbookMessage, WorkbookRequest } from './messages.js';
import { WorkbookRefused } from './open-archive.js';
import { openWorkbook } from './open-workbook.js';
import { createRowFrames, wordsFrame } from './row-frames.js';

// The process in which one workbook is read: bytes come by stdin, rows go by stdout, and what it is to do comes over IPC. It
// has a memory limit and a deadline, and knows nothing of the product, so that a hostile file hurts nobody else.

process.on('disconnect', () => process.exit(0));
const requests = listen();
void run();

async function run(): Promise<void> {
  try {
    const limits = await requests.next('limits');
    await readAll(limits.limits);
    await say({ kind: 'done' });
  } catch (error) {
    await say({ kind: 'refused', reason: error instanceof WorkbookRefused ? error.reason : 'damaged' });
  }
  process.exit(0);
}

async function readAll(limits: WorkbookLimits): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin as AsyncIterable<Buffer>) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  // A file of 100 MB is in memory once, not twice, while it is unpacked.
  pieces.length = 0;
  const workbook = await openWorkbook(bytes, limits);

  const sheets: SheetStart[] = [];
  for (const [index, { name, kind }] of workbook.sheets.entries()) {
    const lines: SheetStart['lines'] = [];
    if (kind === 'rows')
      await workbook.readSheet(index, (cells, line) => {
        lines.push({ line, texts: textsOfCells(cells).map((text) => text.slice(0, LONGEST_HEADER)) });
        return lines.length < HEADER_WITHIN ? undefined : false;
      });
    sheets.push({ name, kind: kind === 'rows' && lines.length === 0 ? 'empty' : kind, lines });
  }
  await say({ kind: 'sheets', sheets });

  const request = await requests.next('read');
  for (const sheet of request.sheets) {
    await say({ kind: 'sheet', sheet });
    const rows = createRowFrames();
    await workbook.readSheet(
      sheet,
      (cells, line, marks) => rows.add(cells, line, marks),
      async () => {
        if (rows.full) await write(rows.take());
      },
    );
    await write(rows.take());
  }
  for (const { sheet, below } of request.count) {
    let rows = 0;
    await workbook.readSheet(sheet, (_cells, line) => {
      if (line > below) rows += 1;
    });
    await say({ kind: 'counted', sheet, rows });
  }
}

/** No header is longer; what hostile sheets have of more is not sent. */
const LONGEST_HEADER = 1_000;

function say(message: WorkbookMessage): Promise<void> {
  return write(wordsFrame(message));
}

async function write(frame: Buffer | null): Promise<void> {
  if (frame !== null && !process.stdout.write(frame)) await once(process.stdout, 'drain');
}

function listen(): { next<K extends WorkbookRequest['kind']>(kind: K): Promise<Extract<WorkbookRequest, { kind: K }>> } {
  const come: WorkbookRequest[] = [];
  let wake: (() => void) | null = null;
  process.on('message', (message: WorkbookRequest) => {
    come.push(message);
    wake?.();
  });
  return {
    async next(kind) {
      for (;;) {
        const found = come.find((message) => message.kind === kind);
        if (found !== undefined) return found as never;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
