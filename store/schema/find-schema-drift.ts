import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { migrate, prismaFolder } from './migrate.js';
import { schemaDiffSql } from './schema-diff-sql.js';

/**
 * The differences between a database made by the migrations and one made from `schema.prisma`, a line each; empty if
 * they agree. What Prisma cannot express may be in the migrations only: checks, triggers, partial indexes, deferrable
 * uniqueness, unlogged tables, who enforces a foreign key. Both databases must be empty; give it two scratch ones.
 */
export async function findSchemaDrift(migratedUrl: string, drawnUrl: string): Promise<string[]> {
  await migrate(migratedUrl);
  await draw(drawnUrl);
  return compareSchemas(migratedUrl, drawnUrl);
}

/** The same for two databases that are made already. */
export async function compareSchemas(migratedUrl: string, drawnUrl: string): Promise<string[]> {
  const migrated = await describe(migratedUrl);
  const drawn = await describe(drawnUrl);
  return [
    ...[...drawn.keys()].filter((line) => !migrated.has(line)).map((line) => `only in schema.prisma: ${line}`),
    ...[...migrated].filter(([line, sayable]) => sayable && !drawn.has(line)).map(([line]) => `only in the migrations: ${line}`),
  ].sort();
}

/** Makes the tables as the schema draws them. */
async function draw(databaseUrl: string): Promise<void> {
  const schema = await readFile(join(prismaFolder(), 'schema.prisma'), 'utf8');
  await query(databaseUrl, await schemaDiffSql(databaseUrl, null, schema));
}

/** Each column, enum, index and foreign key as one line; the value says whether Prisma's schema could say it. */
async function describe(databaseUrl: string): Promise<Map<string, boolean>> {
  const rows = await query<{ line: string; sayable: boolean }>(
    databaseUrl,
    `SELECT format('column %s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                   CASE WHEN a.attnotnull THEN ' not null' ELSE '' END, ' default ' || pg_get_expr(d.adbin, d.adrelid)) AS line,
            true AS sayable
       FROM pg_attribute a
       JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
       LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relname <> '_prisma_migrations'
     UNION ALL
     SELECT format('enum %s: %s', t.typname, string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)), true
       FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.typname
     UNION ALL
     SELECT replace(indexdef, ' ONLY ', ' '), i.indpred IS NULL AND i.indexprs IS NULL
       FROM pg_indexes x JOIN pg_index i ON i.indexrelid = format('public.%I', x.indexname)::regclass
      WHERE x.schemaname = 'public' AND x.tablename <> '_prisma_migrations'
     UNION ALL
     SELECT format('foreign key of %s: %s', conrelid::regclass, regexp_replace(pg_get_constraintdef(oid), ' NOT ENFORCED$', '')), true FROM pg_constraint WHERE contype = 'f'`,
  );
  return new Map(rows.map(({ line, sayable }) => [line, sayable]));
}

async function query<Row extends pg.QueryResultRow>(databaseUrl: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
