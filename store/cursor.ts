/** Where a page of a list ended, as an opaque text without personal data: it may appear in URLs and their logs. */
function writeCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** The position that a cursor stands for; null when the text is no cursor of this list. */
export function readCursor<Kinds extends readonly ('instant' | 'id' | 'number')[]>(cursor: string, kinds: Kinds): CursorParts<Kinds> | null {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts.length !== kinds.length) return null;
  return kinds.every((kind, place) => fits(kind, parts[place])) ? (parts as CursorParts<Kinds>) : null;
}

/** The cursor is not one that this list has made. */
export class WrongCursor extends Error {
  constructor() {
    super('This is not a cursor of this list.');
    this.name = 'WrongCursor';
  }
}

/** A page of a list, and how to ask for the next one; null: this was the last. */
export type Page<Item> = { items: Item[]; nextCursor: string | null };

/** Cuts `limit + 1` rows down to a page; the extra row only shows that there are more. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  itemOf: (row: Row) => Item,
  positionOf: (row: Row) => readonly (string | number)[],
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(itemOf),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(positionOf(last)) : null,
  };
}

type CursorParts<Kinds extends readonly ('instant' | 'id' | 'number')[]> = {
  [Place in keyof Kinds]: Kinds[Place] extends 'number' ? number : string;
};

function fits(kind: 'instant' | 'id' | 'number', part: unknown): boolean {
  switch (kind) {
    case 'instant':
      return typeof part === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(part) && !Number.isNaN(Date.parse(part));
    case 'id':
      return isId(part);
    case 'number':
      return Number.isSafeInteger(part) && (part as number) >= 0 && (part as number) <= 2_147_483_647;
  }
}

/** Whether this could be an id of the product: anything else would make PostgreSQL refuse the query. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}
