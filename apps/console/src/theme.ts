import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Chalkboard green: the colour of the product. Shade 8 carries white text at 9:1. */
const spruce: MantineColorsTuple = ['#eef6f5', '#dcebea', '#b5d6d4', '#8bc0bc', '#68ada8', '#4f9d98', '#33807c', '#24696a', '#17494d', '#0f3538'];

const slate: MantineColorsTuple = ['#f6f8f8', '#edf1f1', '#dde3e4', '#c8d1d3', '#a4b0b3', '#7c8a8e', '#56656a', '#3e4c51', '#2a363b', '#182125'];

/** Text first, then ever nearer to the page. */
const night: MantineColorsTuple = ['#e6edee', '#c4d0d3', '#a9b8bc', '#9aabb0', '#52636a', '#334147', '#202b30', '#192226', '#141c1f', '#10171a'];

export const theme = createTheme({
  primaryColor: 'spruce',
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  colors: { spruce, gray: slate, dark: night },
  black: '#182125',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: '"Inter", "Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, "Helvetica Neue", "Noto Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.2' },
      h2: { fontSize: '1.15rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  components: {
    Switch: { defaultProps: { withThumbIndicator: false } },
    // A closed list of options must not be found, or spoken, under the name of its field.
    // An open one stands inside the landmark of the page, where screen readers look for it.
    Combobox: { defaultProps: { keepMounted: false, portalProps: { target: 'main' } } },
    // Everything that scrolls must be reachable by keyboard. Mantine's frame around the options is not, so the list scrolls instead.
    Select: {
      defaultProps: { withScrollArea: false, attributes: { options: { tabIndex: 0 } } },
      styles: { options: { maxHeight: 220, overflowY: 'auto' } },
    },
    // Mantine titles a dialog in a <header>, which screen readers would announce as a second banner of the page.
    Modal: { defaultProps: { centered: true, radius: 'lg', padding: 'lg', attributes: { header: { role: 'presentation' } } } },
    Badge: { defaultProps: { radius: 'sm' } },
  },
});

/** Mantine's dimmed and error colours fail 4.5:1 on the page's grey: darker ones. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#4c5b60',
    '--mantine-color-placeholder': '#66757a',
    '--mantine-color-error': '#a61b2b',
    '--mantine-color-anchor': '#1c5a5e',
    '--mantine-color-default-border': '#cfd8da',
  },
  dark: {
    '--mantine-color-error': '#ff9aa2',
    '--mantine-color-anchor': '#8bc0bc',
  },
});
