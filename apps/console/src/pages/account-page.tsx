import { Alert, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { SHORTEST_PASSWORD } from '../../../../domain/account.js';
import { api, type ApiToken } from '../api.js';
import { useFormat, useTexts } from '../language.js';
import { CopyText } from '../parts/copy-text.js';
import { DataTable } from '../parts/data-table.js';
import { Failure, failureText } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';
import { Card, Empty, PageTitle, Waiting } from '../parts/page.js';
import { PasswordField } from '../parts/password-field.js';
import { Refused } from '../parts/refused.js';
import { useSession } from '../session.js';
import { useAccountTexts } from '../texts/account-texts.js';
import { SecondFactorCard } from './second-factor-card.js';

/** What somebody does with their own account: password, browsers, API tokens. */
export function AccountPage(): ReactNode {
  const texts = useTexts();
  const { account } = useSession();
  return (
    <div className="rc-stack">
      <div>
        <PageTitle>{texts.yourAccount}</PageTitle>
        <Text c="dimmed" mt={4}>
          {account.email} · {texts.roleOfAccount[account.role]}
        </Text>
      </div>
      <ChangePassword />
      <SecondFactorCard />
      <Sessions />
      <Tokens />
    </div>
  );
}

function ChangePassword(): ReactNode {
  const { yourAccount: words, password } = useAccountTexts();
  const client = useQueryClient();
  const { account } = useSession();
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const change = useMutation({
    mutationFn: () => api.setPassword({ currentPassword, newPassword }),
    onSuccess: () => {
      notifications.show({ message: words.passwordChanged, icon: <Icon name="check" />, color: 'teal' });
      setCurrent('');
      setNew('');
      return client.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <Card title={words.password} lead={words.passwordLead}>
      <form onSubmit={submit}>
        <Stack gap="sm" maw={420}>
          <Refused error={change.error} />
          <input type="email" name="email" autoComplete="username" value={account.email} readOnly hidden />
          <PasswordField
            label={words.currentPassword}
            name="current-password"
            autoComplete="current-password"
            value={currentPassword}
            onChange={setCurrent}
          />
          <PasswordField
            label={password.newPassword}
            description={password.rule(SHORTEST_PASSWORD)}
            name="new-password"
            autoComplete="new-password"
            value={newPassword}
            onChange={setNew}
          />
          <Group>
            <Button type="submit" variant="light" loading={change.isPending}>
              {words.changePassword}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

function Sessions(): ReactNode {
  const texts = useTexts();
  const { yourAccount: words, access } = useAccountTexts();
  const format = useFormat();
  const client = useQueryClient();
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: ({ signal }) => api.sessions(signal) });
  const end = useMutation({
    mutationFn: (id: string) => api.endSession(id),
    onSettled: () => client.invalidateQueries({ queryKey: ['sessions'] }),
    onError: (error) => notifications.show({ message: failureText(error, texts), color: 'red' }),
  });
  return (
    <Card title={words.sessions} lead={words.sessionsLead} flush>
      {sessions.isPending ? (
        <Waiting />
      ) : sessions.isError ? (
        <Failure error={sessions.error} retry={() => void sessions.refetch()} />
      ) : (
        <DataTable
          label={words.sessions}
          rows={sessions.data.items}
          rowKey={(session) => session.id}
          columns={[
            { key: 'browser', header: words.browser, heads: true, render: ({ client: agent }) => browserOf(agent) ?? words.unknownBrowser },
            { key: 'address', header: words.address, render: ({ address }) => address ?? texts.none },
            { key: 'since', header: words.since, render: ({ createdAt }) => format.dateTime(createdAt) },
            { key: 'used', header: words.lastUsed, render: ({ lastUsedAt }) => format.dateTime(lastUsedAt) },
            {
              key: 'end',
              header: access.change,
              render: ({ id, current }) =>
                current ? (
                  words.thisBrowser
                ) : (
                  <Button variant="subtle" color="red" size="xs" loading={end.isPending && end.variables === id} onClick={() => end.mutate(id)}>
                    {words.endSession}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </Card>
  );
}

/** `Firefox, Windows` of what a browser calls itself; null where that says nothing. */
function browserOf(agent: string | null): string | null {
  if (agent === null) return null;
  const browser = [
    ['Edg/', 'Edge'],
    ['OPR/', 'Opera'],
    ['Firefox/', 'Firefox'],
    ['Chrome/', 'Chrome'],
    ['Safari/', 'Safari'],
  ].find(([mark]) => agent.includes(mark!))?.[1];
  const system = [
    ['Windows', 'Windows'],
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Android', 'Android'],
    ['CrOS', 'ChromeOS'],
    ['Mac OS', 'macOS'],
    ['Linux', 'Linux'],
  ].find(([mark]) => agent.includes(mark!))?.[1];
  const names = [browser, system].filter((name) => name !== undefined);
  return names.length === 0 ? null : names.join(', ');
}

const DAYS = ['30', '90', '365', 'never'] as const;

function Tokens(): ReactNode {
  const texts = useTexts();
  const { yourAccount: words, access } = useAccountTexts();
  const format = useFormat();
  const client = useQueryClient();
  const [shown, setShown] = useState<string | null>(null);
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: ({ signal }) => api.tokens(signal) });
  const revoke = useMutation({
    mutationFn: (id: string) => api.revokeToken(id),
    onSettled: () => client.invalidateQueries({ queryKey: ['tokens'] }),
    onError: (error) => notifications.show({ message: failureText(error, texts), color: 'red' }),
  });
  const endOf = ({ expiresAt }: ApiToken): string => (expiresAt === null ? texts.never : format.dateTime(expiresAt));
  return (
    <Card title={words.tokens} lead={words.tokensLead} flush>
      {tokens.isPending ? (
        <Waiting />
      ) : tokens.isError ? (
        <Failure error={tokens.error} retry={() => void tokens.refetch()} />
      ) : tokens.data.items.length === 0 ? (
        <Empty icon="list" title={words.noTokens} />
      ) : (
        <DataTable
          label={words.tokens}
          rows={tokens.data.items}
          rowKey={(token) => token.id}
          columns={[
            { key: 'name', header: words.tokenName, heads: true, render: ({ name }) => name ?? words.commandLine },
            { key: 'scope', header: words.tokenMay, render: ({ scope }) => words.scope[scope] },
            { key: 'ends', header: words.tokenEnds, render: endOf },
            { key: 'used', header: words.lastUsed, render: ({ lastUsedAt }) => (lastUsedAt === null ? texts.never : format.dateTime(lastUsedAt)) },
            {
              key: 'revoke',
              header: access.change,
              render: ({ id, name }) => (
                <Button
                  variant="subtle"
                  color="red"
                  size="xs"
                  aria-label={words.revokeOf(name ?? words.commandLine)}
                  loading={revoke.isPending && revoke.variables === id}
                  onClick={() => revoke.mutate(id)}
                >
                  {words.revoke}
                </Button>
              ),
            },
          ]}
        />
      )}
      {shown === null ? null : (
        <Alert color="teal" variant="light" role="status" icon={<Icon name="check" />} className="rc-alert" m="md">
          <Stack gap="xs">
            <Text size="sm">{words.tokenOnce}</Text>
            <code style={{ overflowWrap: 'anywhere' }}>{shown}</code>
            <Group>
              <CopyText value={shown} what={words.token} wide />
              <Button size="xs" onClick={() => setShown(null)}>
                {words.stored}
              </Button>
            </Group>
          </Stack>
        </Alert>
      )}
      <MakeToken onMade={setShown} />
    </Card>
  );
}

function MakeToken({ onMade }: { onMade: (token: string) => void }): ReactNode {
  const texts = useTexts();
  const words = useAccountTexts().yourAccount;
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<'READ' | 'WRITE'>('READ');
  const [days, setDays] = useState<(typeof DAYS)[number]>('90');
  const make = useMutation({
    // The token goes to the page's memory here, and never into the cache of mutations.
    mutationFn: async (): Promise<void> => {
      const expiresAt = days === 'never' ? null : new Date(Date.now() + Number(days) * 86_400_000).toISOString();
      onMade((await api.makeToken({ name: name.trim(), scope, expiresAt })).token);
    },
    onSuccess: () => {
      setName('');
      return client.invalidateQueries({ queryKey: ['tokens'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form onSubmit={submit} className="rc-invite">
      <Refused error={make.error} mb="sm" />
      <Group align="flex-end" gap="sm">
        <TextInput
          label={words.tokenName}
          required
          withAsterisk={false}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          style={{ flex: '1 1 14rem' }}
        />
        <Select
          label={words.tokenMay}
          data={(['READ', 'WRITE'] as const).map((value) => ({ value, label: words.scope[value] }))}
          value={scope}
          onChange={(value) => setScope(value === 'WRITE' ? 'WRITE' : 'READ')}
          allowDeselect={false}
        />
        <Select
          label={words.tokenEnds}
          data={DAYS.map((value) => ({ value, label: value === 'never' ? texts.never : words.inDays(Number(value)) }))}
          value={days}
          onChange={(value) => setDays(DAYS.find((one) => one === value) ?? '90')}
          allowDeselect={false}
        />
        <Button type="submit" variant="light" loading={make.isPending} leftSection={<Icon name="plus" size={16} />}>
          {words.makeToken}
        </Button>
      </Group>
    </form>
  );
}
