import { createCells, textOfCell, textOfRange, type Cells } from './cells.js';
import type { HabitCount } from './count-habits.js';
import { BEGINS, BEGINS_WORD, BEGINS_WRAPPING, isNullWord, tidyText, type Habit } from './tidy-text.js';

/** The current value of the current row: its bytes from `start` to `end`, or (start = -1) its text. */
export class ValueAtHand {
  cells: Cells = createCells();
  line = 0;
  start = -1;
  end = -1;
  text = '';
  place = -1;
  readonly habits: HabitCount;
  /** Notes what was wrapped around the value. */
  readonly note: (habit: Habit) => void;

  constructor(habits: HabitCount) {
    this.habits = habits;
    this.note = (habit) => this.habits.note(habit, this.line, this.place);
  }

  /** Looks for the first value among the columns. False: all of them are blank. */
  find(among: readonly number[], isName = false): boolean {
    for (let index = 0; index < among.length; index += 1) {
      const column = among[index]!;
      if (column >= this.cells.count) continue;
      this.start = this.cells.starts[column]!;
      this.end = this.cells.ends[column]!;
      if (this.start === this.end) continue;
      this.place = column;
      const begins = BEGINS[this.cells.bytes[this.start]!];
      if (begins === 0 && this.cells.clean) return true;
      if (begins === BEGINS_WORD && isNullWord(this.cells.bytes, this.start, this.end, isName)) {
        this.note('null_word');
        continue;
      }
      if (this.cells.clean && begins !== BEGINS_WRAPPING) return true;
      this.text = tidyText(textOfCell(this.cells, column), this.note);
      this.start = -1;
      if (this.text !== '') return true;
    }
    return false;
  }

  /** Whether it is still bytes, and at most `longest` of them. */
  fits(longest: number): boolean {
    return this.start >= 0 && this.end - this.start <= longest;
  }

  /** The value as text. */
  found(): string {
    if (this.start >= 0) {
      this.text = textOfRange(this.cells.bytes, this.start, this.end);
      this.start = -1;
    }
    return this.text;
  }
}
