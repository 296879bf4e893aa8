import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { SHORTEST_PASSWORD } from '../../../../domain/account.js';
import { api } from '../api.js';
import { useFormat, useLanguage, useTexts } from '../language.js';
import { failureText } from '../parts/failure.js';
import { PageTitle, Waiting } from '../parts/page.js';
import { PasswordField } from '../parts/password-field.js';
import { Refused } from '../parts/refused.js';
import { Sheet } from '../parts/sheet.js';
import { navigate } from '../router.js';
import { useFirstAccountTexts } from '../texts/first-account-texts.js';

/** Taken from the address once, so that it stays in no history and in no bookmark. */
const token = window.location.hash.slice(1);
if (token !== '') window.history.replaceState(null, '', window.location.pathname);

/** Where the link of an empty installation leads: its first District Manager names the district and chooses a password. */
export function FirstAccountPage(): ReactNode {
  const texts = useTexts();
  const words = useFirstAccountTexts();
  const format = useFormat();
  const { locale } = useLanguage();
  const [district, setDistrict] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const link = useQuery({
    queryKey: ['first account link'],
    queryFn: ({ signal }) => api.firstAccountLink(token, signal),
    enabled: token !== '',
    retry: false,
    staleTime: Infinity,
  });
  const make = useMutation({ mutationFn: () => api.makeFirstAccount({ token, district, email: email.trim(), password, locale }) });
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
        {words.lead} {words.until(format.dateTime(link.data.expiresAt))}
      </Text>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Refused error={make.error} />
          <TextInput
            label={words.district}
            description={words.districtHint}
            name="organization"
            autoComplete="organization"
            required
            withAsterisk={false}
            maxLength={200}
            value={district}
            onChange={(event) => setDistrict(event.currentTarget.value)}
          />
          <TextInput
            label={words.email}
            type="email"
            name="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordField
            label={words.password}
            description={words.rule(SHORTEST_PASSWORD)}
            name="new-password"
            autoComplete="new-password"
            value={password}
            onChange={setPassword}
          />
          <Button type="submit" size="md" loading={make.isPending} fullWidth>
            {words.submit}
          </Button>
        </Stack>
      </form>
    </Sheet>
  );
}
