import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { api, type Account } from '../api.js';
import { askForPasskey, canUsePasskeys, signInWithPasskey } from '../parts/passkeys.js';
import { PageTitle } from '../parts/page.js';
import { Refused } from '../parts/refused.js';
import { Sheet } from '../parts/sheet.js';
import { useFactorTexts } from '../texts/factor-texts.js';

/** The second step of a sign-in, after the right password. `challenge`: what the first step answered. */
export function SecondStep({
  challenge,
  onSignedIn,
  onBack,
}: {
  challenge: string;
  onSignedIn: (account: Account) => void;
  onBack: () => void;
}): ReactNode {
  const { step: words } = useFactorTexts();
  const [code, setCode] = useState('');
  const answer = useMutation({
    mutationFn: () => api.answerChallenge(challenge, code),
    onSuccess: ({ account }) => onSignedIn(account),
  });
  const question = useQuery({
    queryKey: ['passkey question', challenge],
    queryFn: ({ signal }) => askForPasskey(challenge, signal),
    enabled: canUsePasskeys(),
    staleTime: Infinity,
    gcTime: 0,
  });
  const sign = useMutation({
    mutationFn: async (asked: { challenge: string }) => onSignedIn(await signInWithPasskey(challenge, asked, words.passkeyFailed)),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    answer.mutate();
  };
  return (
    <Sheet>
      <PageTitle>{words.title}</PageTitle>
      <Text size="sm" c="dimmed" mt={6} mb="lg">
        {words.lead}
      </Text>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Refused error={answer.error ?? sign.error} />
          <TextInput
            label={words.code}
            name="code"
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            required
            withAsterisk={false}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button type="submit" size="md" loading={answer.isPending} fullWidth>
            {words.submit}
          </Button>
          {question.data === undefined || question.data === null ? null : (
            <Button
              variant="light"
              loading={sign.isPending}
              onClick={() => {
                answer.reset();
                sign.mutate(question.data as { challenge: string });
              }}
            >
              {words.passkey}
            </Button>
          )}
          <Button variant="subtle" onClick={onBack}>
            {words.back}
          </Button>
        </Stack>
      </form>
    </Sheet>
  );
}
