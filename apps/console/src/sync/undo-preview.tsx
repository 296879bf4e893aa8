import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { UNDO_ACTS } from '../../../../domain/undo.js';
import { api, type School, type SyncView } from '../api.js';
import { useLanguage } from '../language.js';
import { Failure } from '../parts/failure.js';
import { LoadMore, Waiting } from '../parts/page.js';
import { Link, paths } from '../router.js';

/** What an undo would do now, in numbers and person by person; whom it would leave alone, and why. */
export function UndoPreview({ school, sync }: { school: School; sync: SyncView }): ReactNode {
  const { texts, locale } = useLanguage();
  const words = texts.sync.undoPreview;
  const undo = useInfiniteQuery({
    queryKey: ['undo', sync.id, sync.status, locale],
    queryFn: ({ pageParam, signal }) => api.undoPreview(school.id, sync.id, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // People change all the time: what is looked at is what an undo does now.
    staleTime: 0,
    gcTime: 0,
  });
  if (undo.isPending) return <Waiting />;
  const first = undo.data?.pages[0];
  if (first === undefined) return <Failure error={undo.error} />;
  const numbers = UNDO_ACTS.filter((act) => first.counts[act] > 0).map((act) => words.counts[act](first.counts[act]));
  return (
    <section aria-label={words.title}>
      <Text size="sm" fw={600}>
        {numbers.length === 0 ? words.nothing : words.numbers(numbers.join(', '))}
      </Text>
      <div className="rc-undo-list" tabIndex={0} role="group" aria-label={words.title}>
        <ul className="rc-reasons">
          {undo.data?.pages
            .flatMap((page) => page.items)
            .map(({ id, person, why }) => (
              <li key={id}>
                <Link to={paths.person(school.id, person.id)}>
                  {person.firstName} {person.lastName}
                </Link>
                <Text size="sm">{why.message}</Text>
              </li>
            ))}
        </ul>
        <LoadMore more={undo} />
      </div>
    </section>
  );
}
