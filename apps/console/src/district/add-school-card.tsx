import { Button, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import type { Locale } from '../../../../domain/locale.js';
import { answerOf, client } from '../api.js';
import { useLanguage } from '../language.js';
import { Card } from '../parts/page.js';
import { Refused } from '../parts/refused.js';
import { navigate, paths } from '../router.js';
import { useSession } from '../session.js';
import { useDistrictFilesTexts } from '../texts/district-files-texts.js';

const LANGUAGES: { value: Locale; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'fr-CA', label: 'Français' },
];

/** Adds a school to the district, and opens its Rostering tab, where its set-up goes on. */
export function AddSchoolCard({ districtId, isFirst }: { districtId: string; isFirst: boolean }): ReactNode {
  const words = useDistrictFilesTexts().school;
  const { locale: own } = useLanguage();
  const { account } = useSession();
  const queries = useQueryClient();
  const zones = useId();
  const [isOpen, setOpen] = useState(isFirst);
  const [name, setName] = useState('');
  const [region, setRegion] = useState<'US' | 'CA'>('US');
  const [locale, setLocale] = useState<Locale>(own);
  const [timeZone, setTimeZone] = useState(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const add = useMutation({
    mutationFn: () =>
      answerOf(client.POST('/api/districts/{districtId}/schools', { params: { path: { districtId } }, body: { name, region, timeZone, locale } })),
    onSuccess: async ({ id }) => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['schools', account.id] }),
        queries.invalidateQueries({ queryKey: ['overview', districtId] }),
      ]);
      navigate(paths.school(id, 'rostering'));
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate();
  };
  if (!isOpen) {
    return (
      <div>
        <Button variant="default" onClick={() => setOpen(true)}>
          {words.title}
        </Button>
      </div>
    );
  }
  return (
    <Card title={words.title} lead={words.lead}>
      <form onSubmit={submit}>
        <Stack gap="md" align="flex-start">
          <Refused error={add.error} />
          <TextInput
            label={words.name}
            required
            withAsterisk={false}
            maxLength={200}
            w="100%"
            maw={420}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <div>
            <Text size="sm" fw={500} mb={4}>
              {words.region}
            </Text>
            <SegmentedControl
              aria-label={words.region}
              data={[
                { value: 'US', label: words.regions.US },
                { value: 'CA', label: words.regions.CA },
              ]}
              value={region}
              onChange={(value) => setRegion(value === 'CA' ? 'CA' : 'US')}
            />
          </div>
          <TextInput
            label={words.timeZone}
            description={words.timeZoneHint}
            required
            withAsterisk={false}
            list={zones}
            w="100%"
            maw={420}
            value={timeZone}
            onChange={(event) => setTimeZone(event.currentTarget.value)}
          />
          <datalist id={zones}>
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
          <div>
            <Text size="sm" fw={500} mb={4}>
              {words.language}
            </Text>
            <SegmentedControl
              aria-label={words.language}
              data={LANGUAGES}
              value={locale}
              onChange={(value) => setLocale(value === 'fr-CA' ? 'fr-CA' : 'en')}
            />
          </div>
          <Button type="submit" loading={add.isPending}>
            {words.submit}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
