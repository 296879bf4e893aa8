import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { checkMantineStyles } from './build/check-mantine-styles.js';
import { compressOutput } from './build/compress-output.js';

/** Builds the console into dist/console, where the API serves it; `vite --config …` serves it beside an API on port 3000. */
export default defineConfig(({ command }) => {
  const api = { target: 'http://127.0.0.1:3000', changeOrigin: true };
  return {
    root: import.meta.dirname,
    base: '/',
    plugins: [react(), checkMantineStyles(), compressOutput()],
    build: { outDir: '../../dist/console', emptyOutDir: true, target: 'es2022' },
    ...(command === 'serve' ? { server: { proxy: { '/api': api, '/docs': api, '/docs-json': api } } } : {}),
  };
});
