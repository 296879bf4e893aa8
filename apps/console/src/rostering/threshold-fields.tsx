import type { ReactNode } from 'react';
import { useTexts } from '../language.js';
import { WholeNumber } from './whole-number.js';

export type Thresholds = { archivePercent: number; archiveCount: number; updatePercent: number };

/** The sizes from which on a change waits for an owner. */
export function ThresholdFields({
  thresholds,
  errorAt,
  onChange,
}: {
  thresholds: Thresholds;
  errorAt: (name: keyof Thresholds) => string | null;
  onChange: (part: Partial<Thresholds>) => void;
}): ReactNode {
  const words = useTexts().rostering;
  const { archivePercent, archiveCount, updatePercent } = thresholds;
  return (
    <>
      <WholeNumber
        label={words.archivePercent}
        value={archivePercent}
        unit="%"
        min={0}
        max={100}
        error={errorAt('archivePercent')}
        onChange={(value) => onChange({ archivePercent: value })}
      />
      <WholeNumber
        label={words.archiveCount}
        value={archiveCount}
        unit={words.people(archiveCount)}
        min={0}
        max={100_000}
        error={errorAt('archiveCount')}
        onChange={(value) => onChange({ archiveCount: value })}
      />
      <WholeNumber
        label={words.updatePercent}
        value={updatePercent}
        unit="%"
        min={0}
        max={100}
        error={errorAt('updatePercent')}
        onChange={(value) => onChange({ updatePercent: value })}
      />
    </>
  );
}
