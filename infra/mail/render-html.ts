import type { Block, MailDocument } from '../../domain/report/mail-document.js';
import type { Tone } from '../../domain/report/sync-report.js';

// Dark text on a light tint, and the other way round in dark mode: all pairs have a contrast of 7:1 or more.
const TONES = {
  good: { mark: '✓', text: '#14532d', tint: '#e7f6ec', line: '#15803d' },
  attention: { mark: '!', text: '#713f12', tint: '#fdf3d7', line: '#b45309' },
  bad: { mark: '✕', text: '#7f1d1d', tint: '#fdeaea', line: '#b91c1c' },
} as const satisfies Record<Tone, { mark: string; text: string; tint: string; line: string }>;

const STYLE = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 0; -webkit-text-size-adjust: 100%; }
@media (max-width: 480px) {
  .page { padding: 12px 0 !important; }
  .card { padding: 20px 14px !important; border-radius: 0 !important; }
  .numbers th, .numbers td { padding: 7px 3px !important; font-size: 13px !important; }
  .numbers thead th { font-size: 11px !important; }
}
@media (prefers-color-scheme: dark) {
  .page { background: #14171c !important; }
  .card { background: #1e232b !important; border-color: #38404c !important; }
  .ink, .ink th, .ink td { color: #e8ecf1 !important; border-color: #38404c !important; }
  .dim { color: #b4bdc9 !important; }
  .rule { border-color: #38404c !important; }
  .code { background: #2a313b !important; color: #e8ecf1 !important; }
  .good { background: #12301d !important; color: #bbf7d0 !important; border-color: #4ade80 !important; }
  .attention { background: #3a2a08 !important; color: #fde9b0 !important; border-color: #fbbf24 !important; }
  .bad { background: #3d1616 !important; color: #fecaca !important; border-color: #f87171 !important; }
  .button { background: #93c5fd !important; color: #0b1a30 !important; }
  .link { color: #93c5fd !important; }
}`;

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const INK = '#1c2430';
const DIM = '#4a5565';
const RULE = '#d5dbe3';

/** A message as an HTML mail: no image, no script, nothing remote; every text in it escaped. */
export function renderHtml(document: MailDocument): string {
  const lang = escapeHtml(document.locale);
  const tone = TONES[document.tone];
  return `<!doctype html>
<html lang="${lang}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${escapeHtml(document.subject)}</title>
<style>${STYLE}</style>
</head>
<body>
<div style="display:none;max-height:0;overflow:hidden;opacity:0">${escapeHtml(document.preview)}</div>
<div class="page" lang="${lang}" style="background:#eef1f5;padding:28px 12px;${FONT};font-size:16px;line-height:1.5;color:${INK}">
<main class="card ink" style="max-width:640px;margin:0 auto;background:#ffffff;border:1px solid ${RULE};border-radius:10px;padding:28px 32px;box-sizing:border-box">
<p class="dim" style="margin:0 0 2px;font-size:14px;color:${DIM}">${escapeHtml(document.school)}</p>
<h1 style="margin:0 0 18px;font-size:22px;line-height:1.3;font-weight:650">${escapeHtml(document.title)}</h1>
<p class="${document.tone}" style="margin:0 0 18px;padding:12px 16px;background:${tone.tint};color:${tone.text};border-left:4px solid ${tone.line};border-radius:4px;font-weight:600"><span aria-hidden="true">${tone.mark}&ensp;</span>${escapeHtml(document.verdict)}</p>
${document.blocks.map(renderBlock).join('\n')}
<div class="rule" style="margin:28px 0 0;padding:14px 0 0;border-top:1px solid ${RULE}">
${document.footer.map((line) => `<p class="dim" style="margin:0 0 4px;font-size:13px;color:${DIM}">${escapeHtml(line)}</p>`).join('\n')}
</div>
</main>
</div>
</body>
</html>
`;
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p style="margin:0 0 14px">${escapeHtml(block.text)}</p>`;
    case 'section':
      return `<h2 style="margin:24px 0 8px;font-size:17px;line-height:1.35;font-weight:650">${escapeHtml(block.title)}</h2>`;
    case 'notice': {
      const tone = TONES[block.tone];
      return `<div class="${block.tone}" style="margin:0 0 18px;padding:12px 16px;background:${tone.tint};color:${tone.text};border-left:4px solid ${tone.line};border-radius:4px">
<h2 style="margin:0 0 6px;font-size:16px;line-height:1.35;font-weight:650">${escapeHtml(block.title)}</h2>
${block.items.map((item) => `<p style="margin:0 0 6px">${escapeHtml(item)}</p>`).join('\n')}
</div>`;
    }
    case 'table':
      return renderTable(block);
    case 'facts':
      return `<table class="ink" style="border-collapse:collapse;margin:0 0 14px;font-size:15px">
${block.facts
  .map(
    ({ label, value }) =>
      `<tr><th scope="row" class="dim" style="text-align:left;vertical-align:top;font-weight:400;color:${DIM};padding:3px 18px 3px 0;white-space:nowrap">${escapeHtml(label)}</th><td style="padding:3px 0;vertical-align:top;overflow-wrap:anywhere">${escapeHtml(value)}</td></tr>`,
  )
  .join('\n')}
</table>`;
    case 'bullets':
      return `<ul style="margin:0 0 14px;padding:0 0 0 22px">${block.items.map((item) => `<li style="margin:0 0 4px">${escapeHtml(item)}</li>`).join('')}</ul>`;
    case 'problems':
      return `<ol style="margin:0 0 14px;padding:0;list-style:none">${block.items
        .map(
          ({ where, message, remedy }) =>
            `<li class="rule" style="margin:0;padding:10px 0;border-top:1px solid ${RULE};overflow-wrap:anywhere"><strong style="font-weight:650">${escapeHtml(where)}</strong><br>${escapeHtml(message)}${
              remedy === '' ? '' : `<br><span class="dim" style="color:${DIM}">${escapeHtml(`→ ${remedy}`)}</span>`
            }</li>`,
        )
        .join('\n')}</ol>`;
    case 'action':
      return `<p style="margin:18px 0 20px"><a class="button" href="${escapeHtml(safeUrl(block.url))}" style="display:inline-block;background:#1d4ed8;color:#ffffff;text-decoration:none;font-weight:600;padding:11px 20px;border-radius:6px">${escapeHtml(block.label)}</a></p>`;
    case 'reference':
      return `<p style="margin:0 0 14px"><a class="link" href="${escapeHtml(safeUrl(block.url))}" style="color:#1d4ed8">${escapeHtml(block.label)}</a></p>`;
  }
}

function renderTable({ caption, header, rows, words }: Block & { kind: 'table' }): string {
  const align = (index: number): string => (index === 0 || words ? 'left' : 'right');
  const cell = (index: number): string =>
    `text-align:${align(index)};padding:8px 6px;border-bottom:1px solid ${RULE};vertical-align:top;${
      !words ? 'font-variant-numeric:tabular-nums' : index === 1 ? 'white-space:nowrap' : `overflow-wrap:anywhere${index === 0 ? ';width:38%' : ''}`
    }`;
  return `<table class="numbers ink" style="border-collapse:collapse;width:100%;margin:0 0 14px;font-size:15px">
<caption style="text-align:left;font-size:17px;font-weight:650;padding:8px 0 6px">${escapeHtml(caption)}</caption>
<thead><tr>${header
    .map((text, index) => `<th scope="col" class="dim" style="${cell(index)};font-size:13px;font-weight:600;color:${DIM}">${escapeHtml(text)}</th>`)
    .join('')}</tr></thead>
<tbody>
${rows
  .map(
    (row) =>
      `<tr>${row
        .map((text, index) =>
          index === 0
            ? `<th scope="row" style="${cell(index)};font-weight:600">${escapeHtml(text)}</th>`
            : `<td style="${cell(index)}">${escapeHtml(text)}</td>`,
        )
        .join('')}</tr>`,
  )
  .join('\n')}
</tbody>
</table>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** Links are made from the configuration; anything but http(s) there is a mistake that must not be clickable. */
function safeUrl(url: string): string {
  return /^https?:\/\//i.test(url) ? url : '#';
}
