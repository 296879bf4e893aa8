import { expect, test } from 'vitest';
import { createBreaker, type Breaker } from '../../../infra/mail/breaker.js';

function aBreaker(): Breaker & { pass(seconds: number): void; silent(times: number): void } {
  let now = 0;
  const breaker = createBreaker(() => now);
  return {
    ...breaker,
    pass: (seconds) => (now += seconds * 1_000),
    silent: (times) => {
      for (let n = 0; n < times; n++) {
        expect(breaker.enter()).toBeNull();
        breaker.heard('ETIMEDOUT');
      }
    },
  };
}

test('a relay that is silent three times in a row is left alone for fifteen seconds', () => {
  const relay = aBreaker();
  relay.silent(3);
  expect(relay.enter()).toBe('ETIMEDOUT');
  relay.pass(14.9);
  expect([relay.away(), relay.enter()]).toEqual(['ETIMEDOUT', 'ETIMEDOUT']);
  relay.pass(0.2);
  expect(relay.away()).toBeNull();
});

test('a relay that answers now and then, also by a refusal, is never left alone', () => {
  const relay = aBreaker();
  for (let n = 0; n < 20; n++) {
    relay.silent(2);
    relay.heard(null);
  }
  expect(relay.away()).toBeNull();
});

test('after the pause one tries, and the others wait for what it hears', () => {
  const relay = aBreaker();
  relay.silent(3);
  relay.pass(15);
  expect([relay.enter(), relay.enter(), relay.away()]).toEqual([null, 'ETIMEDOUT', 'ETIMEDOUT']);
  relay.heard(null);
  expect([relay.enter(), relay.enter()]).toEqual([null, null]);
});

test('each try in vain makes the pause longer, up to a minute; an answer makes it short again', () => {
  const relay = aBreaker();
  relay.silent(3);
  for (const seconds of [15, 30, 60, 60, 60]) {
    relay.pass(seconds - 0.1);
    expect(relay.away()).toBe('ETIMEDOUT');
    relay.pass(0.1);
    relay.silent(1);
  }
  relay.pass(60);
  expect(relay.enter()).toBeNull();
  relay.heard(null);
  relay.silent(3);
  relay.pass(15);
  expect(relay.away()).toBeNull();
});

test('tries that were on their way when it opened do not make the pause longer', () => {
  const relay = aBreaker();
  for (let n = 0; n < 10; n++) expect(relay.enter()).toBeNull();
  for (let n = 0; n < 10; n++) relay.heard('ESOCKET');
  expect(relay.away()).toBe('ESOCKET');
  relay.pass(15);
  expect(relay.enter()).toBeNull();
});
