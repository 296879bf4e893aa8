import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PageTitle } from '../parts/page.js';
import { Refused } from '../parts/refused.js';
import { Sheet } from '../parts/sheet.js';
import type { FactorToSetUp } from '../session.js';
import { useFactorTexts } from '../texts/factor-texts.js';
import { SecondFactorSteps } from './second-factor-card.js';

/** All that somebody sees whose district requires a second factor, until they have one. */
export function RequiredFactorPage({ account, done, signOut }: FactorToSetUp): ReactNode {
  const words = useFactorTexts().required;
  const leave = useMutation({ mutationFn: signOut });
  return (
    <Sheet wide>
      <PageTitle>{words.title}</PageTitle>
      <Text size="sm" c="dimmed" mt={6} mb="lg">
        {words.lead(account.email)}
      </Text>
      <SecondFactorSteps onCodesStored={done} />
      <Refused error={leave.error} />
      <Text size="sm" c="dimmed" mt="lg">
        {words.forgotten}
      </Text>
      <Button variant="subtle" mt="xs" px={0} loading={leave.isPending} onClick={() => leave.mutate()}>
        {words.signOut}
      </Button>
    </Sheet>
  );
}
