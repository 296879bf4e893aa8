import { Switch, type SwitchProps } from '@mantine/core';
import type { ReactNode } from 'react';

/** A switch whose spoken name is its label alone; Mantine's label wraps the description and would say both. */
export function Toggle({ label, ...rest }: { label: string } & Omit<SwitchProps, 'label'>): ReactNode {
  return <Switch label={label} aria-label={label} {...rest} />;
}
