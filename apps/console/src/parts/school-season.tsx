import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isPausedAt } from '../../../../domain/plan/is-rostering-off.js';
import { isSummerAt } from '../../../../domain/plan/season.js';
import { api, type School } from '../api.js';
import { useFormat, useLanguage } from '../language.js';
import { Link, paths } from '../router.js';
import { useSeasonTexts } from '../texts/season-texts.js';
import { Pill } from './status.js';

/** Under the name of the school: that it is paused, that files only add people, or that a pause is over and its newest file waits. */
export function SchoolSeason({ school }: { school: School }): ReactNode {
  const words = useSeasonTexts();
  const { locale } = useLanguage();
  const format = useFormat();
  const stored = useQuery({ queryKey: ['settings', school.id], queryFn: ({ signal }) => api.settings(school.id, signal) });
  const settings = stored.data?.settings;
  const now = new Date();
  const isPaused = settings !== undefined && isPausedAt(settings, now);
  const isOver = settings !== undefined && settings.pausedUntil !== null && !isPaused;
  const newest = useQuery({
    queryKey: ['newest sync', school.id, locale],
    queryFn: async ({ signal }) => (await api.syncs(school.id, null, signal)).items.find(({ dryRun }) => !dryRun) ?? null,
    enabled: isOver,
    refetchInterval: 15_000,
  });
  if (settings === undefined) return null;
  if (isPaused && settings.pausedUntil !== null) {
    return (
      <div className="rc-season">
        <Pill tone="wait" icon="pause" text={words.pausedUntil(format.dateTime(settings.pausedUntil, school.timeZone))} wraps />
        {settings.pauseReason === null ? null : <Text size="sm">{settings.pauseReason}</Text>}
      </div>
    );
  }
  if (isOver && newest.data?.status === 'PAUSED') {
    return (
      <Text size="sm" role="status" className="rc-season">
        {words.pauseOver} <Link to={paths.sync(school.id, newest.data.id)}>{words.lookAtFile}</Link>
      </Text>
    );
  }
  if (!isSummerAt(settings, now) || settings.summer.until === null) return null;
  return (
    <div className="rc-season">
      <Pill tone="quiet" icon="clock" text={words.summer(format.dateTime(settings.summer.until, school.timeZone))} wraps />
    </div>
  );
}
