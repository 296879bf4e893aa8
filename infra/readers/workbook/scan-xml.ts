import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';

export type XmlReceiver = {
  /** Names come without their prefix. Return false to stop reading. */
  open?(name: string, attributes: Record<string, string>): void;
  close?(name: string): void | false;
  text?(text: string): void;
};

/** Reads XML piece by piece. `close` may end the reading early by returning false. External entities are never followed. */
export async function scanXml(source: Readable, receiver: XmlReceiver, afterPiece?: () => Promise<void>): Promise<void> {
  const parser = new SaxesParser();
  const decoder = new StringDecoder('utf8');
  let stopped = false;
  parser.on('error', (error) => {
    if (!stopped) throw error;
  });
  parser.on('opentag', (tag) => {
    if (!stopped) receiver.open?.(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    if (!stopped && receiver.close?.(localName(tag.name)) === false) stopped = true;
  });
  parser.on('text', (text) => {
    if (!stopped) receiver.text?.(text);
  });
  parser.on('cdata', (text) => {
    if (!stopped) receiver.text?.(text);
  });
  for await (const piece of source as AsyncIterable<Buffer>) {
    parser.write(decoder.write(piece));
    if (stopped) return;
    await afterPiece?.();
  }
  parser.write(decoder.end()).close();
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}
