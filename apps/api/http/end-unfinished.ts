import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { LIMITS } from './limits.js';

/** Ends the connection of a request that was answered and still does not end: its rest is of no use to anybody. */
export function endUnfinished() {
  return (request: Request, response: Response, next: NextFunction): void => {
    response.once('finish', () => {
      if (request.complete) return;
      setTimeout(() => {
        if (!request.complete) request.socket.destroy();
      }, LIMITS.lingerMs).unref();
    });
    next();
  };
}

/**
 * Sends a whole answer to a request that is still arriving, and then closes the connection. For a moment the rest is read
 * and thrown away: closing at once would reset the connection, and many clients would not get to read the answer.
 */
export function answerUnfinished(request: IncomingMessage, response: ServerResponse, text: string): void {
  response.setHeader('Connection', 'close');
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.write(text);
  let rest: number = LIMITS.lingerBytes;
  const end = (): void => {
    clearTimeout(timer);
    request.off('data', count);
    response.end();
  };
  const count = (chunk: Buffer): void => {
    rest -= chunk.length;
    if (rest < 0) end();
  };
  const timer = setTimeout(end, LIMITS.lingerMs);
  request.on('data', count).once('end', end).once('close', end).resume();
}
