import { once } from 'node:events';
import type { WorkbookLimits, WorkbookMessage, WorkbookRequest } from './messages.js';
import { WorkbookRefused } from './open-archive.js';
import { openWorkbook } from './open-workbook.js';

// The process in which one workbook is read: bytes come by stdin, rows go by stdout, and what it is to do comes over IPC. It
// has a memory limit and a deadline, and knows nothing of the product, so that a hostile file hurts nobody else.

const ROWS_PER_MESSAGE = 500;

process.on('disconnect', () => process.exit(0));
const requests = listen();
void run();

async function run(): Promise<void> {
  try {
    const limits = await requests.next('limits');
    await readAll(limits.limits);
    await write({ kind: 'done' });
  } catch (error) {
    await write({ kind: 'refused', reason: error instanceof WorkbookRefused ? error.reason : 'damaged' });
  }
  process.exit(0);
}

async function readAll(limits: WorkbookLimits): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin as AsyncIterable<Buffer>) pieces.push(piece);
  const workbook = await openWorkbook(Buffer.concat(pieces), limits);
  pieces.length = 0;

  const sheets: { index: number; name: string; line: number; cells: string[] }[] = [];
  for (const [index, name] of workbook.sheets.entries()) {
    await workbook.readSheet(index, (row) => {
      sheets.push({ index, name, ...row });
      return false;
    });
  }
  await write({ kind: 'sheets', sheets: sheets.map(({ name, line, cells }) => ({ name, line, cells })) });
  if (sheets.length === 0) return;

  const { sheet } = await requests.next('read');
  let batch: [number, string[]][] = [];
  const flush = async (): Promise<void> => {
    while (batch.length > 0) await write(batch.splice(0, ROWS_PER_MESSAGE));
  };
  await workbook.readSheet(
    sheets[sheet]!.index,
    ({ line, cells }) => {
      batch.push([line, cells]);
    },
    async () => {
      if (batch.length >= ROWS_PER_MESSAGE) await flush();
    },
  );
  await flush();
}

async function write(message: WorkbookMessage): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(message)}\n`)) await once(process.stdout, 'drain');
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
