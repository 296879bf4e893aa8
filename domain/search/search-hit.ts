/** Where a search found somebody: among the people, among held changes, or in a row of a recent file. */
export const SEARCH_HIT_KINDS = ['ACTIVE', 'ARCHIVED', 'HELD', 'LEFT_OUT', 'LEFT_OUT_BY_RULE', 'NOT_APPLIED', 'IN_FILE'] as const;
export type SearchHitKind = (typeof SEARCH_HIT_KINDS)[number];

/** One answer to “Why is Ana not here?”, with what proves it. */
export type SearchHit = {
  kind: SearchHitKind;
  /** Who, where and why, in the reader's language. */
  message: string;
  /** Null: nobody of the school, or not known. */
  personId: string | null;
  sync: { id: string; fileName: string } | null;
  line: number | null;
};

/** Everything that a search found. */
export type SearchAnswer = {
  items: SearchHit[];
  /** What was looked through, what was not found there, and what could not be looked through. */
  notes: string[];
};
