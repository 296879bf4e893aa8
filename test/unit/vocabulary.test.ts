import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** A word that must not come back, the word that stands for it in docs/vocabulary.md, and a text that shows the mistake. */
type Banned = [synonym: RegExp, right: string, mistake: string];

// No English synonym is also a French word here, nor the other way round: every text is held against both lists.
const ENGLISH: Banned[] = [
  [/\bgroups?\b/i, 'category', 'All groups'],
  [/\b(try|tried|tries) only\b|\bdry run\b/i, 'preview', 'Try only (dry run)'],
  [/\bdropped\b|decided against/i, 'discard', 'The held changes are dropped.'],
  [/\b(taken|takes|take|took) back\b/i, 'undo', 'The changes have been taken back.'],
  [/replaced by a newer|took the place|hold expired/i, 'superseded', 'replaced by a newer file'],
  [/\breplay/i, 'run again', 'support can replay this sync'],
  [/\brefus(e|es|ed|al)\b/i, 'rejected', 'The file was refused.'],
  [/\bwarnings?\b/i, 'remark', 'with 3 warnings'],
  [/\bskipped\b/i, 'row left out', 'the row was skipped'],
  [/stand-alone list/i, 'stand-alone file', 'no stand-alone list of teachers'],
  [/student information system(?! \(SIS\))/i, 'SIS', 'Correct it in your student information system.'],
  [/Settings →/i, '“Column and value mapping”', 'say under Settings → grades'],
  [/waiting list/i, 'about to be archived', 'Open the waiting list'],
  [/words of your files/i, '“Column and value mapping”', 'under “Words of your files”'],
  [/came by/i, 'source', 'Came by SFTP'],
  [/\blog(ged)?[ -]?(in|on)\b/i, 'sign in', 'Log in to see this page.'],
  [/\bpupils?\b/i, 'students', 'Two pupils are missing.'],
  [/\bnothing to change\b/i, 'no change', 'nothing to change'],
  [/needs (approval|a decision)/i, 'held for approval', 'Needs approval'],
];
const FRENCH: Banned[] = [
  [/\bgroupes?\b/i, 'catégorie', 'Tous les groupes'],
  [/téléver/i, 'déposer', 'Téléversez le fichier.'],
  [/(utilisateur|personne)e?s? manquante?s?/i, 'Personnes absentes', 'Utilisateurs manquants'],
  [/\brefus(é|ée|és|ées|er|e|ez)(?!\p{L})/iu, 'rejeté', 'Le fichier est refusé.'],
  [/(approuve[rz]|approuvée?) ou rejet/i, 'écarter', 'Approuvez ou rejetez ce qui est retenu.'],
  [/abandonn/i, 'écarter', 'Changements retenus abandonnés'],
  [/paramètre/i, 'réglages', 'Rechargez les paramètres.'],
  [/adresses? de courriel|courriels? électronique/i, 'adresse courriel', 'une adresse de courriel'],
  [/gestionnaire de personnes/i, 'Gestion des personnes', 'dans le gestionnaire de personnes'],
  [/niveaux? scolaire/i, 'niveau', 'le niveau scolaire'],
  [/soutien(?! technique)|support technique/i, 'soutien technique', 'Prévenez le soutien.'],
  [/avertissement/i, 'remarque', 'avertissement'],
  [/liste d.attente/i, 'sur le point d’être archivées', 'Ouvrir la liste d’attente'],
  [/mots de vos fichiers/i, '« Correspondance des colonnes et des valeurs »', 'sous « Mots de vos fichiers »'],
  [/\brangées?\b/i, 'ligne', 'Rangée 4'],
  [/ignorée?s?(?!\p{L})/iu, 'ligne laissée de côté', 'la ligne a été ignorée'],
  [/essai seulement|simple essai|simulation/i, 'aperçu', 'Essai seulement (simulation)'],
  [/listes? distinctes?/i, 'fichier distinct', 'une liste distincte'],
  [/étudiant/i, 'élèves', 'les étudiants'],
  [/cette modification/i, 'changement', 'Cette modification n’a pas été annulée.'],
  [/mise à jour auto(?!matique)/i, 'Mise à jour automatique', 'Mise à jour auto des élèves'],
  [/système d’information scolaire(?! \(SIS\))/i, 'SIS', 'dans votre système d’information scolaire'],
  [/Paramètres →/i, '« Correspondance des colonnes et des valeurs »', 'dans Paramètres → niveaux'],
  [/ouvr\w+ (une )?session|ouvert de session|ouverture de session/i, 'se connecter', 'Ouvrez une session.'],
  [/traitée? de nouveau/i, 'relancer', 'peut être traité de nouveau'],
  [/retenue expirée|attend(ent)? (pas )?(votre |l’|une |d’)?approbation/i, 'retenu pour approbation', 'n’attend pas d’approbation'],
];
const BANNED = [...ENGLISH, ...FRENCH];

const ROOT = join(import.meta.dirname, '../..');
const CATALOGS = [
  ...['domain/messages', 'apps/console/src/texts', 'apps/cli'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name}`),
  ),
  'apps/api/http/send-problems.ts',
];

/** What mails and receipts say, which stands in several files. */
const MAILS = ['mail', 'outcome', 'file', 'advice', 'missing', 'day'].map((part) => `domain/messages/${part}-texts.ts`);

describe('a user meets one word for one thing', () => {
  test.each(CATALOGS)('in %s', (path) => {
    const texts = textsOf(readFileSync(join(ROOT, path), 'utf8'));
    expect(texts).not.toHaveLength(0);
    const mistakes = texts.flatMap((text) =>
      BANNED.filter(([synonym]) => synonym.test(text)).map(([synonym, right]) => `say “${right}”, not ${synonym.source}: ${text}`),
    );
    expect(mistakes).toEqual([]);
  });

  test('in the catalogs of both languages, hundreds of texts are looked at', () => {
    const textsIn = (paths: string[]): number => paths.reduce((count, path) => count + textsOf(readFileSync(join(ROOT, path), 'utf8')).length, 0);
    for (const paths of [['apps/console/src/texts/en.ts'], ['apps/console/src/texts/fr-ca.ts'], MAILS]) expect(textsIn(paths)).toBeGreaterThan(200);
  });
});

/** In code, and of connections and workflows, these are the right words. */
const RIGHT_FOR_ENGINEERS = new Set(['\\breplay', '\\brefus(e|es|ed|al)\\b']);

describe('who reads the API or a document meets the same words', () => {
  const mistakesIn = (texts: string[]): string[] =>
    texts.flatMap((text) =>
      ENGLISH.filter(([synonym]) => !RIGHT_FOR_ENGINEERS.has(synonym.source) && synonym.test(text.replaceAll(/`[^`]*`/g, ''))).map(
        ([synonym, right]) => `say “${right}”, not ${synonym.source}: ${text}`,
      ),
    );

  test('in the descriptions of the API', () => {
    const texts: string[] = [];
    JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8'), (key, value: unknown) => {
      if ((key === 'summary' || key === 'description') && typeof value === 'string') texts.push(value);
      return value;
    });
    expect(texts.length).toBeGreaterThan(300);
    expect(mistakesIn(texts)).toEqual([]);
  });

  test.each(['README.md', 'docs/product.md', 'docs/files.md', 'docs/sftp.md', 'docs/support.md'])('in %s', (path) => {
    expect(mistakesIn(readFileSync(join(ROOT, path), 'utf8').split('\n'))).toEqual([]);
  });
});

test.each(BANNED)('%s stands for “%s”, which the vocabulary lists', (synonym, right, mistake) => {
  const listed = readFileSync(join(ROOT, 'docs/vocabulary.md'), 'utf8').replaceAll('\u00a0', ' ');
  expect(mistake).toMatch(synonym);
  expect(listed).toContain(right);
  expect(right).not.toMatch(synonym);
});

test('the French console is typeset as in Canada', () => {
  for (const text of textsOf(readFileSync(join(ROOT, 'apps/console/src/texts/fr-ca.ts'), 'utf8')).slice(1))
    expect(text).not.toMatch(/\p{L} ?'\p{L}|"| [:;?!»]|« |\d %|\.\.\./u);
});

/** Every text in a source, with its escapes read; comments, code and the values inside a text are left out. */
function textsOf(source: string): string[] {
  const pieces = source.matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g);
  return Array.from(pieces, ([piece]) => piece)
    .filter((piece) => !piece.startsWith('/'))
    .map((piece) => piece.slice(1, -1).replaceAll(/\$\{[^{}]*\}/g, '…'))
    .map((piece) => piece.replaceAll(/\\u([\da-f]{4})/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))));
}
