import type { ReactNode } from 'react';
import { IN_PROGRESS, isIn, type SyncStatus } from '../../../../domain/sync-status.js';
import { useTexts } from '../language.js';
import { Icon, type IconName } from './icons.js';

type Tone = 'good' | 'wait' | 'bad' | 'busy' | 'quiet';
const LOOKS: Record<SyncStatus, { tone: Tone; icon: IconName; spin?: boolean }> = {
  RECEIVED: { tone: 'busy', icon: 'inbox' },
  STAGING: { tone: 'busy', icon: 'refresh', spin: true },
  PLANNING: { tone: 'busy', icon: 'refresh', spin: true },
  APPLYING: { tone: 'busy', icon: 'refresh', spin: true },
  HELD: { tone: 'wait', icon: 'hand' },
  APPLIED: { tone: 'good', icon: 'checkCircle' },
  UNCHANGED: { tone: 'good', icon: 'equal' },
  REJECTED: { tone: 'bad', icon: 'cross' },
  FAILED: { tone: 'bad', icon: 'alert' },
  SUPERSEDED: { tone: 'quiet', icon: 'skip' },
  DISCARDED: { tone: 'quiet', icon: 'trash' },
  PREVIEWED: { tone: 'quiet', icon: 'eye' },
  UNDONE: { tone: 'quiet', icon: 'undo' },
  DISABLED: { tone: 'quiet', icon: 'pause' },
  PAUSED: { tone: 'wait', icon: 'pause' },
  CANCELLED: { tone: 'quiet', icon: 'cross' },
};

/** The state of a sync as a word and an icon; the colour only repeats them. */
export function Status({ status }: { status: SyncStatus }): ReactNode {
  const texts = useTexts();
  const look = LOOKS[status];
  return <Pill tone={look.tone} icon={look.icon} spin={look.spin ?? false} text={texts.syncs.status[status]} />;
}

/** `wraps`: a text that may be longer than a phone is wide. */
export function Pill({
  tone,
  icon,
  text,
  spin = false,
  wraps = false,
}: {
  tone: Tone;
  icon: IconName;
  text: string;
  spin?: boolean;
  wraps?: boolean;
}): ReactNode {
  return (
    <span className={wraps ? 'rc-status rc-status-wraps' : 'rc-status'} data-tone={tone}>
      <Icon name={icon} size={16} spin={spin} />
      {text}
    </span>
  );
}

/** States in which something goes on by itself, so that a page looks again soon. */
export function isUnderWay(status: SyncStatus): boolean {
  return isIn(IN_PROGRESS, status);
}
