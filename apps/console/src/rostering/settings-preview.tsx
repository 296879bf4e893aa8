import { Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { Category } from '../../../../domain/category.js';
import { api, type School, type RosteringSettings } from '../api.js';
import { useFormat, useLanguage, useTexts } from '../language.js';
import { Failure, FailureOf } from '../parts/failure.js';
import { Waiting } from '../parts/page.js';
import { isUnderWay } from '../parts/status.js';
import { Link, paths } from '../router.js';
import { ChangesCard, type Reason } from '../sync/changes-card.js';
import { CountsTable } from '../sync/counts-table.js';
import { HoldReasons } from '../sync/hold-reasons.js';

/** Who would be archived, added and updated in one category by the last good file, were `Missing users` set to `Archive`. */
export function SettingsPreview({
  school,
  settings,
  category,
  onClose,
}: {
  school: School;
  /** As the page shows them, saved or not. */
  settings: RosteringSettings;
  category: Category;
  onClose: () => void;
}): ReactNode {
  const texts = useTexts();
  return (
    <Modal opened onClose={onClose} title={texts.rostering.previewTitle[category]} closeButtonProps={{ 'aria-label': texts.close }} size="72rem">
      <Preview school={school} settings={settings} category={category} />
    </Modal>
  );
}

function Preview({ school, settings, category }: { school: School; settings: RosteringSettings; category: Category }): ReactNode {
  const { texts, locale } = useLanguage();
  const words = texts.rostering;
  const format = useFormat();
  const [reason, setReason] = useState<Reason | null>(null);
  // What decides about people. An address that is not complete yet must not keep the owner from looking.
  const [tried] = useState<Pick<RosteringSettings, 'categories' | 'safety' | 'maps' | 'ownSchool'>>(() => ({
    safety: settings.safety,
    maps: settings.maps,
    ownSchool: settings.ownSchool,
    categories: { ...settings.categories, [category]: { ...settings.categories[category], missingUsers: 'ARCHIVE' } },
  }));
  // Asked once each time that it is opened: files and people may have changed since.
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
  if (started.isError) return <Failure error={started.error} />;
  if (sync.isError) return <Failure error={sync.error} retry={() => void sync.refetch()} />;
  const view = sync.data;
  if (view === undefined || isUnderWay(view.status)) return <Waiting />;
  return (
    <Stack gap="md">
      <div>
        <Text size="sm">{words.previewLead(view.file.name)}</Text>
        <Text size="sm" mt={4}>
          <Link to={paths.sync(school.id, view.id)} className="rc-story-link">
            {words.previewOpen}
          </Link>{' '}
          <Text span size="sm" c="dimmed">
            {format.dateTime(view.receivedAt, school.timeZone)}
          </Text>
        </Text>
      </div>
      {view.error === null ? null : <FailureOf title={texts.syncs.status[view.status]} text={view.error.message} />}
      <HoldReasons sync={view} onWhom={setReason} />
      {view.rows.total > 0 ? <CountsTable sync={view} only={category} /> : null}
      <ChangesCard school={school} sync={view} start={{ category, kind: 'ARCHIVE' }} reason={reason} onShowAll={() => setReason(null)} />
    </Stack>
  );
}
