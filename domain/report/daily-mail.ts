import { mailTexts, type MailTexts } from '../messages/mail-texts.js';
import type { DailyReport } from './daily-report.js';
import { createFormat, type Format } from './format.js';
import type { Block, MailDocument } from './mail-document.js';
import { leadOfNight, missingInWords, outcomeOfNight } from './night-verdict.js';
import { countTable, nameBlocks, outcomeInWords, whereOf } from './sync-mail.js';
import type { ConsoleLinks } from './console-links.js';

/** If a day has more files than this, only the newest are shown: a mail is not a log. */
const MAX_FILES = 25;

/** The mail with the daily Roster Sync Results. */
export function dailyMail(report: DailyReport, links: ConsoleLinks): MailDocument {
  const format = createFormat(report.locale, report.school.timeZone);
  const texts = mailTexts(format);
  const date = format.date(report.night);
  const lead = leadOfNight(report.verdict, texts);
  return {
    locale: report.locale,
    subject: texts.dailySubject(report.school.name, date, outcomeOfNight(report.verdict, texts)),
    preview: lead,
    school: report.school.name,
    title: texts.dailyTitle(date),
    tone: report.verdict.tone,
    verdict: lead,
    blocks: [
      ...causeBlocks(report, texts),
      ...heldBlocks(report, texts, format),
      ...countTable(texts.whatItDid, report.categories, report.verdict.totals, texts, format),
      ...missingBlocks(report, texts),
      ...fileBlocks(report, texts, format),
      { kind: 'action', label: texts.openSyncs, url: links.syncs(report.school.id) },
      ...nameBlocks({ names: report.names, totals: report.verdict.totals }, texts),
      ...missingNameBlocks(report, texts),
      ...problemBlocks(report, texts),
      { kind: 'paragraph', text: texts.window(format.instant(report.from), format.instant(report.until)) },
    ],
    footer: [texts.whyThisMail(report.school.name), ...(report.names === null ? [texts.noPersonalData] : [])],
  };
}

function causeBlocks({ verdict: { cause } }: DailyReport, texts: MailTexts): Block[] {
  if (cause === null) return [];
  return [{ kind: 'notice', tone: 'attention', title: texts.causeTitle, items: [texts.cause(cause)] }];
}

function heldBlocks(report: DailyReport, texts: MailTexts, format: Format): Block[] {
  if (report.held.length === 0) return [];
  const items = report.held.map(({ fileName, receivedAt, people, reasons }) =>
    [texts.heldSince(fileName, format.instant(receivedAt), people), ...reasons].join(' '),
  );
  return [{ kind: 'notice', tone: 'attention', title: texts.heldTitle, items }];
}

function missingBlocks(report: DailyReport, texts: MailTexts): Block[] {
  const items = missingInWords(report.verdict, texts);
  return items.length === 0
    ? []
    : [
        { kind: 'section', title: texts.missingTitle },
        { kind: 'bullets', items },
      ];
}

function missingNameBlocks({ missingNames, verdict }: DailyReport, texts: MailTexts): Block[] {
  if (missingNames === null || missingNames.length === 0) return [];
  const more = verdict.missing.reduce((sum, { waiting }) => sum + waiting, 0) - missingNames.length;
  const items = more > 0 ? [...missingNames, texts.names.more(more)] : missingNames;
  return [
    { kind: 'section', title: texts.names.missing },
    { kind: 'bullets', items },
  ];
}

function fileBlocks(report: DailyReport, texts: MailTexts, format: Format): Block[] {
  if (report.syncs.length === 0) return [];
  const shown = report.syncs.slice(-MAX_FILES);
  return [
    {
      kind: 'table',
      caption: texts.filesOfTheDay,
      header: [texts.fileName, texts.received, texts.outcome],
      rows: shown.map((sync) => [
        sync.fileName,
        format.time(sync.receivedAt),
        [outcomeInWords(sync, texts), sync.errorMessage ?? '', sync.rollover ?? ''].filter((part) => part !== '').join(' – '),
      ]),
      words: true,
    },
    ...(shown.length < report.syncs.length ? [{ kind: 'paragraph', text: texts.names.more(report.syncs.length - shown.length) } as const] : []),
    ...(report.rows.total > 0 ? [{ kind: 'paragraph', text: `${texts.rowsRead(report.rows.total, report.rows.valid)}.` } as const] : []),
    ...(report.verdict.stillOpen > 0 ? [{ kind: 'paragraph', text: texts.stillOpen(report.verdict.stillOpen) } as const] : []),
  ];
}

function problemBlocks(report: DailyReport, texts: MailTexts): Block[] {
  if (report.problems.length === 0) return [];
  const more = report.problemCount - report.problems.length;
  return [
    { kind: 'section', title: texts.problemsTitle(report.problems.length, report.problemCount) },
    {
      kind: 'problems',
      items: report.problems.map((problem) => ({
        where: `${problem.fileName} – ${whereOf(problem, texts, problem.fileFormat)}`,
        message: problem.severity === 'warning' ? texts.remark(problem.message) : problem.message,
        remedy: problem.remedy,
      })),
      remedyLabel: texts.whatToDo,
    },
    ...(more > 0 ? [{ kind: 'paragraph', text: texts.moreProblems(more) } as const] : []),
  ];
}
