import { List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { Tone } from '../../../../domain/report/sync-report.js';
import { api, type NightView, type School } from '../api.js';
import type { NightForecast } from '../../../client/api-types.js';
import { useFormat, useLanguage } from '../language.js';
import { Icon, type IconName } from '../parts/icons.js';
import { Card } from '../parts/page.js';
import { Pill } from '../parts/status.js';
import type { NightTexts } from '../texts/night-en.js';
import { useNightTexts } from '../texts/night-texts.js';

const LOOKS: Record<Tone, { tone: 'good' | 'wait' | 'bad'; icon: IconName }> = {
  good: { tone: 'good', icon: 'checkCircle' },
  attention: { tone: 'wait', icon: 'alert' },
  bad: { tone: 'bad', icon: 'cross' },
};

/**
 * How the last night of the school ended, as its daily mail says it, with a strip of thirty nights of which each can be looked at, and what
 * tonight usually brings. Nothing before the first night.
 */
export function LastNight({ school }: { school: School }): ReactNode {
  const { texts, locale } = useLanguage();
  const nightTexts = useNightTexts();
  const format = useFormat();
  const [chosen, setChosen] = useState<string | null>(null);
  const nights = useQuery({
    queryKey: ['nights', school.id, locale],
    queryFn: ({ signal }) => api.nights(school.id, signal),
    refetchInterval: 60_000,
  });
  const items = nights.data?.items ?? [];
  const newest = items[0];
  const night = items.find(({ date }) => date === chosen) ?? newest;
  if (nights.data === undefined || night === undefined) return null;
  const words = texts.syncs.lastNight;
  return (
    <Card
      title={night === newest ? words.title : nightTexts.nightOf(format.day(night.date))}
      lead={words.closed(format.dateTime(night.until, school.timeZone))}
    >
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
      {items.length < 2 ? null : <Strip nights={items} shown={night.date} onChoose={setChosen} />}
      <Text size="sm" mt="sm">
        <strong>{nightTexts.tonight.title}</strong> {tonightInWords(nights.data.tonight, nightTexts.tonight)}
      </Text>
    </Card>
  );
}

/** Thirty nights from left to right; a sign repeats what the colour says. */
function Strip({ nights, shown, onChoose }: { nights: NightView[]; shown: string; onChoose: (date: string) => void }): ReactNode {
  const words = useNightTexts();
  const format = useFormat();
  return (
    <ol className="rc-nights" aria-label={words.strip}>
      {nights.toReversed().map((night) => (
        <li key={night.date}>
          <button
            type="button"
            className="rc-status"
            data-tone={LOOKS[night.tone].tone}
            aria-pressed={night.date === shown}
            aria-label={words.night(format.day(night.date), night.outcome)}
            title={words.night(format.day(night.date), night.outcome)}
            onClick={() => onChoose(night.date)}
          >
            <Icon name={LOOKS[night.tone].icon} size={16} />
          </button>
        </li>
      ))}
    </ol>
  );
}

function tonightInWords({ isExpected, silenceEscalates, usual, changes }: NightForecast, words: NightTexts['tonight']): string {
  if (!isExpected) return words.notExpected;
  const what = [
    usual === null ? words.expected : words.usual(usual.from, usual.to),
    ...(changes === null ? [] : [words.changes(changes.from, changes.to)]),
  ];
  return `${what.join(', ')}. ${silenceEscalates ? words.watchedByAll : words.watched}`;
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
