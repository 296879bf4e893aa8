import { mailTexts, type MailTexts } from '../messages/mail-texts.js';
import { changesInWords } from './changes-in-words.js';
import { lineInSheet } from '../reading/sheet-lines.js';
import type { ConsoleLinks } from './console-links.js';
import { createFormat, type Format } from './format.js';
import type { Block, MailDocument } from './mail-document.js';
import type { CategoryCounts } from '../sync.js';
import { FINAL_STATUSES, type SyncStatus } from '../sync-status.js';
import type { ReportProblem, SyncReport } from './sync-report.js';

const COUNT_KEYS = ['added', 'updated', 'archived', 'restored', 'unchanged', 'held'] as const satisfies readonly (keyof CategoryCounts)[];

/** The mail about one sync. */
export function syncMail(report: SyncReport, links: ConsoleLinks): MailDocument {
  const format = createFormat(report.locale, report.school.timeZone);
  const texts = mailTexts(format);
  const outcome = outcomeInWords(report, texts);
  const url = links.sync(report.school.id, report.syncId);
  return {
    locale: report.locale,
    subject: texts.subject(report.school.name, outcome),
    preview: `${report.file.name} · ${texts.verdict[report.verdict]}`,
    school: report.school.name,
    title: texts.title,
    tone: report.tone,
    verdict: texts.verdict[report.verdict],
    blocks: [
      ...reasonBlocks(report, texts),
      ...(report.rollover === null ? [] : [{ kind: 'paragraph', text: report.rollover } as const]),
      ...heldBlocks(report, texts),
      ...countBlocks(report, texts, format),
      { kind: 'section', title: texts.next },
      { kind: 'bullets', items: report.next.map((step) => texts.step(step)) },
      { kind: 'action', label: report.status === 'HELD' ? texts.decide : texts.openSync, url },
      ...nameBlocks(report, texts),
      ...problemBlocks(report, texts),
      ...hintBlocks(report, texts),
      { kind: 'section', title: texts.file },
      { kind: 'facts', facts: fileFacts(report, texts, format) },
      ...supportBlocks(report, texts),
    ],
    footer: [texts.whyThisMail(report.school.name), ...(report.names === null ? [texts.noPersonalData] : [])],
  };
}

/** What became of the file in a few words: `12 added, 3 updated`, `held for your approval`, `file rejected`. */
export function outcomeInWords(report: Pick<SyncReport, 'status' | 'totals' | 'rows'>, texts: MailTexts): string {
  const changes = changesInWords(report.totals, texts);
  const leftOut = report.rows.problems > 0 ? texts.rowsWithProblems(report.rows.problems) : null;
  switch (report.status) {
    case 'APPLIED':
    case 'UNCHANGED':
      return [changes ?? texts.nothingChanged, leftOut].filter((part) => part !== null).join(', ');
    case 'HELD':
      return changes === null ? texts.status.HELD : `${texts.status.HELD} (${changes})`;
    case 'PREVIEWED':
      return changes === null ? texts.status.PREVIEWED : `${texts.status.PREVIEWED} (${texts.wouldBe(changes)})`;
    case 'RECEIVED':
    case 'STAGING':
    case 'PLANNING':
    case 'APPLYING':
    case 'REJECTED':
    case 'FAILED':
    case 'SUPERSEDED':
    case 'DISCARDED':
    case 'CANCELLED':
    case 'UNDONE':
    case 'DISABLED':
    case 'PAUSED':
      return texts.status[report.status];
  }
}

export function countTable(
  caption: string,
  categories: SyncReport['categories'],
  totals: CategoryCounts,
  texts: MailTexts,
  format: Format,
  keys: readonly (keyof CategoryCounts)[] = COUNT_KEYS,
): Block[] {
  if (categories.length === 0) return [];
  const cells = (counts: CategoryCounts): string[] => keys.map((key) => format.number(counts[key]));
  return [
    {
      kind: 'table',
      caption,
      header: [texts.categoryHeader, ...keys.map((key) => texts.countsHeader[key])],
      rows: [
        ...categories.map(({ category, counts }) => [texts.category[category], ...cells(counts)]),
        ...(categories.length > 1 ? [[texts.total, ...cells(totals)]] : []),
      ],
      words: false,
    },
  ];
}

/** `Line 12, column “grade”`. */
export function whereOf(problem: Pick<ReportProblem, 'line' | 'column'>, texts: MailTexts, fileFormat: string | null): string {
  const parts = [
    problem.line === null ? texts.wholeFile : fileFormat === 'xlsx' ? texts.row(lineInSheet(problem.line)) : texts.line(lineInSheet(problem.line)),
    ...(problem.column === null ? [] : [texts.column(problem.column)]),
  ];
  return parts.join(', ');
}

function reasonBlocks(report: SyncReport, texts: MailTexts): Block[] {
  if (report.takenBack !== null) {
    return [{ kind: 'paragraph', text: texts.takenBack(report.takenBack.undone, report.takenBack.skipped) }];
  }
  return report.reason === null ? [] : [{ kind: 'paragraph', text: report.reason.message }];
}

function heldBlocks(report: SyncReport, texts: MailTexts): Block[] {
  if (report.status !== 'HELD') return [];
  const items = [texts.waiting(report.totals.held), ...report.held.map(({ category, message }) => `${texts.category[category]} – ${message}`)];
  return [{ kind: 'notice', tone: 'attention', title: texts.whatWaits, items }];
}

function countBlocks(report: SyncReport, texts: MailTexts, format: Format): Block[] {
  const caption = report.status === 'UNDONE' ? texts.whatIsStillInEffect : report.dryRun ? texts.whatItWouldDo : texts.whatItDid;
  const counts = isKnown(report) ? countTable(caption, report.categories, report.totals, texts, format) : [];
  const { total, valid, problems, warnings } = report.rows;
  if (total === 0) return counts;
  const isEnded = (FINAL_STATUSES as readonly SyncStatus[]).includes(report.status);
  const rows = [
    ...(report.used || !isEnded ? [texts.rowsRead(total, valid)] : [texts.rowsReadNoneUsed(total)]),
    ...(report.used && problems > 0 ? [texts.rowsWithProblems(problems)] : []),
    ...(warnings > 0 ? [texts.warnings(warnings)] : []),
  ];
  const lines = report.used ? report.account.lines.map(({ rows: lines, text }) => texts.accountLine(lines, text)) : [];
  return [...counts, { kind: 'paragraph', text: `${rows.join(', ')}.` }, ...(lines.length === 0 ? [] : [{ kind: 'bullets', items: lines } as const])];
}

/** Whether it is known what the file does; for a preview, only once it ended well. */
function isKnown({ status, dryRun }: SyncReport): boolean {
  return dryRun ? status === 'PREVIEWED' : status === 'HELD' || (FINAL_STATUSES as readonly SyncStatus[]).includes(status);
}

export function nameBlocks(report: Pick<SyncReport, 'names' | 'totals'> & { dryRun?: boolean }, texts: MailTexts): Block[] {
  const { names, dryRun = false } = report;
  if (names === null) return [];
  return (['added', 'archived', 'restored'] as const)
    .filter((key) => names[key].length > 0)
    .flatMap((key): Block[] => {
      const more = report.totals[key] - names[key].length;
      const items = more > 0 ? [...names[key], texts.names.more(more)] : names[key];
      return [
        { kind: 'section', title: (dryRun ? texts.namesWouldBe : texts.names)[key] },
        { kind: 'bullets', items },
      ];
    });
}

function problemBlocks(report: SyncReport, texts: MailTexts): Block[] {
  // The reason for a rejection is already at the top.
  const problems = report.status === 'REJECTED' ? report.problems.filter((problem) => problem.line !== null) : report.problems;
  if (problems.length === 0) return [];
  const more = report.problemCount - report.problems.length;
  return [
    { kind: 'section', title: texts.problemsTitle(problems.length, Math.max(report.problemCount, problems.length)) },
    {
      kind: 'problems',
      items: problems.map((problem) => ({
        where: whereOf(problem, texts, report.file.format),
        message: problem.severity === 'warning' ? texts.remark(problem.message) : problem.message,
        remedy: problem.remedy,
      })),
      remedyLabel: texts.whatToDo,
    },
    ...(more > 0 ? [{ kind: 'paragraph', text: texts.moreProblems(more) } as const] : []),
  ];
}

function hintBlocks(report: SyncReport, texts: MailTexts): Block[] {
  if (report.hints.length === 0) return [];
  return [
    { kind: 'section', title: texts.whyNot },
    { kind: 'bullets', items: report.hints.map((hint) => texts.hint(hint)) },
  ];
}

function fileFacts(report: SyncReport, texts: MailTexts, format: Format): { label: string; value: string }[] {
  return [
    { label: texts.fileName, value: report.file.name },
    { label: texts.received, value: format.instant(report.receivedAt) },
    ...(report.finishedAt === null ? [] : [{ label: texts.finished, value: format.instant(report.finishedAt) }]),
    ...(report.file.format === null ? [] : [{ label: texts.read, value: texts.readAs(report.file.format, report.file.encoding) }]),
    ...(report.account.sis === null ? [] : [{ label: texts.looksLike, value: report.account.sis }]),
  ];
}

function supportBlocks(report: SyncReport, texts: MailTexts): Block[] {
  const support: Block = { kind: 'paragraph', text: texts.forSupport(report.syncId) };
  const workflowUrl = report.next.find((step) => step.kind === 'ask_support')?.workflowUrl ?? null;
  return workflowUrl === null ? [support] : [support, { kind: 'reference', label: texts.workflow, url: workflowUrl }];
}
