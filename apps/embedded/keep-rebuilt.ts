import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { modulesBehind } from './modules-behind.js';
import { print } from './print.js';
import type { PartName } from './run-file.js';

/** Builds what is out of date; rejects with what the compiler says. */
export type Build = (steps: ('code' | 'workflows')[]) => Promise<void>;

const LOOK_MS = 250;
const ROOMS = ['apps', 'workflows', 'activities', 'services', 'store', 'infra', 'domain'];
/** Vite looks after the console by itself; the client of the database is generated. */
const ELSEWHERE = /^(apps\/console|infra\/prisma\/generated)\//;
/** What a running supervisor cannot take over. */
const FOR_THE_NEXT_START = /^(apps\/embedded\/|prisma\/|package-lock\.json$)/;
const PARTS = ['api', 'gateway', 'worker'] as const satisfies PartName[];

/**
 * Looks at the sources four times a second (which finds a change in any editor, and on any file system), builds what
 * changed, and starts the parts again that run it. Code that does not compile is told of, and what runs goes on.
 */
export function keepRebuilt(checkout: string, build: Build, restart: (name: PartName) => Promise<void>): { stop(): Promise<void> } {
  const dist = join(checkout, 'dist');
  let known = timesOf(checkout);
  let reach = reachOf(dist);
  const stop = new AbortController();
  /** What changed since the last build that ended well. */
  const changed = new Set<string>();

  const look = async (): Promise<void> => {
    const now = timesOf(checkout);
    const news = [...new Set([...known.keys(), ...now.keys()])].filter((path) => known.get(path) !== now.get(path));
    known = now;
    if (news.length === 0) return;
    for (const path of news) changed.add(path);
    const paths = [...changed];
    print.note(`Changed: ${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ` and ${paths.length - 3} more` : ''}`);
    try {
      await rebuild(paths);
      for (const path of paths) changed.delete(path);
    } catch (error) {
      print.failure(`${error instanceof Error ? error.message : String(error)}\nWhat runs goes on as it was.`);
    }
  };

  const rebuild = async (paths: string[]): Promise<void> => {
    const start = Date.now();
    await build(['code']);
    // Before and after: a module may have been removed, or its import.
    const before = reach;
    reach = reachOf(dist);
    const compiled = paths.map((path) => join(dist, path.replace(/\.tsx?$/, '.js')));
    const runs = (name: keyof typeof reach): boolean => compiled.some((file) => before[name].has(file) || reach[name].has(file));
    const parts = PARTS.filter((part) => runs(part) || (part === 'worker' && runs('workflows')));
    await Promise.all(
      parts.map(async (part) => {
        if (part === 'worker' && runs('workflows')) await build(['workflows']);
        if (!stop.signal.aborted) await restart(part);
      }),
    );
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    print.done(parts.length > 0 ? `Runs the new code: ${parts.join(', ')} (${seconds} s)` : `Compiled; nothing that runs uses it (${seconds} s)`);
    const later = paths.filter((path) => FOR_THE_NEXT_START.test(path));
    if (later.length > 0) print.note(`${later.join(', ')}: stop with Ctrl-C and run npm run dev again to see it.`);
  };

  const watching = (async () => {
    while (!stop.signal.aborted) {
      await look();
      await sleep(LOOK_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      stop.abort();
      await watching;
    },
  };
}

function reachOf(dist: string): Record<(typeof PARTS)[number] | 'workflows', Set<string>> {
  const main = (part: string): Set<string> => modulesBehind(join(dist, 'apps', part, 'main.js'));
  return { api: main('api'), gateway: main('gateway'), worker: main('worker'), workflows: modulesBehind(join(dist, 'workflows', 'index.js')) };
}

/** When each source was written last, by its path in the checkout. */
function timesOf(checkout: string): Map<string, number> {
  const times = new Map<string, number>();
  const add = (path: string): void => {
    const time = statSync(join(checkout, path), { throwIfNoEntry: false })?.mtimeMs;
    if (time !== undefined) times.set(path, time);
  };
  const addFolder = (folder: string): void => {
    for (const entry of readdirSync(join(checkout, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!ELSEWHERE.test(`${path}/`)) addFolder(path);
      } else if (/\.(ts|tsx|mjs)$/.test(entry.name)) add(path);
    }
  };
  for (const room of ROOMS) addFolder(room);
  add('prisma/schema.prisma');
  add('package-lock.json');
  return times;
}
