import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** The names that Mantine gives its classes: `m_` and a hash. */
const CLASS = /\bm_[0-9a-f]{6,8}\b/g;

/**
 * Fails the build when the scripts name a class of a Mantine component whose styles src/mantine-styles.ts does not
 * import: the component would be shown without them.
 */
export function checkMantineStyles(): Plugin {
  return {
    name: 'rollcall:check-mantine-styles',
    generateBundle(_options, bundle) {
      const used = new Set<string>();
      const styled = new Set<string>();
      for (const part of Object.values(bundle)) {
        const into = part.type === 'chunk' ? used : styled;
        for (const name of (part.type === 'chunk' ? part.code : String(part.source)).match(CLASS) ?? []) into.add(name);
      }
      const missing = [...stylesByClass()].flatMap(([name, file]) => (used.has(name) && !styled.has(name) ? [file] : []));
      if (missing.length > 0) {
        this.error(`src/mantine-styles.ts lacks ${[...new Set(missing)].map((file) => `@mantine/core/styles/${file}`).join(', ')}.`);
      }
    },
  };
}

/** Every class that Mantine styles, with the file that styles it. */
function stylesByClass(): Map<string, string> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@mantine/core/styles.css')), 'styles');
  const found = new Map<string, string>();
  for (const file of readdirSync(folder)) {
    if (file.includes('.layer.')) continue;
    for (const [, name = ''] of readFileSync(join(folder, file), 'utf8').matchAll(/\.(m_[0-9a-f]{6,8})\b/g)) {
      if (!found.has(name)) found.set(name, file);
    }
  }
  return found;
}
