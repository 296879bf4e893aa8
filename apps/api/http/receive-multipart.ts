import { createHash, type Hash } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';
import busboy from 'busboy';
import type { Response } from 'express';
import { ApiProblem } from './api-problem.js';
import type { ApiRequest } from './api-request.js';
import { LIMITS } from './limits.js';
import { letItSend } from './read-body.js';

/**
 * Reads the field `file` of a form as it arrives, and answers what `receive` makes of it. `receive` must reject when its
 * stream fails: a file over the limit, or one whose connection broke, ends in an error and never in a normal end.
 */
export async function receiveMultipart<Result>(
  request: ApiRequest,
  response: Response,
  limitBytes: number,
  receive: (file: { fileName: string; source: Readable }) => Promise<Result>,
): Promise<Result> {
  // The client may have left while its token was looked up; no event would tell of it any more.
  if (request.destroyed) throw new ApiProblem('malformed_request');
  const form = openForm(request, limitBytes);
  // What the form, its other fields and the boundaries add to the file.
  const mostBytes = limitBytes + LIMITS.formBytes;
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) throw tooLarge(limitBytes);
  letItSend(request, response);
  let receiving: Promise<Result> | undefined;
  const failed = new AbortController();
  const parsed = new Promise<void>((resolve, reject) => {
    form.on('file', (field, stream, { filename }) => {
      // A browser sends an empty name if no file was chosen.
      if (field !== 'file' || receiving !== undefined || (filename ?? '') === '') {
        stream.on('error', () => undefined).resume();
        return;
      }
      const digest = createHash('sha256').update(JSON.stringify(filename));
      const source = unlessCut(stream, limitBytes, digest);
      source.once('end', () => (request.fileDigest = digest.digest('hex')));
      failed.signal.addEventListener('abort', () => source.destroy(failed.signal.reason as Error));
      receiving = receive({ fileName: filename, source });
      receiving.catch((error: unknown) => {
        // The rest is not read: let it pass, so that the client gets the answer.
        stream.resume();
        reject(error instanceof Error ? error : new Error('The upload was not received.'));
      });
    });
    form.on('error', () => reject(new ApiProblem('malformed_request')));
    form.on('close', resolve);
    request.on('close', () => {
      if (!request.complete) reject(new ApiProblem('malformed_request'));
    });
  });
  const progress = watchProgress(request, mostBytes);
  request.pipe(form);
  try {
    await Promise.race([parsed, progress.broken(limitBytes)]);
    if (receiving === undefined) throw new ApiProblem('file_missing');
    return await receiving;
  } catch (error) {
    failed.abort(error);
    request.unpipe(form);
    request.resume();
    throw error;
  } finally {
    progress.end();
  }
}

/** Rejects when no byte has come for too long, or when more come than any form with such a file has. */
function watchProgress(request: ApiRequest, mostBytes: number): { broken(limitBytes: number): Promise<never>; end(): void } {
  let bytes = 0;
  let timer: NodeJS.Timeout | undefined;
  let refuse: (problem: 'slow' | 'large') => void = () => undefined;
  const wait = (): void => {
    clearTimeout(timer);
    // While the store is slow, nothing is asked of the client: it is not the one that pauses.
    timer = setTimeout(() => (request.isPaused() ? wait() : refuse('slow')), LIMITS.uploadPauseMs);
  };
  const count = (chunk: Buffer): void => {
    bytes += chunk.length;
    wait();
    if (bytes > mostBytes) refuse('large');
  };
  request.on('data', count);
  wait();
  return {
    broken: (limitBytes) =>
      new Promise((_resolve, reject) => {
        refuse = (problem) => reject(problem === 'slow' ? new ApiProblem('body_too_slow') : tooLarge(limitBytes));
      }),
    end: () => {
      clearTimeout(timer);
      request.off('data', count);
    },
  };
}

function tooLarge(limitBytes: number): ApiProblem {
  return new ApiProblem('file_too_large', { params: { megabytes: Math.floor(limitBytes / 1024 / 1024) } });
}

function openForm(request: ApiRequest, limitBytes: number): busboy.Busboy {
  if (!/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')) throw new ApiProblem('not_multipart');
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      // One byte more than allowed: busboy cuts a file that has exactly its limit.
      limits: { files: 2, fileSize: limitBytes + 1, fields: 20, fieldSize: 10_000, parts: 30, headerPairs: 20 },
    });
  } catch {
    throw new ApiProblem('malformed_request');
  }
}

/** The same bytes, counted into `digest`, but an error instead of the end when the file is longer than the limit. */
function unlessCut(stream: Readable, limitBytes: number, digest: Hash): Readable {
  let bytes = 0;
  const whole = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      digest.update(chunk);
      if (bytes > limitBytes) {
        done(tooLarge(limitBytes));
      } else done(null, chunk);
    },
  });
  stream.on('error', (error) => whole.destroy(error));
  whole.on('error', () => stream.resume());
  return stream.pipe(whole);
}
