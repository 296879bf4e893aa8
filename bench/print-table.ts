import { isMet, ratio, type Figure } from './figure.js';

/** The figures as a table on standard output. */
export function printTable(figures: Figure[]): void {
  const table = [
    ['what', 'product', 'floor', 'ratio', 'target', 'rows/s', ''],
    ...figures.map((figure) => [
      figure.name,
      `${Math.round(figure.product)} ${figure.unit}`,
      figure.floor === null ? '' : `${Math.round(figure.floor)} ${figure.unit}`,
      figure.floor === null ? '' : `${ratio(figure).toFixed(2)} ×`,
      figure.target.kind === 'ratio' ? `≤ ${figure.target.value} ×` : `≤ ${figure.target.value} ${figure.unit}`,
      figure.rowsPerSecond === null ? '' : String(Math.round(figure.rowsPerSecond)),
      isMet(figure) ? 'met' : 'MISSED',
    ]),
  ];
  const widths = (table[0] ?? []).map((_cell, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  for (const row of table)
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    );
  for (const figure of figures) {
    const parts = Object.entries(figure.parts).map(([part, ms]) => `${part} ${Math.round(ms)}`);
    if (parts.length > 0) console.log(`  ${figure.name}: ${parts.join(', ')} ${figure.unit}`);
    if (figure.floorIs !== '') console.log(`  floor: ${figure.floorIs}`);
  }
}
