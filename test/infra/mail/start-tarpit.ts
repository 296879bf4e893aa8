import { createServer, type Socket } from 'node:net';

/** How a relay keeps a sender waiting. */
export type Tarpit = 'accepts and never answers' | 'hangs at DATA' | 'drips one byte a second' | 'refuses the connection';

export type RunningTarpit = { url: string; connections(): number; stop(): Promise<void> };

/** A relay on a free port of loopback that takes no mail, and says so as late as it can. */
export async function startTarpit(kind: Tarpit): Promise<RunningTarpit> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    if (kind === 'hangs at DATA') converse(socket);
    if (kind === 'drips one byte a second') drip(socket);
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  // A port on which nothing listens any more.
  if (kind === 'refuses the connection') await stop();
  return { url: `smtp://127.0.0.1:${port}`, connections: () => connections, stop: kind === 'refuses the connection' ? async () => undefined : stop };
}

/** Answers every command up to DATA, takes the mail, and says nothing more. */
function converse(socket: Socket): void {
  let isSilent = false;
  socket.write('220 tarpit.example ESMTP\r\n');
  socket.on('data', (chunk) => {
    if (isSilent) return;
    for (const line of chunk.toString('latin1').split('\r\n').filter(Boolean)) {
      isSilent ||= /^DATA/i.test(line);
      if (!isSilent) socket.write('250 tarpit.example\r\n');
    }
  });
}

/** Greets, and then answers in many lines that never end: there is always something to read, so the line is never idle. */
function drip(socket: Socket): void {
  const answer = '250-tarpit.example takes its time\r\n';
  let at = 0;
  socket.write('220 tarpit.example ESMTP\r\n');
  const timer = setInterval(() => socket.write(answer.charAt(at++ % answer.length)), 1_000);
  socket.on('close', () => clearInterval(timer));
}
