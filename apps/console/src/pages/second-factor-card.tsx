import { Alert, Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { api } from '../api.js';
import { useFormat } from '../language.js';
import { CopyText } from '../parts/copy-text.js';
import { Failure } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';
import { Card, Waiting } from '../parts/page.js';
import { PasswordField } from '../parts/password-field.js';
import { QrCode } from '../parts/qr-code.js';
import { Refused } from '../parts/refused.js';
import { useFactorTexts } from '../texts/factor-texts.js';

type Wish = 'set-up' | 'replace' | 'renew' | 'off';
/** What is on the card: how it stands, a question before something is done, the app to set up, or codes to store. */
type Shown =
  | { kind: 'state' }
  | { kind: 'asked'; wish: Wish }
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
      return <State onWish={(wish) => setShown({ kind: 'asked', wish })} />;
    case 'asked':
      return <Asked key={shown.wish} wish={shown.wish} onOffered={setShown} onChanged={changed} onCancel={toState} />;
    case 'offered':
      return <Offered secret={shown.secret} uri={shown.uri} onConfirmed={(codes) => changed({ kind: 'codes', codes })} onCancel={toState} />;
    case 'codes':
      return <Codes codes={shown.codes} onStored={onCodesStored ?? toState} />;
  }
}

function State({ onWish }: { onWish: (wish: Wish) => void }): ReactNode {
  const words = useFactorTexts();
  const format = useFormat();
  const factor = useQuery({ queryKey: ['second factor'], queryFn: ({ signal }) => api.secondFactor(signal) });
  if (factor.isPending) return <Waiting />;
  if (factor.isError) return <Failure error={factor.error} retry={() => void factor.refetch()} />;
  const { authenticatorApp, recoveryCodes, required } = factor.data;
  if (authenticatorApp === null) {
    return (
      <Stack gap="sm">
        <Text size="sm">{words.off}</Text>
        <Group>
          {/* In French it is wider than a phone. */}
          <Button variant="light" h="auto" mih={36} py={6} styles={{ label: { whiteSpace: 'normal' } }} onClick={() => onWish('set-up')}>
            {words.setUp}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack gap="sm">
      <Text size="sm">
        {words.on(format.dateTime(authenticatorApp.since))} {words.codesLeft(recoveryCodes)} {required ? words.stays : null}
      </Text>
      <Group>
        <Button variant="light" onClick={() => onWish('replace')}>
          {words.replace}
        </Button>
        <Button variant="light" onClick={() => onWish('renew')}>
          {words.renew}
        </Button>
        {required ? null : (
          <Button variant="subtle" color="red" onClick={() => onWish('off')}>
            {words.switchOff}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** Asks for the password, and for a code where there is a second factor, and does what was wished. */
function Asked({
  wish,
  onOffered,
  onChanged,
  onCancel,
}: {
  wish: Wish;
  onOffered: (offered: Shown) => void;
  onChanged: (next: Shown) => void;
  onCancel: () => void;
}): ReactNode {
  const words = useFactorTexts();
  const [currentPassword, setPassword] = useState('');
  const [code, setCode] = useState('');
  // Secrets and codes go to the page's memory here, and never into the cache of mutations.
  const act = useMutation({
    mutationFn: async (): Promise<void> => {
      switch (wish) {
        case 'set-up':
          return onOffered({ kind: 'offered', ...(await api.offerAuthenticatorApp({ currentPassword })) });
        case 'replace':
          return onOffered({ kind: 'offered', ...(await api.offerAuthenticatorApp({ currentPassword, code })) });
        case 'renew':
          return onChanged({ kind: 'codes', codes: (await api.renewRecoveryCodes({ currentPassword, code })).recoveryCodes });
        case 'off':
          await api.switchOffSecondFactor({ currentPassword, code });
          notifications.show({ message: words.isOff, icon: <Icon name="check" />, color: 'teal' });
          return onChanged({ kind: 'state' });
      }
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    act.mutate();
  };
  const label = { 'set-up': words.next, replace: words.next, renew: words.renew, off: words.switchOff }[wish];
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={420}>
        <Refused error={act.error} />
        <PasswordField label={words.password} name="factor-password" autoComplete="current-password" value={currentPassword} onChange={setPassword} />
        {wish === 'set-up' ? null : <CodeInput label={words.code} value={code} onChange={setCode} />}
        <Group>
          <Button type="submit" variant="light" {...(wish === 'off' ? { color: 'red' } : {})} loading={act.isPending}>
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
