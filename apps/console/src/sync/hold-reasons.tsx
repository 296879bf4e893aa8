import { Alert, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../language.js';
import { Icon } from '../parts/icons.js';
import type { Reason } from './changes-card.js';
import type { SyncView } from '../api.js';

/** Why part of a sync waits for an owner, or would wait, each reason with the way to the people whom it concerns. */
export function HoldReasons({ sync, onWhom }: { sync: SyncView; onWhom: (reason: Reason) => void }): ReactNode {
  const texts = useTexts();
  const words = texts.sync;
  if (sync.hold === null || !mayAskWhom(sync)) return null;
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<Icon name="hand" />}
      title={sync.dryRun ? words.holdPreviewed : words.holdTitle}
      className="rc-note rc-alert-card"
    >
      <ul className="rc-reasons">
        {sync.hold.reasons.map((reason) => (
          <li key={`${reason.code} ${reason.category}`}>
            <strong>{texts.category[reason.category]}:</strong> {reason.message}{' '}
            <button type="button" className="rc-link" onClick={() => onWhom({ code: reason.code, category: reason.category })}>
              {words.whom}
            </button>
          </li>
        ))}
      </ul>
      {sync.dryRun ? null : (
        <Text size="sm">
          {words.holdLead} {hasApplied(sync) ? words.holdStays : null}
        </Text>
      )}
    </Alert>
  );
}

/** The part of the file that needed no decision has changed people already. */
function hasApplied({ counts }: SyncView): boolean {
  return Object.values(counts).some(({ added, updated, archived, restored }) => added + updated + archived + restored > 0);
}

/** Once it is decided, nothing waits for a reason any more. */
export function mayAskWhom({ status }: SyncView): boolean {
  return status === 'HELD' || status === 'PREVIEWED';
}
