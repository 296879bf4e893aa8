import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api } from '../api.js';
import { useFormat, useLanguage } from '../language.js';
import { LinkSheet } from '../parts/link-sheet.js';
import { takeToken } from '../parts/take-token.js';
import { useFirstAccountTexts } from '../texts/first-account-texts.js';

const token = takeToken();

/** Where the link of an empty installation leads: its first District Manager names the district and chooses a password. */
export function FirstAccountPage(): ReactNode {
  const words = useFirstAccountTexts();
  const format = useFormat();
  const { locale } = useLanguage();
  const [district, setDistrict] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const make = useMutation({ mutationFn: () => api.makeFirstAccount({ token, district, email: email.trim(), password, locale }) });
  return (
    <LinkSheet
      token={token}
      open={api.firstAccountLink}
      words={words}
      lead={({ expiresAt }) => `${words.lead} ${words.until(format.dateTime(expiresAt))}`}
      fields={() => (
        <>
          <TextInput
            label={words.district}
            description={words.districtHint}
            name="organization"
            autoComplete="organization"
            required
            withAsterisk={false}
            maxLength={200}
            value={district}
            onChange={(event) => setDistrict(event.currentTarget.value)}
          />
          <TextInput
            label={words.email}
            type="email"
            name="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        </>
      )}
      passwordLabel={words.password}
      password={password}
      onPassword={setPassword}
      make={make}
    />
  );
}
