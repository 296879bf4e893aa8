import { setImmediate as soon } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { createSignInHistory, type SignInHistory } from '../../../apps/gateway/sign-in-history.js';
import { ClientGone, createSignInLine, type LineRules } from '../../../apps/gateway/sign-in-line.js';

const ONE: LineRules = { places: 1, unknownPlaces: 1, mistakenPlaces: 1, mistakenPerSecond: 1000, unknownPerNetwork: 2 };

test('a school that signed in lately goes first, then new ones in turn, and those that guessed go last', async () => {
  const history = createSignInHistory([], () => 0);
  history.noteSuccess('203.0.113.1', 'lincoln');
  for (let i = 0; i < 3; i++) history.noteFailure('203.0.113.66', 'lincoln');
  history.noteFailure('203.0.113.67', 'lincoln');
  const order = await orderOf(history, [
    ['203.0.113.66', 'lincoln'],
    ['203.0.113.67', 'lincoln'],
    ['203.0.113.5', 'new'],
    ['203.0.113.9', 'lincoln'],
    ['203.0.113.1', 'lincoln'],
  ]);
  expect(order).toEqual(['203.0.113.1', '203.0.113.9', '203.0.113.5', '203.0.113.67', '203.0.113.66']);
});

test('many connections of one address wait for the first of every other address', async () => {
  const history = createSignInHistory([], () => 0);
  const many = Array.from({ length: 5 }, (): [string, string] => ['203.0.113.66', 'guess']);
  const order = await orderOf(history, [...many, ['203.0.113.1', 'lincoln'], ['203.0.113.2', 'roosevelt']]);
  expect(order.slice(0, 4)).toEqual(['203.0.113.66', '203.0.113.1', '203.0.113.2', '203.0.113.66']);
});

test('one school with a wrong password does not put back the others that come from the same address', () => {
  const history = createSignInHistory([], () => 0);
  history.noteSuccess('203.0.113.1', 'lincoln');
  for (let i = 0; i < 50; i++) history.noteFailure('203.0.113.1', 'roosevelt');
  expect(history.standingOf('203.0.113.1', 'lincoln').rank).toBe(0);
  expect(history.standingOf('203.0.113.1', 'washington').rank).toBe(1);
  expect(history.standingOf('203.0.113.1', 'roosevelt')).toEqual({ rank: 3, mistakes: 50 });
  history.noteSuccess('203.0.113.1', 'roosevelt');
  expect(history.standingOf('203.0.113.1', 'roosevelt').rank).toBe(0);
  expect(history.namesOf('203.0.113.1')).toBe(2);
});

test('a name that signed in before the restart is known; a mistake is forgotten after half an hour, a success after ten days', () => {
  let now = 0;
  const history = createSignInHistory([{ username: 'lincoln', address: '203.0.113.200' }], () => now);
  expect(history.standingOf('203.0.113.1', 'lincoln').rank).toBe(1);
  expect(history.standingOf('203.0.113.1', 'roosevelt').rank).toBe(2);
  history.noteFailure('203.0.113.1', 'lincoln');
  expect(history.standingOf('203.0.113.1', 'lincoln').rank).toBe(3);
  now += 31 * 60_000;
  expect(history.standingOf('203.0.113.1', 'lincoln').rank).toBe(1);
  now += 10 * 24 * 3_600_000;
  expect(history.standingOf('203.0.113.1', 'lincoln').rank).toBe(2);
});

test('nothing is checked for a connection that closed while it waited, and a check that fails leaves its place', async () => {
  const line = createSignInLine(ONE);
  const standing = (): { rank: 2; mistakes: 0 } => ({ rank: 2, mistakes: 0 });
  let checked = 0;
  const failing = line.takeTurn({ network: 'a', standing, isGone: () => false }, async () => {
    await soon();
    throw new Error('the database is away');
  });
  const gone = line.takeTurn({ network: 'b', standing, isGone: () => true }, async () => checked++);
  const next = line.takeTurn({ network: 'c', standing, isGone: () => false }, async () => checked++);
  await expect(failing).rejects.toThrow('the database is away');
  await expect(gone).rejects.toBeInstanceOf(ClientGone);
  await next;
  expect(checked).toBe(1);
});

test('guesses from many addresses leave most places to others, and those who signed in lately always find one', async () => {
  const line = createSignInLine({ places: 4, unknownPlaces: 3, mistakenPlaces: 1, mistakenPerSecond: 1000, unknownPerNetwork: 2 });
  const working: string[] = [];
  const ends: (() => void)[] = [];
  const come = (network: string, rank: 1 | 2 | 3): void => {
    void line.takeTurn({ network, standing: () => ({ rank, mistakes: rank === 3 ? 1 : 0 }), isGone: () => false }, async () => {
      working.push(network);
      await new Promise<void>((resolve) => ends.push(resolve));
    });
  };
  for (let nth = 0; nth < 5; nth++) come(`guesses-${nth}`, 3);
  for (let nth = 0; nth < 5; nth++) come(`new-${nth}`, 2);
  come('known', 1);
  await soon();
  expect(working).toEqual(['guesses-0', 'new-0', 'new-1', 'known']);
  ends.splice(0, 1)[0]!();
  await soon();
  expect(working.at(-1)).toBe('new-2');
});

test('at most two connections of an unknown address are in the line; the others have their turn after them', async () => {
  const line = createSignInLine({ places: 10, unknownPlaces: 8, mistakenPlaces: 2, mistakenPerSecond: 1000, unknownPerNetwork: 2 });
  const ends: (() => void)[] = [];
  const working: string[] = [];
  const come = (network: string, rank: 1 | 2): Promise<void> =>
    line.takeTurn({ network, standing: () => ({ rank, mistakes: 0 }), isGone: () => false }, async () => {
      working.push(network);
      await new Promise<void>((resolve) => ends.push(resolve));
    });
  const all = [come('new', 2), come('new', 2), come('new', 2), come('known', 1), come('known', 1), come('known', 1)];
  await soon();
  expect(working).toEqual(['new', 'new', 'known', 'known', 'known']);
  ends[0]!();
  await soon();
  expect(working).toEqual(['new', 'new', 'known', 'known', 'known', 'new']);
  for (const end of ends) end();
  await Promise.all(all);
});

test('addresses that guess begin so many key exchanges a second at most, and go on when there is room again', async () => {
  vi.useFakeTimers();
  try {
    const line = createSignInLine({ places: 16, unknownPlaces: 12, mistakenPlaces: 4, mistakenPerSecond: 2, unknownPerNetwork: 2 }, () => Date.now());
    let begun = 0;
    for (let nth = 0; nth < 10; nth++) {
      void line.takeTurn({ network: `${nth}`, standing: () => ({ rank: 3, mistakes: 1 }), isGone: () => false }, async () => void begun++);
    }
    await vi.advanceTimersByTimeAsync(0);
    expect(begun).toBe(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(begun).toBe(4);
    await vi.advanceTimersByTimeAsync(3000);
    expect(begun).toBe(10);
  } finally {
    vi.useRealTimers();
  }
});

/** The addresses in the order in which their passwords are checked, one at a time, when all of them wait behind another one. */
async function orderOf(history: SignInHistory, waiting: [address: string, username: string][]): Promise<string[]> {
  const line = createSignInLine(ONE);
  const order: string[] = [];
  const other = { network: 'other', standing: () => ({ rank: 0, mistakes: 0 }) as const, isGone: () => false };
  const before = line.takeTurn(other, () => soon());
  const turns = waiting.map(([address, username]) =>
    line.takeTurn(
      { network: address, standing: () => history.standingOf(address, username), isGone: () => false },
      async () => void order.push(address),
    ),
  );
  await Promise.all([before, ...turns]);
  return order;
}
