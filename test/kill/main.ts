import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInstallation } from './installation.js';
import type { Campaign, Round } from './kill-point.js';
import { apiPoints } from './points/api.js';
import { databasePoints } from './points/database.js';
import { gatewayPoints } from './points/gateway.js';
import { nightPoint } from './points/night.js';
import { powerCutPoint } from './points/power-cut.js';
import { shutdownPoint } from './points/shutdown.js';
import { temporalPoint } from './points/temporal.js';
import { workerPoints } from './points/worker.js';
import { zombiePoint } from './points/zombies.js';
import { printRounds } from './print-rounds.js';

// Every campaign ends with everything running, so that they can follow one another on one installation.
const CAMPAIGNS: Campaign[] = [...gatewayPoints, workerPoints, zombiePoint, ...apiPoints, temporalPoint, ...databasePoints, nightPoint, powerCutPoint, shutdownPoint];

/** Runs the kill points that are named (all without a name), `KILL_ROUNDS` times each; exit code 0 when nothing was lost. */
export async function runKillPoints(names: string[]): Promise<number> {
  const known = CAMPAIGNS.flatMap((campaign) => campaign.points.map((point) => point.name));
  const unknown = names.filter((name) => !known.includes(name));
  const rounds = Number(process.env['KILL_ROUNDS'] ?? 10);
  if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
    console.error(unknown.length > 0 ? `Unknown: ${unknown.join(', ')}. Known: ${known.join(', ')}.` : 'KILL_ROUNDS is a whole number from 1.');
    return 64;
  }
  const wanted = new Set(names.length === 0 ? known : names);
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-kill-'));
  await chmod(folder, 0o755);
  const results = new Map<string, Round[]>();
  const kit = await startInstallation(folder);
  const stop = (): void => void kit.stop().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    for (const campaign of CAMPAIGNS) {
      const mine = campaign.points.filter((point) => wanted.has(point.name));
      if (mine.length === 0) continue;
      const since = Date.now();
      const found = await campaign
        .run(kit, new Set(mine.map((point) => point.name)), rounds)
        .catch((error: unknown) => new Map(mine.map((point) => [point.name, [{ violations: [`could not be run: ${String((error as Error).stack ?? error)}`] }]])));
      for (const point of mine) {
        const ran = found.get(point.name) ?? [];
        results.set(point.name, ran);
        const violations = ran.flatMap((round, index) => round.violations.map((text) => `${point.name}, round ${index + 1}: ${text}`));
        for (const line of violations) kit.note(line);
        console.log(`${violations.length === 0 && ran.length > 0 ? '✓' : '✗'} ${point.name} ${point.place}: ${ran.length} rounds (${Math.round((Date.now() - since) / 1000)} s)`);
        for (const line of violations.slice(0, 10)) console.log(`    ${line}`);
      }
    }
  } finally {
    await kit.stop();
  }
  const points = CAMPAIGNS.flatMap((campaign) => campaign.points).filter((point) => wanted.has(point.name));
  const failed = printRounds(points, results);
  if (failed === 0) await rm(folder, { recursive: true, force: true });
  else console.log(`Logs of every part, the database and Temporal's histories are kept in ${folder}`);
  console.log(`${points.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
