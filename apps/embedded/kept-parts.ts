import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { endForGood } from '../../infra/embedded/start-guarded.js';
import type { DataFolder } from './data-folder.js';
import { keepRunning, type KeptPart, type RunningPart } from './keep-running.js';
import { print } from './print.js';
import { removeRunFile, writeRunFile, type PartName, type RunFile } from './run-file.js';
import type { StopRequest } from './stop-request.js';

/** What is started first is stopped last: parts finish their work while database and Temporal are there. */
const STOP_ORDER: PartName[][] = [['gateway', 'api', 'worker', 'console'], ['mail', 'temporal'], ['postgres']];
const PARTS = STOP_ORDER.flat();
const LARGE_LOG_BYTES = 10_000_000;

/** The processes of this run, each kept running; says in the data folder and in run.json which they are. */
export class KeptParts {
  readonly #data: DataFolder;
  readonly #stop: StopRequest;
  readonly #parts = new Map<PartName, KeptPart>();
  readonly #starting: Promise<unknown>[] = [];
  /** Once everything runs: what run.json says beside the processes. */
  #run: Omit<RunFile, 'pids'> | undefined;

  constructor(data: DataFolder, stop: StopRequest) {
    this.#data = data;
    this.#stop = stop;
  }

  /** Where a part writes its log. */
  logFile(name: PartName): string {
    return join(this.#data.path, 'logs', `${name}.log`);
  }

  rotateLogs(): void {
    for (const name of PARTS) {
      const file = this.logFile(name);
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      if (size > LARGE_LOG_BYTES) renameSync(file, `${file}.1`);
    }
  }

  /** Starts the part, and again whenever it ends. Rejects when the first start fails, or `stop` is requested meanwhile. */
  async keep(name: PartName, start: () => Promise<RunningPart>): Promise<KeptPart> {
    const kept = keepRunning(name, start, { onNote: print.note, onChange: () => this.#noteChange() }).then((part) => {
      this.#parts.set(name, part);
      this.#noteChange();
      return part;
    });
    this.#starting.push(kept);
    return this.#stop.orStopped(kept);
  }

  async restart(name: PartName): Promise<void> {
    await this.#parts.get(name)?.restart();
  }

  /** Everything answers: writes run.json, now and whenever a process changes. */
  announce(run: Omit<RunFile, 'pids'>): void {
    this.#run = run;
    this.#writeRun();
  }

  async stopAll(): Promise<void> {
    this.#run = undefined;
    removeRunFile(this.#data.path);
    this.#stop.onHurry(() => this.#killOwnParts());
    await Promise.allSettled(this.#starting);
    for (const names of STOP_ORDER) await Promise.all(names.map(async (name) => this.#parts.get(name)?.stop()));
    removeRunFile(this.#data.path);
  }

  /** PostgreSQL and Temporal keep their own way to stop; it is quick, and their data is worth it. */
  #killOwnParts(): void {
    for (const part of this.#parts.values()) {
      const { pid, guardPid } = part.current() ?? {};
      if (pid !== undefined && guardPid === undefined) void endForGood(pid, 'SIGKILL', 0);
    }
  }

  #noteChange(): void {
    try {
      this.#data.noteProcesses([...this.#parts.values()].flatMap(processesOf));
      this.#writeRun();
    } catch (error) {
      // A full disk is no reason to end what still runs.
      print.note(`ROLLCALL_DATA cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}): run.json may name processes that ended.`);
    }
  }

  #writeRun(): void {
    if (this.#run === undefined) return;
    const pids = Object.fromEntries(PARTS.map((name) => [name, this.#parts.get(name)?.current()?.pid ?? null])) as RunFile['pids'];
    writeRunFile(this.#data.path, { ...this.#run, pids });
  }
}

function processesOf(part: KeptPart): { name: string; pid: number }[] {
  const { pid, guardPid } = part.current() ?? {};
  return [
    ...(pid === undefined ? [] : [{ name: part.name, pid }]),
    ...(guardPid === undefined ? [] : [{ name: `guard of ${part.name}`, pid: guardPid }]),
  ];
}
