import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { checkMantineStyles } from './build/check-mantine-styles.js';
import { compressOutput } from './build/compress-output.js';

/** Builds the console into dist/console, where the API serves it; `npm run dev` serves it from its sources, beside the API. */
export default defineConfig(({ command }) => {
  const api = { target: `http://127.0.0.1:${process.env['API_PORT'] ?? '3000'}`, changeOrigin: true };
  return {
    root: import.meta.dirname,
    base: '/',
    plugins: [react(), checkMantineStyles(), compressOutput()],
    build: { outDir: '../../dist/console', emptyOutDir: true, target: 'es2022' },
    ...(command === 'serve' ? { server: { proxy: { '/api': api, '/docs': api, '/docs-json': api, '/health': api, '/metrics': api } } } : {}),
  };
});
