import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, type School, type StoryEntry } from '../api.js';
import { useFormat, useLanguage, useTexts } from '../language.js';
import { Failure } from '../parts/failure.js';
import { Icon, type IconName } from '../parts/icons.js';
import { Card, Empty, LoadMore, Waiting } from '../parts/page.js';
import { Link, paths } from '../router.js';
import { CHANGE_ICONS } from '../sync/changes-card.js';
import { Differences, differencesOf } from '../sync/differences.js';
import { foldRepeats, type Told } from './fold-repeats.js';

const ICONS: Record<Exclude<StoryEntry['kind'], 'CHANGE'>, IconName> = { DECISION: 'hand', UNDO: 'undo', EDIT: 'pencil', ABSENCE: 'clock' };

/** Everything that happened to one person, and what was not done and why, newest first. */
export function StoryCard({ school, personId }: { school: School; personId: string }): ReactNode {
  const { texts, locale } = useLanguage();
  const words = texts.story;
  const story = useInfiniteQuery({
    queryKey: ['story', school.id, personId, locale],
    queryFn: ({ pageParam, signal }) => api.story(school.id, personId, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const told = foldRepeats(story.data?.pages.flatMap((page) => page.items) ?? []);
  return (
    <Card title={words.title} lead={words.lead}>
      {story.isPending ? (
        <Waiting />
      ) : story.isError && told.length === 0 ? (
        <Failure error={story.error} retry={() => void story.refetch()} />
      ) : told.length === 0 ? (
        <Empty icon="clock" title={words.empty} />
      ) : (
        <>
          <ol className="rc-story" aria-label={words.title}>
            {told.map((one) => (
              <Entry key={one.entry.id} school={school} told={one} />
            ))}
          </ol>
          <LoadMore more={story} />
        </>
      )}
    </Card>
  );
}

function Entry({ school, told }: { school: School; told: Told }): ReactNode {
  const texts = useTexts();
  const format = useFormat();
  const { entry } = told;
  const { change, sync } = entry;
  const isDone = change === null || change.state === 'APPLIED' || change.state === 'UNDONE';
  const by = entry.actor === null ? null : (entry.actor.name ?? texts.audit.actor[entry.actor.kind] ?? null);
  return (
    <li data-done={isDone}>
      <span className="rc-story-icon">
        <Icon name={change === null ? ICONS[entry.kind as keyof typeof ICONS] : CHANGE_ICONS[change.kind]} size={16} />
      </span>
      <div>
        <Text size="xs" c="dimmed" component="div">
          <time dateTime={entry.at}>{format.dateTime(entry.at, school.timeZone)}</time>
          {by === null ? null : ` · ${by}`}
        </Text>
        <Text fw={600} size="sm" component="div" className="rc-story-text">
          {entry.message}
        </Text>
        {change === null ? null : (
          <Text size="sm" component="div">
            {change.why.message}
          </Text>
        )}
        {told.repeats === 0 ? null : (
          <Text size="sm" c="dimmed" component="div">
            {texts.story.repeats(told.repeats, format.date(told.since, school.timeZone))}
          </Text>
        )}
        {entry.reason === null ? null : (
          <Text size="sm" component="div">
            {texts.audit.quoted(entry.reason)}
          </Text>
        )}
        {entry.edit === null ? null : <Edit edit={entry.edit} />}
        {change === null || differencesOf(change).length === 0 ? null : <Differences change={change} />}
        {sync === null ? null : (
          <Link to={paths.sync(school.id, sync.id)} className="rc-story-link">
            {texts.story.openSync}
          </Link>
        )}
      </div>
    </li>
  );
}

function Edit({ edit }: { edit: NonNullable<StoryEntry['edit']> }): ReactNode {
  const texts = useTexts();
  const { moved, on, off } = texts.audit;
  return (
    <Text size="sm" component="div">
      {edit.role === null ? null : <div>{moved(texts.field.role, texts.role[edit.role.from], texts.role[edit.role.to])}</div>}
      {edit.state === null ? null : <div>{moved(texts.people.state, texts.people.states[edit.state.from], texts.people.states[edit.state.to])}</div>}
      {edit.protected === null ? null : <div>{moved(texts.people.protected, edit.protected.from ? on : off, edit.protected.to ? on : off)}</div>}
    </Text>
  );
}
