import { Code, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { MailState } from '../../../../domain/report/judge-mail.js';
import type { Mail } from '../../../client/api-types.js';
import { answerOf, client, until, type School } from '../api.js';
import { useFormat, useLanguage } from '../language.js';
import { DataTable } from '../parts/data-table.js';
import { Failure } from '../parts/failure.js';
import type { IconName } from '../parts/icons.js';
import { LoadMore, Waiting } from '../parts/page.js';
import { Pill } from '../parts/status.js';
import { Link, paths } from '../router.js';
import { useMailsTexts } from '../texts/mails-texts.js';

const LOOKS: Record<MailState, { tone: 'good' | 'wait' | 'bad' | 'quiet'; icon: IconName }> = {
  ACCEPTED: { tone: 'good', icon: 'checkCircle' },
  WAITING: { tone: 'wait', icon: 'clock' },
  UNREACHABLE: { tone: 'bad', icon: 'cross' },
  GIVEN_UP: { tone: 'bad', icon: 'alert' },
  NOT_NEEDED: { tone: 'quiet', icon: 'mail' },
};

const PAGE = 20;

/** Which mails were sent about the school, to whom, and what became of each. */
export function MailLog({ school }: { school: Pick<School, 'id' | 'timeZone'> }): ReactNode {
  const words = useMailsTexts();
  const { locale } = useLanguage();
  const format = useFormat();
  const mails = useInfiniteQuery({
    queryKey: ['mails', school.id, locale],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        client.GET('/api/schools/{schoolId}/rostering/notifications/mails', {
          params: { path: { schoolId: school.id }, query: { limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          ...until(signal),
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const items = mails.data?.pages.flatMap((page) => page.items) ?? [];
  if (mails.isPending) return <Waiting />;
  if (mails.isError && items.length === 0) return <Failure error={mails.error} retry={() => void mails.refetch()} />;
  if (items.length === 0) return <Text size="sm">{words.none}</Text>;
  return (
    <div>
      <Text size="sm" c="dimmed">
        {words.lead}
      </Text>
      <DataTable
        label={words.title}
        rows={items}
        rowKey={(mail) => mail.id}
        columns={[
          { key: 'mail', header: words.columns.mail, heads: true, render: (mail) => <About school={school} mail={mail} /> },
          {
            key: 'recipient',
            header: words.columns.recipient,
            render: (mail) => <span style={{ overflowWrap: 'anywhere' }}>{mail.recipient}</span>,
          },
          {
            key: 'stored',
            header: words.columns.stored,
            render: (mail) => <time dateTime={mail.createdAt}>{format.dateTime(mail.createdAt, school.timeZone)}</time>,
          },
          { key: 'state', header: words.columns.state, render: (mail) => <Outcome school={school} mail={mail} /> },
        ]}
      />
      <LoadMore more={mails} />
    </div>
  );
}

/** What kind of mail, and the sync or the night that it is about. */
function About({ school, mail: { kind, sync, night } }: { school: Pick<School, 'id'>; mail: Mail }): ReactNode {
  const words = useMailsTexts();
  const format = useFormat();
  return (
    <>
      {words.kind[kind]}
      {sync === null ? null : (
        <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
          <Link to={paths.sync(school.id, sync.id)}>{sync.fileName}</Link>
        </Text>
      )}
      {night === null ? null : (
        <Text size="xs" c="dimmed">
          {(kind === 'WEEKLY' ? words.weekTo : words.nightOf)(format.day(night))}
        </Text>
      )}
    </>
  );
}

function Outcome({ school, mail }: { school: Pick<School, 'timeZone'>; mail: Mail }): ReactNode {
  const words = useMailsTexts();
  const format = useFormat();
  const { state, sentAt, lastTriedAt, attempts, code, message } = mail;
  const at = sentAt ?? lastTriedAt;
  const facts = [...(at === null ? [] : [format.dateTime(at, school.timeZone)]), ...(attempts > 1 ? [words.attempts(attempts)] : [])];
  return (
    <>
      <Pill {...LOOKS[state]} text={words.state[state]} wraps />
      {facts.length === 0 ? null : (
        <Text size="xs" c="dimmed">
          {facts.join(' · ')}
        </Text>
      )}
      {message === null ? null : (
        <Text size="xs">
          {message} {code === null ? null : <Code>{code}</Code>}
        </Text>
      )}
    </>
  );
}
