import { Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { instantOf, localTimeOf } from '../../../../domain/report/local-time.js';
import type { RosteringSettings } from '../api.js';
import { Card } from '../parts/page.js';
import { useSeasonTexts } from '../texts/season-texts.js';
import type { FieldErrors } from './field-errors.js';
import { ThresholdFields } from './threshold-fields.js';

/** Until when nothing is applied, and until when files only add people, as local days of the school. */
export function PauseAndSummer({
  settings,
  timeZone,
  errors,
  onChange,
}: {
  settings: Pick<RosteringSettings, 'pausedUntil' | 'pauseReason' | 'summer'>;
  timeZone: string;
  errors: FieldErrors;
  onChange: (part: Partial<RosteringSettings>) => void;
}): ReactNode {
  const words = useSeasonTexts();
  const { pausedUntil, summer } = settings;
  const isPaused = pausedUntil !== null;
  return (
    <Card title={words.title} lead={words.lead}>
      <Stack gap="md">
        <Group align="flex-end" gap="md">
          <TextInput
            type="date"
            label={words.pauseUntil}
            description={words.pauseHint}
            value={dayOf(pausedUntil, timeZone)}
            onChange={(event) => {
              const until = startOf(event.currentTarget.value, timeZone);
              onChange(until === null ? { pausedUntil: null, pauseReason: null } : { pausedUntil: until });
            }}
            error={errors.at('/pausedUntil')}
            flex="1 1 260px"
          />
          {isPaused ? (
            <Button variant="default" onClick={() => onChange({ pausedUntil: null, pauseReason: null })}>
              {words.resume}
            </Button>
          ) : null}
        </Group>
        {isPaused ? (
          <TextInput
            label={words.reason}
            description={words.reasonHint}
            value={settings.pauseReason ?? ''}
            maxLength={200}
            onChange={(event) => onChange({ pauseReason: event.currentTarget.value === '' ? null : event.currentTarget.value })}
            error={errors.at('/pauseReason')}
          />
        ) : null}
        <Group align="flex-end" gap="md">
          <TextInput
            type="date"
            label={words.summerUntil}
            description={words.summerHint}
            value={dayOf(summer.until, timeZone)}
            onChange={(event) => onChange({ summer: { ...summer, until: startOf(event.currentTarget.value, timeZone) } })}
            error={errors.at('/summer/until')}
            flex="1 1 260px"
          />
          {summer.until === null ? null : (
            <Button variant="default" onClick={() => onChange({ summer: { ...summer, until: null } })}>
              {words.endSummer}
            </Button>
          )}
        </Group>
        {summer.until === null ? null : (
          <FirstFile summer={summer} lead={words.firstFile} errors={errors} onChange={(part) => onChange({ summer: { ...summer, ...part } })} />
        )}
      </Stack>
    </Card>
  );
}

type Summer = RosteringSettings['summer'];

/** The thresholds of the first file after the summer. */
function FirstFile({
  summer,
  lead,
  errors,
  onChange,
}: {
  summer: Summer;
  lead: string;
  errors: FieldErrors;
  onChange: (part: Partial<Summer>) => void;
}): ReactNode {
  return (
    <div>
      <Text size="sm" mb="xs">
        {lead}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md" style={{ alignItems: 'end' }}>
        <ThresholdFields thresholds={summer} errorAt={(name) => errors.at(`/summer/${name}`)} onChange={onChange} />
      </SimpleGrid>
    </div>
  );
}

/** The local day of an instant, for a date field; empty: none. */
function dayOf(instant: string | null, timeZone: string): string {
  return instant === null ? '' : localTimeOf(new Date(instant), timeZone).date;
}

/** The instant at which a local day begins; null: no day is chosen. */
function startOf(day: string, timeZone: string): string | null {
  return day === '' ? null : instantOf(day, '00:00', timeZone).toISOString();
}
