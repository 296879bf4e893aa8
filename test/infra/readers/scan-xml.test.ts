import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { createXmlScanner } from '../../../infra/readers/workbook/scan-xml.js';
import { attributeText, attributeTextBySuffix, DamagedXml } from '../../../infra/readers/workbook/xml-tag.js';
import fc from '../../support/property.js';

type Event = [kind: 'open', name: string, attributes: [string, string][]] | [kind: 'close', name: string] | [kind: 'text', text: string];

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
const byName = (left: [string, string], right: [string, string]): number => (left[0] < right[0] ? -1 : 1);

/** What the library reads, or null where it refuses the document. Neighbouring texts are one. */
function asSaxes(xml: string): Event[] | null {
  const events: Event[] = [];
  const parser = new SaxesParser();
  const text = (piece: string): void => {
    const last = events.at(-1);
    if (last?.[0] === 'text') last[1] += piece;
    else if (piece !== '') events.push(['text', piece]);
  };
  let failed = false;
  let depth = 0;
  parser.on('error', () => (failed = true));
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    events.push(['open', localName(name), Object.entries(attributes).toSorted(byName)]);
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    events.push(['close', localName(name)]);
  });
  parser.on('text', (piece) => (depth > 0 ? text(piece) : undefined));
  parser.on('cdata', text);
  parser.write(xml).close();
  return failed ? null : events;
}

/** What we read from the same document in pieces of these lengths, or null. */
function asOurs(xml: string | Uint8Array, pieces: readonly number[] = []): Event[] | null {
  const events: (Event | [kind: 'bytes', bytes: Buffer])[] = [];
  const scanner = createXmlScanner({
    open: (name, tag) => {
      const names = Array.from({ length: tag.count }, (_, index) =>
        Buffer.from(tag.bytes.subarray(tag.places[index * 4], tag.places[index * 4 + 1])).toString(),
      );
      events.push([
        'open',
        name,
        names.map((each): [string, string] => [each, (attributeText(tag, each) ?? attributeTextBySuffix(tag, each))!]).toSorted(byName),
      ]);
    },
    close: (name) => void events.push(['close', name]),
    text: (bytes, start, end) => {
      const piece = Buffer.from(bytes.slice(start, end));
      const last = events.at(-1);
      if (last?.[0] === 'bytes') last[1] = Buffer.concat([last[1], piece]);
      else events.push(['bytes', piece]);
    },
  });
  try {
    const bytes = Buffer.from(xml as string);
    let at = 0;
    for (const length of pieces) {
      scanner.push(bytes.subarray(at, at + length));
      at += length;
    }
    scanner.push(bytes.subarray(at));
    scanner.end();
  } catch (error) {
    if (error instanceof DamagedXml) return null;
    throw error;
  }
  return events.map((event) => (event[0] === 'bytes' ? ['text', event[1].toString()] : event));
}

const name = fc.constantFrom('c', 'v', 'row', 'is', 't', 'x:row', 'sheetData', 'élève', 'r-1', '_a.b');
const gap = fc.constantFrom(' ', '  ', '\n', '\t', '\r\n');
const anything = fc.string({
  unit: fc.oneof(
    fc.constantFrom('a', '9', 'é', '李', '🎒', ' ', '\n', '\r', '\r\n', '\t', ']', '>', '-', '?', '/', '=', "'"),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).filter((one) => /[\u0020-\ud7ff]/.test(one) && !/[<&"\u007f-\u009f]/.test(one)),
  ),
  maxLength: 12,
});
const entity = fc.constantFrom('&lt;', '&gt;', '&amp;', '&quot;', '&apos;', '&#65;', '&#x1F392;', '&#xd;', '&#10;');
const value = fc
  .array(
    fc.oneof(
      anything.map((text) => text.replaceAll('"', '')),
      entity,
    ),
    { maxLength: 3 },
  )
  .map((parts) => parts.join(''));
const attributes = fc
  .uniqueArray(fc.tuple(fc.constantFrom('r', 's', 't', 'r:id', 'name', 'éa'), value, gap, fc.boolean()), { selector: ([each]) => each, maxLength: 4 })
  .map((all) =>
    all.map(([each, text, space, apostrophes]) => `${space}${each}=${apostrophes ? `'${text.replaceAll("'", '')}'` : `"${text}"`}`).join(''),
  );
const piece = fc.oneof(
  { weight: 4, arbitrary: anything.map((text) => text.replaceAll(']]>', '')) },
  entity,
  anything.filter((text) => !text.includes('--') && !text.endsWith('-')).map((text) => `<!--${text}-->`),
  anything.filter((text) => !text.includes(']]>')).map((text) => `<![CDATA[${text}<&]]>`),
  anything.filter((text) => !text.includes('?>')).map((text) => `<?x ${text.trimStart()}?>`),
);
const { element } = fc.letrec<{ element: string; inside: string }>((tie) => ({
  element: fc
    .tuple(name, attributes, fc.constantFrom('', ' ', '\n'), fc.option(fc.array(tie('inside'), { maxLength: 4 }), { nil: null }))
    .map(([each, list, space, inside]) =>
      inside === null ? `<${each}${list}${space}/>` : `<${each}${list}${space}>${inside.join('')}</${each}${space}>`,
    ),
  inside: fc.oneof({ maxDepth: 4 }, piece, tie('element')),
}));
const xmlDocument = fc
  .tuple(
    fc.constantFrom('', '\ufeff', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n', '<!-- first -->\n'),
    element,
    fc.constantFrom('', '\n', '<!-- last -->'),
  )
  .map((parts) => parts.join(''));
const lengths = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 });

describe('the XML of a workbook is read as a general XML library reads it', () => {
  test('for any document, in any pieces', () => {
    fc.assert(
      fc.property(xmlDocument, lengths, (xml, pieces) => {
        const expected = asSaxes(xml);
        fc.pre(expected !== null);
        expect(asOurs(xml, pieces)).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  test('for a document in which some characters are wrong: it is refused, or means the same', () => {
    const mistake = fc.tuple(
      fc.nat(),
      fc.nat({ max: 3 }),
      fc.constantFrom('', '<', '>', '/', '&', '"', "'", '=', ' ', 'a', '</', '/>', '<c>', '</c>', '\u0001', ']]>', '<!', '<?', '--', ';'),
    );
    const refused = { both: 0, neither: 0 };
    fc.assert(
      fc.property(xmlDocument, fc.array(mistake, { minLength: 1, maxLength: 3 }), lengths, (xml, mistakes, pieces) => {
        let broken = xml;
        for (const [place, removed, put] of mistakes) {
          const at = place % (broken.length + 1);
          broken = broken.slice(0, at) + put + broken.slice(at + removed);
        }
        // Halves of a character beyond 16 bits have no UTF-8.
        broken = Buffer.from(broken).toString();
        const expected = asSaxes(broken);
        const ours = asOurs(broken, pieces);
        expect(ours).toEqual(expected ?? ours);
        refused[expected === null && ours === null ? 'both' : 'neither'] += 1;
      }),
      { numRuns: 3_000 },
    );
    expect(refused.both).toBeGreaterThan(100);
    expect(refused.neither).toBeGreaterThan(100);
  });

  test('for bytes of any kind it ends, and says damaged or nothing', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .string({ unit: fc.constantFrom('<', '>', '/', 'a', '"', '=', '&', ';', '!', '[', ']', '-', '?', ' ', 'CDATA'), maxLength: 60 })
        .map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(bytes, lengths, (each, pieces) => void asOurs(each, pieces)),
      { numRuns: 2_000 },
    );
  });
});

describe('a document that no spreadsheet program writes is damaged', () => {
  test.each([
    ['that ends inside a tag', '<a><b'],
    ['that ends inside a text', '<a>text'],
    ['that ends inside a comment', '<a><!-- '],
    ['whose tags close in another order', '<a><b></a></b>'],
    ['with two roots', '<a/><b/>'],
    ['with text around it', '<a/>text'],
    ['with an entity of its own', '<a>&b;</a>'],
    ['with an entity of its own in a value', '<a b="&c;"/>'],
    ['with a character that is none', '<a>&#0;</a>'],
    ['with a document type', '<!DOCTYPE a><a/>'],
    ['with a value without quotes', '<a b=c/>'],
    ['that is nothing', ''],
    ['that is very deep', `${'<a>'.repeat(300)}${'</a>'.repeat(300)}`],
    ['with a tag of two million characters', `<a b="${'x'.repeat(2_000_000)}"/>`],
  ])('%s', (_, xml) => {
    expect(
      asOurs(
        xml,
        Array.from({ length: Math.ceil(xml.length / 65_536) }, () => 65_536),
      ),
    ).toBeNull();
  });
});
