import { Alert, Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { answerOf, client, until } from '../api.js';
import { useProviderTexts, type SignInRefusal } from '../texts/provider-texts.js';
import { Icon } from './icons.js';

/** Buttons for the providers that are configured, and why the last sign-in with one was none. Nothing where there is neither. */
export function ProviderSignIn(): ReactNode {
  const words = useProviderTexts();
  const [refusal] = useState(takeRefusal);
  const providers = useQuery({
    queryKey: ['sign-in providers'],
    queryFn: ({ signal }) => answerOf(client.GET('/api/sign-in', until(signal))),
    staleTime: Infinity,
  });
  const items = providers.data?.items ?? [];
  const to = encodeURIComponent(/^\/[\w/-]*$/.test(window.location.pathname) ? window.location.pathname : '/');
  return (
    <Stack gap="sm" mt={refusal === null && items.length === 0 ? 0 : 'md'}>
      {refusal === null ? null : (
        <Alert color="red" variant="light" role="alert" icon={<Icon name="alert" />} className="rc-alert">
          {words.rejected[refusal]}
        </Alert>
      )}
      {items.length === 0 ? null : (
        <Text size="sm" c="dimmed" ta="center">
          {words.or}
        </Text>
      )}
      {items.map(({ id, name }) => (
        <Button key={id} component="a" href={`/api/sign-in/${id}?to=${to}`} variant="default" size="md" fullWidth>
          {words.with(name)}
        </Button>
      ))}
    </Stack>
  );
}

/** What the address says of the last sign-in, once: the next page load has forgotten it. */
function takeRefusal(): SignInRefusal | null {
  const query = new URLSearchParams(window.location.search);
  const refusal = query.get('sign-in');
  if (refusal === null) return null;
  window.history.replaceState(null, '', window.location.pathname);
  return REFUSALS.find((one) => one === refusal) ?? null;
}

const REFUSALS = ['away', 'cancelled', 'not_valid', 'not_verified', 'no_account'] as const satisfies SignInRefusal[];
