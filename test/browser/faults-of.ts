import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** What axe finds wrong on the page as it is, or in the one part of it that `within` selects. */
export async function faultsOf(page: Page, within = 'html'): Promise<string[]> {
  // Evaluated, because the page lets no script in that is not its own.
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  type Axe = { run(within: string): Promise<{ violations: { id: string; nodes: { target: unknown[]; html: string }[] }[] }> };
  const { violations } = await page.evaluate((part) => (globalThis as unknown as { axe: Axe }).axe.run(part), within);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
