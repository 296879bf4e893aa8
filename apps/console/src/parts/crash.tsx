import { Button, Stack, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTexts } from '../language.js';

/** Shows a sentence and a way on instead of an empty page when something in the console is broken. */
export class Crash extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override render(): ReactNode {
    return this.state.crashed ? <CrashPage /> : this.props.children;
  }
}

function CrashPage(): ReactNode {
  const texts = useTexts();
  return (
    <Stack align="flex-start" p="xl" maw={560} role="alert">
      <Title order={1}>{texts.failure.title}</Title>
      <Text>{texts.failure.unexpected}</Text>
      <Button onClick={() => window.location.reload()}>{texts.failure.reload}</Button>
    </Stack>
  );
}
