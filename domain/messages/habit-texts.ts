import type { Locale } from '../locale.js';
import type { ProblemParams } from '../problem.js';
import type { Habit } from '../reading/tidy-text.js';

type Words = { seen: string; read: string; remedy: string };

const EN: Record<Habit, Words> = {
  formula: {
    seen: 'values stand inside ="…", as some exports write them for Excel',
    read: 'what stands inside was read',
    remedy: 'Nothing to do. To avoid the remark, switch off “format for Excel” in the export.',
  },
  apostrophe: {
    seen: 'values begin with an apostrophe, which marks text in Excel',
    read: 'they were read without it',
    remedy: 'Nothing to do. To avoid the remark, export the file straight from the SIS.',
  },
  entity: {
    seen: 'letters are written as codes, as on a web page (&#39; for an apostrophe, %C3%A9 for é)',
    read: 'they were read as the letters that are meant',
    remedy: 'Nothing to do. To avoid the remark, correct the values in your SIS or export them as plain text.',
  },
  encoded_twice: {
    seen: 'letters were encoded twice on the way (Ã© for é)',
    read: 'they were read as the letters that are meant',
    remedy: 'Nothing to do. To avoid the remark, export the file as CSV (UTF-8) straight from the SIS, without opening and saving it in between.',
  },
  null_word: {
    seen: 'values are a word or sign for “nothing” (such as NULL, \\N or N/A)',
    read: 'they were read as blank',
    remedy: 'Nothing to do. To avoid the remark, let the export leave such cells blank.',
  },
  decimal: {
    seen: 'whole numbers are written with a decimal point (1001.0)',
    read: 'they were read without it (1001)',
    remedy: 'Nothing to do. To avoid the remark, export the column as text; zeros in front of a number are lost in this form.',
  },
  thousands: {
    seen: 'numbers of people are written like amounts, with a separator for thousands (1,001)',
    read: 'they were read without the separators (1001)',
    remedy: 'Nothing to do. To avoid the remark, export the column as text.',
  },
  asterisk: {
    seen: 'asterisks stand beside names',
    read: 'the names were read without them, and the people count like all others',
    remedy: 'If an asterisk means that somebody has left, export the status as a column of its own. Otherwise there is nothing to do.',
  },
};

const FR: Record<Habit, Words> = {
  formula: {
    seen: 'des valeurs se trouvent à l’intérieur de ="…", comme certaines exportations les écrivent pour Excel',
    read: 'c’est leur contenu qui a été lu',
    remedy: 'Rien à faire. Pour éviter cette remarque, désactivez la mise en forme pour Excel dans l’exportation.',
  },
  apostrophe: {
    seen: 'des valeurs commencent par une apostrophe, qui signale du texte dans Excel',
    read: 'elles ont été lues sans l’apostrophe',
    remedy: 'Rien à faire. Pour éviter cette remarque, exportez le fichier directement du SIS.',
  },
  entity: {
    seen: 'des lettres sont écrites en codes, comme dans une page Web (&#39; pour une apostrophe, %C3%A9 pour é)',
    read: 'elles ont été lues comme les lettres voulues',
    remedy: 'Rien à faire. Pour éviter cette remarque, corrigez les valeurs dans votre SIS ou exportez-les en texte simple.',
  },
  encoded_twice: {
    seen: 'des lettres ont été encodées deux fois en chemin (Ã© pour é)',
    read: 'elles ont été lues comme les lettres voulues',
    remedy:
      'Rien à faire. Pour éviter cette remarque, exportez le fichier en CSV (UTF-8) directement du SIS, sans l’ouvrir ni l’enregistrer entre-temps.',
  },
  null_word: {
    seen: 'des valeurs sont un mot ou un signe qui veut dire « rien » (comme NULL, \\N ou N/A)',
    read: 'elles ont été lues comme vides',
    remedy: 'Rien à faire. Pour éviter cette remarque, laissez ces cellules vides dans l’exportation.',
  },
  decimal: {
    seen: 'des nombres entiers sont écrits avec une décimale (1001.0)',
    read: 'ils ont été lus sans elle (1001)',
    remedy: 'Rien à faire. Pour éviter cette remarque, exportez la colonne comme du texte\u00a0: sous cette forme, les zéros initiaux sont perdus.',
  },
  thousands: {
    seen: 'des numéros de personnes sont écrits comme des montants, avec un séparateur de milliers (1,001)',
    read: 'ils ont été lus sans les séparateurs (1001)',
    remedy: 'Rien à faire. Pour éviter cette remarque, exportez la colonne comme du texte.',
  },
  asterisk: {
    seen: 'des astérisques accompagnent des noms',
    read: 'les noms ont été lus sans eux, et ces personnes comptent comme les autres',
    remedy: 'Si un astérisque veut dire que la personne est partie, exportez le statut dans sa propre colonne. Sinon, il n’y a rien à faire.',
  },
};

/** What was wrapped around values of a file, in how many of its rows and in which columns, and what was read instead. */
export function habitText(locale: Locale, { habit, rows, columns, first }: ProblemParams): [what: string, remedy: string] {
  const words = { en: EN, 'fr-CA': FR }[locale][habit as Habit];
  const number = new Intl.NumberFormat(locale).format(Number(rows));
  const line = new Intl.NumberFormat(locale).format(Number(first));
  switch (locale) {
    case 'en':
      return [
        `in ${number} ${rows === 1 ? 'row' : 'rows'} (first on line ${line}; columns: ${columns}), ${words.seen}; ${words.read}.`,
        words.remedy,
      ];
    case 'fr-CA':
      return [
        `dans ${number} ${rows === 1 ? 'ligne' : 'lignes'} (la première est la ligne ${line}; colonnes\u00a0: ${columns}), ${words.seen}; ${words.read}.`,
        words.remedy,
      ];
  }
}
