// A registry mirror that lacks a package's binaries for other platforms makes npm leave them out of package-lock.json, and
// `npm ci` then refuses that file on every machine. This puts them in again: `node bin/setup/complete-lock.mjs` after an
// `npm install`; `npm run check` calls it with --check.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './checkout.mjs';

const OS = /(?:^|[-/])(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)(?=-|$)/;
const CPU = /-(arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64)(?=-|$)/;

/** Adds the missing entries to `lock` and returns their names. */
export function completeLock(lock) {
  const added = [];
  for (const [path, parent] of Object.entries(lock.packages)) {
    if (path === '') continue;
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const os = OS.exec(name)?.[1];
      const cpu = CPU.exec(name)?.[1];
      // Binaries for one platform are pinned to one version; anything else that is missing is for npm to say.
      if (os === undefined || cpu === undefined || !/^\d+\.\d+\.\d+[\w.-]*$/.test(version)) continue;
      if (lock.packages[`node_modules/${name}`] !== undefined || lock.packages[`${path}/node_modules/${name}`] !== undefined) continue;
      lock.packages[`node_modules/${name}`] = {
        version,
        cpu: [cpu],
        ...(parent.dev === true ? { dev: true } : {}),
        ...(name.endsWith('-musl') ? { libc: ['musl'] } : {}),
        optional: true,
        os: [os],
      };
      added.push(name);
    }
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([left], [right]) => (left < right ? -1 : 1)));
  return added;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = join(ROOT, 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const added = completeLock(lock);
  if (process.argv.includes('--check')) {
    if (added.length > 0) console.error(`package-lock.json lacks ${added.join(', ')}: run node bin/setup/complete-lock.mjs and commit it.`);
    process.exitCode = added.length > 0 ? 1 : 0;
  } else {
    if (added.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
    console.log(added.length === 0 ? 'package-lock.json is complete.' : `Added ${added.join(', ')}`);
  }
}
