/** What an error, or something that it was caused by, may carry. Prisma's adapter puts what the database said into a plain object. */
export type Cause = { code?: unknown; originalCode?: unknown; message?: unknown; name?: unknown };

/**
 * The error, what caused it, and the errors that an AggregateError gathers, outermost first; at most ten. Prisma keeps what the database
 * said in `meta`: without looking there, the SQLSTATE of a database that starts up is an unknown error of Prisma (P2039, P2010).
 */
export function causesOf(error: unknown): Cause[] {
  const found: Cause[] = [];
  const look = (each: unknown): void => {
    if (typeof each !== 'object' || each === null || found.includes(each) || found.length === 10) return;
    found.push(each);
    if (each instanceof AggregateError) each.errors.forEach(look);
    const { cause, meta } = each as { cause?: unknown; meta?: { driverAdapterError?: unknown } | null };
    look(cause);
    look(meta?.driverAdapterError);
  };
  look(error);
  return found;
}
