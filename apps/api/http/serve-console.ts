import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';

/** What the server itself answers; everything else is a page of the console. */
const SERVER_PATHS = /^\/(api|docs|docs-json|health|metrics)(\/|$)/;

/**
 * Serves the built console: its files, and index.html for every page of it, so that links in mails open. Names of built
 * assets carry a hash of their content, so browsers may keep them for ever.
 */
export function serveConsole(folder: string): Router {
  const router = express.Router();
  const files = express.static(folder, {
    index: false,
    redirect: false,
    setHeaders: (response, path) => {
      const forEver = path.startsWith(join(folder, 'assets'));
      response.setHeader('Cache-Control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  router.use((request: Request, response: Response, next: NextFunction) => {
    if (SERVER_PATHS.test(request.path) || !['GET', 'HEAD'].includes(request.method)) return next();
    files(request, response, (error?: unknown) => {
      if (error !== undefined) return next(error);
      // A missing script or picture is missing; only pages lead to the console.
      if (extname(request.path) !== '') return next();
      const page = join(folder, 'index.html');
      if (existsSync(page)) return response.sendFile(page, { headers: { 'Cache-Control': 'no-cache' } }, (failed) => failed && next(failed));
      return response.status(503).type('html').set('Cache-Control', 'no-store').send(NOT_BUILT);
    });
  });
  return router;
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
