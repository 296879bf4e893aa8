const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The table in which the rows of this sync are staged, as SQL names it. A table of its own tells PostgreSQL how many rows
 * there are, and is dropped as a whole, without dead rows.
 *
 * @throws if it is not an id: the name becomes part of the statement, so nothing else may get into it
 */
export function stageTable(syncId: string): string {
  if (!UUID.test(syncId)) throw new Error('This is no id of a sync.');
  return `"stage"."rows_${syncId.replaceAll('-', '')}"`;
}
