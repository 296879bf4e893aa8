import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, newRequestKey, type School } from '../api.js';
import type { HandoverStanding } from '../../../client/api-types.js';
import { useFormat } from '../language.js';
import { CopyText } from '../parts/copy-text.js';
import { Failure } from '../parts/failure.js';
import { Card } from '../parts/page.js';
import { useSession } from '../session.js';
import { handoverEn } from '../texts/handover-en.js';
import { handoverFrCa } from '../texts/handover-fr-ca.js';
import { useHandoverTexts } from '../texts/handover-texts.js';

type Made = { url: string; expiresAt: string };

/** The link by which an owner hands the SFTP Details over, and what became of it. */
export function HandoverCard({ school, handover }: { school: School; handover: HandoverStanding | null }): ReactNode {
  const words = useHandoverTexts().link;
  const format = useFormat();
  const client = useQueryClient();
  const { account } = useSession();
  // In the memory of this page, for this account: it outlives a change of language and of tab.
  const urlKey = ['handover url', account.id, school.id];
  const made = useQuery<Made | null>({ queryKey: urlKey, queryFn: () => null, enabled: false, initialData: null, gcTime: Infinity });
  const making = ['make handover', school.id];
  const look = (): Promise<void> => client.invalidateQueries({ queryKey: ['setup', school.id] });
  const make = useMutation({
    mutationKey: making,
    mutationFn: async (key: string): Promise<void> => void client.setQueryData(urlKey, await api.makeHandover(school.id, key)),
    onSettled: look,
  });
  const end = useMutation({
    mutationFn: () => api.endHandover(school.id),
    onSuccess: () => void client.setQueryData(urlKey, null),
    onSettled: look,
  });
  const works = handover?.works === true;
  return (
    <Card title={words.title} lead={words.lead}>
      <Stack gap="sm">
        {made.data === null || !works ? null : <MadeLink school={school} made={made.data} />}
        {handover === null ? null : (
          <Text size="sm">{standing(handover, (instant) => format.dateTime(instant, school.timeZone), words).join(' ')}</Text>
        )}
        {make.isError ? <Failure error={make.error} /> : null}
        {end.isError ? <Failure error={end.error} /> : null}
        <Group gap="xs">
          <Button
            variant="light"
            size="xs"
            loading={make.isPending}
            onClick={() => {
              if (client.isMutating({ mutationKey: making }) === 0) make.mutate(newRequestKey());
            }}
          >
            {works ? words.makeNew : words.make}
          </Button>
          {works ? (
            <Button variant="subtle" color="red" size="xs" loading={end.isPending} onClick={() => end.mutate()}>
              {words.end}
            </Button>
          ) : null}
        </Group>
        {works ? (
          <Text size="xs" c="dimmed">
            {words.makeNewHint}
          </Text>
        ) : null}
      </Stack>
    </Card>
  );
}

/** The person who gets it may read either language: the message has both. */
function MadeLink({ school, made }: { school: School; made: Made }): ReactNode {
  const words = useHandoverTexts().link;
  const until = (locale: string): string =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: school.timeZone }).format(new Date(made.expiresAt));
  const message = `${handoverEn.link.message(school.name, made.url, until('en'))}\n– – –\n\n${handoverFrCa.link.message(school.name, made.url, until('fr-CA'))}`;
  return (
    <div className="rc-made-link" role="status">
      <Text size="sm" fw={600}>
        {words.made}
      </Text>
      <Group justify="space-between" wrap="nowrap" gap="sm" my="xs">
        <span className="rc-value">{made.url}</span>
        <CopyText value={made.url} what={words.name} />
      </Group>
      <CopyText value={message} what={words.copyMessage} label={words.copyMessage} wide />
    </div>
  );
}

function standing(handover: HandoverStanding, when: (instant: string) => string, words: ReturnType<typeof useHandoverTexts>['link']): string[] {
  if (!handover.works) return [words.over(when(handover.expiresAt))];
  return [
    words.works(when(handover.expiresAt)),
    handover.openedAt === null ? words.notOpened : words.opened(when(handover.openedAt), handover.openedFrom ?? ''),
    ...(handover.passwordMadeAt === null
      ? handover.openedAt === null
        ? []
        : [words.noPassword]
      : [words.passwordMade(when(handover.passwordMadeAt))]),
    ...(handover.keyAddedAt === null ? [] : [words.keyAdded(when(handover.keyAddedAt))]),
  ];
}
