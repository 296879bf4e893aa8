import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type Received = { headers: Record<string, string>; body: string };

/** What a receiver does with a request; `never`: it takes it and does not answer. */
export type Answer = number | { status: number; headers: Record<string, string> } | 'never';

export type Receiver = {
  url: string;
  port: number;
  received: Received[];
  /** How it answers from now on; of a list, one after the other, and the last one from then on. */
  answers(...answers: Answer[]): void;
  stop(): Promise<void>;
};

/** A program of a school that takes webhooks, over HTTP on a free port. */
export async function startReceiver(...first: Answer[]): Promise<Receiver> {
  const received: Received[] = [];
  let next = first.length === 0 ? [204] : first;
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => void take(request, response));
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    received.push({ headers: request.headers as Record<string, string>, body });
    const answer = next.length > 1 ? next.shift()! : next[0]!;
    if (answer === 'never') return;
    if (typeof answer === 'number') response.writeHead(answer).end('thank you');
    else response.writeHead(answer.status, answer.headers).end();
  }
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/rollcall`,
    port,
    received,
    answers: (...answers) => void (next = answers),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
