import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import Papa from 'papaparse';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/**
 * The least that any roster sync must do with the same file and the same tables, without a rule, a check or a memory of
 * what it did: parse, COPY into an unlogged table, one statement.
 */
export async function createFloor(client: pg.Client): Promise<{
  first(path: string): Promise<number>;
  again(path: string): Promise<number>;
}> {
  await client.query(`
    CREATE UNLOGGED TABLE floor_row (email text, first_name text, last_name text, student_id text, grade text, parent_email text, parent_phone text);
    CREATE TABLE floor_person (LIKE person INCLUDING ALL);`);
  const school = '00000000-0000-7000-8000-000000000001';

  const load = async (path: string): Promise<void> => {
    const copy = client.query(copyFrom('COPY floor_row FROM STDIN'));
    let header = true;
    await new Promise<void>((resolve, reject) => {
      copy.on('error', reject);
      Papa.parse<string[]>(createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 }), {
        delimiter: ',',
        chunk: ({ data }, parser) => {
          const rows = header ? data.slice(1) : data;
          header = false;
          const text = rows
            .filter((row) => row.length > 1)
            .map((row) => `${row.join('\t')}\n`)
            .join('');
          if (!copy.write(text)) {
            parser.pause();
            copy.once('drain', () => parser.resume());
          }
        },
        complete: () => resolve(),
        error: reject,
      });
    });
    copy.end();
    await once(copy, 'finish');
  };
  const timed = async (path: string, prepare: string, statement: string): Promise<number> => {
    await client.query(prepare);
    const start = performance.now();
    await client.query("BEGIN; SET LOCAL work_mem = '64MB'; SET LOCAL jit = off");
    await load(path);
    await client.query(statement, [school]);
    await client.query('COMMIT');
    return performance.now() - start;
  };
  return {
    first: (path) =>
      timed(
        path,
        'TRUNCATE floor_row, floor_person',
        `INSERT INTO floor_person (school_id, email, first_name, last_name, role, category, student_id, grade, grade_raw, parent_email, parent_phone)
         SELECT $1, email, first_name, last_name, 'STUDENT', 'students', student_id, grade, grade, parent_email, parent_phone FROM floor_row`,
      ),
    again: (path) =>
      timed(
        path,
        'TRUNCATE floor_row; ANALYZE floor_person',
        `SELECT count(*) FROM floor_row r JOIN floor_person p ON p.school_id = $1 AND p.student_id = r.student_id
          WHERE (r.email, r.first_name, r.last_name, r.grade, r.parent_email, r.parent_phone)
                IS DISTINCT FROM (p.email, p.first_name, p.last_name, p.grade, p.parent_email, p.parent_phone)`,
      ),
  };
}
