/** A dependency that takes longer than this does not answer. */
export const PATIENCE_MS = 2_000;

/** Whether something answers, and does so within `PATIENCE_MS`. Never rejects. */
export async function answersInTime(ask: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  try {
    return await Promise.race([answers(ask), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether something answers at all. Never rejects. */
export function answers(ask: () => Promise<unknown>): Promise<boolean> {
  return ask().then(
    () => true,
    () => false,
  );
}
