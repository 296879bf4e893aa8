import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { promtool } from './tools.js';

const RULES = join(import.meta.dirname, '..', '..', 'docs', 'alerts.yaml');

/** What one look at all parts found, by job: the text of a part, or `down`. */
export type Scrape = Partial<Record<'rollcall-api' | 'rollcall-gateway' | 'rollcall-worker' | 'rollcall-temporal-sdk', string>>;

const HEALTHY_MINUTES = 10;
const BROKEN_MINUTES = 50;

/** The names of all alerts. */
export async function alertNames(): Promise<string[]> {
  const { groups } = parse(await readFile(RULES, 'utf8')) as { groups: { rules: { alert: string }[] }[] };
  return groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
}

/**
 * Which alerts fire when Prometheus finds `healthy` for ten minutes and then `broken` for fifty. The rules are evaluated by promtool, on
 * the very series of the texts. `goes on growing`: counters grow in every minute by as much as `broken` is ahead of `healthy`.
 */
export async function firing(healthy: Scrape, broken: Scrape, how: 'stays so' | 'goes on growing' = 'stays so'): Promise<string[]> {
  const before = seriesOf(healthy);
  const after = seriesOf(broken);
  const input = [...new Set([...before.keys(), ...after.keys()])].map((series) => ({
    series,
    values: `${run(before.get(series), HEALTHY_MINUTES)} ${
      how === 'goes on growing' && /_(total|count|sum|bucket)\{/.test(series) && after.has(series)
        ? `${before.get(series) ?? 0}+${Math.max(0, Number(after.get(series)) - Number(before.get(series) ?? 0))}x${BROKEN_MINUTES - 1}`
        : run(after.get(series), BROKEN_MINUTES)
    }`,
  }));
  const names = await alertNames();
  const minutes = HEALTHY_MINUTES + BROKEN_MINUTES;
  // promtool says which expectations were not met: each alert is expected to be silent, so what it complains of has fired.
  const expectations = names.map((name) => ({
    expr: `count(count_over_time(ALERTS{alertname="${name}", alertstate="firing"}[${minutes}m]))`,
    eval_time: `${minutes - 1}m`,
    exp_samples: [],
  }));
  const tests = [{ interval: '1m', input_series: input, promql_expr_test: expectations }];
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-alerts-'));
  try {
    const file = join(folder, 'test.yaml');
    await writeFile(file, stringify({ rule_files: [RULES], evaluation_interval: '1m', tests }, { aliasDuplicateObjects: false }));
    const said = await new Promise<string>((resolve) => {
      execFile(promtool(), ['test', 'rules', file], { maxBuffer: 64 * 1024 * 1024 }, (_error, stdout, stderr) => resolve(stdout + stderr));
    });
    const fired = names.filter((name) => said.includes(`alertname="${name}"`) || said.includes(`alertname=\\"${name}\\"`));
    // Anything else that it complains of is a mistake of this test or of the rules.
    if (fired.length === 0 && !said.includes('SUCCESS')) throw new Error(said.slice(0, 2_000));
    return fired;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(value: string | undefined, times: number): string {
  return value === undefined ? `_x${times - 1}` : `${value}x${times - 1}`;
}

/** Each line of Prometheus' text format as a series with its job and instance, and `up`, which Prometheus makes itself. */
function seriesOf(scrape: Scrape): Map<string, string> {
  const all = new Map<string, string>();
  for (const [job, text] of Object.entries(scrape)) {
    const place = `job="${job}",instance="${job}-1"`;
    all.set(`up{${place}}`, text === 'down' ? '0' : '1');
    if (text === 'down') continue;
    for (const line of text.split('\n')) {
      const found = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line);
      if (found === null) continue;
      const [, name = '', labels = '', value = ''] = found;
      if (!Number.isFinite(Number(value))) continue;
      all.set(`${name}{${labels === '' ? '' : `${labels},`}${place}}`, String(Number(value)));
    }
  }
  return all;
}
