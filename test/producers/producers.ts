import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { flatSpreadsheet } from './cells.js';

const PROGRAMS = join(import.meta.dirname, 'programs');

/** How bin/setup runs a program: what it printed, on both ways, and how it ended. */
type RunCommand = (command: string, args: string[], how: { seconds: number; cwd?: string }) => Promise<{ code: number; output: string }>;

/** What a producer works with: the file of cells, and a folder that outlives the run for what had to be fetched. */
export type Work = { cells: string; cache: string; runCommand: RunCommand };

export type Producer = {
  name: string;
  /** Programs that have to be on PATH: without one of them, the producer is not run, and that is said. */
  needs: readonly string[];
  /** It stores no results of formulas: Excel would work them out when it opens the file. */
  withoutResults?: true;
  /** Writes the workbook; answers its version. */
  write(out: string, work: Work): Promise<string>;
};

/** Everything that schools' systems are known to write workbooks with, with the versions that are tried. */
export const PRODUCERS: readonly Producer[] = [
  {
    name: 'openpyxl',
    needs: ['python3'],
    withoutResults: true,
    write: async (out, work) => run(work, await python(work, 'openpyxl==3.1.5'), ['with-openpyxl.py', work.cells, out].map(program)),
  },
  {
    name: 'xlsxwriter',
    needs: ['python3'],
    write: async (out, work) => run(work, await python(work, 'xlsxwriter==3.3.1'), ['with-xlsxwriter.py', work.cells, out].map(program)),
  },
  {
    name: 'xlsxwriter, constant memory',
    needs: ['python3'],
    write: async (out, work) => run(work, await python(work, 'xlsxwriter==3.3.1'), ['with-xlsxwriter.py', work.cells, out, 'constant'].map(program)),
  },
  { name: 'Apache POI', needs: ['java', 'mvn'], write: (out, work) => poi(out, work, 'xssf') },
  { name: 'Apache POI, SXSSF', needs: ['java', 'mvn'], write: (out, work) => poi(out, work, 'sxssf') },
  { name: 'excelize', needs: ['go'], withoutResults: true, write: excelize },
  { name: 'rust_xlsxwriter', needs: ['cargo'], write: rust },
  {
    name: 'SheetJS',
    needs: ['npm'],
    write: async (out, work) => run(work, 'node', [...['sheetjs.mjs', work.cells, out].map(program), await sheetJs(work)]),
  },
  {
    name: 'SheetJS, shared strings',
    needs: ['npm'],
    write: async (out, work) => run(work, 'node', [...['sheetjs.mjs', work.cells, out].map(program), await sheetJs(work), 'shared']),
  },
  { name: 'ExcelJS', needs: [], write: (out, work) => run(work, 'node', [...['exceljs.mjs', work.cells, out].map(program), ROOT]) },
  {
    name: 'ExcelJS, streamed',
    needs: [],
    write: (out, work) => run(work, 'node', [...['exceljs.mjs', work.cells, out].map(program), ROOT, 'stream']),
  },
  { name: 'LibreOffice', needs: ['soffice'], write: libreOffice },
];

const ROOT = dirname(createRequire(import.meta.url).resolve('../../package.json'));

function program(name: string, place: number): string {
  return place === 0 ? join(PROGRAMS, name) : name;
}

/** Runs a program; what it prints last is its version. @throws Error with its last lines. */
async function run({ runCommand }: Work, command: string, args: readonly string[], cwd?: string): Promise<string> {
  const { code, output } = await runCommand(command, [...args], { seconds: 900, ...(cwd === undefined ? {} : { cwd }) });
  const lines = output.trim().split('\n');
  if (code !== 0) throw new Error(`${basename(command)} ended with ${code}: ${lines.slice(-3).join(' | ')}`);
  return lines.at(-1) ?? '';
}

async function python(work: Work, wanted: string): Promise<string> {
  const home = join(work.cache, 'python');
  const found = join(home, 'bin', 'python');
  if (!existsSync(found)) await run(work, 'python3', ['-m', 'venv', home]);
  await run(work, found, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', wanted]);
  return found;
}

const POI_VERSION = '5.5.1';

async function poi(out: string, work: Work, kind: 'xssf' | 'sxssf'): Promise<string> {
  const { cells, cache } = work;
  const home = join(cache, `poi-${POI_VERSION}`);
  const jars = join(home, 'jars');
  if (!existsSync(jars)) {
    mkdirSync(home, { recursive: true });
    writeFileSync(
      join(home, 'pom.xml'),
      `<project><modelVersion>4.0.0</modelVersion><groupId>rollcall</groupId><artifactId>producer</artifactId><version>0</version><dependencies><dependency><groupId>org.apache.poi</groupId><artifactId>poi-ooxml</artifactId><version>${POI_VERSION}</version></dependency></dependencies></project>`,
    );
    await run(work, 'mvn', ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`], home);
  }
  const path = readdirSync(jars)
    .map((jar) => join(jars, jar))
    .join(':');
  return run(work, 'java', ['-cp', path, join(PROGRAMS, 'Poi.java'), cells, out, kind]);
}

async function excelize(out: string, work: Work): Promise<string> {
  const { cells, cache } = work;
  const home = join(cache, 'excelize');
  cpSync(join(PROGRAMS, 'excelize'), home, { recursive: true });
  await run(work, 'go', ['mod', 'tidy'], home);
  await run(work, 'go', ['build', '-o', 'producer', '.'], home);
  return run(work, join(home, 'producer'), [cells, out]);
}

async function rust(out: string, work: Work): Promise<string> {
  const { cells, cache } = work;
  const home = join(cache, 'rust');
  cpSync(join(PROGRAMS, 'rust'), home, { recursive: true });
  await run(work, 'cargo', ['build', '--quiet', '--release'], home);
  return run(work, join(home, 'target', 'release', 'producer'), [cells, out]);
}

async function sheetJs(work: Work): Promise<string> {
  const home = join(work.cache, 'sheetjs');
  mkdirSync(home, { recursive: true });
  if (!existsSync(join(home, 'node_modules', 'xlsx')))
    await run(work, 'npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', home, 'xlsx@0.18.5']);
  return home;
}

async function libreOffice(out: string, work: Work): Promise<string> {
  const home = join(work.cache, 'libreoffice');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'roster.fods'), flatSpreadsheet());
  const profile = `-env:UserInstallation=file://${join(home, 'profile')}`;
  await run(work, 'soffice', [profile, '--headless', '--convert-to', 'xlsx', '--outdir', home, join(home, 'roster.fods')]);
  copyFileSync(join(home, 'roster.xlsx'), out);
  return (await run(work, 'soffice', ['--version'])).replace(/^LibreOffice (\S+).*$/, '$1');
}
