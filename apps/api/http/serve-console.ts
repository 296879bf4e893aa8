import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';

/** What the server itself answers; everything else is a page of the console. */
const SERVER_PATHS = /^\/(api|docs|docs-json|health|metrics)(\/|$)/;

/** The codings in which the build writes each file beside itself, the smallest first. */
const CODINGS = [
  { coding: 'br', suffix: '.br' },
  { coding: 'gzip', suffix: '.gz' },
] as const;

/**
 * Serves the built console: its files, and index.html for every page of it, so that links in mails open. What the build
 * compressed is sent as it is to a browser that takes it. Names of built assets carry a hash of their content, so
 * browsers may keep them.
 */
export function serveConsole(folder: string): Router {
  const router = express.Router();
  const files = express.static(folder, {
    index: false,
    redirect: false,
    setHeaders: (response, path) => {
      const hashed = path.startsWith(join(folder, 'assets'));
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      const compressed = CODINGS.find(({ suffix }) => path.endsWith(suffix));
      if (compressed === undefined) return;
      response.setHeader('Content-Encoding', compressed.coding);
      response.type(extname(path.slice(0, -compressed.suffix.length)));
    },
  });

  /** Sends the file in the first coding that is both there and taken; `missing` is called when it is there in none. */
  const send = (request: Request, response: Response, path: string, missing: NextFunction): void => {
    const { url } = request;
    const taken = CODINGS.filter(({ coding }) => request.acceptsEncodings(coding) !== false).map(({ suffix }) => suffix);
    const tryNext = (error?: unknown): void => {
      request.url = url;
      if (isBeyondTheEnd(error)) return void response.status(416).set(error.headers).end();
      if (error !== undefined) return missing(error);
      const suffix = suffixes.shift();
      if (suffix === undefined) return missing();
      request.url = path + suffix;
      files(request, response, tryNext);
    };
    const suffixes = [...taken, ''];
    response.vary('Accept-Encoding');
    tryNext();
  };

  router.use((request: Request, response: Response, next: NextFunction) => {
    if (SERVER_PATHS.test(request.path) || !['GET', 'HEAD'].includes(request.method)) return next();
    send(request, response, request.path, (error?: unknown) => {
      if (error !== undefined) return next(error);
      // A missing script or picture is missing; only pages lead to the console.
      if (extname(request.path) !== '') return next();
      if (existsSync(join(folder, 'index.html'))) return send(request, response, '/index.html', next);
      return response.status(503).type('html').set('Cache-Control', 'no-store').send(NOT_BUILT);
    });
  });
  return router;
}

/** A Range that the file does not have: `headers` tells its length. */
function isBeyondTheEnd(error: unknown): error is { status: 416; headers: Record<string, string> } {
  return (error as { status?: unknown } | undefined)?.status === 416;
}

const NOT_BUILT = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Rollcall</title></head>
<body>
<h1>Rollcall</h1>
<p>The console is not built yet. Run <code>npm run build</code> and reload this page. The API answers: see <a href="/docs">/docs</a>.</p>
<p lang="fr-CA">La console n’est pas encore construite. Exécutez <code>npm run build</code> et rechargez cette page. L’API répond\u00a0: voir <a href="/docs">/docs</a>.</p>
</body>
</html>
`;
