import type { ReactNode } from 'react';
import { encode } from 'uqr';

/** A QR code, dark on white also where the page is dark: cameras do not read the opposite. */
export function QrCode({ value, label }: { value: string; label: string }): ReactNode {
  const { data, size } = encode(value, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg viewBox={`0 0 ${size} ${size}`} width={216} height={216} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
