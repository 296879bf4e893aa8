import { expect, test } from 'vitest';
import { canonicalPath, placeOf } from '../../../apps/gateway/virtual-path.js';
import fc from '../../support/property.js';

test('the three folders and their files are found, however they are spelled', () => {
  for (const path of ['', '.', '/', '//', '/..', '../..', '/test/..']) expect(placeOf(path)).toEqual({ kind: 'root' });
  expect(placeOf('test/')).toEqual({ kind: 'test' });
  expect(placeOf('/results')).toEqual({ kind: 'results' });
  expect(placeOf('students.csv')).toEqual({ kind: 'file', folder: 'root', name: 'students.csv' });
  expect(placeOf('/./test//students.csv')).toEqual({ kind: 'file', folder: 'test', name: 'students.csv' });
  expect(placeOf('/results/../test/x')).toEqual({ kind: 'file', folder: 'test', name: 'x' });
  expect(placeOf('/Test')).toEqual({ kind: 'file', folder: 'root', name: 'Test' });
  expect(placeOf('/elsewhere/x')).toEqual({ kind: 'nowhere' });
  expect(placeOf('/test/deep/x')).toEqual({ kind: 'nowhere' });
});

test('whatever a client writes, a file name has no slash and is no way up, and the canonical path means the same', () => {
  const segment = fc.oneof(fc.constantFrom('..', '.', '', 'test', 'results', 'etc', 'a.csv', '~', '\\', '\0'), fc.string());
  fc.assert(
    fc.property(fc.array(segment), (segments) => {
      const path = segments.join('/');
      const place = placeOf(path);
      expect(place.kind === 'file' ? place.name : 'a folder').not.toMatch(/\/|^\.{0,2}$/);
      const canonical = canonicalPath(path);
      expect(canonical.startsWith('/')).toBe(true);
      expect(canonicalPath(canonical)).toBe(canonical);
      expect(placeOf(canonical)).toEqual(place);
    }),
    { numRuns: 2000 },
  );
});
