import { Button, Stack, Text } from '@mantine/core';
import { useQuery, type UseMutationResult } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { SHORTEST_PASSWORD } from '../../../../domain/account.js';
import { useTexts } from '../language.js';
import { navigate } from '../router.js';
import { failureText } from './failure.js';
import { PageTitle, Waiting } from './page.js';
import { PasswordField } from './password-field.js';
import { Refused } from './refused.js';
import { Sheet } from './sheet.js';

export type LinkTexts = {
  title: string;
  rule: (shortest: number) => string;
  submit: string;
  doneTitle: string;
  done: (email: string) => string;
  endedTitle: string;
  ended: string;
  toSignIn: string;
};

/** The page of a link at whose end somebody chooses a password: whether the link works, the form, and that it is done. */
export function LinkSheet<Link>({
  token,
  open,
  words,
  lead,
  fields,
  passwordLabel,
  password,
  onPassword,
  make,
}: {
  /** '': there is none in the address. */
  token: string;
  open: (token: string, signal: AbortSignal) => Promise<Link>;
  words: LinkTexts;
  lead: (link: Link) => ReactNode;
  /** What the form asks for above the password. */
  fields: (link: Link) => ReactNode;
  passwordLabel: string;
  password: string;
  onPassword: (password: string) => void;
  make: UseMutationResult<{ email: string }, Error, void>;
}): ReactNode {
  const texts = useTexts();
  const link = useQuery({
    queryKey: ['link', token],
    queryFn: ({ signal }) => open(token, signal),
    enabled: token !== '',
    retry: false,
    staleTime: Infinity,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    make.mutate();
  };
  const toSignIn = (
    <Button fullWidth size="md" onClick={() => navigate('/', 'replace')}>
      {words.toSignIn}
    </Button>
  );
  if (make.isSuccess) {
    return (
      <Sheet>
        <PageTitle>{words.doneTitle}</PageTitle>
        <Text my="md">{words.done(make.data.email)}</Text>
        {toSignIn}
      </Sheet>
    );
  }
  if (token === '' || link.isError) {
    return (
      <Sheet>
        <PageTitle>{words.endedTitle}</PageTitle>
        <Text my="md" role="alert">
          {link.isError ? failureText(link.error, texts) : words.ended}
        </Text>
        {toSignIn}
      </Sheet>
    );
  }
  if (link.isPending)
    return (
      <Sheet>
        <Waiting />
      </Sheet>
    );
  return (
    <Sheet>
      <PageTitle>{words.title}</PageTitle>
      <Text size="sm" c="dimmed" mt={6} mb="lg">
        {lead(link.data)}
      </Text>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Refused error={make.error} />
          {fields(link.data)}
          <PasswordField
            label={passwordLabel}
            description={words.rule(SHORTEST_PASSWORD)}
            name="new-password"
            autoComplete="new-password"
            value={password}
            onChange={onPassword}
          />
          <Button type="submit" size="md" loading={make.isPending} fullWidth>
            {words.submit}
          </Button>
        </Stack>
      </form>
    </Sheet>
  );
}
