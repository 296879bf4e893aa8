import { openSchemaEngine } from './schema-engine.js';

/**
 * The SQL that leads from one text of `schema.prisma` to another, or '' when they agree; null: from an empty database.
 * The engine wants to reach any PostgreSQL, whose version decides what it writes; it reads and changes nothing there.
 */
export async function schemaDiffSql(databaseUrl: string, from: string | null, to: string): Promise<string> {
  const files = (content: string): { path: string; content: string }[] => [{ path: 'schema.prisma', content }];
  const engine = await openSchemaEngine(databaseUrl, [['schema.prisma', to]]);
  const { stdout } = await engine.diff({
    from: from === null ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: files(from) },
    to: { tag: 'schemaDatamodel', files: files(to) },
    script: true,
    exitCode: null,
    // Everything in the database belongs to the product: nothing is filtered out.
    filters: { externalTables: [], externalEnums: [] },
  });
  const sql = stdout ?? '';
  return sql.includes('This is an empty migration') ? '' : sql;
}
