import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Category } from '../../../../domain/category.js';
import { api, type RosteringSettings, type School, type SyncView } from '../api.js';
import { useLanguage } from '../language.js';
import { isUnderWay } from '../parts/status.js';

export type TriedSettings = Pick<RosteringSettings, 'categories' | 'safety' | 'maps' | 'ownSchool'>;

export type SettingsPreviewState =
  | { kind: 'waiting' }
  | { kind: 'refused'; error: Error }
  | { kind: 'unreadable'; error: Error; retry: () => void }
  | { kind: 'done'; sync: SyncView };

/** What the newest file of a category would do with these settings: a preview, made once each time that it is opened. */
export function useSettingsPreview(
  school: School,
  { category, settings, categories }: { category: Category; settings: RosteringSettings; categories: RosteringSettings['categories'] },
): SettingsPreviewState {
  const { locale } = useLanguage();
  // Only what decides about people: an address that is not complete yet must not keep the owner from looking.
  const [tried] = useState<TriedSettings>(() => ({ safety: settings.safety, maps: settings.maps, ownSchool: settings.ownSchool, categories }));
  const started = useQuery({
    queryKey: ['preview', school.id, category, tried],
    queryFn: () => api.previewSettings(school.id, category, tried),
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const syncId = started.data?.syncId;
  const sync = useQuery({
    queryKey: ['sync', syncId, locale],
    queryFn: ({ signal }) => api.sync(school.id, syncId ?? '', signal),
    enabled: syncId !== undefined,
    refetchInterval: ({ state }) => (state.data === undefined || isUnderWay(state.data.status) ? 500 : false),
  });
  if (started.isError) return { kind: 'refused', error: started.error };
  if (sync.isError) return { kind: 'unreadable', error: sync.error, retry: () => void sync.refetch() };
  if (sync.data === undefined || isUnderWay(sync.data.status)) return { kind: 'waiting' };
  return { kind: 'done', sync: sync.data };
}
