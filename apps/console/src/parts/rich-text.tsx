import { Code } from '@mantine/core';
import type { ReactNode } from 'react';

/** A text of the catalog in which the words between backticks are shown as code. */
export function RichText({ text }: { text: string }): ReactNode {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <Code key={index}>{part}</Code> : part));
}
