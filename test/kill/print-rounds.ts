import type { KillPoint, Round } from './kill-point.js';

/** Prints the table of all points; returns how many of them failed. A point without a round did not pass. */
export function printRounds(points: KillPoint[], results: ReadonlyMap<string, Round[]>): number {
  const rows = points.map((point) => {
    const rounds = results.get(point.name) ?? [];
    const bad = rounds.filter((round) => round.violations.length > 0).length;
    return { ...point, rounds: rounds.length, bad };
  });
  const width = Math.max(5, ...rows.map((row) => row.place.length));
  console.log(
    `\n${'point'.padEnd(6)}${'place'.padEnd(width + 2)}${'rounds'.padStart(6)}  ${'violations'.padStart(10)}  checked, besides what every round checks`,
  );
  for (const row of rows) {
    console.log(
      `${row.name.padEnd(6)}${row.place.padEnd(width + 2)}${String(row.rounds).padStart(6)}  ${String(row.bad).padStart(10)}  ${row.checked}`,
    );
  }
  console.log(
    'Every round: each upload that heard OK has one row and a sync that ended and a completed workflow; the people are those of the file; one apply\n' +
      '(audit, changes, roster version); both receipts; one mail (one more with the same Message-ID where the mark was lost with a kill); no stage is left.\n',
  );
  return rows.filter((row) => row.bad > 0 || row.rounds === 0).length;
}
