import type { Category } from '../category.js';
import type { Locale } from '../locale.js';
import type { ProblemCode, ProblemParams } from '../problem.js';
import { lineInSheet } from '../reading/sheet-lines.js';
import type { Reader } from '../reader.js';
import { SHAPE_CODES, type ShapeCode } from '../sync.js';
import { ENGLISH } from './english-problem-texts.js';
import { FRENCH } from './french-problem-texts.js';
import { capital } from './problem-words.js';
import { shapeText } from './shape-texts.js';

export type ProblemText = {
  /** What is wrong and where, as a sentence that starts with the place. */
  message: string;
  /** What to do about it. */
  remedy: string;
};
export type ProblemPlace = { column: string | null; line: number | null };

export type ProblemTexts = Record<Exclude<ProblemCode, ShapeCode>, (params: ProblemParams) => [what: string, remedy: string]>;

/** The sentence for one problem in the reader's language: place, what is wrong, what to do. Never a value of a person. */
export function problemText(locale: Locale, code: ProblemCode, params: ProblemParams, place: ProblemPlace, reader: Reader = 'OWNER'): ProblemText {
  const { what, remedy } = textOf(locale, code, params, reader);
  const start = placeText(locale, place, params['sheet']);
  return { message: start === '' ? capital(what) : `${start}${what}`, remedy };
}

function textOf(locale: Locale, code: ProblemCode, params: ProblemParams, reader: Reader): { what: string; remedy: string } {
  if (isShapeCode(code)) return shapeText(locale, code, params, params['category'] as Category, reader);
  const [what, remedy] = TEXTS[locale][code](params);
  return { what, remedy };
}

function isShapeCode(code: ProblemCode): code is ShapeCode {
  return (SHAPE_CODES as readonly ProblemCode[]).includes(code);
}

/** `sheet`: where several sheets of a workbook were read. */
function placeText(locale: Locale, { column, line: kept }: ProblemPlace, sheet: string | number | undefined): string {
  const line = lineInSheet(kept);
  switch (locale) {
    case 'en': {
      const parts = [
        ...(sheet === undefined ? [] : [`sheet “${sheet}”`]),
        ...(line === null ? [] : [`line ${line}`]),
        ...(column === null ? [] : [`column “${column}”`]),
      ];
      return parts.length === 0 ? '' : `${capital(parts.join(', '))}: `;
    }
    case 'fr-CA': {
      const parts = [
        ...(sheet === undefined ? [] : [`feuille « ${sheet} »`]),
        ...(line === null ? [] : [`ligne ${line}`]),
        ...(column === null ? [] : [`colonne « ${column} »`]),
      ];
      return parts.length === 0 ? '' : `${capital(parts.join(', '))} : `;
    }
  }
}

const TEXTS = { en: ENGLISH, 'fr-CA': FRENCH } satisfies Record<Locale, ProblemTexts>;
