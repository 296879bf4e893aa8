import { Button, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { SHORTEST_PASSWORD } from '../../../../domain/account.js';
import { api } from '../api.js';
import { useFormat, useTexts } from '../language.js';
import { failureText } from '../parts/failure.js';
import { PageTitle, Waiting } from '../parts/page.js';
import { PasswordField } from '../parts/password-field.js';
import { Refused } from '../parts/refused.js';
import { Sheet } from '../parts/sheet.js';
import { navigate } from '../router.js';
import { useAccountTexts } from '../texts/account-texts.js';

/** Taken from the address once, so that it stays in no history and in no bookmark. */
const token = window.location.hash.slice(1);
if (token !== '') window.history.replaceState(null, '', window.location.pathname);

/** Where the link of a mail leads: somebody who was invited, or who forgot the password, chooses one. */
export function PasswordPage(): ReactNode {
  const texts = useTexts();
  const words = useAccountTexts().password;
  const format = useFormat();
  const [password, setPassword] = useState('');
  const link = useQuery({
    queryKey: ['password link'],
    queryFn: ({ signal }) => api.passwordLink(token, signal),
    enabled: token !== '',
    retry: false,
    staleTime: Infinity,
  });
  const choose = useMutation({ mutationFn: () => api.setPassword({ token, newPassword: password }) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    choose.mutate();
  };
  const toSignIn = (
    <Button fullWidth size="md" onClick={() => navigate('/', 'replace')}>
      {words.toSignIn}
    </Button>
  );
  if (choose.isSuccess) {
    return (
      <Sheet>
        <PageTitle>{words.doneTitle}</PageTitle>
        <Text my="md">{words.done(choose.data.email)}</Text>
        {toSignIn}
      </Sheet>
    );
  }
  if (token === '' || link.isError) {
    return (
      <Sheet>
        <PageTitle>{words.spentTitle}</PageTitle>
        <Text my="md" role="alert">
          {link.isError ? failureText(link.error, texts) : words.spent}
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
        {link.data.purpose === 'INVITATION' ? words.invited(link.data.place) : words.reset(link.data.place)}{' '}
        {words.until(format.dateTime(link.data.expiresAt))}
      </Text>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Refused error={choose.error} />
          {/* For password savers, which store the password under this name. */}
          <input type="email" name="email" autoComplete="username" value={link.data.email} readOnly hidden />
          <Text size="sm">
            {texts.signIn.email}: <strong>{link.data.email}</strong>
          </Text>
          <PasswordField
            label={words.newPassword}
            description={words.rule(SHORTEST_PASSWORD)}
            name="new-password"
            autoComplete="new-password"
            value={password}
            onChange={setPassword}
          />
          <Button type="submit" size="md" loading={choose.isPending} fullWidth>
            {words.submit}
          </Button>
        </Stack>
      </form>
    </Sheet>
  );
}
