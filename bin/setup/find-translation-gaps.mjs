import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './checkout.mjs';

/**
 * A line for each text that a language lacks. The compiler holds the types of the dictionaries against each other; this
 * finds what types allow: an empty text, and an English sentence that was copied instead of translated.
 */
export async function findTranslationGaps() {
  // vite comes with the packages, which are there only by now.
  const { runnerImport } = await import('vite');
  const load = async (path) => (await runnerImport(join(ROOT, path), { root: ROOT, configFile: false, logLevel: 'silent' })).module;
  const texts = 'apps/console/src/texts';
  const [{ en }, { frCA }] = [await load(`${texts}/en.ts`), await load(`${texts}/fr-ca.ts`)];
  const [{ accountEn }, { accountFrCa }] = [await load(`${texts}/account-en.ts`), await load(`${texts}/account-fr-ca.ts`)];
  const [{ fixEn }, { fixFrCa }] = [await load(`${texts}/fix-en.ts`), await load(`${texts}/fix-fr-ca.ts`)];
  const gaps = [
    ...compare(en, frCA, 'console'),
    ...compare(accountEn, accountFrCa, 'console (accounts)'),
    ...compare(fixEn, fixFrCa, 'console (what a file does not say)'),
  ];
  const folder = join(ROOT, 'domain', 'messages');
  const names = readdirSync(folder);
  for (const name of names.filter((file) => file.endsWith('-texts.ts'))) {
    // One file per language is as good as both in one.
    if (name.startsWith('english-') && names.includes(name.replace('english-', 'french-'))) continue;
    if (name.startsWith('french-')) continue;
    if (!/fr-CA/.test(readFileSync(join(folder, name), 'utf8'))) gaps.push(`domain/messages/${name} speaks no French`);
  }
  return gaps;
}

function compare(english, french, path) {
  if (typeof english !== typeof french) return [`${path}: is not in both languages`];
  if (typeof english === 'string') {
    if (english !== '' && french.trim() === '') return [`${path}: is empty in French`];
    // Names and single words may be the same in both; three words in a row are a sentence.
    return english === french && /\p{L}{2,} \p{L}{2,} \p{L}{2,}/u.test(english) ? [`${path}: is English in French: ${english}`] : [];
  }
  if (typeof english !== 'object' || english === null) return [];
  const keys = new Set([...Object.keys(english), ...Object.keys(french)]);
  return [...keys].flatMap((key) => compare(english[key], french[key], `${path}.${key}`));
}
