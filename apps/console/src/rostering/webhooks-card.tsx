import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { WEBHOOK_EVENTS, type WebhookEventType } from '../../../../domain/webhooks/webhook-event.js';
import { ApiProblem, type School } from '../api.js';
import type { Webhook, WebhookDelivery } from '../../../client/api-types.js';
import { useFormat, useLanguage } from '../language.js';
import { CopyText } from '../parts/copy-text.js';
import { Failure } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';
import { Card, Waiting } from '../parts/page.js';
import { Pill } from '../parts/status.js';
import { Toggle } from '../parts/toggle.js';
import { useWebhooksTexts } from '../texts/webhooks-texts.js';
import { webhooksApi } from './webhooks-api.js';

/** So often the log is looked at again while somebody watches whether a test arrives. */
const LOOK_AGAIN_MS = 3_000;

/** The programs that are told what happens at the school, and what was sent to them. It stands in the form of the settings, and is no part of it. */
export function WebhooksCard({ school }: { school: School }): ReactNode {
  const words = useWebhooksTexts();
  const { locale } = useLanguage();
  const webhooks = useQuery({ queryKey: ['webhooks', school.id, locale], queryFn: ({ signal }) => webhooksApi.list(school.id, signal) });
  /** The secret that was just made, until it is stored elsewhere. */
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Card title={words.title} lead={words.lead}>
      <Stack gap="lg">
        {webhooks.data === undefined ? (
          webhooks.isError ? (
            <Failure error={webhooks.error} retry={() => void webhooks.refetch()} />
          ) : (
            <Waiting />
          )
        ) : webhooks.data.items.length === 0 ? (
          <Text size="sm">{words.none}</Text>
        ) : (
          <ul className="rc-plain-list">
            {webhooks.data.items.map((webhook) => (
              <li key={webhook.id}>
                <OneWebhook school={school} webhook={webhook} onSecret={setSecret} />
              </li>
            ))}
          </ul>
        )}
        {secret === null ? null : <SecretOnce secret={secret} onStored={() => setSecret(null)} />}
        <NewWebhook school={school} onSecret={setSecret} />
      </Stack>
    </Card>
  );
}

function SecretOnce({ secret, onStored }: { secret: string; onStored: () => void }): ReactNode {
  const words = useWebhooksTexts();
  return (
    <Alert color="teal" variant="light" role="status" icon={<Icon name="check" />} className="rc-alert">
      <Stack gap="xs">
        <Text size="sm">{words.secretOnce}</Text>
        <code style={{ overflowWrap: 'anywhere' }}>{secret}</code>
        <Group>
          <CopyText value={secret} what={words.secret} wide />
          <Button size="xs" onClick={onStored}>
            {words.stored}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function OneWebhook({ school, webhook, onSecret }: { school: School; webhook: Webhook; onSecret: (secret: string) => void }): ReactNode {
  const words = useWebhooksTexts();
  const format = useFormat();
  const client = useQueryClient();
  const [isLogOpen, setLogOpen] = useState(false);
  const look = (): Promise<void> => client.invalidateQueries({ queryKey: ['webhooks', school.id] });
  const act = useMutation({
    mutationFn: async (what: 'test' | 'renew' | 'toggle' | 'remove'): Promise<void> => {
      if (what === 'test') await webhooksApi.test(school.id, webhook.id);
      // The secret goes to the page's memory here, and never into the cache of mutations.
      if (what === 'renew') onSecret((await webhooksApi.renewSecret(school.id, webhook.id)).secret);
      if (what === 'toggle') await webhooksApi.change(school.id, webhook.id, { enabled: !webhook.enabled });
      if (what === 'remove') await webhooksApi.remove(school.id, webhook.id);
    },
    onSuccess: (_, what) => {
      if (what === 'test') setLogOpen(true);
    },
    onSettled: async () => {
      await look();
      await client.invalidateQueries({ queryKey: ['deliveries', webhook.id] });
    },
  });
  const { url, enabled, disabled, failingSince, oldSecretValidUntil } = webhook;
  const at = (instant: string): string => format.dateTime(instant, school.timeZone);
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {url}
        </Text>
        <Pill
          tone={enabled ? (failingSince === null ? 'good' : 'wait') : 'quiet'}
          icon={enabled ? 'checkCircle' : 'pause'}
          text={enabled ? words.enabled : words.disabled}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {webhook.events.map((event) => words.event[event]).join(' · ')}
      </Text>
      {disabled === null ? null : <Text size="sm">{disabled.message}</Text>}
      {enabled && failingSince !== null ? <Text size="sm">{words.failing(at(failingSince))}</Text> : null}
      {oldSecretValidUntil === null ? null : (
        <Text size="xs" c="dimmed">
          {words.oldSecret(at(oldSecretValidUntil))}
        </Text>
      )}
      {act.isError ? <Failure error={act.error} /> : null}
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          disabled={!enabled}
          loading={act.isPending && act.variables === 'test'}
          aria-label={words.testOf(url)}
          onClick={() => act.mutate('test')}
        >
          {words.test}
        </Button>
        <Button
          variant="default"
          size="xs"
          aria-label={isLogOpen ? words.hideLog : words.logOf(url)}
          aria-expanded={isLogOpen}
          onClick={() => setLogOpen(!isLogOpen)}
        >
          {isLogOpen ? words.hideLog : words.log}
        </Button>
        <Button variant="subtle" size="xs" aria-label={words.renewOf(url)} onClick={() => act.mutate('renew')}>
          {words.renew}
        </Button>
        <Button variant="subtle" size="xs" aria-label={(enabled ? words.disableOf : words.enableOf)(url)} onClick={() => act.mutate('toggle')}>
          {enabled ? words.disable : words.enable}
        </Button>
        <Button variant="subtle" color="red" size="xs" aria-label={words.removeOf(url)} onClick={() => act.mutate('remove')}>
          {words.remove}
        </Button>
      </Group>
      {isLogOpen ? <Deliveries school={school} webhook={webhook} /> : null}
    </Stack>
  );
}

function Deliveries({ school, webhook }: { school: School; webhook: Webhook }): ReactNode {
  const words = useWebhooksTexts();
  const { locale } = useLanguage();
  const client = useQueryClient();
  const sent = useQuery({
    queryKey: ['deliveries', webhook.id, locale],
    queryFn: ({ signal }) => webhooksApi.deliveries(school.id, webhook.id, signal),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const resend = useMutation({
    mutationFn: (deliveryId: string) => webhooksApi.resend(school.id, webhook.id, deliveryId),
    onSettled: () => client.invalidateQueries({ queryKey: ['deliveries', webhook.id] }),
  });
  if (sent.data === undefined) return sent.isError ? <Failure error={sent.error} retry={() => void sent.refetch()} /> : <Waiting />;
  if (sent.data.items.length === 0) return <Text size="sm">{words.nothingSent}</Text>;
  return (
    <>
      {resend.isError ? <Failure error={resend.error} /> : null}
      <ul className="rc-plain-list" aria-label={words.logOf(webhook.url)}>
        {sent.data.items.map((delivery) => (
          <li key={delivery.id}>
            <OneDelivery school={school} delivery={delivery} onResend={webhook.enabled ? () => resend.mutate(delivery.id) : null} />
          </li>
        ))}
      </ul>
    </>
  );
}

function OneDelivery({ school, delivery, onResend }: { school: School; delivery: WebhookDelivery; onResend: (() => void) | null }): ReactNode {
  const words = useWebhooksTexts();
  const format = useFormat();
  const at = (instant: string): string => format.dateTime(instant, school.timeZone);
  const { type, state, createdAt, attempts, nextTryAt, lastStatus, tookMs, message } = delivery;
  const facts = [
    at(createdAt),
    words.attempts(attempts),
    ...(lastStatus === null || tookMs === null ? [] : [words.answered(lastStatus, tookMs)]),
    ...(nextTryAt === null || attempts === 0 ? [] : [words.nextTry(at(nextTryAt))]),
  ];
  return (
    <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
      <div>
        <Text size="sm">
          {words.event[type]} · {words.state[state]}
        </Text>
        <Text size="xs" c="dimmed">
          {facts.join(' · ')}
        </Text>
        {message === null ? null : <Text size="xs">{message}</Text>}
      </div>
      {onResend === null || state === 'WAITING' ? null : (
        <Button variant="subtle" size="xs" aria-label={words.resendOf(words.event[type], at(createdAt))} onClick={onResend}>
          {words.resend}
        </Button>
      )}
    </Group>
  );
}

function NewWebhook({ school, onSecret }: { school: School; onSecret: (secret: string) => void }): ReactNode {
  const words = useWebhooksTexts();
  const client = useQueryClient();
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<readonly WebhookEventType[]>(WEBHOOK_EVENTS);
  const make = useMutation({
    mutationFn: async (): Promise<void> => onSecret((await webhooksApi.make(school.id, { url: url.trim(), events: [...events] })).secret),
    onSuccess: () => {
      setUrl('');
      return client.invalidateQueries({ queryKey: ['webhooks', school.id] });
    },
  });
  const wrong = make.error instanceof ApiProblem ? make.error.errors.find(({ pointer }) => pointer === '/url')?.detail : undefined;
  return (
    <Stack gap="xs" role="group" aria-label={words.make}>
      <TextInput
        label={words.url}
        description={words.urlHint}
        placeholder="https://example.org/rollcall"
        type="url"
        value={url}
        error={wrong}
        // Enter would save the settings around it.
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
        }}
        onChange={({ currentTarget: { value } }) => setUrl(value)}
      />
      <Text size="sm">{words.events}</Text>
      {WEBHOOK_EVENTS.map((event) => (
        <Toggle
          key={event}
          label={words.event[event]}
          checked={events.includes(event)}
          onChange={({ currentTarget: { checked } }) =>
            setEvents(WEBHOOK_EVENTS.filter((other) => (other === event ? checked : events.includes(other))))
          }
        />
      ))}
      {make.isError && wrong === undefined ? <Failure error={make.error} /> : null}
      <Group>
        <Button
          variant="light"
          size="xs"
          loading={make.isPending}
          disabled={url.trim() === '' || events.length === 0}
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => make.mutate()}
        >
          {words.make}
        </Button>
      </Group>
    </Stack>
  );
}
