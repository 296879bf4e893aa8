import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { api, type Account } from '../api.js';
import { useTexts } from '../language.js';
import { failureText } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';
import { LanguageSwitch } from '../parts/language-switch.js';
import { Mark } from '../parts/mark.js';
import { PageTitle } from '../parts/page.js';

export function SignInPage({ onSignedIn }: { onSignedIn: (account: Account) => void }): ReactNode {
  const texts = useTexts();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => api.signIn(email.trim(), password),
    onSuccess: ({ account }) => onSignedIn(account),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <div className="rc-signin">
      <main className="rc-signin-sheet">
        <div className="rc-signin-head">
          <span className="rc-brand">
            <Mark size={36} /> Rollcall
          </span>
          <LanguageSwitch />
        </div>
        <div className="rc-card">
          <PageTitle>{texts.signIn.title}</PageTitle>
          <Text size="sm" c="dimmed" mt={6} mb="lg">
            {texts.signIn.lead}
          </Text>
          <form onSubmit={submit}>
            <Stack gap="md">
              {signIn.isError ? (
                <Alert color="red" variant="light" role="alert" icon={<Icon name="alert" />} className="rc-alert">
                  {failureText(signIn.error, texts)}
                </Alert>
              ) : null}
              <TextInput
                label={texts.signIn.email}
                type="email"
                name="email"
                autoComplete="username"
                required
                withAsterisk={false}
                value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
              />
              <PasswordInput
                label={texts.signIn.password}
                name="password"
                autoComplete="current-password"
                required
                withAsterisk={false}
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                visibilityToggleButtonProps={{ 'aria-label': texts.signIn.showPassword, 'aria-hidden': false, tabIndex: 0 }}
              />
              <Button type="submit" size="md" loading={signIn.isPending} fullWidth>
                {texts.signIn.submit}
              </Button>
            </Stack>
          </form>
        </div>
      </main>
    </div>
  );
}
