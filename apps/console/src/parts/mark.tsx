import type { ReactNode } from 'react';

/** The product's sign: names ticked off a list. */
export function Mark({ size = 30 }: { size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#ffffff" fillOpacity="0.12" />
      <path
        d="M7.5 10.2l2.1 2.1 3.6-4.2M7.5 21.2l2.1 2.1 3.6-4.2"
        fill="none"
        stroke="#f3c969"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M17.5 11h7M17.5 22h7" stroke="#ffffff" strokeWidth="2.4" strokeLinecap="round" />
    </svg>
  );
}
