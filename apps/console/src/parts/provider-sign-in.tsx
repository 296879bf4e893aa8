import { Alert, Button, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useProviderTexts, type ProviderWords } from '../texts/provider-texts.js';
import { Icon } from './icons.js';

/** Buttons for the providers that are configured, and why the last sign-in with one was none. */
export function ProviderSignIn({ items }: { items: { id: string; name: string }[] }): ReactNode {
  const words = useProviderTexts();
  const [cause] = useState(takeCause);
  const to = encodeURIComponent(/^\/[\w/-]*$/.test(window.location.pathname) ? window.location.pathname : '/');
  return (
    <Stack gap="sm" mt="md">
      {cause === null ? null : (
        <Alert color="red" variant="light" role="alert" icon={<Icon name="alert" />} className="rc-alert">
          {words.cause[cause]}
        </Alert>
      )}
      <Text size="sm" c="dimmed" ta="center">
        {words.or}
      </Text>
      {items.map(({ id, name }) => (
        <Button key={id} component="a" href={`/api/sign-in/${id}?to=${to}`} variant="default" size="md" fullWidth>
          {words.with(name)}
        </Button>
      ))}
    </Stack>
  );
}

/** What the address says of the last sign-in, once: the next page load has forgotten it. */
function takeCause(): Cause | null {
  const said = new URLSearchParams(window.location.search).get('sign-in');
  if (said === null) return null;
  window.history.replaceState(null, '', window.location.pathname);
  return CAUSES.find((one) => one === said) ?? null;
}

type Cause = keyof ProviderWords['cause'];
const CAUSES = ['away', 'cancelled', 'not_valid', 'not_verified', 'no_account'] as const satisfies Cause[];
