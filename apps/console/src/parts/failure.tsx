import { Alert, Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiProblem } from '../api.js';
import { useTexts } from '../language.js';
import type { Texts } from '../texts/en.js';
import { Icon } from './icons.js';

/** What went wrong, in the words of the API where it has some. */
export function failureText(error: unknown, texts: Texts): string {
  if (!(error instanceof ApiProblem)) return texts.failure.unexpected;
  if (error.status === 0) return texts.failure.network;
  return error.detail ?? error.title ?? texts.failure.unexpected;
}

/** The same for a form of one or two fields: what is wrong with the value, where the API says so. */
export function refusalText(error: unknown, texts: Texts): string {
  return (error instanceof ApiProblem ? error.errors[0]?.detail : undefined) ?? failureText(error, texts);
}

/** What the product says of a failure, in its own words. */
export function FailureOf({ title, text }: { title: string; text: string }): ReactNode {
  return (
    <Alert color="red" variant="light" icon={<Icon name="cross" />} title={title} className="rc-alert rc-alert-card">
      <Text size="sm">{text}</Text>
    </Alert>
  );
}

export function Failure({ error, retry }: { error: unknown; retry?: () => void }): ReactNode {
  const texts = useTexts();
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      icon={<Icon name="alert" />}
      title={(error instanceof ApiProblem ? error.title : null) ?? texts.failure.title}
      className="rc-alert"
    >
      <Text size="sm">{failureText(error, texts)}</Text>
      {retry === undefined ? null : (
        <Button variant="default" size="xs" mt="sm" onClick={retry} leftSection={<Icon name="refresh" size={16} />}>
          {texts.tryAgain}
        </Button>
      )}
    </Alert>
  );
}
