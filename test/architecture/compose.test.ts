import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig, configSchema } from '../../infra/config.js';
import { FAIRNESS } from '../../infra/embedded/start-temporal.js';
import { SEARCH_ATTRIBUTES } from '../../infra/temporal/search-attributes-of.js';

/** The production shape cannot be started here, so what it says is held against what the product reads. */
type Service = { image?: string; environment?: Record<string, string | number>; command?: string[] | string };
const text = await readFile(join(import.meta.dirname, '..', '..', 'docker-compose.yml'), 'utf8');
const compose = parse(text, { merge: true }) as { services: Record<string, Service> };
const ours = Object.entries(compose.services).filter(([, service]) => service.image?.startsWith('rollcall:') === true);

test('every part of Rollcall is there', () => {
  expect(ours.map(([name]) => name).sort()).toEqual(['api', 'gateway', 'migrate', 'worker']);
});

test.each(ours)('%s gets only settings that the product knows', (_name, service) => {
  const unknown = Object.keys(service.environment ?? {}).filter((key) => !(key in configSchema.shape));
  expect(unknown).toEqual([]);
});

test.each(ours)('%s starts with what the file gives it, once the operator has set the rest', (_name, service) => {
  const operator: Record<string, string> = {
    POSTGRES_PASSWORD: 'p',
    MASTER_KEY: Buffer.alloc(32).toString('base64'),
    SMTP_URL: 'smtp://relay:25',
    MAIL_FROM: 'Rollcall <rollcall@example.org>',
    PUBLIC_URL: 'https://rollcall.example.org',
  };
  const environment = Object.fromEntries(
    Object.entries(service.environment ?? {}).map(([key, value]) => [
      key,
      String(value).replaceAll(/\$\{(\w+)(?::[-?]([^}]*))?\}/g, (_all, name: string, rest: string) => operator[name] ?? rest),
    ]),
  );
  expect(readConfig(environment).TEMPORAL_ADDRESS).toBe('temporal:7233');
});

test('the search attributes of the dev server are made in the cluster too', () => {
  for (const name of Object.keys(SEARCH_ATTRIBUTES)) expect(text).toContain(name);
});

test('the cluster takes turns between districts as the dev server does', () => {
  const { configs } = compose as unknown as { configs: Record<string, { content: string }> };
  const settings = parse(configs['temporal-dynamic-config']?.content ?? '') as Record<string, { value: unknown }[]>;
  expect(Object.entries(settings).map(([name, [first]]) => `${name}=${String(first?.value)}`)).toEqual(FAIRNESS);
});

test('the image uses Debian and Node 24, which Temporal and the security fixes need', async () => {
  const dockerfile = await readFile(join(import.meta.dirname, '..', '..', 'Dockerfile'), 'utf8');
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map((match) => match[1]);
  expect(bases.length).toBeGreaterThan(0);
  expect(bases.every((base) => base === 'node:24-bookworm-slim')).toBe(true);
});
