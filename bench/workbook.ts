import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import { askPart, startPart } from './ask-part.js';
import { memoryFigure, rowsFigure, type Figure, type Samples } from './figure.js';
import { peakMb } from './peak-mb.js';
import { HEADER, shuffle, studentLines } from './student-file.js';
import type { WorkbookPartResult } from './workbook-part.js';

export type WorkbookBench = { folder: string; rows: number; runs: number; say(line: string): void; calaminePython: string | undefined };

/** One workbook, as Excel would save it, read by the product and by calamine, which is written in Rust and checks nothing. */
export async function measureWorkbook({ folder, rows, runs, say, calaminePython }: WorkbookBench): Promise<Figure[]> {
  const path = join(folder, 'students.xlsx');
  await writeWorkbook(path, rows);
  const part = await startPart('./workbook-part.js');
  const samples: Samples = { product: [], floor: [] };
  const memory = watchMemory(part.pid!);
  try {
    for (let round = 0; round <= runs; round++) {
      const peerMs = calaminePython === undefined ? null : await readWithCalamine(calaminePython, path, rows);
      const { people, ms } = await askPart<WorkbookPartResult>(part, path);
      if (people !== rows) throw new Error(`There should be ${rows} people in the workbook, and ${people} were read.`);
      say(
        `workbook, ${round === 0 ? 'warm-up' : `run ${round}`}: ${Math.round(ms)} ms${peerMs === null ? '' : `, calamine ${Math.round(peerMs)} ms`}`,
      );
      if (round === 0) continue;
      samples.product.push(ms);
      if (peerMs !== null) samples.floor.push(peerMs);
    }
  } finally {
    memory.stop();
    part.disconnect();
  }
  const { own, child } = memory.peaks();
  const memoryOf = {
    ...memoryFigure('memory for a workbook: both processes, each at its peak', own + child),
    parts: { 'the worker’s share': own, 'the reading process': child },
  };
  // Without its peer, the time would be a figure beside nothing.
  if (calaminePython === undefined) return [memoryOf];
  return [
    rowsFigure(
      `${rows} students in an XLSX, read and checked`,
      'python-calamine 0.9.1, the same file, every cell (to_python); it checks nothing',
      rows,
      samples,
      {},
    ),
    memoryOf,
  ];
}

async function writeWorkbook(path: string, rows: number): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: true, useStyles: true });
  const sheet = workbook.addWorksheet('Students');
  sheet.addRow(HEADER.split(',')).commit();
  for (const line of shuffle(studentLines(rows), 1)) {
    const [email, first, last, number, grade, ...parent] = line.split(',');
    sheet.addRow([email, first, last, Number(number), Number(grade), ...parent]).commit();
  }
  sheet.commit();
  await workbook.commit();
}

const READ_WITH_CALAMINE = `
import sys, time
from python_calamine import CalamineWorkbook
start = time.perf_counter()
rows = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
print((time.perf_counter() - start) * 1000, len(rows))`;

/** Milliseconds, without the start of Python. */
async function readWithCalamine(python: string, path: string, rows: number): Promise<number> {
  const { stdout } = await promisify(execFile)(python, ['-c', READ_WITH_CALAMINE, path]);
  const [ms, read] = stdout.trim().split(' ').map(Number);
  if (read !== rows + 1) throw new Error(`calamine read ${read} rows.`);
  return ms!;
}

/** Looks at a process and its children now and then: a child's memory cannot be asked for when it has ended. */
function watchMemory(pid: number): { peaks(): { own: number; child: number }; stop(): void } {
  let child = 0;
  let own = 0;
  const look = (): void => {
    own = Math.max(own, peakMb(pid) || 0);
    for (const each of childrenOf(pid)) child = Math.max(child, peakMb(each) || 0);
  };
  const timer = setInterval(look, 10);
  return { peaks: () => (own === 0 ? { own: Number.NaN, child: Number.NaN } : { own, child }), stop: () => clearInterval(timer) };
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter((each) => each !== '')
      .map(Number);
  } catch {
    return [];
  }
}
