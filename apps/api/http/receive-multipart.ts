import { createHash, type Hash } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';
import busboy from 'busboy';
import { ApiProblem } from './api-problem.js';
import type { ApiRequest } from './api-request.js';

/**
 * Reads the field `file` of a form as it arrives, and answers what `receive` makes of it. `receive` must reject when its
 * stream fails: a file over the limit, or one whose connection broke, ends in an error and never in a normal end.
 */
export async function receiveMultipart<Result>(
  request: ApiRequest,
  limitBytes: number,
  receive: (file: { fileName: string; source: Readable }) => Promise<Result>,
): Promise<Result> {
  // The client may have left while its token was looked up; no event would tell of it any more.
  if (request.destroyed) throw new ApiProblem('malformed_request');
  const form = openForm(request, limitBytes);
  let receiving: Promise<Result> | undefined;
  const failed = new AbortController();
  const parsed = new Promise<void>((resolve, reject) => {
    form.on('file', (field, stream, { filename }) => {
      // A browser sends an empty name when nobody chose a file.
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
        // Nobody reads the rest: let it pass, so that the client gets to hear the answer.
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
  request.pipe(form);
  try {
    await parsed;
    if (receiving === undefined) throw new ApiProblem('file_missing');
    return await receiving;
  } catch (error) {
    failed.abort(error);
    request.unpipe(form);
    request.resume();
    throw error;
  }
}

function openForm(request: ApiRequest, limitBytes: number): busboy.Busboy {
  if (!/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')) throw new ApiProblem('not_multipart');
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      // One byte more than allowed: busboy cuts a file that has exactly its limit.
      limits: { files: 2, fileSize: limitBytes + 1, fields: 20, fieldSize: 10_000, parts: 30 },
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
        done(new ApiProblem('file_too_large', { params: { megabytes: Math.floor(limitBytes / 1024 / 1024) } }));
      } else done(null, chunk);
    },
  });
  stream.on('error', (error) => whole.destroy(error));
  whole.on('error', () => stream.resume());
  return stream.pipe(whole);
}
