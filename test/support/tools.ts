import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the programs are that the project's set-up fetched (test/setup/fetch-programs.mjs). */
    programs: { python?: string; chromium?: string; promtool?: string; s3?: string };
  }
}

/** Python with paramiko, fabric, asyncssh and ssh-audit. */
export function pythonWithParamiko(): string {
  return program('python');
}

/** A Chromium for the browser tests. */
export function chromium(): string {
  return program('chromium');
}

/** Prometheus' checker of rules. */
export function promtool(): string {
  return program('promtool');
}

/** SeaweedFS, a server of S3's protocol. */
export function seaweedfs(): string {
  return program('s3');
}

function program(name: 'python' | 'chromium' | 'promtool' | 's3'): string {
  const path = inject('programs')[name];
  if (path === undefined) throw new Error(`The project of this test does not fetch ${name}: see vitest.config.ts.`);
  return path;
}
