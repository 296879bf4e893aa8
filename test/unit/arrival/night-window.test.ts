import { describe, expect, test } from 'vitest';
import { instantInNight, nightOfArrival, nightWindow } from '../../../domain/arrival/night-window.js';

const TORONTO = 'America/Toronto';

describe('the night to which a file belongs', () => {
  test.each([
    ['in the evening, before the night is closed', '2026-11-23T23:05:00Z', '22:00', '2026-11-23', 1_205],
    ['at the minute at which the night is closed', '2026-11-24T03:00:00Z', '22:00', '2026-11-23', 1_440],
    ['after that: the next one', '2026-11-24T03:05:00Z', '22:00', '2026-11-24', 5],
    ['after midnight', '2026-11-24T05:30:00Z', '22:00', '2026-11-24', 150],
    ['closed at half past midnight: that of the evening before', '2026-11-24T04:50:00Z', '00:30', '2026-11-23', 1_400],
    ['an hour after it was closed at half past midnight', '2026-11-24T06:30:00Z', '00:30', '2026-11-24', 60],
  ])('%s', (_when, instant, at, night, minute) => {
    expect(nightOfArrival(new Date(instant), at, TORONTO)).toEqual({ night, minute });
  });

  test.each(['22:00', '00:30', '12:00', '11:59'])('is the one whose window holds it, also when the clocks change (closed at %s)', (at) => {
    for (let hour = 0; hour < 24 * 30; hour += 5) {
      const instant = new Date(Date.UTC(2026, 9, 20, hour, 31));
      const { night } = nightOfArrival(instant, at, TORONTO);
      const { from, until } = nightWindow(night, at, TORONTO);
      expect(instant > from && instant <= until, `${instant.toISOString()} in the night of ${night}`).toBe(true);
    }
  });
});

test('a minute of the local clock is found in its night, also after midnight', () => {
  expect(instantInNight('2026-11-23', 1_205, '22:00', TORONTO).toISOString()).toBe('2026-11-23T23:05:00.000Z');
  expect(instantInNight('2026-11-23', 60, '22:00', TORONTO).toISOString()).toBe('2026-11-23T04:00:00.000Z');
  expect(instantInNight('2026-11-23', 1_440, '00:30', TORONTO)).toEqual(nightWindow('2026-11-23', '00:30', TORONTO).until);
});
