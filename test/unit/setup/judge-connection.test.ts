import { expect, test } from 'vitest';
import { judgeConnection, type ConnectionFacts } from '../../../domain/setup/judge-connection.js';

const at = (time: string): string => `2026-11-27T${time}.000Z`;
const NOTHING: ConnectionFacts = { signedIn: null, turnedAway: null, temporaryNameAt: null, file: null };
const signedIn = (time: string): Partial<ConnectionFacts> => ({ signedIn: { at: at(time), address: '203.0.113.7', client: 'WinSCP' } });
const turnedAway = (time: string): Partial<ConnectionFacts> => ({
  turnedAway: { at: at(time), address: '203.0.113.7', client: 'WinSCP', cause: 'wrong_password' },
});
const file = (instant: string): Partial<ConnectionFacts> => ({
  file: { syncId: 's', at: instant, name: 'students.csv', status: 'APPLIED', people: 600, isPreview: false },
});

test.each<[says: string, facts: Partial<ConnectionFacts>, state: string]>([
  ['no contact while nothing was seen', {}, 'NO_CONTACT'],
  ['that a wrong password was used', turnedAway('18:00:00'), 'TURNED_AWAY'],
  ['signed in once the password is right', { ...turnedAway('18:00:00'), ...signedIn('18:01:00') }, 'SIGNED_IN'],
  ['turned away when the password is wrong again', { ...signedIn('18:01:00'), ...turnedAway('18:02:00') }, 'TURNED_AWAY'],
  ['that a file waits under a temporary name', { ...signedIn('18:01:00'), temporaryNameAt: at('18:01:00') }, 'TEMPORARY_NAME'],
  [
    'that the file is there once it is renamed',
    { ...signedIn('18:01:00'), temporaryNameAt: at('18:01:02'), ...file(at('18:01:02')) },
    'FILE_RECEIVED',
  ],
  ['still the file when the SIS signs in once more to read its result', { ...file(at('18:01:00')), ...signedIn('18:05:00') }, 'FILE_RECEIVED'],
  ['signed in when no file came with it for more than a day', { ...file('2026-11-26T18:00:00.000Z'), ...signedIn('18:05:00') }, 'SIGNED_IN'],
  ['turned away when that comes after a file', { ...file(at('18:01:00')), ...turnedAway('18:05:00') }, 'TURNED_AWAY'],
])('the light says %s', (_, facts, state) => {
  expect(judgeConnection({ ...NOTHING, ...facts })).toMatchObject({ state, file: facts.file ?? null });
});

test('the light says from where a program was turned away, and why', () => {
  expect(judgeConnection({ ...NOTHING, ...turnedAway('18:00:00') })).toEqual({
    state: 'TURNED_AWAY',
    at: at('18:00:00'),
    address: '203.0.113.7',
    client: 'WinSCP',
    cause: 'wrong_password',
    file: null,
  });
});
