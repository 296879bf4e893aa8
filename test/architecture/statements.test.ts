import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** What a statement may do, and where it may stand: read from the sources, because no lint rule reads SQL. */
const root = join(import.meta.dirname, '..', '..');
const ROOMS = ['apps', 'workflows', 'activities', 'services', 'store', 'infra'];

/** Whether a source writes the state of a sync that exists. */
function writesStatus(source: string): boolean {
  const statements = source.matchAll(/\bUPDATE\s+sync\b(?:\s+(?:AS\s+)?\w+)?\s+SET\b([^`;]*?)(?:\bWHERE\b|`|;|$)/gi);
  return (
    [...statements].some(([, set = '']) => /(^|,|\s|\})status\s*=/i.test(set)) ||
    /\bsync\.update(Many)?\(\s*\{[^)]*\bdata:[^)]*\bstatus\b/.test(source)
  );
}

test('moveSync is the only one who writes the state of a sync', async () => {
  expect(writesStatus("client.query(`UPDATE sync SET status = 'FAILED' WHERE id = $1`)")).toBe(true);
  expect(writesStatus('`UPDATE sync AS s\n SET counts = $2, status = $3 WHERE s.id = $1`')).toBe(true);
  expect(writesStatus('`UPDATE sync SET ${read}\n status = $3 FROM x WHERE s.id = $1`')).toBe(true);
  expect(writesStatus("prisma.sync.update({ where: { id }, data: { status: 'FAILED' } })")).toBe(true);
  expect(writesStatus("`UPDATE sync SET counts = $2 WHERE id = $1 AND status = 'HELD'`")).toBe(false);
  const writers: string[] = [];
  for (const room of ROOMS)
    for (const entry of await readdir(join(root, room), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || path.includes(`${sep}generated${sep}`)) continue;
      if (writesStatus(await readFile(path, 'utf8'))) writers.push(relative(root, path));
    }
  expect(writers.map((path) => path.split(sep).at(-1))).toEqual(['sync-store.ts']);
});

/** The rooms outside of the store. The console is left out: lint keeps it from the database, and it has a `query` of its own. */
const WITHOUT_SQL = ['apps', 'workflows', 'activities', 'services', 'infra', 'domain'];

/** SQL as it stands in a text: in capitals, or from its very beginning. */
const SQL_TEXT =
  /\bSELECT\s[^]*\bFROM\s|\bSELECT\s+\d+\s*$|\bINSERT INTO\s|\bUPDATE\s+\S+(\s+(AS\s+)?\w+)?\s+SET\s|\bDELETE FROM\s|^\s*(select\s[^]*\sfrom\s|insert into\s|update\s+\S+\s+set\s|delete from\s)/;

/** What a source says to the database: a call of `query`, the Prisma client under any name, or a text that is SQL. */
function sqlIn(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isQuery(node)) found.push('query');
    else if (ts.isIdentifier(node) && node.text === 'prisma') found.push('prisma');
    else if (isText(node) && SQL_TEXT.test(node.text)) found.push('SQL');
    else if (ts.isTemplateExpression(node)) {
      // What is filled in may be the name of a table.
      const whole = [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('x');
      if (SQL_TEXT.test(whole)) found.push('SQL');
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('planted.tsx', source, ts.ScriptTarget.Latest));
  return found;
}

function isQuery(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) {
    const called = node.expression;
    return (
      (ts.isIdentifier(called) && called.text === 'query') ||
      (ts.isPropertyAccessExpression(called) && called.name.text === 'query') ||
      (ts.isElementAccessExpression(called) && isText(called.argumentExpression) && called.argumentExpression.text === 'query')
    );
  }
  // `client.query.bind(client)`: called elsewhere.
  return (
    ts.isPropertyAccessExpression(node) &&
    ['bind', 'call', 'apply'].includes(node.name.text) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 'query'
  );
}

function isText(node: ts.Node): node is ts.StringLiteral | ts.NoSubstitutionTemplateLiteral {
  return ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node);
}

/** The server's own administration: it makes databases, and knows nothing of what is in them. */
const ADMINISTRATION = ['infra/embedded/start-postgres.ts', 'infra/embedded/with-scratch-postgres.ts'];

test.each([
  'client.query(text)',
  'await database.pool.query<{ id: string }>(text, [id])',
  'pool\n  .query(text)',
  'client?.query(text)',
  "client['query'](text)",
  'const { query } = client;\nawait query(text);',
  'const ask = client.query.bind(client);',
  'database.prisma.sync.findUnique({ where: { id } })',
  'const { prisma } = database;',
  'const records = database.prisma;',
  "export const text = 'SELECT id FROM sync';",
  "export const text = 'select id from sync';",
  'export const text = `INSERT INTO person (id) VALUES ($1)`;',
  'export const text = `\n  UPDATE sync AS s\n SET counts = $2`;',
  'export const text = `UPDATE ${table} SET counts = $2`;',
  "export const text = 'DELETE FROM absence';",
  'export const text = `WITH old AS (SELECT 1 FROM ${table}) TABLE old`;',
  'export const rows = sql`SELECT id FROM sync`;',
])('the check of the rooms finds SQL outside of the store: %s', (planted) => {
  expect(sqlIn(planted)).not.toEqual([]);
});

test.each([
  '// SELECT id FROM sync: said in a comment only\nexport const a = 1;',
  "export const text = 'Select a file from your computer, or update the settings.';",
  "export const text = 'Then select Undo from the menu.';",
  "export const folder = 'prisma/schema.prisma';",
  'export const people = (query: string) => list(query);',
  'return loadPeople(database, { ...query, schoolId });',
])('the check of the rooms lets through what is no SQL: %s', (planted) => {
  expect(sqlIn(planted)).toEqual([]);
});

test('no SQL stands outside of the store, but for what makes databases', async () => {
  const withSql: string[] = [];
  for (const room of WITHOUT_SQL)
    for (const entry of await readdir(join(root, room), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || path.startsWith(join(root, 'apps', 'console'))) continue;
      if (sqlIn(await readFile(path, 'utf8')).length > 0) withSql.push(relative(root, path).split(sep).join('/'));
    }
  expect(withSql.toSorted()).toEqual(ADMINISTRATION.toSorted());
});
