import type { PoolShare } from '../../store/pool-shares.js';
import type { Facts } from './attributes.js';
import type { Listed } from './school-folder.js';

/** More would make a listing that no client shows; older receipts are in the console. */
const LISTED_AT_MOST = 1000;

/** The read-only folder `/results/` of one school: what became of each file. */
export type Results = {
  /** Newest first. */
  list(): Promise<Listed[]>;
  facts(name: string): Promise<Facts | null>;
  read(name: string): Promise<{ body: Buffer; facts: Facts } | null>;
};

export function createResults(database: PoolShare, schoolId: string): Results {
  return {
    async list() {
      const { rows } = await database.query<{ name: string; bytes: number; created_at: Date }>(
        `SELECT name, octet_length(body) AS bytes, created_at FROM receipt WHERE school_id = $1
          ORDER BY created_at DESC, name LIMIT ${LISTED_AT_MOST}`,
        [schoolId],
      );
      return rows.map(({ name, bytes, created_at }) => ({ name, facts: factsOf(bytes, created_at) }));
    },
    async facts(name) {
      const { rows } = await database.query<{ bytes: number; created_at: Date }>(
        'SELECT octet_length(body) AS bytes, created_at FROM receipt WHERE school_id = $1 AND name = $2',
        [schoolId, storable(name)],
      );
      return rows[0] === undefined ? null : factsOf(rows[0].bytes, rows[0].created_at);
    },
    async read(name) {
      const { rows } = await database.query<{ body: string; created_at: Date }>(
        'SELECT body, created_at FROM receipt WHERE school_id = $1 AND name = $2',
        [schoolId, storable(name)],
      );
      if (rows[0] === undefined) return null;
      const body = Buffer.from(rows[0].body, 'utf8');
      return { body, facts: factsOf(body.length, rows[0].created_at) };
    },
  };
}

function factsOf(bytes: number, modifiedAt: Date): Facts {
  return { kind: 'file', writable: false, bytes, modifiedAt };
}

/** PostgreSQL refuses NUL in text with an error; no receipt has it in its name. */
function storable(name: string): string {
  return name.includes('\0') ? '' : name;
}
