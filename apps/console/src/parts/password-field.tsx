import { PasswordInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../language.js';

/** A password that can be shown, as password savers know it by `autoComplete`. */
export function PasswordField({
  label,
  description,
  name,
  autoComplete,
  value,
  onChange,
}: {
  label: string;
  description?: string;
  name: string;
  autoComplete: 'current-password' | 'new-password';
  value: string;
  onChange: (value: string) => void;
}): ReactNode {
  const texts = useTexts();
  return (
    <PasswordInput
      label={label}
      {...(description === undefined ? {} : { description })}
      name={name}
      autoComplete={autoComplete}
      required
      withAsterisk={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': texts.signIn.showPassword, 'aria-hidden': false, tabIndex: 0 }}
    />
  );
}
