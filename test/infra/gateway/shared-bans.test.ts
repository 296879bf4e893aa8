import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBans } from '../../../apps/gateway/bans.js';
import { keepBansShared } from '../../../apps/gateway/keep-bans-shared.js';
import { forgetGatewayBans, loadGatewayBans, storeGatewayBans } from '../../../store/gateway-bans.js';
import { createLog } from '../../../infra/log.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const RULES = { points: 20, names: 2, windowMs: 60_000, firstMs: 60_000, longestMs: 3_600_000 };
const log = createLog('gateway', 'silent');
const NOW = Date.parse('2026-11-25T17:00:00Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function banning(address: string): ReturnType<typeof createBans> {
  const bans = createBans(RULES, new Set(), () => NOW);
  for (let i = 0; i < RULES.names; i++) bans.noteFailure(address, `name-${i}`);
  return bans;
}

test('an address that was banned is kept out after a restart and at every other gateway, and nobody else is', async () => {
  const first = await keepBansShared({ database, log }, banning('203.0.113.5'));
  await first.stop();
  const restarted = createBans(RULES, new Set(), () => NOW);
  const second = await keepBansShared({ database, log }, restarted);
  await second.stop();
  expect(restarted.isBanned('203.0.113.5')).toBe(true);
  expect(restarted.isBanned('203.0.113.6')).toBe(false);
});

test('two gateways that ban the same address keep the longer ban', async () => {
  const until = (minutes: number): Date => new Date(NOW + minutes * 60_000);
  await storeGatewayBans(database, [{ network: '203.0.113.7', username: '', bans: 3, bannedUntil: until(20), liftedAt: null }]);
  await storeGatewayBans(database, [{ network: '203.0.113.7', username: '', bans: 1, bannedUntil: until(5), liftedAt: null }]);
  const { bans } = await loadGatewayBans(database, null);
  expect(bans).toContainEqual({ network: '203.0.113.7', username: '', bans: 3, bannedUntil: until(20), liftedAt: null });
});

test('a ban that could not be stored is stored later', async () => {
  const bans = banning('203.0.113.8');
  const taken = bans.takeNew();
  expect(bans.takeNew()).toEqual([]);
  bans.adopt(taken, 'isNew');
  expect(bans.takeNew()).toEqual([{ network: '203.0.113.8', username: '', bans: 1, bannedUntil: new Date(NOW + RULES.firstMs), liftedAt: null }]);
});

test('bans that ended long ago are forgotten', async () => {
  await storeGatewayBans(database, [{ network: '203.0.113.9', username: '', bans: 1, bannedUntil: new Date(NOW - 7_200_000), liftedAt: null }]);
  expect(await forgetGatewayBans(database, new Date(NOW - 3_600_000))).toBe(1);
  expect((await loadGatewayBans(database, null)).bans.map(({ network }) => network)).not.toContain('203.0.113.9');
});
