import { Chip, Group, Input, TextInput } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { WEEKDAYS, type Weekday } from '../../../../domain/settings.js';
import type { RosteringSettings } from '../api.js';
import { useTexts } from '../language.js';
import { Card } from '../parts/page.js';
import type { FieldErrors } from './field-errors.js';

type Nightly = RosteringSettings['nightly'];

/** When the night is closed, in the school's time zone, and on which days a file should have come. */
export function NightlyRun({
  nightly,
  timeZone,
  errors,
  onChange,
}: {
  nightly: Nightly;
  timeZone: string;
  errors: FieldErrors;
  onChange: (nightly: Nightly) => void;
}): ReactNode {
  const words = useTexts().rostering;
  const daysLabel = useId();
  return (
    <Card title={words.nightlyTitle} lead={words.nightlyLead(timeZone)}>
      <Group align="flex-start" gap="xl">
        <TextInput
          type="time"
          label={words.nightlyAt}
          value={nightly.at}
          onChange={(event) => onChange({ ...nightly, at: event.currentTarget.value })}
          error={errors.at('/nightly/at')}
          w={140}
        />
        <div>
          <Text id={daysLabel}>{words.expectDays}</Text>
          <Chip.Group
            multiple
            value={nightly.expectDays}
            onChange={(days) => onChange({ ...nightly, expectDays: WEEKDAYS.filter((day) => days.includes(day)) })}
          >
            <Group gap={6} role="group" aria-labelledby={daysLabel}>
              {WEEKDAYS.map((day: Weekday) => (
                <Chip key={day} value={day} size="sm" radius="md" variant="outline">
                  {words.weekday[day]}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          <Input.Error mt={4}>{errors.at('/nightly/expectDays')}</Input.Error>
        </div>
      </Group>
    </Card>
  );
}

function Text({ id, children }: { id: string; children: string }): ReactNode {
  return (
    <Input.Label id={id} component="span" mb={4} style={{ display: 'block' }}>
      {children}
    </Input.Label>
  );
}
