import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../../domain/locale.js';
import type { Block, MailDocument } from '../../../domain/report/mail-document.js';
import { renderText } from '../../../domain/report/render-text.js';
import { syncMail } from '../../../domain/report/sync-mail.js';
import { reportSync } from '../../../domain/report/sync-report.js';
import { SYNC_STATUSES } from '../../../domain/sync-status.js';
import { renderHtml } from '../../../infra/mail/render-html.js';
import { LINKS, students, syncFacts } from '../report/sync-facts.js';

const everyBlock: Block[] = [
  { kind: 'paragraph', text: 'A paragraph & <b>' },
  { kind: 'section', title: 'A section' },
  { kind: 'notice', tone: 'bad', title: 'A notice', items: ['first', 'second "quoted"'] },
  { kind: 'table', caption: 'Numbers', header: ['Group', 'Up\u00addated'], rows: [['Students', '1,234']], words: false },
  { kind: 'table', caption: 'Words', header: ['File', 'Time', 'Outcome'], rows: [['a.csv', '6:05', 'file rejected']], words: true },
  { kind: 'facts', facts: [{ label: 'Name', value: 'b.csv' }] },
  { kind: 'bullets', items: ['a bullet'] },
  { kind: 'problems', items: [{ where: 'Line 3', message: 'it is wrong', remedy: 'mend it' }], remedyLabel: 'What to do' },
  { kind: 'action', label: 'Open', url: 'https://rollcall.example/?a=1&b=2' },
  { kind: 'reference', label: 'Workflow', url: 'https://temporal.example/' },
];
const sample: MailDocument = {
  locale: 'fr-CA',
  subject: 'S',
  preview: 'P',
  school: 'École',
  title: 'Titre',
  tone: 'good',
  verdict: 'Bien.',
  blocks: everyBlock,
  footer: ['Pied'],
};

test('HTML and text say the same', () => {
  const html = unescaped(
    renderHtml(sample)
      .replace(/<(style|title)>[\s\S]*?<\/\1>/g, '')
      .replace(/<[^>]+>/g, ' '),
  );
  const text = renderText(sample);
  for (const said of [
    'École',
    'Titre',
    'Bien.',
    'A paragraph & <b>',
    'A section',
    'A notice',
    'second "quoted"',
    'Numbers',
    'Students',
    '1,234',
    'Words',
    'file rejected',
    'b.csv',
    'a bullet',
    'Line 3',
    'it is wrong',
    'mend it',
    'Open',
    'Workflow',
    'Pied',
  ]) {
    expect(html).toContain(said);
    expect(text).toContain(said);
  }
  expect(text).toContain('https://rollcall.example/?a=1&b=2');
  expect(text).toMatch(/^Group +Updated$/m);
});

test('a screen reader finds the language, headings, captions and table headers', () => {
  const html = renderHtml(sample);
  expect(html).toContain('<html lang="fr-CA" dir="ltr">');
  expect(html.match(/<h1/g)).toHaveLength(1);
  expect(html.match(/<caption/g)).toHaveLength(2);
  expect(html.match(/scope="col"/g)).toHaveLength(5);
  expect(html.match(/scope="row"/g)).toHaveLength(3);
  expect(html).toContain('<meta name="color-scheme" content="light dark">');
});

test('only the addresses of the console and of Temporal are links, and nothing is loaded', () => {
  const html = renderHtml({ ...sample, blocks: [...everyBlock, { kind: 'action', label: 'x', url: 'javascript:alert(1)' }] });
  expect([...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, url]) => url)).toEqual([
    'https://rollcall.example/?a=1&amp;b=2',
    'https://temporal.example/',
    '#',
  ]);
});

describe('every text stands out from its background', () => {
  const inHtml = [
    ...renderHtml({ ...sample, blocks: [...everyBlock, { kind: 'notice', tone: 'attention', title: 't', items: [] }] }).matchAll(
      /background:\s?(#[0-9a-f]{6})(?: !important)?;\s?color:\s?(#[0-9a-f]{6})/g,
    ),
  ];
  test.each(inHtml.map(([, background = '', ink = '']) => [ink, background]))('%s on %s', (ink, background) => {
    expect(contrast(ink, background)).toBeGreaterThan(4.5);
  });
  test.each([
    ['#1c2430', '#ffffff'],
    ['#4a5565', '#ffffff'],
    ['#e8ecf1', '#1e232b'],
    ['#b4bdc9', '#1e232b'],
    ['#93c5fd', '#1e232b'],
    ['#1d4ed8', '#ffffff'],
  ])('%s on the card %s', (ink, background) => {
    expect(renderHtml(sample)).toContain(ink);
    expect(contrast(ink, background)).toBeGreaterThan(4.5);
  });
});

test.each(LOCALES.flatMap((locale) => SYNC_STATUSES.map((status) => [locale, status] as const)))('%s, %s: every tag is closed', (locale, status) => {
  const html = renderHtml(syncMail(reportSync(syncFacts(status, { counts: students({ added: 1, held: 2 }) }), locale), LINKS));
  const open: string[] = [];
  for (const [, close, tag = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
    if (['meta', 'br'].includes(tag)) continue;
    // A tag that closes another one than the last is left over.
    if (close === '/' && open.at(-1) === tag) open.pop();
    else open.push(`${close}${tag}`);
  }
  expect(open).toEqual([]);
});

function unescaped(html: string): string {
  return html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
