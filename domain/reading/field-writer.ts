import { UNREAD_BIT, type PersonField, type UnreadField } from '../person.js';
import type { Problem, ProblemParams, RowProblemCode, Severity } from '../problem.js';
import type { BatchWriter } from './create-batch-writer.js';
import type { WordTally } from './create-word-tally.js';
import { FIELD_NAMES } from './open-roster.js';
import { isPlaceholderEmail, mayBePlaceholder } from './placeholder-email.js';
import { isPlaceholderNumber, mayBePlaceholderNumber } from './placeholder-number.js';
import { isPlainEmail, readEmail } from './read-email.js';
import type { GradeReading } from './read-grade.js';
import { decodeEscapes } from './decode-entities.js';
import type { NameWithNote } from './note-in-name.js';
import { isDecimal, plainNumber, withoutDecimal } from './tidy-text.js';
import type { ParsePhone, RosterShape } from './types.js';
import type { ValueAtHand } from './value-at-hand.js';
import {
  hasLostLetters,
  hasLostLettersOfName,
  isAddressWithLostLetters,
  isFormulaError,
  isScientific,
  markLostLetters,
  valueClass,
} from './value-class.js';

/** The longest accepted values, in characters. Spreadsheets allow 32,767 in a cell; no name is that long. */
export const LONGEST = {
  email: 254,
  firstName: 200,
  lastName: 200,
  studentId: 100,
  grade: 100,
  idField1: 255,
  idField2: 255,
  staffId: 100,
  phone: 60,
};

/** The columns of each field, in order of preference. */
export type FieldColumns = Record<Exclude<PersonField, 'gradeRaw'> | 'title' | 'gradeOrder', readonly number[]>;

/**
 * Writes the fields of a row, one after the other, and reports what is wrong with them.
 *
 * The rules work on texts. But most cells need no rule: a quick check of their bytes (`isPlain…`) shows that they are used
 * unchanged, and then no text is made from them.
 */
export class FieldWriter {
  readonly grades: WordTally<GradeReading>;
  readonly #at: FieldColumns;
  readonly #columns: RosterShape['columns'];
  readonly #value: ValueAtHand;
  readonly #rows: BatchWriter;
  readonly #parsePhone: ParsePhone;
  /** The fields that other sheets of the list have, and this one has not, as `unread` says it. */
  readonly #absent: number;
  readonly #noteInName: (text: string) => NameWithNote | null;

  // State of the current row.
  line = 0;
  problems: Problem[] | null = null;
  failed = false;
  /** The grade of the row was counted. */
  gradeRead = false;
  /** The fields with an unreadable value: the sum of their UNREAD_BIT. */
  unread = 0;
  /** Something may stand beside a name. */
  noted = false;
  /** The line ended before its last columns, so that their cells are not blank but missing. */
  short = false;

  constructor(given: {
    at: FieldColumns;
    columns: RosterShape['columns'];
    value: ValueAtHand;
    rows: BatchWriter;
    parsePhone: ParsePhone;
    grades: WordTally<GradeReading>;
    absent: readonly UnreadField[];
    noteInName: (text: string) => NameWithNote | null;
  }) {
    this.#at = given.at;
    this.#columns = given.columns;
    this.#value = given.value;
    this.#rows = given.rows;
    this.#parsePhone = given.parsePhone;
    this.#absent = given.absent.reduce((sum, field) => sum | UNREAD_BIT[field], 0);
    this.#noteInName = given.noteInName;
    this.grades = given.grades;
  }

  begin(line: number): void {
    this.line = line;
    this.problems = null;
    this.failed = false;
    this.unread = this.#absent;
    this.gradeRead = false;
    this.short = false;
    this.noted = false;
  }

  report(severity: Severity, code: RowProblemCode, field: PersonField | null, from: readonly number[], params: ProblemParams): void {
    const column = from[0] === undefined ? null : (this.#columns[from[0]]?.header ?? null);
    if (severity === 'error') this.failed = true;
    (this.problems ??= []).push({ line: this.line, column, field, code, severity, params });
  }

  /** The value goes on as the bytes that it is. */
  #asItStands(): void {
    const { cells, start, end } = this.#value;
    this.#rows.range(cells.bytes, start, end);
  }

  #isPlainEmail(): boolean {
    const { cells, start, end } = this.#value;
    return start >= 0 && isPlainEmail(cells.bytes, start, end) && !mayBePlaceholder(cells.bytes, start, end);
  }

  #isShortNumber(longest: number): boolean {
    const { cells, start, end } = this.#value;
    return this.#value.fits(longest) && isPlainNumber(cells.bytes, start, end);
  }

  /** A text that a required field may hold; null: it may not, and that is reported. */
  #required(field: 'email' | 'firstName' | 'lastName' | 'studentId' | 'staffId', value: string): string | null {
    if (value === '') this.report('error', 'missing_value', field, this.#at[field], { field: FIELD_NAMES[field] });
    else if (isFormulaError(value)) this.report('error', 'formula_error', field, this.#at[field], { field: FIELD_NAMES[field] });
    // Half a number may be another person's number. (An address with such a sign is invalid, and half a name is still a name.)
    else if ((field === 'studentId' || field === 'staffId') && hasLostLetters(value))
      this.report('error', 'lost_letters', field, this.#at[field], { field: FIELD_NAMES[field] });
    else if (value.length > LONGEST[field])
      this.report('error', 'value_too_long', field, this.#at[field], { field: FIELD_NAMES[field], limit: LONGEST[field] });
    else return value;
    return null;
  }

  email(): void {
    const filled = this.#value.find(this.#at.email);
    if (filled && this.#isPlainEmail()) {
      this.#asItStands();
      return;
    }
    const value = this.#required('email', filled ? this.#value.found() : '');
    const email = value === null ? null : readEmail(value);
    if (email !== null && isAddressWithLostLetters(email))
      this.report('error', 'lost_letters', 'email', this.#at.email, { field: FIELD_NAMES.email });
    else if (value !== null && email === null)
      this.report('error', 'invalid_email', 'email', this.#at.email, { field: FIELD_NAMES.email, found: valueClass(value) });
    else if (email !== null && isPlaceholderEmail(email))
      this.report('error', 'placeholder_email', 'email', this.#at.email, { field: FIELD_NAMES.email });
    this.#rows.text(email);
  }

  name(field: 'firstName' | 'lastName'): void {
    const filled = this.#value.find(this.#at[field], true);
    // No more bytes than characters are allowed, and no formula's error: that begins with #.
    const { cells, start } = this.#value;
    if (filled && this.#value.fits(LONGEST[field]) && cells.bytes[start] !== 0x23 && !this.noted) this.#asItStands();
    else {
      const name = this.#required(field, filled ? this.#bareName() : '');
      const lost = name !== null && hasLostLettersOfName(name);
      if (lost) {
        this.report('warning', 'lost_letters', field, this.#at[field], { field: FIELD_NAMES[field] });
        this.unread |= UNREAD_BIT[field];
      }
      // One sign for all lost letters, regardless of what the exporting program wrote: the rest is compared with the stored name.
      this.#rows.text(lost ? markLostLetters(name) : name);
    }
  }

  /** Without what was written beside it. */
  #bareName(): string {
    const given = this.#value.found();
    const text = decodeEscapes(given);
    if (text !== given) this.#value.note('entity');
    const noted = this.#noteInName(text);
    if (noted === null) return text;
    if (noted.word === null) this.#value.note('asterisk');
    return noted.name;
  }

  /** The identifying number: a student has one, an adult may have one. */
  number(field: 'studentId' | 'staffId'): void {
    let filled = this.#value.find(this.#at[field]);
    if (filled && this.#isShortNumber(LONGEST[field])) {
      const { cells, start, end } = this.#value;
      if (!mayBePlaceholderNumber(cells.bytes, start, end)) {
        this.#asItStands();
        return;
      }
    }
    if (filled && isPlaceholderNumber(this.#value.found())) {
      this.#value.note('null_word');
      filled = false;
    }
    if (!filled && field === 'staffId') {
      this.#rows.text(null);
      return;
    }
    const value = this.#required(field, filled ? plainNumber(this.#value.found(), this.#value.note) : '');
    const scientific = value !== null && isScientific(value);
    if (scientific) this.report('error', 'scientific_notation', field, this.#at[field], { field: FIELD_NAMES[field] });
    this.#rows.text(scientific ? null : value);
  }

  grade(): void {
    const filled = this.#value.find(this.#at.grade);
    let reading: GradeReading | null = null;
    let raw: string | null = null;
    if (!filled) this.report('error', 'missing_value', 'grade', this.#at.grade, { field: FIELD_NAMES.grade });
    else {
      raw = this.#gradeText();
      if (raw.length > 2) raw = withoutDecimal(raw, this.#value.note);
      if (isFormulaError(raw)) this.report('error', 'formula_error', 'grade', this.#at.grade, { field: FIELD_NAMES.grade });
      else if (raw.length > LONGEST.grade)
        this.report('error', 'value_too_long', 'grade', this.#at.grade, { field: FIELD_NAMES.grade, limit: LONGEST.grade });
      else {
        reading = this.grades.read(this.#withOrder(raw));
        this.gradeRead = true;
      }
    }
    if (reading === 'date') this.report('error', 'date_instead_of_grade', 'grade', this.#at.grade, {});
    // An unknown grade is reported once for all rows that have it.
    this.#rows.text(reading === 'date' || reading === 'several' || reading === 'left_out' || reading === 'unknown' ? null : reading);
    this.#rows.text(raw);
  }

  /** `Secondaire 3` for 3, where another column says it: in Québec, primary and secondary school both count from one. */
  #withOrder(grade: string): string {
    if (this.#at.gradeOrder.length === 0 || !/^[1-6]$/.test(grade) || !this.#value.find(this.#at.gradeOrder)) return grade;
    const text = this.#value.found();
    const order = ORDERS.find(({ says }) => says.test(text));
    return order === undefined ? grade : `${order.word} ${grade}`;
  }

  /** Nearly all grades are one or two digits: their texts are at hand already. */
  #gradeText(): string {
    const value = this.#value;
    if (!value.fits(2)) return value.found();
    const { cells, start, end } = value;
    const first = cells.bytes[start]! - 0x30;
    const second = end - start === 2 ? cells.bytes[start + 1]! - 0x30 : 0;
    if (first < 0 || first > 9 || second < 0 || second > 9) return value.found();
    return end - start === 1 ? ONE_DIGIT[first]! : TWO_DIGITS[first * 10 + second]!;
  }

  parentEmail(): void {
    if (!this.#value.find(this.#at.parentEmail)) this.#nothing('parentEmail');
    else if (this.#isPlainEmail()) this.#asItStands();
    else {
      const read = readEmail(this.#value.found());
      const isNobodys = read !== null && isPlaceholderEmail(read);
      const email = isNobodys ? null : read;
      if (isNobodys) this.report('warning', 'placeholder_email', 'parentEmail', this.#at.parentEmail, { field: FIELD_NAMES.parentEmail });
      else if (email === null)
        this.report('warning', 'invalid_email', 'parentEmail', this.#at.parentEmail, {
          field: FIELD_NAMES.parentEmail,
          found: valueClass(this.#value.text),
        });
      if (email === null) this.unread |= UNREAD_BIT.parentEmail;
      this.#rows.text(email);
    }
  }

  #parsePhoneText(value: string): string | null {
    if (value.length > LONGEST.phone) return null;
    const bytes = UTF8.encode(value);
    return this.#parsePhone(bytes, 0, bytes.length);
  }

  phone(field: 'parentPhone' | 'studentPhone'): void {
    if (!this.#value.find(this.#at[field])) {
      this.#nothing(field);
      return;
    }
    const asItStands = this.#value.fits(LONGEST.phone);
    const number =
      (asItStands ? this.#parsePhone(this.#value.cells.bytes, this.#value.start, this.#value.end) : null) ??
      this.#parsePhoneText(withoutDecimal(this.#value.found(), this.#value.note));
    if (number === null) {
      this.report('warning', 'invalid_phone', field, this.#at[field], { field: FIELD_NAMES[field], found: valueClass(this.#value.found()) });
      this.unread |= UNREAD_BIT[field];
    }
    this.#rows.text(number);
  }

  optional(field: 'idField1' | 'idField2'): void {
    if (!this.#value.find(this.#at[field])) {
      this.#nothing(field);
      return;
    }
    if (this.#isShortNumber(LONGEST[field])) {
      this.#asItStands();
      return;
    }
    const value = plainNumber(this.#value.found(), this.#value.note);
    const refused = isFormulaError(value)
      ? 'formula_error'
      : isScientific(value)
        ? 'scientific_notation'
        : hasLostLetters(value)
          ? 'lost_letters'
          : value.length > LONGEST[field]
            ? 'value_too_long'
            : null;
    if (refused !== null) {
      this.report('warning', refused, field, this.#at[field], {
        field: FIELD_NAMES[field],
        ...(refused === 'value_too_long' ? { limit: LONGEST[field] } : {}),
      });
      this.unread |= UNREAD_BIT[field];
    }
    this.#rows.text(refused === null ? value : null);
  }

  /** An optional field without a value: blank, unless a cell of it is missing. */
  #nothing(field: UnreadField): void {
    if (this.short && this.#at[field].some((column) => column >= this.#value.cells.count)) this.unread |= UNREAD_BIT[field];
    this.#rows.text(null);
  }
}

/** How exports say which years are counted. A year that does not exist there becomes a question. */
const ORDERS = [
  { says: /^s(?:ec(?:ondaire|\.)?)?$|^sec|^ens\S* secondaire/i, word: 'Secondaire' },
  { says: /^p(?:ri(?:m|maire|\.)?)?\.?$|^prim|^ens\S* primaire/i, word: 'Primaire' },
  { says: /^pr[eé]s|^mat/i, word: 'Préscolaire' },
];
const UTF8 = new TextEncoder();
const ONE_DIGIT = Array.from({ length: 10 }, (_, number) => String(number));
const TWO_DIGITS = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

/** Letters, digits, hyphens, dots and underlines: no rule about numbers changes or refuses such a text. */
function isPlainNumber(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[end - 1] === 0x30 && isDecimal(bytes, start, end)) return false;
  let point = false;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte >= 0x30 && byte <= 0x39) continue;
    const letter = byte | 0x20;
    if (byte === 0x2e) point = true;
    // 1.2e5 may be a number in scientific notation.
    else if (letter === 0x65 && point) return false;
    if (!((letter >= 0x61 && letter <= 0x7a && byte >= 0x41) || byte === 0x2d || byte === 0x2e || byte === 0x5f)) return false;
  }
  return true;
}
