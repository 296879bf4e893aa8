import type { Locale } from '../locale.js';
import type { Tone } from './sync-report.js';

/** One part of a message, without any look. Every renderer shows every part, so that HTML and text say the same. */
export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'section'; title: string }
  | { kind: 'notice'; tone: Tone; title: string; items: string[] }
  /** The first cell of a row names the row; the others are numbers unless `words`. */
  | { kind: 'table'; caption: string; header: string[]; rows: string[][]; words: boolean }
  | { kind: 'facts'; facts: { label: string; value: string }[] }
  | { kind: 'bullets'; items: string[] }
  | { kind: 'problems'; items: { where: string; message: string; remedy: string }[]; remedyLabel: string }
  | { kind: 'action'; label: string; url: string }
  | { kind: 'reference'; label: string; url: string };

/** A message, complete and in one language, ready to be shown as HTML or as plain text. */
export type MailDocument = {
  locale: Locale;
  subject: string;
  /** The line that an inbox shows after the subject. */
  preview: string;
  school: string;
  title: string;
  tone: Tone;
  /** The most important sentence; shown with the tone. */
  verdict: string;
  blocks: Block[];
  footer: string[];
};
