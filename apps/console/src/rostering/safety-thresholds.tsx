import { SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RosteringSettings } from '../../../../domain/settings.js';
import { useTexts } from '../language.js';
import { Card } from '../parts/page.js';
import type { FieldErrors } from './field-errors.js';
import { WholeNumber } from './whole-number.js';

type Safety = RosteringSettings['safety'];

/**
 * From which size on a change waits for an owner. `absencesBeforeArchive` and `shapeChecks` are stored and not in force yet:
 * a switch that does nothing is not shown.
 */
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
        <WholeNumber
          label={words.archivePercent}
          value={safety.archivePercent}
          unit="%"
          min={0}
          max={100}
          error={errors.at('/safety/archivePercent')}
          onChange={(archivePercent) => onChange({ ...safety, archivePercent })}
        />
        <WholeNumber
          label={words.archiveCount}
          value={safety.archiveCount}
          unit={words.people(safety.archiveCount)}
          min={0}
          max={100_000}
          error={errors.at('/safety/archiveCount')}
          onChange={(archiveCount) => onChange({ ...safety, archiveCount })}
        />
        <WholeNumber
          label={words.updatePercent}
          value={safety.updatePercent}
          unit="%"
          min={0}
          max={100}
          error={errors.at('/safety/updatePercent')}
          onChange={(updatePercent) => onChange({ ...safety, updatePercent })}
        />
      </SimpleGrid>
    </Card>
  );
}
