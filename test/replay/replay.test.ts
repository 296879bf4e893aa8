import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { WORKFLOWS_PATH } from '../../apps/worker/bundle-workflows.js';
import { asSearchableText, readHistory, type History } from './history-file.js';

const HISTORIES = fileURLToPath(new URL('./histories', import.meta.url));
const recorded = readdirSync(HISTORIES, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.json'))
  .toSorted();
const load = (path: string): History => readHistory(readFileSync(join(HISTORIES, path), 'utf8'));

let workflowBundle: WorkflowBundleWithSourceMap;
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined), shutdownSignals: [] });
  workflowBundle = await bundleWorkflowCode({ workflowsPath: WORKFLOWS_PATH, logger: new DefaultLogger('ERROR') });
});

const replay = (history: History, workflowId = 'replayed'): Promise<void> => Worker.runReplayHistory({ workflowBundle }, history, workflowId);

describe('a workflow that began under an older version goes on under this one', { timeout: 90_000 }, () => {
  it.each(recorded)('%s', async (path) => {
    await expect(replay(load(path))).resolves.toBeUndefined();
  });

  it('has a recording of every branch of the stories', () => {
    const branches = new Set(recorded.map((path) => basename(path, '.json')));
    const wanted = `applied rejected disabled unchanged previewed superseded failed undone nightly nightly-waited nightly-caught-up
      held-and-approved held-and-discarded held-and-expired held-and-expired-by-this held-heard-twice held-and-decided-unheard
      held-and-cancelled cancelled-unheard cancelled-in-line webhooks-delivered`;
    expect(wanted.split(/\s+/).filter((branch) => !branches.has(branch))).toEqual([]);
  });
});

describe('a recording', { timeout: 90_000 }, () => {
  it.each([
    ['another step in a place', 'applied', 'syncFile', 'settleHold'],
    ['a step that came later', 'held-and-approved', 'settleHold', 'syncFile'],
  ])('that was tampered with (%s) is found out', async (_what, branch, step, instead) => {
    const path = recorded.find((each) => basename(each) === `${branch}.json`) ?? '';
    const tampered = load(path);
    const event = tampered.events.find((each) => each.activityTaskScheduledEventAttributes?.activityType?.name === step);
    expect(event).toBeDefined();
    if (event?.activityTaskScheduledEventAttributes) event.activityTaskScheduledEventAttributes.activityType = { name: instead };
    await expect(replay(tampered)).rejects.toBeInstanceOf(DeterminismViolationError);
  });

  it.each(recorded)('holds no address and no name of a machine: %s', (path) => {
    const text = asSearchableText(load(path));
    expect(text).toMatch(/rosterSync|undoSync|nightlyRoster|webhookDeliveries/);
    expect(text).not.toMatch(/@(?!temporalio|\d)|canary|\/home\/|\/root\/|\/work\//i);
  });
});
