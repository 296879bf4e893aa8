import { cleanText } from '../reading/clean-text.js';
import { aeries } from './aeries.js';
import { aspen } from './aspen.js';
import { canvas } from './canvas.js';
import { clever } from './clever.js';
import { entra } from './entra.js';
import { googleWorkspace } from './google-workspace.js';
import { gpi } from './gpi.js';
import { infiniteCampus } from './infinite-campus.js';
import { moodle } from './moodle.js';
import { mozaik } from './mozaik.js';
import { myEducationBc } from './myeducation-bc.js';
import { oneroster } from './oneroster.js';
import { ontario } from './ontario.js';
import { powerschool } from './powerschool.js';
import type { Sis } from './sis.js';
import { skyward } from './skyward.js';
import { synergy } from './synergy.js';
import { unknownSis } from './unknown-sis.js';

/** Every known system. If a file could be from two, the first one counts. A new one is one line here. */
export const SIS_LIST: readonly Sis[] = [
  powerschool,
  infiniteCampus,
  aeries,
  oneroster,
  clever,
  canvas,
  googleWorkspace,
  entra,
  myEducationBc,
  mozaik,
  gpi,
  ontario,
  aspen,
  synergy,
  skyward,
  moodle,
];

/** Which system wrote a file with this header; `unknownSis` if no header identifies it. */
export function recogniseSis(headers: readonly string[], among: readonly Sis[] = SIS_LIST): Sis {
  const texts = headers.map((header) => cleanText(header).replace(/^["']+|["']+$/g, ''));
  return among.find(({ recognisedBy }) => recognisedBy.some((marks) => marks.every((mark) => texts.some((text) => mark.test(text))))) ?? unknownSis;
}

/** The system of this id. */
export function sisOf(id: string): Sis {
  return SIS_LIST.find((sis) => sis.id === id) ?? unknownSis;
}
