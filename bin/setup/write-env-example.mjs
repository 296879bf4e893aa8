// `.env.example` for docker-compose: every setting of infra/config.ts with its default, and what docs/operations.md says of it.
// `node bin/setup/write-env-example.mjs` writes it; `npm run check` calls it with --check.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configSchema } from '../../dist/infra/config.js';
import { ROOT } from './checkout.mjs';

/** Values that show their form. */
const SHOWN = {
  MAIL_FROM: [undefined, 'Rollcall <rollcall@example.org>'],
  PUBLIC_URL: [undefined, 'https://rollcall.example.org'],
};

function envExample() {
  const compose = read('docker-compose.yml');
  const passed = new Set([...compose.matchAll(/\$\{([A-Z0-9_]+)/g)].map((match) => match[1]));
  const needed = new Set([...compose.matchAll(/\$\{([A-Z0-9_]+):\?/g)].map((match) => match[1]));
  const meaning = Object.fromEntries(
    [...read('docs/operations.md').matchAll(/^\| `([A-Z0-9_]+)` \| (.+?) \| .* \|$/gm)].map((match) => [match[1], match[2].replaceAll('`', '')]),
  );
  const line = (name) => {
    const [says = meaning[name] ?? '', value] = SHOWN[name] ?? [];
    const text = `# ${says}`.trimEnd();
    return needed.has(name) ? `${text}\n${name}=${value ?? ''}\n` : `${text}\n#${name}=${defaultOf(name)}\n`;
  };
  const settings = Object.keys(configSchema.shape);
  const optional = settings.filter((name) => passed.has(name) && !needed.has(name));
  return [
    '# Settings of docker-compose.yml: copy this file to `.env`, which no repository takes in, and fill in the first part.',
    '# Made by bin/setup/write-env-example.mjs from infra/config.ts, docker-compose.yml and docs/operations.md.',
    '# The secrets are no settings of this file: docs/make-secrets.sh makes them, one file each, in `secrets/`.',
    '',
    '# ---- Needed',
    '',
    ...[...needed].map(line),
    '# ---- May stay as it is',
    '',
    ...optional.map(line),
  ].join('\n');
}

function defaultOf(name) {
  const parsed = configSchema.shape[name].safeParse(undefined);
  return parsed.success && parsed.data !== undefined ? String(parsed.data) : '';
}

function read(path) {
  return readFileSync(join(ROOT, path), 'utf8');
}

const file = join(ROOT, '.env.example');
if (process.argv.includes('--check')) {
  let there = '';
  try {
    there = readFileSync(file, 'utf8');
  } catch {
    // Missing is as wrong as old.
  }
  if (there !== envExample()) {
    console.error('.env.example is not as made: run node bin/setup/write-env-example.mjs and commit it.');
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, envExample());
}
