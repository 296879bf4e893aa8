import { mailTexts, type MailTexts } from '../messages/mail-texts.js';
import { weekTexts, type WeekTexts } from '../messages/week-texts.js';
import { changesInWords } from './changes-in-words.js';
import type { ConsoleLinks } from './console-links.js';
import { createFormat, type Format } from './format.js';
import type { Block, MailDocument } from './mail-document.js';
import { countTable } from './sync-mail.js';
import type { WeeklyReport, WeekVerdict } from './weekly-report.js';

const IN_EFFECT = ['added', 'updated', 'archived', 'restored'] as const;

/** The summary of a week of one school: counts and links, and no person, also where names are in other mails. */
export function weeklyMail(report: WeeklyReport, links: ConsoleLinks): MailDocument {
  const format = createFormat(report.locale, report.school.timeZone);
  const [texts, words] = [mailTexts(format), weekTexts(format)];
  const week = format.days(report.week.from, report.week.to);
  const { verdict } = report;
  const lead = words.weeklyLead({ ...verdict, nightsWithout: verdict.nightsWithout.length, unusable: verdict.rejected + verdict.failed });
  return {
    locale: report.locale,
    subject: words.weeklySubject(report.school.name, week, outcomeOfWeek(verdict, texts, words)),
    preview: lead,
    school: report.school.name,
    title: words.weeklyTitle(week),
    tone: verdict.tone,
    verdict: lead,
    blocks: [
      ...heldBlocks(report, texts, format, links),
      ...changeBlocks(report, texts, words, format),
      { kind: 'section', title: words.nightsTitle },
      { kind: 'bullets', items: nightsAndFiles(verdict, words, format) },
      { kind: 'action', label: texts.openSyncs, url: links.syncs(report.school.id) },
    ],
    footer: [texts.whyThisMail(report.school.name), words.whyThisSummary, texts.noPersonalData],
  };
}

/** The outcome in a few words, what an owner has to do first: `1 file waits for an owner, no file on 2 of 5 nights, 12 added`. */
export function outcomeOfWeek(verdict: WeekVerdict, texts: MailTexts, words: WeekTexts): string {
  const { waiting, nightsWithout, nightsWithFile, rejected, failed, files, totals, isWell } = verdict;
  const changes = changesInWords(totals, texts);
  const parts = [
    isWell ? words.allIsWell : null,
    waiting > 0 ? words.filesWait(waiting) : null,
    nightsWithout.length > 0 ? words.nightsWithoutFile(nightsWithout.length, nightsWithout.length + nightsWithFile) : null,
    rejected + failed > 0 ? words.filesUnusable(rejected + failed) : null,
    changes ?? (files > 0 ? texts.nothingChanged : null),
  ];
  return parts.filter((part) => part !== null).join(', ');
}

function heldBlocks(report: WeeklyReport, texts: MailTexts, format: Format, links: ConsoleLinks): Block[] {
  if (report.held.length === 0) return [];
  const items = report.held.map(({ fileName, receivedAt, people }) => texts.heldSince(fileName, format.instant(receivedAt), people));
  return [
    { kind: 'notice', tone: 'attention', title: texts.heldTitle, items },
    ...report.held.map(({ id, fileName }) => ({ kind: 'reference', label: fileName, url: links.sync(report.school.id, id) }) as const),
  ];
}

function changeBlocks(report: WeeklyReport, texts: MailTexts, words: WeekTexts, format: Format): Block[] {
  if (report.categories.length > 0) return countTable(words.whatTheWeekDid, report.categories, report.verdict.totals, texts, format, IN_EFFECT);
  return report.verdict.files > 0 ? [{ kind: 'paragraph', text: words.noOneChanged }] : [];
}

function nightsAndFiles(verdict: WeekVerdict, words: WeekTexts, format: Format): string[] {
  const counted: [number, (n: number) => string][] = [
    [verdict.nightsWithLeftOut, words.nightsWithLeftOut],
    [verdict.nightsWithRemarks, words.nightsWithRemarks],
    [verdict.notClosed, words.nightsNotClosed],
    [verdict.heldFiles, words.filesHeld],
    [verdict.discarded, words.filesDiscarded],
    [verdict.rejected, words.filesRejected],
    [verdict.failed, words.filesFailed],
    [verdict.undone, words.filesUndone],
  ];
  return [
    words.nightsWithFile(verdict.nightsWithFile),
    ...verdict.nightsWithout.map((date) => words.nightWithoutFile(format.date(date))),
    words.filesOfWeek(verdict.files),
    ...counted.filter(([n]) => n > 0).map(([n, say]) => say(n)),
  ];
}
