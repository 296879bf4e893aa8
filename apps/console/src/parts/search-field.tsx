import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from './icons.js';

/** A field that searches a list while it is typed into; `label` says what it looks for. */
export function SearchField({
  label,
  value,
  onChange,
  autoFocus = false,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** The page is about nothing else. */
  autoFocus?: boolean;
}): ReactNode {
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<Icon name="search" size={17} />}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="off"
      autoFocus={autoFocus}
      flex="1 1 240px"
    />
  );
}
