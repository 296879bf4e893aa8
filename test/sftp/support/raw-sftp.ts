import type { Client, ClientChannel } from 'ssh2';

export const OPEN = 3;
export const CLOSE = 4;
export const READ = 5;
export const WRITE = 6;
export const LSTAT = 7;
export const FSTAT = 8;
export const FSETSTAT = 10;
export const OPENDIR = 11;
export const READDIR = 12;
export const REMOVE = 13;
export const MKDIR = 14;
export const RMDIR = 15;
export const REALPATH = 16;
export const STAT = 17;
export const RENAME = 18;
export const READLINK = 19;
export const SYMLINK = 20;
export const EXTENDED = 200;

export const FOR_WRITING = 0x02 | 0x08 | 0x10;

export type RawReply = { id: number; type: number; body: Buffer; status: number | null; text: string };

/** SFTP requests frame by frame, in any order and shape, as no ordinary client sends them. */
export type RawSftp = {
  /** Sends without waiting; returns the id of the request. */
  send(type: number, ...parts: (string | number | bigint | Buffer)[]): number;
  sendBytes(bytes: Buffer): void;
  /** The next reply, whichever it answers. */
  next(): Promise<RawReply>;
  ask(type: number, ...parts: (string | number | bigint | Buffer)[]): Promise<RawReply>;
  /** A handle for writing. */
  open(path: string, flags?: number): Promise<Buffer>;
  closed: Promise<void>;
  channel: ClientChannel;
};

/** `string` and Buffer parts go with their length, numbers as uint32, bigints as uint64. */
export async function openRawSftp(client: Client): Promise<RawSftp> {
  const channel = await new Promise<ClientChannel>((resolve, reject) =>
    client.subsys('sftp', (error, stream) => (error === undefined ? resolve(stream) : reject(error))),
  );
  const replies: RawReply[] = [];
  const waiting: ((reply: RawReply) => void)[] = [];
  let buffered = Buffer.alloc(0);
  let nextId = 0;
  channel.on('error', () => undefined);
  channel.on('data', (data: Buffer) => {
    buffered = Buffer.concat([buffered, data]);
    while (buffered.length >= 4 && buffered.length >= 4 + buffered.readUInt32BE(0)) {
      const frame = buffered.subarray(4, 4 + buffered.readUInt32BE(0));
      buffered = buffered.subarray(4 + frame.length);
      if (frame[0] === 2) continue;
      const body = Buffer.from(frame.subarray(5));
      const isStatus = frame[0] === 101;
      const reply = {
        id: frame.readUInt32BE(1),
        type: frame[0]!,
        body,
        status: isStatus ? body.readUInt32BE(0) : null,
        text: isStatus ? body.subarray(8, 8 + body.readUInt32BE(4)).toString() : '',
      };
      const taker = waiting.shift();
      if (taker === undefined) replies.push(reply);
      else taker(reply);
    }
  });
  const closed = new Promise<void>((resolve) => channel.on('close', () => resolve()));

  const raw: RawSftp = {
    channel,
    closed,
    sendBytes: (bytes) => void channel.write(bytes),
    send(type, ...parts) {
      const id = nextId++;
      channel.write(frameOf(type, id, ...parts));
      return id;
    },
    next() {
      const reply = replies.shift();
      if (reply !== undefined) return Promise.resolve(reply);
      return new Promise((resolve, reject) => {
        waiting.push(resolve);
        void closed.then(() => reject(new Error('The channel was closed.')));
      });
    },
    async ask(type, ...parts) {
      const id = raw.send(type, ...parts);
      const reply = await raw.next();
      if (reply.id !== id) throw new Error(`Asked ${id}, answered ${reply.id}.`);
      return reply;
    },
    async open(path, flags = FOR_WRITING) {
      const reply = await raw.ask(OPEN, path, flags, 0);
      if (reply.type !== 102) throw new Error(`OPEN was refused: ${reply.status} ${reply.text}`);
      return reply.body.subarray(4);
    },
  };
  channel.write(Buffer.from([0, 0, 0, 5, 1, 0, 0, 0, 3]));
  return raw;
}

export function frameOf(type: number, id: number, ...parts: (string | number | bigint | Buffer)[]): Buffer {
  const body = Buffer.concat([Buffer.from([type]), uint32(id), ...parts.map(encode)]);
  return Buffer.concat([uint32(body.length), body]);
}

function encode(part: string | number | bigint | Buffer): Buffer {
  if (typeof part === 'number') return uint32(part);
  if (typeof part === 'bigint') {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(part);
    return bytes;
  }
  const bytes = Buffer.from(part as string);
  return Buffer.concat([uint32(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}
