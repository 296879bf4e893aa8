import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, type School } from '../api.js';
import { useTexts } from '../language.js';
import { Icon } from '../parts/icons.js';
import { Link, paths } from '../router.js';

/** How many people are missing and not archived yet, with the way to their list; nothing while there is nobody. */
export function WaitingNote({ school }: { school: School }): ReactNode {
  const words = useTexts().waiting;
  const waiting = useQuery({
    queryKey: ['waiting', school.id, 'count'],
    queryFn: ({ signal }) => api.waiting(school.id, null, 1, signal),
    refetchInterval: 15_000,
  });
  const total = waiting.data?.total ?? 0;
  if (total === 0) return null;
  return (
    <Alert color="yellow" variant="light" icon={<Icon name="clock" />} title={words.note(total)} className="rc-note rc-alert-card">
      <Text size="sm">
        {words.noteText}{' '}
        <Link to={paths.waiting(school.id)} className="rc-link">
          {words.open}
        </Link>
      </Text>
    </Alert>
  );
}
