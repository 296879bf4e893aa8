/** One measured thing beside what it is held against, from the same run. */
export type Figure = {
  name: string;
  unit: 'ms' | 'MB';
  product: number;
  /** The least that any solution must do, or what the best other one needs; null where there is only a limit. */
  floor: number | null;
  floorIs: string;
  /** How many times the floor, or how much at most. */
  target: { kind: 'ratio' | 'most'; value: number };
  rowsPerSecond: number | null;
  /** Every run, in order; the figure is their median. */
  samples: { product: number[]; floor: number[] };
  /** Where the product's time, or memory, went: medians in the unit. */
  parts: Record<string, number>;
};

export function isMet(figure: Figure): boolean {
  return figure.target.kind === 'most' ? figure.product <= figure.target.value : ratio(figure) <= figure.target.value;
}

export function ratio(figure: Figure): number {
  return figure.floor === null ? Number.NaN : figure.product / figure.floor;
}

export function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? (sorted[Math.floor(middle)] ?? Number.NaN) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export type Samples = { product: number[]; floor: number[] };

/** All of `rows` beside their floor or peer: at most twice as long. */
export function rowsFigure(name: string, floorIs: string, rows: number, samples: Samples, parts: Record<string, number>): Figure {
  const product = median(samples.product);
  return {
    name,
    unit: 'ms',
    product,
    floor: median(samples.floor),
    floorIs,
    target: { kind: 'ratio', value: 2 },
    rowsPerSecond: rows / (product / 1000),
    samples,
    parts,
  };
}

/** The peak memory of one process: at most 400 MB. */
export function memoryFigure(name: string, peakMb: number): Figure {
  return {
    name,
    unit: 'MB',
    product: peakMb,
    floor: null,
    floorIs: '',
    target: { kind: 'most', value: 400 },
    rowsPerSecond: null,
    samples: { product: [peakMb], floor: [] },
    parts: {},
  };
}
