import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { syncWorkflowId } from '../../infra/temporal/names.js';
import { registerSearchAttributes } from '../../infra/temporal/register-search-attributes.js';
import { SEARCH_ATTRIBUTES } from '../../infra/temporal/search-attributes-of.js';
import { openTown, studentFile, type Town, type TownSchool } from './support/running-school.js';
import { eventually } from './support/workshop.js';

/** What support types into the search of the Temporal Web UI (docs/support.md), asked of the same visibility API. */
const name = `Lycée ${randomUUID()} d’Arc`;
let town: Town;
let school: TownSchool;
let worker: { stop(): Promise<void> };
let workflowId: string;
let rejectedId: string;
beforeAll(async () => {
  Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} }, shutdownSignals: [] });
  town = await openTown();
  worker = await town.startWorker();
  school = await town.school({}, { name });
  workflowId = await upload('students.csv', studentFile(1, 20));
  rejectedId = await upload('students_2.csv', 'no,header\nof,ours\n');
});
afterAll(async () => {
  await worker.stop();
  await town.close();
});

async function upload(file: string, text: string): Promise<string> {
  const { syncId, uploadId } = await school.receive(file, text);
  await announceSync(town, syncId);
  const id = syncWorkflowId({ schoolId: school.schoolId, uploadId });
  await town.temporal.client.workflow.getHandle(id).result();
  return id;
}
async function list(query: string): Promise<string[]> {
  const found: string[] = [];
  for await (const workflow of town.temporal.client.workflow.list({ query })) found.push(workflow.workflowId);
  return found.toSorted();
}

describe('support finds the syncs of a school', { timeout: 60_000 }, () => {
  it.each([
    ['its name', () => `RollcallSchoolName = "${name}"`],
    ['the beginning of its name', () => `RollcallSchoolName STARTS_WITH "${name.slice(0, 20)}"`],
    ['its id', () => `RollcallSchool = "${school.schoolId}"`],
    ['its district', () => `RollcallDistrict = "${school.districtId}"`],
    ['the beginning of their ids', () => `WorkflowId STARTS_WITH "sync/${school.schoolId}"`],
    ['the way on which they came', () => `RollcallTrigger = "SFTP" AND RollcallSchool = "${school.schoolId}"`],
  ])('by %s', async (_how, query) => {
    const both = [workflowId, rejectedId].toSorted();
    expect(await eventually(async () => ((await list(query())).length === 2 ? list(query()) : null))).toEqual(both);
  });

  it.each([
    ['APPLIED', () => workflowId],
    ['REJECTED', () => rejectedId],
  ])('by their outcome %s; each is Completed, because a bad file is a result', async (outcome, expected) => {
    const query = `RollcallSchoolName = "${name}" AND RollcallOutcome = "${outcome}" AND ExecutionStatus = "Completed"`;
    expect(await eventually(async () => ((await list(query)).length === 1 ? list(query) : null))).toEqual([expected()]);
  });

  it.each(queriesOf('docs/support.md'))('with the query of the guide: %s', async (query) => {
    // The syntax is Temporal's, the attributes are ours: one that is not registered is refused.
    const { count } = await town.temporal.client.workflow.count(query.replaceAll('<school>', name).replaceAll('<district id>', school.districtId));
    expect(count).toBeGreaterThanOrEqual(0);
  });

  it('and every search attribute is registered, also with a namespace that had none', async () => {
    expect(await registerSearchAttributes(town.config, 'default')).toEqual([]);
    const namespace = `empty-${randomUUID()}`;
    await town.temporal.client.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: { seconds: 86_400 as never } });
    const registered = await eventually(() => registerSearchAttributes(town.config, namespace).catch(() => null));
    expect(registered).toEqual(Object.keys(SEARCH_ATTRIBUTES));
  });
});

/** The second column of the guide's table of queries. */
function queriesOf(document: string): string[] {
  const text = readFileSync(join(import.meta.dirname, '..', '..', document), 'utf8');
  const queries = [...text.matchAll(/^\| [^|]+ \| `([^`]+)` \|$/gm)].map((match) => match[1] ?? '');
  if (queries.length < 10) throw new Error(`${document} has lost its table of queries.`);
  return queries;
}
