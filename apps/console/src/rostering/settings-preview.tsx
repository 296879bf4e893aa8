import { Modal, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Category } from '../../../../domain/category.js';
import type { School, RosteringSettings } from '../api.js';
import { useFormat, useTexts } from '../language.js';
import { Failure, FailureOf } from '../parts/failure.js';
import { Waiting } from '../parts/page.js';
import { Link, paths } from '../router.js';
import { ChangesCard, type Reason } from '../sync/changes-card.js';
import { CountsTable } from '../sync/counts-table.js';
import { HoldReasons } from '../sync/hold-reasons.js';
import { useSettingsPreview } from './use-settings-preview.js';

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
  const texts = useTexts();
  const words = texts.rostering;
  const format = useFormat();
  const [reason, setReason] = useState<Reason | null>(null);
  const preview = useSettingsPreview(school, {
    category,
    settings,
    categories: { ...settings.categories, [category]: { ...settings.categories[category], missingUsers: 'ARCHIVE' } },
  });
  if (preview.kind === 'refused') return <Failure error={preview.error} />;
  if (preview.kind === 'unreadable') return <Failure error={preview.error} retry={preview.retry} />;
  if (preview.kind === 'waiting') return <Waiting />;
  const view = preview.sync;
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
