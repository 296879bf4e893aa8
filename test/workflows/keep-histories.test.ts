import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { expect, inject, test } from 'vitest';
import { HISTORY_DAYS, keepHistories } from '../../infra/temporal/keep-histories.js';

const root = join(import.meta.dirname, '..', '..');

test('the embedded Temporal keeps what ended for as long as the support guide says', async () => {
  await keepHistories(inject('temporalAddress'), 'default');
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  try {
    const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });
    expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(HISTORY_DAYS * 86_400);
  } finally {
    await connection.close();
  }
  const guide = (await readFile(join(root, 'docs', 'support.md'), 'utf8')).replaceAll(/\s+/g, ' ');
  expect(guide).toContain(`stays in the Temporal Web UI for ${HISTORY_DAYS} days`);
});

test('the cluster of docker-compose keeps it as long as the embedded one', async () => {
  expect(await readFile(join(root, 'docker-compose.yml'), 'utf8')).toContain(`--retention ${HISTORY_DAYS}d`);
});
