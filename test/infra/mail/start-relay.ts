import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export type Accepted = { recipients: string[]; raw: string; mail: ParsedMail };

export type Relay = {
  url: string;
  /** Mails that the relay took, also those whose 250 it never said. */
  accepted: Accepted[];
  connections: number;
  stop(): Promise<void>;
};

type Reply = { code: number } | 'drop' | 'accept';

/** A real SMTP server on a free port of loopback. */
export async function startRelay(
  behaviour: {
    /** Before the mail is given. */
    rcpt?: (recipient: string) => Reply;
    sender?: () => Reply;
    /** After the mail was taken, in place of the 250. */
    data?: (accepted: Accepted, nth: number) => Reply | Promise<Reply>;
  } = {},
): Promise<Relay> {
  const accepted: Accepted[] = [];
  const relay = { url: '', accepted, connections: 0 };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onConnect: (_session, done) => {
      relay.connections += 1;
      done();
    },
    onMailFrom: (_address, _session, done) => {
      const reply = behaviour.sender?.() ?? 'accept';
      done(typeof reply === 'object' ? refusal(reply.code) : null);
    },
    onRcptTo: (address, _session, done) => {
      const reply = behaviour.rcpt?.(address.address) ?? 'accept';
      done(typeof reply === 'object' ? refusal(reply.code) : null);
    },
    onData: (stream, session, done) => {
      void (async () => {
        const chunks: Buffer[] = [];
        try {
          for await (const chunk of stream) chunks.push(chunk as Buffer);
        } catch (error) {
          // A sender that dies in the middle of its mail has sent none.
          return done(error as Error);
        }
        const raw = Buffer.concat(chunks);
        const one = {
          recipients: session.envelope.rcptTo.map(({ address }) => address),
          raw: raw.toString('utf8'),
          mail: await simpleParser(raw),
        };
        accepted.push(one);
        const reply = (await behaviour.data?.(one, accepted.length)) ?? 'accept';
        if (reply === 'accept') done();
        else if (reply === 'drop') {
          // Only the line of this mail: others may be under way.
          for (const socket of sockets) if (socket.remotePort === session.remotePort) socket.destroy();
        } else done(refusal(reply.code));
      })();
    },
  });
  const sockets = new Set<import('node:net').Socket>();
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('error', () => undefined);
  const port = await new Promise<number>((resolve, reject) => {
    server.server.once('error', reject);
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return Object.assign(relay, {
    url: `smtp://127.0.0.1:${port}`,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

/** Replies of relays quote addresses; none of that may get into errors and logs. */
function refusal(code: number): Error {
  return Object.assign(new Error('no, said the relay to canary@example.org'), { responseCode: code });
}
