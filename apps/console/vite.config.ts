import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { checkMantineStyles } from './build/check-mantine-styles.js';
import { compressOutput } from './build/compress-output.js';

/** What every page needs and what the sign-in page is made of, in a file each: every file has headers of its own, and compresses alone. */
const BASE = /node_modules\/(?:@tanstack|openapi-fetch|react|react-dom|scheduler|clsx)\//;
const FIRST_PAGE =
  /apps\/console\/src\/(?:parts\/(?:failure|icons|language-switch|mark|page|password-field|refused|sheet)|texts\/(?:load-texts|texts-of-page)|rostering\/revealed-passwords|api|language|router|session)\./;

/** Builds the console into dist/console, where the API serves it; `npm run dev` serves it from its sources, beside the API. */
export default defineConfig(({ command }) => {
  const api = { target: `http://127.0.0.1:${process.env['API_PORT'] ?? '3000'}`, changeOrigin: true };
  return {
    root: import.meta.dirname,
    base: '/',
    plugins: [react(), checkMantineStyles(), compressOutput()],
    build: {
      outDir: '../../dist/console',
      emptyOutDir: true,
      target: 'es2022',
      rolldownOptions: {
        output: {
          codeSplitting: {
            includeDependenciesRecursively: false,
            groups: [
              { name: 'base', test: BASE },
              { name: 'first-page', test: FIRST_PAGE },
            ],
          },
        },
      },
    },
    ...(command === 'serve'
      ? { server: { proxy: { '/api': api, '/mails': api, '/docs': api, '/docs-json': api, '/health': api, '/metrics': api } } }
      : {}),
  };
});
