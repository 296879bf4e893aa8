import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** What axe finds wrong on the page as it is. */
export async function faultsOf(page: Page): Promise<string[]> {
  // Evaluated, because the page lets no script in that is not its own.
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  type Axe = { run(): Promise<{ violations: { id: string; nodes: { target: unknown[]; html: string }[] }[] }> };
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: Axe }).axe.run());
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
