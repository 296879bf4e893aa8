import { List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Tone } from '../../../../domain/report/sync-report.js';
import { api, type NightView, type School } from '../api.js';
import { useFormat, useLanguage } from '../language.js';
import type { IconName } from '../parts/icons.js';
import { Card } from '../parts/page.js';
import { Pill } from '../parts/status.js';

const LOOKS: Record<Tone, { tone: 'good' | 'wait' | 'bad'; icon: IconName }> = {
  good: { tone: 'good', icon: 'checkCircle' },
  attention: { tone: 'wait', icon: 'alert' },
  bad: { tone: 'bad', icon: 'cross' },
};

/** How the last night of the school ended, as its daily mail says it. Nothing before the first night. */
export function LastNight({ school }: { school: School }): ReactNode {
  const { texts, locale } = useLanguage();
  const format = useFormat();
  const nights = useQuery({
    queryKey: ['nights', school.id, locale],
    queryFn: ({ signal }) => api.nights(school.id, signal),
    refetchInterval: 60_000,
  });
  const night = nights.data?.items[0];
  if (night === undefined) return null;
  const words = texts.syncs.lastNight;
  return (
    <Card title={words.title} lead={words.closed(format.dateTime(night.until, school.timeZone))}>
      <Pill {...LOOKS[night.tone]} text={night.outcome} wraps />
      <Text size="sm" mt="xs">
        {night.lead} {night.cause}
      </Text>
      {night.missing.length === 0 ? null : (
        <List size="sm" mt="xs">
          {night.missing.map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
      )}
      <Text size="sm" c="dimmed" mt="xs">
        {mailsInWords(night, words)}
      </Text>
    </Card>
  );
}

function mailsInWords(
  { mails }: NightView,
  words: { noMail: string; sent(n: number): string; waiting(n: number): string; undelivered(n: number): string },
): string {
  const parts = [
    ...(mails.sent > 0 ? [words.sent(mails.sent)] : []),
    ...(mails.waiting > 0 ? [words.waiting(mails.waiting)] : []),
    ...(mails.undelivered > 0 ? [words.undelivered(mails.undelivered)] : []),
  ];
  return parts.length === 0 ? words.noMail : parts.join(' ');
}
