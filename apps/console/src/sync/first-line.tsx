import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { syncVerdict } from '../../../../domain/report/sync-verdict.js';
import { IN_PROGRESS } from '../../../../domain/sync-status.js';
import type { School } from '../api.js';
import type { SyncDetail } from '../../../client/api-types.js';
import { useFormat, useTexts } from '../language.js';
import { Icon } from '../parts/icons.js';
import { isUnderWay } from '../parts/status.js';
import { useDecisionTexts } from '../texts/decision-texts.js';

/** What happened to a file, who decided what, when and why; while it is under way, how far it is. Spoken when it changes. */
export function FirstLine({ school, sync }: { school: School; sync: SyncDetail }): ReactNode {
  const texts = useTexts();
  const words = useDecisionTexts();
  const format = useFormat();
  const { decision } = sync;
  return (
    <>
      {isUnderWay(sync.status) ? <Stages sync={sync} /> : null}
      <Text mt="sm" role="status" maw={640}>
        {texts.syncs.meaning[syncVerdict(sync)]}
        {decision === null
          ? null
          : ` ${words.decided[decision.decision](decision.by ?? words.somebody, format.dateTime(decision.at, school.timeZone), decision.reason)}`}
        {sync.escalation === null ? null : ` ${words.escalation(sync.escalation.isTold, format.day(sync.escalation.night))}`}
      </Text>
    </>
  );
}

function Stages({ sync }: { sync: SyncDetail }): ReactNode {
  const texts = useTexts();
  const words = useDecisionTexts();
  const current = IN_PROGRESS.findIndex((status) => status === sync.status);
  return (
    <ol className="rc-stages" aria-label={words.stages}>
      {IN_PROGRESS.map((status, at) => (
        <li key={status} data-done={at < current} aria-current={at === current ? 'step' : undefined}>
          {at < current ? <Icon name="check" size={14} /> : null} {texts.syncs.status[status]}
        </li>
      ))}
    </ol>
  );
}
