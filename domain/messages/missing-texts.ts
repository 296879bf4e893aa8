import type { Category } from '../category.js';
import type { Format } from '../report/format.js';
import { CATEGORY_LABELS } from './category-names.js';

/** Who is missing from the data, and what becomes of them. */
export type MissingTexts = {
  missingTitle: string;
  /** Their archiving waits for an owner. */
  missingHeld(category: Category, people: number): string;
  /** They wait until they have been absent so many times. */
  missingWaiting(category: Category, people: number, absences: number): string;
  missingKept(category: Category, people: number): string;
};

export function missingTexts(format: Format): MissingTexts {
  switch (format.locale) {
    case 'en':
      return english(format);
    case 'fr-CA':
      return canadianFrench(format);
  }
}

function english(f: Format): MissingTexts {
  const category = CATEGORY_LABELS.en;
  return {
    missingTitle: 'Who is missing from the data',
    missingHeld: (of, people) =>
      `${category[of]}: ${f.count(people, { one: '# person is missing; the archiving waits for an owner.', other: '# people are missing; their archiving waits for an owner.' })}`,
    missingWaiting: (of, people, absences) =>
      `${category[of]}: ${f.count(people, { one: '# person is missing and waits', other: '# people are missing and wait' })} (archived after ${f.count(absences, { one: '# absence', other: '# absences' })}).`,
    missingKept: (of, people) =>
      `${category[of]}: ${f.count(people, { one: '# person is missing and stays', other: '# people are missing and stay' })}, because Missing users is set to Keep.`,
  };
}

function canadianFrench(f: Format): MissingTexts {
  const category = CATEGORY_LABELS['fr-CA'];
  return {
    missingTitle: 'Personnes absentes des données',
    missingHeld: (of, people) =>
      `${category[of]} : ${f.count(people, { one: '# personne est absente; son archivage attend la décision d’un propriétaire.', other: '# personnes sont absentes; leur archivage attend la décision d’un propriétaire.' })}`,
    missingWaiting: (of, people, absences) =>
      `${category[of]} : ${f.count(people, { one: '# personne est absente et reste en attente', other: '# personnes sont absentes et restent en attente' })} (archivage après ${f.count(absences, { one: '# absence', other: '# absences' })}).`,
    missingKept: (of, people) =>
      `${category[of]} : ${f.count(people, { one: '# personne est absente et reste', other: '# personnes sont absentes et restent' })}, car « Personnes absentes » est réglé à « Conserver ».`,
  };
}
