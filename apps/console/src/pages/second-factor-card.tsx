import { Alert, Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { api } from '../api.js';
import type { Passkey } from '../../../client/api-types.js';
import { useFormat, useTexts } from '../language.js';
import { canUsePasskeys, makePasskey, removePasskey } from '../parts/passkeys.js';
import { CopyText } from '../parts/copy-text.js';
import { DataTable } from '../parts/data-table.js';
import { Failure } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';
import { Card, Waiting } from '../parts/page.js';
import { PasswordField } from '../parts/password-field.js';
import { QrCode } from '../parts/qr-code.js';
import { Refused } from '../parts/refused.js';
import { useFactorTexts } from '../texts/factor-texts.js';

type Wish = 'set-up' | 'replace' | 'renew' | 'off' | 'add-passkey' | 'remove-passkey';
/** `needsCode`: the account has a second factor, which the wish has to be confirmed by. `passkey`: the one to remove. */
type Question = { wish: Wish; needsCode: boolean; passkey?: { id: string; name: string } };
/** What is on the card: how it stands, a question before something is done, the app to set up, or codes to store. */
type Shown =
  | { kind: 'state' }
  | { kind: 'asked'; question: Question }
  | { kind: 'offered'; secret: string; uri: string }
  | { kind: 'codes'; codes: string[] };

/** The second factor of the own account: set up, replaced, switched off, and its recovery codes. */
export function SecondFactorCard(): ReactNode {
  const words = useFactorTexts();
  return (
    <Card title={words.title} lead={words.lead}>
      <SecondFactorSteps />
    </Card>
  );
}

/** The same without a card around it. `onCodesStored`: what comes after the recovery codes, in place of how it stands now. */
export function SecondFactorSteps({ onCodesStored }: { onCodesStored?: () => void }): ReactNode {
  const client = useQueryClient();
  const [shown, setShown] = useState<Shown>({ kind: 'state' });
  const toState = (): void => setShown({ kind: 'state' });
  const changed = (next: Shown): void => {
    setShown(next);
    void client.invalidateQueries({ queryKey: ['second factor'] });
    void client.invalidateQueries({ queryKey: ['sessions'] });
  };
  switch (shown.kind) {
    case 'state':
      return <State onWish={(question) => setShown({ kind: 'asked', question })} />;
    case 'asked':
      return <Asked question={shown.question} onOffered={setShown} onChanged={changed} onCancel={toState} />;
    case 'offered':
      return <Offered secret={shown.secret} uri={shown.uri} onConfirmed={(codes) => changed({ kind: 'codes', codes })} onCancel={toState} />;
    case 'codes':
      return <Codes codes={shown.codes} onStored={onCodesStored ?? toState} />;
  }
}

function State({ onWish }: { onWish: (question: Question) => void }): ReactNode {
  const words = useFactorTexts();
  const format = useFormat();
  const factor = useQuery({ queryKey: ['second factor'], queryFn: ({ signal }) => api.secondFactor(signal) });
  if (factor.isPending) return <Waiting />;
  if (factor.isError) return <Failure error={factor.error} retry={() => void factor.refetch()} />;
  const { authenticatorApp, passkeys, recoveryCodes, required } = factor.data;
  const needsCode = authenticatorApp !== null || passkeys.length > 0;
  const wish = (wanted: Wish) => (): void => onWish({ wish: wanted, needsCode });
  // In French the labels are wider than a phone.
  const wraps = { variant: 'light', h: 'auto', mih: 36, py: 6, styles: { label: { whiteSpace: 'normal' } } } as const;
  return (
    <Stack gap="sm">
      <Text size="sm">
        {authenticatorApp === null ? (needsCode ? null : words.off) : words.on(format.dateTime(authenticatorApp.since))}{' '}
        {needsCode ? words.codesLeft(recoveryCodes) : null} {needsCode && required ? words.stays : null}
      </Text>
      {passkeys.length === 0 ? null : <Passkeys items={passkeys} onRemove={(passkey) => onWish({ wish: 'remove-passkey', needsCode, passkey })} />}
      <Group>
        <Button {...wraps} onClick={wish(authenticatorApp === null ? 'set-up' : 'replace')}>
          {authenticatorApp === null ? words.setUp : words.replace}
        </Button>
        {canUsePasskeys() ? (
          <Button {...wraps} onClick={wish('add-passkey')}>
            {words.addPasskey}
          </Button>
        ) : null}
        {needsCode ? (
          <Button {...wraps} onClick={wish('renew')}>
            {words.renew}
          </Button>
        ) : null}
        {needsCode && !required ? (
          <Button variant="subtle" color="red" onClick={wish('off')}>
            {words.switchOff}
          </Button>
        ) : null}
      </Group>
      {canUsePasskeys() ? (
        <Text size="sm" c="dimmed">
          {words.passkeysLead}
        </Text>
      ) : null}
    </Stack>
  );
}

function Passkeys({ items, onRemove }: { items: Passkey[]; onRemove: (passkey: Passkey) => void }): ReactNode {
  const texts = useTexts();
  const words = useFactorTexts();
  const format = useFormat();
  return (
    <DataTable
      label={words.passkeys}
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', header: words.passkeys, heads: true, render: ({ name }) => <span style={{ overflowWrap: 'anywhere' }}>{name}</span> },
        { key: 'added', header: words.added, render: ({ createdAt }) => format.dateTime(createdAt) },
        { key: 'used', header: words.lastUsed, render: ({ lastUsedAt }) => (lastUsedAt === null ? texts.never : format.dateTime(lastUsedAt)) },
        {
          key: 'remove',
          header: words.change,
          render: (passkey) => (
            <Button variant="subtle" color="red" size="xs" aria-label={words.removePasskeyOf(passkey.name)} onClick={() => onRemove(passkey)}>
              {words.removePasskey}
            </Button>
          ),
        },
      ]}
    />
  );
}

/** Asks for the password, and for a code where there is a second factor, and does what was wished. */
function Asked({
  question: { wish, needsCode, passkey },
  onOffered,
  onChanged,
  onCancel,
}: {
  question: Question;
  onOffered: (offered: Shown) => void;
  onChanged: (next: Shown) => void;
  onCancel: () => void;
}): ReactNode {
  const words = useFactorTexts();
  const [currentPassword, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const proof = { currentPassword, ...(needsCode ? { code } : {}) };
  const isDone = (message: string): void => {
    notifications.show({ message, icon: <Icon name="check" />, color: 'teal' });
    onChanged({ kind: 'state' });
  };
  // Secrets and codes go to the page's memory here, and never into the cache of mutations.
  const act = useMutation({
    mutationFn: async (): Promise<void> => {
      switch (wish) {
        case 'set-up':
        case 'replace':
          return onOffered({ kind: 'offered', ...(await api.offerAuthenticatorApp(proof)) });
        case 'add-passkey': {
          const codes = await makePasskey(proof, { name: name.trim(), failed: words.passkeyNotMade });
          return codes === null ? isDone(words.passkeyMade) : onChanged({ kind: 'codes', codes });
        }
        case 'remove-passkey':
          await removePasskey(passkey?.id ?? '', { currentPassword, code });
          return isDone(words.passkeyRemoved);
        case 'renew':
          return onChanged({ kind: 'codes', codes: (await api.renewRecoveryCodes({ currentPassword, code })).recoveryCodes });
        case 'off':
          await api.switchOffSecondFactor({ currentPassword, code });
          return isDone(words.isOff);
      }
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    act.mutate();
  };
  const label = {
    'set-up': words.next,
    replace: words.next,
    renew: words.renew,
    off: words.switchOff,
    'add-passkey': words.addPasskey,
    'remove-passkey': words.removePasskeyOf(passkey?.name ?? ''),
  }[wish];
  const takesAway = wish === 'off' || wish === 'remove-passkey';
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={420}>
        <Refused error={act.error} />
        <PasswordField label={words.password} name="factor-password" autoComplete="current-password" value={currentPassword} onChange={setPassword} />
        {needsCode ? <CodeInput label={words.code} value={code} onChange={setCode} /> : null}
        {wish === 'add-passkey' ? (
          <TextInput
            label={words.passkeyName}
            placeholder={words.passkeyExample}
            name="passkey-name"
            required
            withAsterisk={false}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        ) : null}
        <Group>
          <Button type="submit" variant="light" {...(takesAway ? { color: 'red' } : {})} loading={act.isPending}>
            {label}
          </Button>
          <Button variant="subtle" onClick={onCancel}>
            {words.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Offered({
  secret,
  uri,
  onConfirmed,
  onCancel,
}: {
  secret: string;
  uri: string;
  onConfirmed: (codes: string[]) => void;
  onCancel: () => void;
}): ReactNode {
  const words = useFactorTexts();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: async (): Promise<void> => onConfirmed((await api.confirmAuthenticatorApp(code)).recoveryCodes),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={480}>
        <Text size="sm">{words.scan}</Text>
        <QrCode value={uri} label={words.picture} />
        <Text size="sm">{words.byHand}</Text>
        <Group gap="xs">
          <code style={{ overflowWrap: 'anywhere' }}>{secret}</code>
          <CopyText value={secret} what={words.key} />
        </Group>
        <Anchor href={uri} size="sm">
          {words.link}
        </Anchor>
        <Refused error={confirm.error} />
        <CodeInput label={words.firstCode} value={code} onChange={setCode} />
        <Group>
          <Button type="submit" loading={confirm.isPending}>
            {words.confirm}
          </Button>
          <Button variant="subtle" onClick={onCancel}>
            {words.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Codes({ codes, onStored }: { codes: string[]; onStored: () => void }): ReactNode {
  const words = useFactorTexts();
  return (
    <Alert color="teal" variant="light" role="status" icon={<Icon name="check" />} className="rc-alert" title={words.codesTitle}>
      <Stack gap="sm">
        <Text size="sm">{words.codesLead}</Text>
        <pre aria-label={words.codes} style={{ margin: 0 }}>
          {codes.join('\n')}
        </pre>
        <Group>
          <CopyText value={codes.join('\n')} what={words.codes} wide />
          <Button size="xs" onClick={onStored}>
            {words.stored}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function CodeInput({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }): ReactNode {
  return (
    <TextInput
      label={label}
      name="code"
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      required
      withAsterisk={false}
      maw={320}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
