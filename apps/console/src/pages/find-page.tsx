import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { SearchHitKind } from '../../../../domain/search/search-hit.js';
import { api, type School } from '../api.js';
import type { SearchHit } from '../../../client/api-types.js';
import { useLanguage } from '../language.js';
import { Failure } from '../parts/failure.js';
import type { IconName } from '../parts/icons.js';
import { Card, Empty, Waiting } from '../parts/page.js';
import { SearchField } from '../parts/search-field.js';
import { Pill } from '../parts/status.js';
import { Link, paths } from '../router.js';
import { useFindTexts } from '../texts/find-texts.js';

const LOOKS: Record<SearchHitKind, { tone: 'good' | 'wait' | 'bad' | 'quiet'; icon: IconName }> = {
  ACTIVE: { tone: 'good', icon: 'checkCircle' },
  ARCHIVED: { tone: 'quiet', icon: 'archive' },
  HELD: { tone: 'wait', icon: 'hand' },
  LEFT_OUT: { tone: 'bad', icon: 'cross' },
  LEFT_OUT_BY_RULE: { tone: 'quiet', icon: 'skip' },
  NOT_APPLIED: { tone: 'wait', icon: 'skip' },
  IN_FILE: { tone: 'quiet', icon: 'list' },
};

/** “Why is Ana not here?” What is searched for is sent when asked to, and stands in no address. */
export function FindPage({ school }: { school: School }): ReactNode {
  const words = useFindTexts();
  const { locale } = useLanguage();
  const [typed, setTyped] = useState('');
  const [query, setQuery] = useState('');
  const answer = useQuery({
    queryKey: ['search', school.id, locale, query],
    queryFn: ({ signal }) => api.search(school.id, query, signal),
    enabled: query !== '',
    // Asked for once more, the files are read once more.
    staleTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const next = typed.trim();
    if (next.length < 2) return;
    if (next === query) void answer.refetch();
    else setQuery(next);
  };
  return (
    <div className="rc-stack">
      <Card title={words.title} lead={words.lead}>
        <form role="search" onSubmit={submit}>
          <Group gap="sm" align="flex-end">
            <SearchField label={words.field} value={typed} onChange={setTyped} autoFocus />
            <Button type="submit" disabled={typed.trim().length < 2}>
              {words.search}
            </Button>
          </Group>
        </form>
      </Card>
      {query === '' ? null : answer.isFetching ? (
        <Card>
          <Waiting />
          <Text size="sm" c="dimmed" ta="center">
            {words.searching}
          </Text>
        </Card>
      ) : answer.data === undefined ? (
        <Failure error={answer.error} retry={() => void answer.refetch()} />
      ) : (
        <Card title={answer.data.items.length === 0 ? words.nothing : words.found}>
          {answer.data.items.length === 0 ? (
            <Empty icon="search" title={answer.data.notes[0] ?? words.nothing} />
          ) : (
            <ol className="rc-found" aria-label={words.found}>
              {answer.data.items.map((hit, index) => (
                <Hit key={index} school={school} hit={hit} />
              ))}
            </ol>
          )}
          <div role="status">
            {answer.data.notes.slice(answer.data.items.length === 0 ? 1 : 0).map((note) => (
              <Text key={note} size="sm" c="dimmed">
                {note}
              </Text>
            ))}
          </div>
        </Card>
      )}
    </div>
  );
}

function Hit({ school, hit }: { school: School; hit: SearchHit }): ReactNode {
  const words = useFindTexts();
  return (
    <li>
      <Pill {...LOOKS[hit.kind]} text={words.kinds[hit.kind]} />
      <Text mt={4} className="rc-message">
        {hit.message}
      </Text>
      <Group gap="md" mt={4}>
        {hit.personId === null ? null : <Link to={paths.person(school.id, hit.personId)}>{words.openPerson}</Link>}
        {hit.sync === null ? null : (
          <Link to={paths.sync(school.id, hit.sync.id, placeOf(hit))}>{hit.line === null ? words.openSync : words.openLine(hit.line)}</Link>
        )}
      </Group>
    </li>
  );
}

/** Where the page of the sync shows the line: among what is wrong, or among the changes. */
function placeOf({ kind, line }: SearchHit): { problem: number } | { change: number } | undefined {
  if (line === null || kind === 'LEFT_OUT_BY_RULE') return undefined;
  return kind === 'LEFT_OUT' ? { problem: line } : { change: line };
}
