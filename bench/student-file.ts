/** The columns of a usual SIS export. */
export const HEADER = 'email,first name,last name,student number,grade,parentEmail,parentPhone';

const FIRST = ['Ana', 'Benoît', 'Chloé', 'Dmitri', 'Émile', 'Fatou', 'Grace', 'Hugo', 'Inès', 'Jun', 'Kofi', 'Léa', 'Mateo', 'Noor', 'Olivia'];
const LAST = ["O'Brien", 'Tremblay', 'Nguyễn', 'García', 'Smith', 'Łukasz', 'Gagnon', 'Singh', 'Côté', 'Johnson', 'Lévesque', 'Kowalski', 'Brown'];

/** One invented student per line, always the same ones; `shuffle` gives the same rows in another, fixed order. */
export function studentLines(rows: number): string[] {
  return Array.from({ length: rows }, (_, i) => {
    const first = FIRST[i % FIRST.length];
    const last = LAST[(i * 7) % LAST.length];
    const phone = `${416 + (i % 4)}-555-${String(i % 10_000).padStart(4, '0')}`;
    return `student${i}@lincoln.example,${first},${last},${String(700_000 + i)},${9 + (i % 4)},parent${i}@mail.example,${phone}`;
  });
}

/** Fisher and Yates with a small fixed generator: random to a database, the same in every run. */
export function shuffle<T>(items: readonly T[], seed: number): T[] {
  const shuffled = [...items];
  let state = seed >>> 0;
  for (let i = shuffled.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const j = state % (i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
  }
  return shuffled;
}
