/**
 * What PostgreSQL says of a statement without running it: its columns with their types, which of them can be null, and of what
 * types its parameters are.
 *
 * @param {import('pg').Client} client
 * @param {{ withNulls?: boolean }} options whether `canBeNull` is of interest: it costs a plan
 * @returns {Promise<{ columns: { name: string, type: number, canBeNull: boolean }[], parameters: number[] }>} `canBeNull` false: no, or nobody knows
 * @throws what PostgreSQL says against the statement
 */
export async function describeStatement(client, text, { withNulls = false } = {}) {
  const { fields, parameters } = await new Promise((resolve, reject) => client.query(new Description(text, resolve, reject)));
  if (fields.length === 0) return { columns: [], parameters };
  const sources = withNulls ? await sourcesOf(client, text) : null;
  const columns = [];
  for (const [index, { name, dataTypeID, tableID, columnID }] of fields.entries()) {
    const stored = !withNulls || tableID === 0 ? null : await isNullable(client, tableID, columnID);
    columns.push({ name, type: dataTypeID, canBeNull: sources !== null && canBeNull(sources.outputs[index] ?? '', stored, sources, text) });
  }
  return { columns, parameters };
}

/** The driver's own way to send messages: Parse and Describe, without Execute. */
class Description {
  name = '';
  constructor(text, resolve, reject) {
    Object.assign(this, { text, resolve, reject, fields: [], parameters: [] });
  }
  submit(connection) {
    connection.once('parameterDescription', this.readParameters);
    connection.parse({ text: this.text, name: '', types: [] }, true);
    connection.describe({ type: 'S', name: '' }, true);
    connection.sync();
    this.connection = connection;
  }
  readParameters = ({ dataTypeIDs }) => {
    this.parameters = dataTypeIDs;
  };
  handleRowDescription({ fields }) {
    this.fields = fields;
  }
  /** After an error the driver calls nothing else. */
  handleError(error) {
    this.connection.off('parameterDescription', this.readParameters);
    this.reject(error);
  }
  handleReadyForQuery() {
    this.connection.off('parameterDescription', this.readParameters);
    this.resolve({ fields: this.fields, parameters: this.parameters });
  }
}

const nullables = new Map();

/** Null: nobody knows, as of a temporary table that a SELECT made. */
async function isNullable(client, table, column) {
  const key = `${table}.${column}`;
  if (!nullables.has(key)) {
    const { rows } = await client.query(
      `SELECT CASE WHEN relkind = 'r' AND (relpersistence <> 't' OR attnotnull) THEN NOT attnotnull END AS nullable
         FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid WHERE attrelid = $1 AND attnum = $2`,
      [table, column],
    );
    nullables.set(key, rows[0].nullable);
  }
  return nullables.get(key);
}

/** Where each column comes from, as the planner prints it, the aliases of the tables that an outer join may leave out, and the subqueries that count. */
async function sourcesOf(client, text) {
  const { rows } = await client.query(`EXPLAIN (GENERIC_PLAN, VERBOSE, COSTS OFF, FORMAT JSON) ${text}`);
  const { Plan: top } = rows[0]['QUERY PLAN'][0];
  const nullable = new Set();
  const counting = new Set();
  const visit = (node, isLeftOut) => {
    if (node.Alias !== undefined && isLeftOut) nullable.add(node.Alias);
    if (/^\(*count\(/.test(node.Output?.[0] ?? '') && node['Group Key'] === undefined) counting.add(node['Subplan Name']);
    for (const child of node.Plans ?? []) visit(child, isLeftOut || leavesOut(node['Join Type'], child['Parent Relationship']));
  };
  visit(top, false);
  return { outputs: top.Output ?? [], nullable, counting, aggregatesAll: top['Node Type'] === 'Aggregate' && top['Group Key'] === undefined };
}

function leavesOut(join, side) {
  return join === 'Full' || (join === 'Left' && side === 'Inner') || (join === 'Right' && side === 'Outer');
}

/** What a table keeps, or an outer join or a subquery leaves out, and the texts in JSON; of other expressions nothing is known. */
function canBeNull(output, stored, { nullable, counting, aggregatesAll }, text) {
  // An aggregate over no row at all, and a subquery that finds none.
  if (aggregatesAll && /^\(?(max|min|sum|avg|array_agg|string_agg|jsonb_agg)\(/.test(output)) return true;
  const subquery = /^\(?\(?((SubPlan|InitPlan) \d+)\)/.exec(output)?.[1];
  if (subquery !== undefined) return !counting.has(subquery);
  const plain = output.replaceAll(/^\(|\)(::[a-z"[\] ]+)?$/gi, '');
  const [, alias, column] = /^(?:"?(\w+)"?\.)?"?(\w+)"?$/.exec(plain) ?? [];
  const canBe = nullable.has(alias) || (stored ?? / ->> '\w+'::text$/.test(plain));
  return canBe && !(column !== undefined && text.includes(`${column} IS NOT NULL`));
}
