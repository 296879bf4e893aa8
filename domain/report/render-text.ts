import type { Block, MailDocument } from './mail-document.js';

const WIDTH = 76;

/** A message as plain text, for the text part of a mail and for receipts: the same parts in the same order as the HTML. */
export function renderText(document: MailDocument): string {
  const parts = [
    `${document.school}\n${underlined(document.title, '=')}`,
    wrap(document.verdict),
    ...document.blocks.map((block) => renderBlock(block, document.locale === 'fr-CA' ? '\u00a0:' : ':')),
    ...(document.footer.length === 0 ? [] : [`${'-'.repeat(3)}\n${document.footer.map((line) => wrap(line)).join('\n')}`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function renderBlock(block: Block, colon: string): string {
  switch (block.kind) {
    case 'paragraph':
      return wrap(block.text);
    case 'section':
      return underlined(block.title, '-');
    case 'notice':
      return [underlined(block.title, '-'), ...block.items.map((item) => wrap(item, '* ', '  '))].join('\n');
    case 'table':
      return block.words ? wordTable(block, colon) : numberTable(block);
    case 'facts': {
      const width = Math.max(...block.facts.map(({ label }) => label.length));
      return block.facts.map(({ label, value }) => `${label.padEnd(width)}  ${value}`).join('\n');
    }
    case 'bullets':
      return block.items.map((item) => wrap(item, '* ', '  ')).join('\n');
    case 'problems':
      return block.items
        .map(({ where, message, remedy }) =>
          [where, wrap(message, '  ', '  '), ...(remedy === '' ? [] : [wrap(remedy, '  -> ', '     ')])].join('\n'),
        )
        .join('\n\n');
    // An address stays in one piece: mail programs and people copy it whole.
    case 'action':
    case 'reference':
      return `${block.label}\n${block.url}`;
  }
}

function numberTable({ caption, header: narrowHeader, rows }: Block & { kind: 'table' }): string {
  const header = narrowHeader.map((text) => text.replaceAll('\u00ad', ''));
  const widths = header.map((text, column) => Math.max(text.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [underlined(caption, '-'), line(header), ...rows.map(line)].join('\n');
}

/** Words do not fit beside each other in 76 characters: one item per row, with its header words. */
function wordTable({ caption, header, rows }: Block & { kind: 'table' }, colon: string): string {
  const items = rows.map(([first = '', ...cells]) =>
    [wrap(first, '* ', '  '), ...cells.map((cell, index) => wrap(`${header[index + 1] ?? ''}${colon} ${cell}`, '  ', '  '))].join('\n'),
  );
  return [underlined(caption, '-'), ...items].join('\n');
}

function underlined(title: string, mark: string): string {
  return `${title}\n${mark.repeat(Math.min(title.length, WIDTH))}`;
}

function wrap(text: string, first = '', rest = ''): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  // Only ordinary spaces: a no-break space holds what belongs together.
  for (const word of text.split(/[ \n]+/).filter((each) => each !== '')) {
    if (!empty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line = empty ? line + word : `${line} ${word}`;
    empty = false;
  }
  return [...lines, line].join('\n');
}
