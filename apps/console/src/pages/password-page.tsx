import { Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api } from '../api.js';
import { useFormat, useTexts } from '../language.js';
import { LinkSheet } from '../parts/link-sheet.js';
import { takeToken } from '../parts/take-token.js';
import { useAccountTexts } from '../texts/account-texts.js';

const token = takeToken();

/** Where the link of a mail leads: somebody who was invited, or who forgot the password, chooses one. */
export function PasswordPage(): ReactNode {
  const texts = useTexts();
  const words = useAccountTexts().password;
  const format = useFormat();
  const [password, setPassword] = useState('');
  const choose = useMutation({ mutationFn: () => api.setPassword({ token, newPassword: password }) });
  return (
    <LinkSheet
      token={token}
      open={api.passwordLink}
      words={words}
      lead={({ purpose, place, expiresAt }) =>
        `${purpose === 'INVITATION' ? words.invited(place) : words.reset(place)} ${words.until(format.dateTime(expiresAt))}`
      }
      fields={({ email }) => (
        <>
          {/* For password savers, which store the password under this name. */}
          <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
          <Text size="sm">
            {texts.signIn.email}: <strong>{email}</strong>
          </Text>
        </>
      )}
      passwordLabel={words.newPassword}
      password={password}
      onPassword={setPassword}
      make={choose}
    />
  );
}
