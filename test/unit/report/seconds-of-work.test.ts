import { expect, test } from 'vitest';
import { secondsOfWork } from '../../../domain/report/seconds-of-work.js';

const at = (time: string): string => `2026-11-23T${time}.000Z`;
const RECEIVED = { receivedAt: at('21:00:00'), startedAt: at('21:00:02') };

test.each([
  ['a file that was applied', { appliedAt: at('21:00:09'), finishedAt: at('21:00:09') }, 7],
  ['a file that waits for an owner', { appliedAt: at('21:00:09'), finishedAt: null }, 7],
  ['a file that an owner approved three days later', { appliedAt: at('21:00:09'), finishedAt: '2026-11-26T08:00:00.000Z' }, 7],
  ['a file that was undone a week later', { appliedAt: at('21:00:09'), finishedAt: '2026-11-30T08:00:00.000Z' }, 7],
  ['a file that changed nobody', { appliedAt: null, finishedAt: at('21:00:04') }, 2],
  ['a file that is still being worked on', { appliedAt: null, finishedAt: null }, null],
])('how long it took: %s', (_, times, seconds) => expect(secondsOfWork({ ...RECEIVED, ...times })).toBe(seconds));

test('a file that was refused before anybody read it took no time at all', () =>
  expect(secondsOfWork({ receivedAt: at('21:00:00'), startedAt: null, appliedAt: null, finishedAt: at('21:00:00') })).toBe(0));
