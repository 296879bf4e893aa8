import { Input, SegmentedControl, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../language.js';
import { Card } from '../parts/page.js';
import type { FieldErrors } from './field-errors.js';
import { ThresholdFields } from './threshold-fields.js';
import { WholeNumber } from './whole-number.js';
import type { RosteringSettings } from '../api.js';

type Safety = RosteringSettings['safety'];

/** From which size on a change waits for an owner, how often somebody must be missing, and what a file does that looks wrong, or begins a school year. */
export function SafetyThresholds({
  safety,
  errors,
  onChange,
}: {
  safety: Safety;
  errors: FieldErrors;
  onChange: (safety: Safety) => void;
}): ReactNode {
  const words = useTexts().rostering;
  return (
    <Card title={words.safetyTitle} lead={words.safetyLead}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md" style={{ alignItems: 'end' }}>
        <ThresholdFields thresholds={safety} errorAt={(name) => errors.at(`/safety/${name}`)} onChange={(part) => onChange({ ...safety, ...part })} />
        <WholeNumber
          label={words.absencesBeforeArchive}
          value={safety.absencesBeforeArchive}
          unit={words.days(safety.absencesBeforeArchive)}
          min={1}
          max={60}
          error={errors.at('/safety/absencesBeforeArchive')}
          onChange={(absencesBeforeArchive) => onChange({ ...safety, absencesBeforeArchive })}
        />
      </SimpleGrid>
      <Text size="xs" c="dimmed" mt={4}>
        {words.absencesHint}
      </Text>
      <Text size="sm" component="div" mt="md" mb={4} fw={500}>
        {words.shapeChecks}
      </Text>
      <SegmentedControl
        aria-label={words.shapeChecks}
        data={(['HOLD', 'WARN'] as const).map((choice) => ({ value: choice, label: words.shapeOptions[choice] }))}
        value={safety.shapeChecks}
        onChange={(shapeChecks) => onChange({ ...safety, shapeChecks })}
        size="sm"
      />
      <Text size="xs" c="dimmed" mt={4} maw={640}>
        {words.shapeChecksHint}
      </Text>
      <Input.Error mt={4}>{errors.at('/safety/shapeChecks')}</Input.Error>
      <Text size="sm" component="div" mt="md" mb={4} fw={500}>
        {words.rollover}
      </Text>
      <SegmentedControl
        aria-label={words.rollover}
        data={(['APPLY', 'HOLD'] as const).map((choice) => ({ value: choice, label: words.rolloverOptions[choice] }))}
        value={safety.rollover}
        onChange={(rollover) => onChange({ ...safety, rollover })}
        size="sm"
      />
      <Text size="xs" c="dimmed" mt={4} maw={640}>
        {words.rolloverHint}
      </Text>
      <Input.Error mt={4}>{errors.at('/safety/rollover')}</Input.Error>
    </Card>
  );
}
