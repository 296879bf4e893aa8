import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { IN_PROGRESS, isIn } from '../../../../domain/sync-status.js';
import type { Connection } from '../../../client/api-types.js';
import { useFormat } from '../language.js';
import { RichText } from '../parts/rich-text.js';
import { Pill } from '../parts/status.js';
import type { IconName } from '../parts/icons.js';
import { useSetupTexts } from '../texts/setup-texts.js';
import type { SetupTexts } from '../texts/setup-en.js';

type Look = { tone: 'good' | 'wait' | 'bad' | 'busy' | 'quiet'; icon: IconName };
const LOOKS: Record<Connection['state'], Look> = {
  NO_CONTACT: { tone: 'quiet', icon: 'clock' },
  TURNED_AWAY: { tone: 'bad', icon: 'cross' },
  SIGNED_IN: { tone: 'busy', icon: 'check' },
  TEMPORARY_NAME: { tone: 'wait', icon: 'alert' },
  FILE_RECEIVED: { tone: 'good', icon: 'checkCircle' },
};

/** How far the SIS has come, as its owner and the person who sets it up both see it. Spoken when it changes. */
export function ConnectionLight({ connection, timeZone, children }: { connection: Connection; timeZone: string; children?: ReactNode }): ReactNode {
  const words = useSetupTexts().light;
  const format = useFormat();
  const { state, at, file } = connection;
  const { look, title, hint } = wordsOf(connection, words);
  return (
    <div className="rc-light" role="status" aria-label={words.title}>
      <Pill {...look} text={title} wraps />
      {at === null ? null : (
        <Text size="xs" c="dimmed" component="span">
          {' '}
          <time dateTime={at}>{format.dateTime(at, timeZone)}</time>
        </Text>
      )}
      <Text size="sm" mt={6}>
        <RichText text={hint} />
      </Text>
      {file === null ? null : (
        <Text size="sm" c="dimmed" className="rc-file-name">
          {state === 'FILE_RECEIVED' ? file.name : words.lastFile(file.name, format.dateTime(file.at, timeZone))} {children}
        </Text>
      )}
    </div>
  );
}

function wordsOf(connection: Connection, words: SetupTexts['light']): { look: Look; title: string; hint: string } {
  const { state, address, cause, file } = connection;
  const look = LOOKS[state];
  switch (state) {
    case 'NO_CONTACT':
    case 'TEMPORARY_NAME':
      return { look, title: words.state[state], hint: words.hint[state] };
    case 'SIGNED_IN':
      return { look, title: address === null ? words.state[state] : words.from(words.state[state], address), hint: words.hint[state] };
    case 'TURNED_AWAY': {
      const title = cause === null ? words.state[state] : words.cause[cause];
      return { look, title: address === null ? title : words.from(title, address), hint: cause === null ? '' : words.hint[cause] };
    }
    case 'FILE_RECEIVED':
      return file === null ? { look, title: words.state[state], hint: '' } : fileWords(file, words);
  }
}

function fileWords(file: NonNullable<Connection['file']>, words: SetupTexts['light']): { look: Look; title: string; hint: string } {
  const title = file.people === null ? words.state.FILE_RECEIVED : words.people(file.people);
  if (isIn(IN_PROGRESS, file.status)) return { look: { tone: 'busy', icon: 'inbox' }, title, hint: words.file.reading };
  switch (file.status) {
    case 'REJECTED':
      return { look: LOOKS.TURNED_AWAY, title: words.state.FILE_RECEIVED, hint: words.file.unusable };
    case 'FAILED':
      return { look: LOOKS.TURNED_AWAY, title: words.state.FILE_RECEIVED, hint: words.file.failed };
    case 'DISABLED':
    case 'PAUSED':
      return { look: LOOKS.TEMPORARY_NAME, title: words.state.FILE_RECEIVED, hint: words.file.off };
    case 'HELD':
      return { look: LOOKS.TEMPORARY_NAME, title, hint: words.file.held };
    default:
      return { look: LOOKS.FILE_RECEIVED, title, hint: file.isPreview ? words.file.preview : words.file.used };
  }
}
