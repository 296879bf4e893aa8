import { NumberInput } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';

/** A field for a whole number; left empty, it goes back to the number that it had. */
export function WholeNumber({
  label,
  value,
  unit,
  min,
  max,
  error,
  onChange,
}: {
  label: string;
  value: number;
  unit: string;
  min: number;
  max: number;
  error: string | null;
  onChange: (value: number) => void;
}): ReactNode {
  const [typed, setTyped] = useState<number | string>(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <NumberInput
      label={label}
      value={typed}
      onChange={(next) => {
        setTyped(next);
        if (typeof next === 'number') onChange(next);
      }}
      onBlur={() => {
        if (typeof typed !== 'number') setTyped(value);
      }}
      min={min}
      max={max}
      clampBehavior="blur"
      allowDecimal={false}
      allowNegative={false}
      suffix={`\u00a0${unit}`}
      error={error}
      className="rc-whole-number"
    />
  );
}
