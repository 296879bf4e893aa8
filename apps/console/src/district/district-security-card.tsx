import { Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answerOf, ApiProblem, client, until } from '../api.js';
import { useFormat, useTexts } from '../language.js';
import { DataTable } from '../parts/data-table.js';
import { Failure } from '../parts/failure.js';
import { Card, Waiting } from '../parts/page.js';
import { Refused } from '../parts/refused.js';
import { Toggle } from '../parts/toggle.js';
import { Link, paths } from '../router.js';
import { useAccountTexts } from '../texts/account-texts.js';

const PATH = '/api/districts/{districtId}/security';

/** Whether a second factor is required of everybody who can sign in to the district, and who has none yet. */
export function DistrictSecurityCard({ districtId }: { districtId: string }): ReactNode {
  const texts = useTexts();
  const words = useAccountTexts().security;
  const format = useFormat();
  const queries = useQueryClient();
  const params = { path: { districtId } };
  const key = ['district security', districtId];
  const security = useQuery({ queryKey: key, queryFn: ({ signal }) => answerOf(client.GET(PATH, { params, ...until(signal) })) });
  const save = useMutation({
    mutationFn: (requireSecondFactor: boolean) => answerOf(client.PUT(PATH, { params, body: { requireSecondFactor } })),
    onSuccess: (saved) => queries.setQueryData(key, saved),
  });
  if (security.isPending) return <Waiting />;
  if (security.isError) return <Failure error={security.error} retry={() => void security.refetch()} />;
  const { requireSecondFactor, requiredSince, members, missing } = security.data;
  const rest = missing.count - missing.first.length;
  return (
    <Card title={words.title} lead={words.lead}>
      <Stack gap="sm">
        <Refused error={save.error} />
        {save.error instanceof ApiProblem && save.error.code === 'no_second_factor' ? <Link to={paths.account}>{words.yourAccount}</Link> : null}
        <Toggle
          label={words.require}
          description={words.hint}
          checked={requireSecondFactor}
          disabled={save.isPending}
          onChange={(event) => save.mutate(event.currentTarget.checked)}
        />
        <Text size="sm" role="status">
          {requiredSince === null ? null : words.since(format.dateTime(requiredSince))}{' '}
          {missing.count === 0 ? words.allHave(members) : words.missing(missing.count, members)}
        </Text>
        {missing.count === 0 ? null : (
          <DataTable
            label={words.names}
            rows={missing.first}
            rowKey={(member) => member.id}
            columns={[
              {
                key: 'email',
                header: texts.signIn.email,
                heads: true,
                render: ({ email }) => <span style={{ overflowWrap: 'anywhere' }}>{email}</span>,
              },
              {
                key: 'school',
                header: words.of,
                render: ({ school }) => (school === null ? words.district : <Link to={paths.school(school.id, 'access')}>{school.name}</Link>),
              },
            ]}
          />
        )}
        {rest > 0 ? (
          <Text size="sm" c="dimmed">
            {words.more(rest)}
          </Text>
        ) : null}
      </Stack>
    </Card>
  );
}
