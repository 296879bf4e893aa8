/** One word of a closed column, as the file spells it first, what it was read as, and how many rows have it. */
export type CountedWord<Reading> = { word: string; reading: Reading; rows: number };

/** Reads the cells of a column that has few words, each word once, and counts the rows of each. */
export type WordTally<Reading> = {
  read(text: string): Reading;
  /** Reverts the last `read`: the row turned out to have no person. */
  forgetLast(): void;
  /** Words that are spelled alike but for capital letters are one. A word that is too long to be one, or came after too many others, is '' . */
  words(): CountedWord<Reading>[];
};

/** Longer texts are sentences, and more of them are not a vocabulary: either may be personal data, which must not be in an account. */
export const LONGEST_WORD = 40;
const MOST_WORDS = 500;

export function createWordTally<Reading extends string>(read: (text: string) => Reading): WordTally<Reading> {
  const words = new Map<string, CountedWord<Reading>>();
  /** By their reading, without their text. */
  const others = new Map<Reading, CountedWord<Reading>>();
  let last: CountedWord<Reading> | null = null;
  return {
    forgetLast() {
      if (last !== null) last.rows -= 1;
      last = null;
    },
    read(text) {
      const known = words.get(text);
      if (known !== undefined) {
        known.rows += 1;
        last = known;
        return known.reading;
      }
      const reading = read(text);
      if (text.length <= LONGEST_WORD && words.size < MOST_WORDS) {
        last = { word: text, reading, rows: 1 };
        words.set(text, last);
        return reading;
      }
      last = others.get(reading) ?? { word: '', reading, rows: 0 };
      last.rows += 1;
      others.set(reading, last);
      return reading;
    },
    words() {
      const bySpelling = new Map<string, CountedWord<Reading>>();
      for (const entry of words.values()) {
        if (entry.rows === 0) continue;
        const key = entry.word.toLowerCase();
        const before = bySpelling.get(key);
        if (before === undefined) bySpelling.set(key, { ...entry });
        else before.rows += entry.rows;
      }
      return [...bySpelling.values(), ...others.values()].flatMap((entry) => (entry.rows === 0 ? [] : [{ ...entry }]));
    },
  };
}
