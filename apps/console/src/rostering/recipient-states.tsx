import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { RecipientState } from '../../../../domain/report/judge-recipient.js';
import { api, type School } from '../api.js';
import { useFormat, useLanguage } from '../language.js';
import type { IconName } from '../parts/icons.js';
import { Pill } from '../parts/status.js';

const LOOKS: Record<RecipientState, { tone: 'good' | 'wait' | 'bad' | 'quiet'; icon: IconName }> = {
  REACHED: { tone: 'good', icon: 'checkCircle' },
  WAITING: { tone: 'wait', icon: 'clock' },
  UNREACHABLE: { tone: 'bad', icon: 'cross' },
  GIVEN_UP: { tone: 'bad', icon: 'alert' },
  NO_MAIL_YET: { tone: 'quiet', icon: 'mail' },
};

const CONSENTS = {
  CONFIRMED: { tone: 'good', icon: 'check' },
  DECLINED: { tone: 'bad', icon: 'cross' },
} as const;

/** Whether mail reaches the saved recipients, and why it does not; and whether they want it. Nothing while none was ever sent. */
export function RecipientStates({ school }: { school: Pick<School, 'id' | 'timeZone'> }): ReactNode {
  const { texts, locale } = useLanguage();
  const format = useFormat();
  const recipients = useQuery({
    queryKey: ['recipients', school.id, locale],
    queryFn: ({ signal }) => api.recipients(school.id, signal),
  });
  const items = recipients.data?.items ?? [];
  if (items.every(({ state, consent }) => state === 'NO_MAIL_YET' && (consent === 'ACCOUNT' || consent === 'OPEN'))) return null;
  return (
    <Stack component="ul" gap="xs" m={0} p={0} aria-label={texts.rostering.recipientStates} className="rc-plain-list">
      {items.map(({ recipient, consent, state, at, message }) => (
        <li key={recipient}>
          <Text size="sm" fw={550} component="span" style={{ overflowWrap: 'anywhere' }}>
            {recipient}
          </Text>{' '}
          <Pill {...LOOKS[state]} text={texts.rostering.recipientState(state, at === null ? '' : format.dateTime(at, school.timeZone))} wraps />{' '}
          {consent === 'CONFIRMED' || consent === 'DECLINED' ? (
            <Pill {...CONSENTS[consent]} text={texts.rostering.recipientConsent[consent]} wraps />
          ) : null}
          {message === null ? null : (
            <Text size="sm" c="dimmed">
              {message}
            </Text>
          )}
        </li>
      ))}
    </Stack>
  );
}
