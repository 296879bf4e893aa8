import { describe, expect, test } from 'vitest';
import { arrivalRhythm } from '../../../domain/arrival/arrival-rhythm.js';
import { WEEKDAYS, type Weekday } from '../../../domain/settings.js';

const SCHOOL_DAYS: Weekday[] = ['MON', 'TUE', 'WED', 'THU', 'FRI'];
const school = (more: { at?: string; expectDays?: Weekday[] } = {}) => ({
  nightly: { at: more.at ?? '22:00', expectDays: more.expectDays ?? SCHOOL_DAYS },
  timeZone: 'America/Toronto',
});
/** One file on each of these evenings of November 2026, in Toronto. */
const files = (...times: [day: number, time: string][]): Date[] =>
  times.map(([day, time]) => new Date(`2026-11-${String(day).padStart(2, '0')}T${time}:00-05:00`));
const fortnight = [9, 10, 11, 12, 13, 16, 17, 18, 19, 20];

describe('the usual time of a school’s file', () => {
  test.each<[string, Date[], [string, string] | null]>([
    [
      'is an interval around the middle of the last weeks',
      files(...fortnight.map((day, nth): [number, string] => [day, `18:${String(6 + nth).padStart(2, '0')}`])),
      ['18:00', '18:20'],
    ],
    [
      'is a few minutes wide when it comes at the same minute every day',
      files(...fortnight.map((day): [number, string] => [day, '06:00'])),
      ['05:55', '06:05'],
    ],
    [
      'is not moved by one evening on which it came very late',
      files(...fortnight.map((day): [number, string] => [day, day === 13 ? '21:50' : '18:05'])),
      ['18:00', '18:10'],
    ],
    [
      'is that of the first file of an evening, when several come',
      files(
        ...fortnight.flatMap((day): [number, string][] => [
          [day, '18:05'],
          [day, '20:00'],
        ]),
      ),
      ['18:00', '18:10'],
    ],
    [
      'does not look at days on which none is expected',
      files(...fortnight.map((day): [number, string] => [day, '18:05']), [14, '09:00'], [15, '09:00'], [21, '09:00'], [22, '09:00']),
      ['18:00', '18:10'],
    ],
    ['may be after midnight', files(...fortnight.map((day): [number, string] => [day, '00:20'])), ['00:15', '00:25']],
    ['is not known before five evenings', files([9, '18:05'], [10, '18:05'], [11, '18:05'], [12, '18:05']), null],
    [
      'is not known of a school that sends at any hour',
      files(...fortnight.map((day, nth): [number, string] => [day, `${String(1 + 2 * nth).padStart(2, '0')}:00`])),
      null,
    ],
  ])('%s', (_how, arrivals, usual) => {
    const rhythm = arrivalRhythm(arrivals, school());
    expect(rhythm === null ? null : [rhythm.usualFrom, rhythm.usualTo]).toEqual(usual);
  });

  test('follows a new hour in the SIS within about two weeks of school', () => {
    const before = Array.from({ length: 20 }, (_, nth) => new Date(Date.UTC(2026, 9, 1 + nth, 23, 5)));
    const after = Array.from({ length: 8 }, (_, nth) => new Date(Date.UTC(2026, 9, 21 + nth, 11, 5)));
    expect(arrivalRhythm([...before, ...after], school({ expectDays: [...WEEKDAYS] }))?.usualFrom).toBe('07:00');
  });
});

test('a file is late an hour after its usual time, and at the latest when the night closes', () => {
  const evening = files(...fortnight.map((day): [number, string] => [day, '18:05']));
  // 18:10, and an hour: 21 hours and 10 minutes after 22:00.
  expect(arrivalRhythm(evening, school())?.lateFrom).toBe(21 * 60 + 10);
  expect(arrivalRhythm(files(...fortnight.map((day): [number, string] => [day, '21:50'])), school())?.lateFrom).toBe(1_440);
});
