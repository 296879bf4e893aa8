// CommonJS: Node sees no named exports in it.
import proto, { type temporal } from '@temporalio/proto';

const { History } = proto.temporal.api.history.v1;
export type History = temporal.api.history.v1.History;

/** A history as it is committed: readable JSON, enums by name, payloads in base64, no trace of the machine that recorded it. */
export function writeHistory(history: History, machine: { folder: string }): string {
  const plain = History.toObject(History.fromObject(history), { enums: String, longs: String, bytes: String }) as unknown;
  return `${JSON.stringify(plain, null, 1).replaceAll(machine.folder, '.')}\n`;
}

export function readHistory(text: string): History {
  return History.fromObject(JSON.parse(text) as Record<string, unknown>);
}

/** Every text of it, payloads included, so that it can be searched. */
export function asSearchableText(history: History): string {
  const texts: string[] = [];
  const gather = (part: unknown): void => {
    if (typeof part === 'string') texts.push(part);
    else if (part instanceof Uint8Array) texts.push(Buffer.from(part).toString('utf8'));
    else if (typeof part === 'object' && part !== null) Object.entries(part).flat().forEach(gather);
  };
  gather(History.toObject(history, { enums: String, longs: String }));
  return texts.join('\n');
}
