import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type FormEvent, type ReactNode } from 'react';
import { api, type Account } from '../api.js';
import { useTexts } from '../language.js';
import { PageTitle, Waiting } from '../parts/page.js';
import { PasswordField } from '../parts/password-field.js';
import { Refused } from '../parts/refused.js';
import { Sheet } from '../parts/sheet.js';

// Most accounts sign in without it: it is not part of the first page.
const SecondStep = lazy(async () => ({ default: (await import('./second-step.js')).SecondStep }));
// Most installations have no provider.
const ProviderSignIn = lazy(async () => ({ default: (await import('../parts/provider-sign-in.js')).ProviderSignIn }));

// A sign-in with a provider comes back with the challenge of its second step; taken from the address once, so that it stays in no history.
let challengeOfProvider = /^#second-step=(.+)$/.exec(window.location.hash)?.[1] ?? null;
if (challengeOfProvider !== null) window.history.replaceState(null, '', window.location.pathname);

function takeChallenge(): string | null {
  const taken = challengeOfProvider;
  challengeOfProvider = null;
  return taken;
}

/** `ended`: whose session has ended while they were here, and whose work waits behind the sign-in. */
export function SignInPage({ onSignedIn, ended }: { onSignedIn: (account: Account) => void; ended: Account | null }): ReactNode {
  const texts = useTexts();
  const [email, setEmail] = useState(ended?.email ?? '');
  const [password, setPassword] = useState('');
  const [hasForgotten, setForgotten] = useState(false);
  const [challenge, setChallenge] = useState(takeChallenge);
  const signIn = useMutation({
    mutationFn: () => api.signIn(email.trim(), password),
    onSuccess: (answer) => ('account' in answer ? onSignedIn(answer.account) : setChallenge(answer.challenge.token)),
  });
  const providers = useQuery({ queryKey: ['providers'], queryFn: api.signInProviders, staleTime: Infinity }).data?.items ?? [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate();
  };
  if (challenge !== null) {
    return (
      <Suspense fallback={<Waiting />}>
        <SecondStep challenge={challenge} onSignedIn={onSignedIn} onBack={() => setChallenge(null)} />
      </Suspense>
    );
  }
  if (hasForgotten) return <Forgotten email={email} onBack={() => setForgotten(false)} />;
  return (
    <Sheet>
      <PageTitle>{texts.signIn.title}</PageTitle>
      <Text size="sm" c="dimmed" mt={6} mb="lg" role={ended === null ? undefined : 'status'}>
        {ended === null ? texts.signIn.lead : texts.signIn.ended}
      </Text>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Refused error={signIn.error} />
          <EmailInput value={email} onChange={setEmail} />
          <PasswordField label={texts.signIn.password} name="password" autoComplete="current-password" value={password} onChange={setPassword} />
          <Button type="submit" size="md" loading={signIn.isPending} fullWidth>
            {texts.signIn.submit}
          </Button>
          <Button variant="subtle" onClick={() => setForgotten(true)}>
            {texts.signIn.forgotten}
          </Button>
        </Stack>
      </form>
      {providers.length === 0 ? null : (
        <Suspense>
          <ProviderSignIn items={providers} />
        </Suspense>
      )}
    </Sheet>
  );
}

/** Asks for the mail by which a new password is chosen. The answer does not tell whether the address has access. */
function Forgotten({ email: typed, onBack }: { email: string; onBack: () => void }): ReactNode {
  const texts = useTexts();
  const words = texts.signIn;
  const [email, setEmail] = useState(typed);
  const ask = useMutation({ mutationFn: () => api.forgotPassword(email.trim()) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    ask.mutate();
  };
  return (
    <Sheet>
      <PageTitle>{words.forgottenTitle}</PageTitle>
      <Text size="sm" c="dimmed" mt={6} mb="lg" role={ask.isSuccess ? 'status' : undefined}>
        {ask.isSuccess ? words.mailSent(email.trim()) : words.forgottenLead}
      </Text>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Refused error={ask.error} />
          {ask.isSuccess ? null : (
            <>
              <EmailInput value={email} onChange={setEmail} />
              <Button type="submit" size="md" loading={ask.isPending} fullWidth>
                {words.sendLink}
              </Button>
            </>
          )}
          <Button variant="subtle" onClick={onBack}>
            {words.back}
          </Button>
        </Stack>
      </form>
    </Sheet>
  );
}

function EmailInput({ value, onChange }: { value: string; onChange: (value: string) => void }): ReactNode {
  const texts = useTexts();
  return (
    <TextInput
      label={texts.signIn.email}
      type="email"
      name="email"
      autoComplete="username"
      required
      withAsterisk={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
