// The packages that the product ships, from package-lock.json: THIRD-PARTY.md with their licences, and sbom.cdx.json, the same for programs
// (CycloneDX 1.6). `node bin/setup/write-third-party.mjs` writes both; `npm run check` calls it with --check, and a licence that we do not know fails.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './checkout.mjs';

/** Licences that ask for no more than to be named. */
const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
];

/** What the lock file does not say, as the package's own LICENSE file does. */
const READ_BY_HAND = { buildcheck: 'MIT', busboy: 'MIT', 'cpu-features': 'MIT', ssh2: 'MIT', streamsearch: 'MIT', unionfs: 'Unlicense' };

/** The console is bundled into what we ship, though npm installs its packages as tools of the build. */
const BUNDLED = ['@mantine/core', '@mantine/hooks', '@mantine/notifications', '@tanstack/react-query', 'openapi-fetch', 'react', 'react-dom'];

const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));

function shipped() {
  const found = new Map();
  const add = (path) => {
    const entry = packages[path];
    // The folder itself and its workspace of tools are ours.
    if (!path.startsWith('node_modules/') || entry.link === true || found.has(path)) return;
    found.set(path, entry);
    for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
      const place = resolve(path, name);
      if (place !== undefined) add(place);
    }
  };
  for (const [path, entry] of Object.entries(packages)) if (entry.dev !== true && entry.devOptional !== true) add(path);
  for (const name of BUNDLED) add(`node_modules/${name}`);
  return [...found].map(([path, entry]) => {
    const name = entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    // The binaries for one platform come under the licence of the package that wants them.
    const family = entry.optional === true ? packages[`node_modules/${/^@swc\/core(?=-)/.exec(name)?.[0] ?? ''}`] : undefined;
    const uses = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }).flatMap((each) => resolve(path, each) ?? []);
    return {
      path,
      name,
      version: entry.version,
      integrity: entry.integrity,
      uses,
      licence: entry.license ?? READ_BY_HAND[name] ?? family?.license ?? 'unknown',
    };
  });
}

/** Where Node finds `name` from the package at `from`. */
function resolve(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages[place] !== undefined) return place;
    if (folder === '') return undefined;
  }
}

function isAllowed(licence) {
  const words = licence.replaceAll(/[()]/g, '');
  if (words.includes(' OR ')) return words.split(' OR ').some((one) => isAllowed(one));
  return words.split(' AND ').every((one) => ALLOWED.includes(one.trim()));
}

/** One line for each name and version; npm may install the same one in several places. */
function page() {
  const lines = new Set(shipped().map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`));
  return `# Third-party packages

What Rollcall ships from others. Made by \`bin/setup/write-third-party.mjs\` from \`package-lock.json\`; each package carries its licence
text in \`node_modules\`. The Temporal server (MIT) and PostgreSQL (PostgreSQL licence) of \`npm start\` are obtained, not shipped.

| package | version | licence |
| --- | --- | --- |
${[...lines].sort().join('\n')}
`;
}

/** CycloneDX without a time or a number of its own, so that the same packages make the same file. */
function bill() {
  const { name: product, version } = packages[''];
  const all = shipped();
  const refOf = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const refs = new Map(all.map((each) => [each.path, refOf(each)]));
  const once = [...new Map(all.map((each) => [refOf(each), each]))].sort(([a], [b]) => (a < b ? -1 : 1));
  const uses = new Map();
  for (const each of all)
    for (const path of each.uses) if (refs.has(path)) uses.set(refOf(each), (uses.get(refOf(each)) ?? new Set()).add(refs.get(path)));
  return `${JSON.stringify(
    {
      $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: { component: { type: 'application', 'bom-ref': product, name: product, version } },
      components: once.map(([ref, { name, version, licence, integrity }]) => ({
        type: 'library',
        'bom-ref': ref,
        name,
        version,
        purl: ref,
        licenses: /[ ()]/.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }],
        ...(integrity === undefined
          ? {}
          : { hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex') }] }),
      })),
      dependencies: [
        { ref: product, dependsOn: [...new Set(direct().flatMap((path) => refs.get(path) ?? []))].sort() },
        ...once.map(([ref]) => ({ ref, dependsOn: [...(uses.get(ref) ?? [])].map(String).sort() })),
      ],
    },
    null,
    1,
  )}\n`;
}

function direct() {
  return [...Object.keys(packages[''].dependencies), ...BUNDLED].map((name) => `node_modules/${name}`);
}

const files = { 'THIRD-PARTY.md': page, 'sbom.cdx.json': bill };
const refused = shipped().filter(({ licence }) => !isAllowed(licence));
for (const { name, version, licence } of refused)
  console.error(`${name} ${version} has the licence ${licence}, which is not on the list: look at it, and add it or replace the package.`);
if (refused.length > 0) process.exitCode = 1;
for (const [name, made] of Object.entries(files)) {
  const file = join(ROOT, name);
  if (!process.argv.includes('--check')) writeFileSync(file, made());
  else if (readFileSync(file, { encoding: 'utf8', flag: 'a+' }) !== made()) {
    console.error(`${name} is not as made: run node bin/setup/write-third-party.mjs and commit it.`);
    process.exitCode = 1;
  }
}
