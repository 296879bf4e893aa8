import { Anchor, Group, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { secondsOfWork } from '../../../../domain/report/seconds-of-work.js';
import { api, type School } from '../api.js';
import type { SyncDetail } from '../../../client/api-types.js';
import { useFormat, useLanguage } from '../language.js';
import { Failure, FailureOf } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';
import { Card, Waiting } from '../parts/page.js';
import { isUnderWay, Pill, Status } from '../parts/status.js';
import { AccountCard } from '../sync/account-card.js';
import { ChangesCard, type Reason } from '../sync/changes-card.js';
import { FirstLine } from '../sync/first-line.js';
import { FixCard } from '../sync/fix-card.js';
import { CountsTable } from '../sync/counts-table.js';
import { HoldReasons, mayAskWhom } from '../sync/hold-reasons.js';
import { ProblemsCard } from '../sync/problems-card.js';
import { SyncActions } from '../sync/sync-actions.js';
import { settingLines } from '../rostering/setting-words.js';
import { Link, paths } from '../router.js';

const EXPECT_MS = 30_000;

/** One sync from file to people: what it did, what it left out, what waits, and what can be done about it. */
export function SyncPage({ school, syncId }: { school: School; syncId: string }): ReactNode {
  const { texts, locale } = useLanguage();
  const client = useQueryClient();
  /** When the owner decided something: the workflow carries it out a moment later. */
  const [decidedAt, setDecidedAt] = useState<number | null>(null);
  const sync = useQuery({
    queryKey: ['sync', syncId, locale],
    queryFn: ({ signal }) => api.sync(school.id, syncId, signal),
    refetchInterval: ({ state }) => {
      const status = state.data?.status;
      const isExpecting = decidedAt !== null && Date.now() - decidedAt < EXPECT_MS;
      return isExpecting || (status !== undefined && isUnderWay(status)) ? 1_000 : 15_000;
    },
  });

  // Changes and problems are complete, or of another state, once the status moves on.
  const status = sync.data?.status;
  const seen = useRef(status);
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== status) {
      void client.invalidateQueries({ queryKey: ['changes', syncId] });
      void client.invalidateQueries({ queryKey: ['problems', syncId] });
      void client.invalidateQueries({ queryKey: ['people', school.id] });
      void client.invalidateQueries({ queryKey: ['waiting', school.id] });
    }
    seen.current = status;
  }, [client, school.id, status, syncId]);

  return (
    <div className="rc-stack">
      <Link to={paths.school(school.id, 'syncs')} className="rc-back">
        <Icon name="back" size={17} />
        {texts.sync.back}
      </Link>
      {sync.isPending ? (
        <Waiting />
      ) : sync.data === undefined ? (
        <Failure error={sync.error} retry={() => void sync.refetch()} />
      ) : (
        <SyncDetails school={school} sync={sync.data} onDecided={() => setDecidedAt(Date.now())} />
      )}
    </div>
  );
}

function SyncDetails({ school, sync, onDecided }: { school: School; sync: SyncDetail; onDecided: () => void }): ReactNode {
  const { texts } = useLanguage();
  const format = useFormat();
  const words = texts.sync;
  const seconds = secondsOfWork(sync);
  const hasRows = sync.rows.total > 0;
  const [asked, setReason] = useState<Reason | null>(null);
  const reason = mayAskWhom(sync) ? asked : null;
  const changes = useRef<HTMLDivElement>(null);
  const showWhom = (chosen: Reason): void => {
    setReason(chosen);
    changes.current?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  };
  return (
    <>
      <Card>
        <Group justify="space-between" align="flex-start" gap="md">
          <div style={{ minWidth: 0, flex: '1 1 320px' }}>
            <Title order={2} className="rc-file-name">
              {sync.file.name}
            </Title>
            <Group gap="xs" mt={8}>
              <Status status={sync.status} />
              {sync.dryRun ? <Pill tone="quiet" icon="eye" text={texts.syncs.dryRun} /> : null}
              {sync.triedSettings === null ? null : <Pill tone="quiet" icon="sliders" text={texts.syncs.otherSettings} />}
            </Group>
            <FirstLine school={school} sync={sync} />
            {sync.rollover === null ? null : (
              <Text size="sm" mt={4} maw={640}>
                {sync.rollover.message}
              </Text>
            )}
            {sync.triedSettings === null ? null : (
              <Text size="sm" mt={4} component="div">
                {words.triedSettings}
                <ul className="rc-reasons">
                  {settingLines(sync.triedSettings, texts).map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </Text>
            )}
          </div>
          <SyncActions school={school} sync={sync} onDecided={onDecided} />
        </Group>
        <dl className="rc-facts">
          <Fact name={words.received}>{format.dateTime(sync.receivedAt, school.timeZone)}</Fact>
          <Fact name={texts.syncs.columns.trigger}>{texts.syncs.trigger[sync.trigger]}</Fact>
          {seconds === null ? null : <Fact name={words.duration}>{words.seconds(seconds)}</Fact>}
          {hasRows ? <Fact name={words.rows}>{words.rowsOf(sync.rows.valid, sync.rows.total)}</Fact> : null}
          <Fact name={words.size}>{format.bytes(sync.file.bytes)}</Fact>
          {sync.file.format === null ? null : (
            <Fact name={words.readAs}>{[sync.file.format.toUpperCase(), sync.file.encoding].filter((part) => part !== null).join(', ')}</Fact>
          )}
        </dl>
      </Card>

      {sync.error === null || sync.status === 'UNCHANGED' ? null : (
        <FailureOf title={sync.status === 'REJECTED' ? words.rejectedTitle : texts.syncs.status[sync.status]} text={sync.error.message} />
      )}

      <HoldReasons sync={sync} onWhom={showWhom} />

      <FixCard school={school} sync={sync} />

      {hasRows && (sync.dryRun ? sync.status === 'PREVIEWED' : !isUnderWay(sync.status)) ? <CountsTable sync={sync} /> : null}
      <div ref={changes}>
        <ChangesCard school={school} sync={sync} reason={reason} onShowAll={() => setReason(null)} />
      </div>
      <ProblemsCard school={school} sync={sync} />
      <AccountCard school={school} sync={sync} />

      <Card title={words.support}>
        <dl className="rc-facts rc-facts-quiet">
          <Fact name={words.workflowId}>
            <span className="rc-value">{sync.workflow.id}</span>
          </Fact>
          <Fact name={words.digest}>
            <span className="rc-value">{sync.file.sha256}</span>
          </Fact>
        </dl>
        {sync.workflow.url === null ? null : (
          <Anchor href={sync.workflow.url} target="_blank" rel="noreferrer" size="sm" className="rc-external">
            {words.workflow} <Icon name="external" size={15} />
          </Anchor>
        )}
      </Card>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
