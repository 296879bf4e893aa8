import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './checkout.mjs';

/**
 * What shows a promise. `tests`: files of `npm test`, each with titles of tests or of their groups, as they are written there, or `*` for
 * all; `kill`: kill points of `npm run test:kill`; `clients`: the matrix of `npm run test:clients`; `lacks`: the part of the promise that no test shows.
 *
 * @typedef {{ tests?: Record<string, string[] | '*'>, kill?: string[], clients?: boolean, lacks?: string }} Shown
 * @typedef {{ file: string, names: string[], passed: boolean }} RanTest `names`: its title, and those of the groups that it is in
 * @typedef {{ tests: RanTest[], clients: RanTest[], kill: Record<string, { rounds: number, bad: number }> }} Ran
 */

/** @returns {Record<string, Shown>} by the name of the promise: `P33`, `K9` */
export function readShown() {
  return JSON.parse(readFileSync(join(ROOT, 'test', 'promises.json'), 'utf8'));
}

/** @returns {{ name: string, says: string }[]} the promises and kill points of docs/promises.md, in its order */
export function readPromises() {
  const text = readFileSync(join(ROOT, 'docs', 'promises.md'), 'utf8');
  return [...text.matchAll(/^\| (K?)(\d+) \|(.*)\|$/gm)].map(([, kind, number, says]) => ({
    name: `${kind === '' ? 'P' : kind}${number}`,
    says: says
      .split('|')
      .map((part) => part.trim())
      .join(', '),
  }));
}

/** A title as it is written, such as `%s is refused` or `of ${MANY} schools`, matches what it becomes in each case. */
export function titlePattern(title) {
  return title
    .split(/%[sijdfo#]|\$\{[^}]*\}|\$\w+/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`))
    .join('.*');
}

/**
 * What has to run for these: whole files in one run of vitest, and single tests of others in a second one.
 *
 * @param {Shown[]} shown
 * @returns {{ files: string[], titled: { files: string[], pattern: string }, clients: boolean, kill: string[] }}
 */
export function planRuns(shown) {
  const entries = shown.flatMap(({ tests = {} }) => Object.entries(tests));
  const files = [...new Set(entries.filter(([, titles]) => titles === '*').map(([file]) => file))];
  const titled = entries.filter(([file]) => !files.includes(file));
  return {
    files,
    titled: {
      files: [...new Set(titled.map(([file]) => file))],
      pattern: [...new Set(titled.flatMap(([, titles]) => titles).map(titlePattern))].join('|'),
    },
    clients: shown.some(({ clients }) => clients === true),
    kill: [...new Set(shown.flatMap(({ kill = [] }) => kill))],
  };
}

/**
 * How a promise did. What is named and did not run counts as failed.
 *
 * @param {Shown} shown
 * @param {Ran} ran
 * @returns {{ count: string, result: string, kept: boolean }}
 */
export function judge(shown, ran) {
  const tests = new Set();
  const missing = [];
  for (const [file, titles] of Object.entries(shown.tests ?? {})) {
    for (const title of titles === '*' ? [''] : titles) {
      const pattern = new RegExp(`^${titlePattern(title)}$`);
      const mine = ran.tests.filter((test) => test.file === file && (title === '' || test.names.some((name) => pattern.test(name))));
      if (mine.length === 0) missing.push(title === '' ? file : `${file}: ${title}`);
      for (const test of mine) tests.add(test);
    }
  }
  if (shown.clients === true) {
    if (ran.clients.length === 0) missing.push('npm run test:clients');
    for (const test of ran.clients) tests.add(test);
  }
  const points = (shown.kill ?? []).map((name) => ({ name, ...(ran.kill[name] ?? { rounds: 0, bad: 0 }) }));
  missing.push(...points.filter(({ rounds }) => rounds === 0).map(({ name }) => `npm run test:kill -- ${name}`));
  const rounds = points.reduce((sum, point) => sum + point.rounds, 0);
  const failed = [...tests].filter(({ passed }) => !passed).length + points.reduce((sum, { bad }) => sum + bad, 0);
  const count = [counted(tests.size, 'test'), counted(rounds, 'kill')].filter((part) => part !== '').join(', ') || '0';
  if (missing.length === 0 && tests.size + rounds === 0) return { count, result: 'not shown by a test', kept: false };
  if (missing.length > 0) return { count, result: `did not run: ${missing.join('; ')}`, kept: false };
  if (failed > 0) return { count, result: `${failed} failed`, kept: false };
  if (shown.lacks !== undefined) return { count, result: `kept in part; not shown by a test: ${shown.lacks}`, kept: false };
  return { count, result: 'kept', kept: true };
}

function counted(number, what) {
  return number === 0 ? '' : `${number} ${what}${number === 1 ? '' : 's'}`;
}
