import type { ReactNode } from 'react';

const SHAPES = {
  check: 'M5 12.5l4.5 4.5L19 7.5',
  checkCircle: 'M12 21a9 9 0 100-18 9 9 0 000 18zM8 12.3l2.8 2.8L16 9.7',
  equal: 'M12 21a9 9 0 100-18 9 9 0 000 18zM8.5 10.3h7M8.5 13.7h7',
  hand: 'M12 21a9 9 0 100-18 9 9 0 000 18zM10 9v6M14 9v6',
  cross: 'M12 21a9 9 0 100-18 9 9 0 000 18zM9 9l6 6M15 9l-6 6',
  alert: 'M12 4l9 16H3zM12 10v4.5M12 17.3v.2',
  refresh: 'M20 12a8 8 0 11-2.4-5.7M20 4v4.5h-4.5',
  inbox: 'M4 13l2.5-8h11L20 13v6H4zM4 13h4.5l1.5 2.5h4l1.5-2.5H20',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 14.6a2.6 2.6 0 100-5.2 2.6 2.6 0 000 5.2z',
  undo: 'M8 5L4 9l4 4M4 9h10a5.5 5.5 0 010 11h-3',
  skip: 'M5 6l7 6-7 6zM13 6l7 6-7 6z',
  trash: 'M5 7h14M10 7V4.5h4V7M7 7l1 12.5h8L17 7M10.5 10.5v5.5M13.5 10.5v5.5',
  pause: 'M12 21a9 9 0 100-18 9 9 0 000 18zM10 9v6M14 9v6',
  copy: 'M9 9h11v11H9zM5.5 15H4V4h11v1.5',
  upload: 'M12 16V4.5M7.5 9L12 4.5 16.5 9M4.5 16v3.5h15V16',
  download: 'M12 4.5V16M7.5 11.5L12 16l4.5-4.5M4.5 16v3.5h15V16',
  plus: 'M12 5v14M5 12h14',
  pencil: 'M4.5 19.5l1-4L16 5l3 3L8.5 18.5zM13.7 7.3l3 3',
  archive: 'M3.5 5h17v4h-17zM5 9v10.5h14V9M10 13h4',
  restore: 'M4 12a8 8 0 102.4-5.7M4 4v4.5h4.5M12 8v4.3l3 1.8',
  shield: 'M12 3.5l7.5 2.8v5.2c0 4.5-3 7.7-7.5 9-4.5-1.3-7.5-4.5-7.5-9V6.3z',
  search: 'M11 18a7 7 0 100-14 7 7 0 000 14zM16 16l4.5 4.5',
  people:
    'M9 11.5a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2.8 19.5c.5-3.6 3-5.5 6.2-5.5s5.7 1.9 6.2 5.5M15.5 4.9a3.5 3.5 0 010 6.3M17.5 14.4c2.1.7 3.4 2.4 3.7 5.1',
  list: 'M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4 6.5h.01M4 12h.01M4 17.5h.01',
  sliders: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.3a2.3 2.3 0 100-4.6 2.3 2.3 0 000 4.6zM9 19.3a2.3 2.3 0 100-4.6 2.3 2.3 0 000 4.6z',
  clock: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5.3l3.3 2',
  back: 'M19 12H5M11 6l-6 6 6 6',
  external: 'M13.5 4.5H19.5V10.5M19.5 4.5L11 13M17 13.5v6H4.5V7h6',
  info: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 11v5.3M12 7.7v.2',
  mail: 'M3.5 5.5h17v13h-17zM3.5 6.5L12 13l8.5-6.5',
  door: 'M10 4.5H5v15h5M14.5 8l4 4-4 4M18.5 12H9',
} as const;
export type IconName = keyof typeof SHAPES;

/** A line icon that only supports the word beside it: always hidden from screen readers. */
export function Icon({ name, size = 18, spin = false }: { name: IconName; size?: number; spin?: boolean }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={spin ? 'rc-spin' : undefined}
      style={{ flex: 'none' }}
    >
      <path d={SHAPES[name]} />
    </svg>
  );
}
