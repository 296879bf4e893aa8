import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sisOf } from '../../../domain/sis/recognise-sis.js';
import { knownHostsLine } from '../../../domain/setup/known-hosts-line.js';
import { SIS_RECIPES } from '../../../domain/setup/sis-recipes.js';

const SAMPLES = join(import.meta.dirname, '../../../samples/sis');

test('the known_hosts line names the port where it is not that of SSH', () => {
  expect(knownHostsLine({ host: 'sftp-us.example.org', port: 2022 }, 'ssh-ed25519 AAAA')).toBe('[sftp-us.example.org]:2022 ssh-ed25519 AAAA');
  expect(knownHostsLine({ host: 'sftp-us.example.org', port: 22 }, 'ssh-ed25519 AAAA')).toBe('sftp-us.example.org ssh-ed25519 AAAA');
});

test.each(SIS_RECIPES)('the recipe of $name names columns that its exports have, and calls it by its name', ({ id, name, columns }) => {
  expect(sisOf(id).name).toBe(name);
  const sample = readdirSync(SAMPLES).find((file) => file.startsWith(`${id}_students.`)) ?? '';
  const [header = ''] = readFileSync(join(SAMPLES, sample), 'utf8').split(/\r?\n/);
  expect(header.split(/[,;\t]/)).toEqual(expect.arrayContaining([...columns]));
});

test('the recipes stand in the order of their names', () => {
  const names = SIS_RECIPES.map(({ name }) => name);
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')));
});
