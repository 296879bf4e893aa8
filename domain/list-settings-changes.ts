import type { RosteringSettings, SettingsChange } from './settings.js';

/** Addresses of recipients, what owners wrote, and texts of files stay out of the audit trail: it says only that they changed. */
const isNamedOnly = (setting: string): boolean =>
  setting === 'notifications.recipients' || setting === 'pauseReason' || setting === 'ownSchool' || setting.startsWith('maps.');

/** Which settings differ, as dotted paths in the order of the page, such as `categories.students.autoUpdate`. */
export function listSettingsChanges(before: RosteringSettings, after: RosteringSettings): SettingsChange[] {
  const from = new Map(leavesOf(before, ''));
  return leavesOf(after, '').flatMap(([setting, value]) => {
    const old = from.get(setting);
    if (JSON.stringify(old) === JSON.stringify(value)) return [];
    if (isNamedOnly(setting)) return [{ setting }];
    return [{ setting, from: scalarOf(old), to: scalarOf(value) }];
  });
}

function leavesOf(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isNamedOnly(path)) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path === '' ? key : `${path}.${key}`));
}

function scalarOf(value: unknown): string | number | boolean | null {
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
