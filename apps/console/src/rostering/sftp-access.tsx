import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api, ApiProblem, newRequestKey, type School, type SftpAttempt, type SftpBan } from '../api.js';
import { useFormat, useLanguage, useTexts } from '../language.js';
import { Failure } from '../parts/failure.js';
import { Card, Waiting } from '../parts/page.js';
import { isWhole, PublicKeyFields } from './public-key-fields.js';

/** So often the list of attempts is looked at again while somebody watches whether the SIS gets in. */
const LOOK_AGAIN_MS = 15_000;
/** The API gives more of them; so many are read. */
const SHOWN = 10;

/** What lets the SIS in besides its password, and who came lately: attempts, bans, public keys, allowed addresses. */
export function SftpAccessCard({ school }: { school: School }): ReactNode {
  const { texts, locale } = useLanguage();
  const attempts = useQuery({
    queryKey: ['sftp attempts', school.id, locale],
    queryFn: ({ signal }) => api.sftpAttempts(school.id, signal),
    refetchInterval: LOOK_AGAIN_MS,
  });
  return (
    <Card title={texts.sftpAccess.title} lead={texts.sftpAccess.lead}>
      <Stack gap="lg">
        <Loaded query={attempts}>
          {({ items, bans }) => (
            <>
              {bans.length === 0 ? null : <Bans school={school} bans={bans} />}
              <Attempts school={school} items={items} />
            </>
          )}
        </Loaded>
        <Keys school={school} />
        <Addresses school={school} />
      </Stack>
    </Card>
  );
}

function Loaded<Data>({ query, children }: { query: UseQueryResult<Data>; children: (data: Data) => ReactNode }): ReactNode {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} />;
  return <Waiting />;
}

function Part({ title, lead, children }: { title: string; lead?: string; children: ReactNode }): ReactNode {
  return (
    <section aria-label={title}>
      <Title order={3} size="h5">
        {title}
      </Title>
      {lead === undefined ? null : (
        <Text size="sm" c="dimmed">
          {lead}
        </Text>
      )}
      {children}
    </section>
  );
}

function Attempts({ school, items }: { school: School; items: SftpAttempt[] }): ReactNode {
  const { sftpAccess: words } = useTexts();
  const format = useFormat();
  if (items.length === 0) return <Text size="sm">{words.noAttempts}</Text>;
  return (
    <Part title={words.attempts}>
      <ul className="rc-plain-list">
        {items.slice(0, SHOWN).map(({ at, times, address, client, outcome, cause, message, detail }) => (
          <li key={[at, address, client, outcome, cause].join(' ')}>
            <Text size="sm">
              {outcome === 'SIGNED_IN' ? words.signedIn : (message ?? words.refused)}
              {times === 1 ? null : ` (${words.times(times)})`}
            </Text>
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              <time dateTime={at}>{format.dateTime(at, school.timeZone)}</time> · {[address, client].filter((fact) => fact !== '').join(' · ')}
              {detail === null ? null : ` · ${words.offered(detail)}`}
            </Text>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Bans({ school, bans }: { school: School; bans: SftpBan[] }): ReactNode {
  const { sftpAccess: words } = useTexts();
  const format = useFormat();
  const client = useQueryClient();
  const lift = useMutation({
    mutationFn: (address: string) => api.liftSftpBan(school.id, address),
    onSettled: () => client.invalidateQueries({ queryKey: ['sftp attempts', school.id] }),
  });
  return (
    <Part title={words.bans} lead={words.bansLead}>
      <ul className="rc-plain-list">
        {bans.map(({ address, until, who }) => (
          <li key={`${address} ${who}`}>
            <Group justify="space-between" gap="xs">
              <Text size="sm">{words.ban(address, format.dateTime(until, school.timeZone), who === 'EVERYBODY')}</Text>
              <Button variant="default" size="xs" loading={lift.isPending && lift.variables === address} onClick={() => lift.mutate(address)}>
                {words.lift(address)}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
      {lift.isError ? <Failure error={lift.error} /> : null}
    </Part>
  );
}

function Keys({ school }: { school: School }): ReactNode {
  const { sftpAccess: words } = useTexts();
  const format = useFormat();
  const client = useQueryClient();
  const [draft, setDraft] = useState({ name: '', publicKey: '' });
  const keys = useQuery({ queryKey: ['sftp keys', school.id], queryFn: ({ signal }) => api.sftpKeys(school.id, signal) });
  const look = (): Promise<void> => client.invalidateQueries({ queryKey: ['sftp keys', school.id] });
  const add = useMutation({
    mutationFn: (key: { name: string; publicKey: string }) => api.addSftpKey(school.id, key, newRequestKey()),
    onSuccess: () => {
      setDraft({ name: '', publicKey: '' });
      return look();
    },
  });
  const remove = useMutation({ mutationFn: (keyId: string) => api.removeSftpKey(school.id, keyId), onSettled: look });
  return (
    <Part title={words.keys} lead={words.keysLead}>
      <Loaded query={keys}>
        {({ items }) => (
          <ul className="rc-plain-list">
            {items.map((key) => (
              <li key={key.id}>
                <Group justify="space-between" gap="xs">
                  <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                    <strong>{key.name}</strong> · {key.type} · {key.fingerprint} ·{' '}
                    {key.lastUsedAt === null ? words.keyUnused : words.keyUsed(format.dateTime(key.lastUsedAt, school.timeZone))}
                  </Text>
                  <Button variant="subtle" color="red" size="xs" onClick={() => remove.mutate(key.id)}>
                    {words.removeKey(key.name)}
                  </Button>
                </Group>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {remove.isError ? <Failure error={remove.error} /> : null}
      <Stack gap="xs" mt="xs">
        <PublicKeyFields draft={draft} onChange={setDraft} error={add.error}>
          <Button variant="light" size="xs" loading={add.isPending} disabled={!isWhole(draft)} onClick={() => add.mutate(draft)}>
            {words.addKey}
          </Button>
        </PublicKeyFields>
      </Stack>
    </Part>
  );
}

function Addresses({ school }: { school: School }): ReactNode {
  const { sftpAccess: words } = useTexts();
  const client = useQueryClient();
  const queryKey = ['sftp addresses', school.id];
  const stored = useQuery({ queryKey, queryFn: ({ signal }) => api.sftpAddresses(school.id, signal) });
  /** What was typed and not saved; null: nothing. */
  const [draft, setDraft] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (text: string) => api.saveSftpAddresses(school.id, linesOf(text)),
    onSuccess: (saved) => {
      setDraft(null);
      client.setQueryData(queryKey, saved);
    },
  });
  const wrong = save.error instanceof ApiProblem ? save.error.errors[0] : undefined;
  const line = /^\/allowed\/(\d+)$/.exec(wrong?.pointer ?? '')?.[1];
  const wrongLine = line === undefined ? undefined : linesOf(draft ?? '')[Number(line)];
  return (
    <Part title={words.addresses} lead={words.addressesLead}>
      <Loaded query={stored}>
        {({ allowed }) => (
          <Stack gap="xs" mt="xs">
            <Textarea
              label={words.addressesLabel}
              placeholder="203.0.113.0/24"
              autosize
              minRows={2}
              value={draft ?? allowed.join('\n')}
              error={wrong === undefined ? null : `${wrongLine === undefined ? '' : `${wrongLine}: `}${wrong.detail}`}
              onChange={({ currentTarget: { value } }) => setDraft(value)}
            />
            {save.isError && wrong === undefined ? <Failure error={save.error} /> : null}
            <Group>
              <Button variant="light" size="xs" loading={save.isPending} disabled={draft === null} onClick={() => save.mutate(draft ?? '')}>
                {words.saveAddresses}
              </Button>
            </Group>
          </Stack>
        )}
      </Loaded>
    </Part>
  );
}

function linesOf(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
