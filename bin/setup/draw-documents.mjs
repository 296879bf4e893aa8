// Rewrites the parts of the documents that are drawn from the code; with --check it only says which are out of date.
// It reads the build: run `npm run build` first.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIRST_STATUSES, NEXT_STATUSES } from '../../dist/domain/sync-status.js';
import { ROOT } from './checkout.mjs';

const PARTS = [{ document: 'ARCHITECTURE.md', name: 'sync states', draw: drawSyncStates }];

/** The table of domain/sync-status.ts as a Mermaid diagram. */
function drawSyncStates() {
  const lines = ['```mermaid', 'stateDiagram-v2'];
  for (const status of FIRST_STATUSES) lines.push(`  [*] --> ${status}`);
  for (const [from, next] of Object.entries(NEXT_STATUSES)) for (const to of next) lines.push(`  ${from} --> ${to}`);
  for (const [status, next] of Object.entries(NEXT_STATUSES)) if (next.length === 0) lines.push(`  ${status} --> [*]`);
  return [...lines, '```'].join('\n');
}

const outdated = [];
for (const { document, name, draw } of PARTS) {
  const path = join(ROOT, document);
  const before = readFileSync(path, 'utf8');
  const [start, end] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`];
  const from = before.indexOf(start);
  const to = before.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${document} has no part "${name}".`);
  const after = `${before.slice(0, from)}${start}\n${draw()}\n${before.slice(to)}`;
  if (after === before) continue;
  outdated.push(document);
  if (!process.argv.includes('--check')) writeFileSync(path, after);
}
if (process.argv.includes('--check') && outdated.length > 0) {
  console.log(`Not as the code draws it: ${outdated.join(', ')}. Run node bin/setup/draw-documents.mjs and commit it.`);
  process.exit(1);
}
