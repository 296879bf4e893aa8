import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInstallation, type Installation } from './installation.js';
import type { Campaign, Round } from './kill-point.js';
import { apiPoints } from './points/api.js';
import { bansPoint } from './points/bans.js';
import { databasePoints } from './points/database.js';
import { gatewayPoints } from './points/gateway.js';
import { migrationPoint } from './points/migration.js';
import { nightPoint } from './points/night.js';
import { powerCutPoint } from './points/power-cut.js';
import { shutdownPoint } from './points/shutdown.js';
import { temporalPoint } from './points/temporal.js';
import { workerPoints } from './points/worker.js';
import { zombiePoint } from './points/zombies.js';
import { printRounds } from './print-rounds.js';

/**
 * Two installations side by side, because much of the time is spent waiting for heartbeats and for the night. Every
 * campaign ends with everything running, so that they can follow one another on one installation.
 */
const LANES: Campaign[][] = [
  [...gatewayPoints, bansPoint, ...apiPoints, ...databasePoints, migrationPoint],
  [nightPoint, workerPoints, zombiePoint, temporalPoint, shutdownPoint, powerCutPoint],
];

/** Runs the kill points that are named (all without a name), `KILL_ROUNDS` times each; exit code 0 when nothing was lost. */
export async function runKillPoints(names: string[]): Promise<number> {
  const points = LANES.flat()
    .flatMap((campaign) => campaign.points)
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const known = points.map((point) => point.name);
  const unknown = names.filter((name) => !known.includes(name));
  const rounds = Number(process.env['KILL_ROUNDS'] ?? 10);
  if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
    console.error(unknown.length > 0 ? `Unknown: ${unknown.join(', ')}. Known: ${known.join(', ')}.` : 'KILL_ROUNDS is a whole number from 1.');
    return 64;
  }
  const wanted = new Set(names.length === 0 ? known : names);
  const kept = await Promise.all(LANES.map((lane) => runLane(lane, wanted, rounds)));

  const mine = points.filter((point) => wanted.has(point.name));
  const results = new Map(kept.flatMap((lane) => [...lane.results]));
  await keepResults(results);
  const failed = printRounds(mine, results);
  for (const { folder } of kept) if (folder !== null) console.log(`Logs of every part, the database and Temporal's histories are kept in ${folder}`);
  console.log(`${mine.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** For `npm run test:promises`, which says in ROLLCALL_TEST_RESULTS where it reads them. */
async function keepResults(results: ReadonlyMap<string, Round[]>): Promise<void> {
  const file = process.env['ROLLCALL_TEST_RESULTS'];
  if (file === undefined) return;
  const counts = [...results].map(([name, rounds]) => [
    name,
    { rounds: rounds.length, bad: rounds.filter(({ violations }) => violations.length > 0).length },
  ]);
  await writeFile(file, JSON.stringify(Object.fromEntries(counts)));
}

type LaneResult = { results: Map<string, Round[]>; /** Null: all went well, and nothing is kept. */ folder: string | null };

async function runLane(lane: Campaign[], wanted: ReadonlySet<string>, rounds: number): Promise<LaneResult> {
  const results = new Map<string, Round[]>();
  const campaigns = lane.filter((campaign) => campaign.points.some((point) => wanted.has(point.name)));
  if (campaigns.length === 0) return { results, folder: null };
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-kill-'));
  await chmod(folder, 0o755);
  const kit = await startInstallation(folder);
  const stop = (): void => void kit.stop().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    for (const campaign of campaigns) await runCampaign(kit, campaign, wanted, rounds, results);
  } finally {
    await kit.stop();
  }
  const clean = [...results.values()].every((ran) => ran.length > 0 && ran.every((round) => round.violations.length === 0));
  if (clean) await rm(folder, { recursive: true, force: true });
  return { results, folder: clean ? null : folder };
}

async function runCampaign(
  kit: Installation,
  campaign: Campaign,
  wanted: ReadonlySet<string>,
  rounds: number,
  results: Map<string, Round[]>,
): Promise<void> {
  const mine = campaign.points.filter((point) => wanted.has(point.name));
  const since = Date.now();
  const found = await campaign
    .run(kit, new Set(mine.map((point) => point.name)), rounds)
    .catch(
      (error: unknown) =>
        new Map(mine.map((point) => [point.name, [{ violations: [`could not be run: ${String((error as Error).stack ?? error)}`] }]])),
    );
  const seconds = Math.round((Date.now() - since) / 1000);
  for (const point of mine) {
    const ran = found.get(point.name) ?? [];
    results.set(point.name, ran);
    const violations = ran.flatMap((round, index) => round.violations.map((text) => `${point.name}, round ${index + 1}: ${text}`));
    for (const line of violations) kit.note(line);
    console.log(`${violations.length === 0 && ran.length > 0 ? '✓' : '✗'} ${point.name} ${point.place}: ${ran.length} rounds (${seconds} s)`);
    for (const line of violations.slice(0, 10)) console.log(`    ${line}`);
  }
}
