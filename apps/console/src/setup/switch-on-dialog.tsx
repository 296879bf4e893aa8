import { Button, Group, List, Modal, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Category } from '../../../../domain/category.js';
import type { SwitchedOn } from '../../../../domain/setup/list-switched-on.js';
import { api, ApiProblem, type RosteringSettings, type School, type SyncView } from '../api.js';
import { useFormat, useTexts } from '../language.js';
import { Failure } from '../parts/failure.js';
import { Waiting } from '../parts/page.js';
import { useSettingsPreview } from '../rostering/use-settings-preview.js';
import { Link, paths } from '../router.js';
import { useSwitchTexts } from '../texts/switch-texts.js';

/** More names than this are not read in a dialog; the preview has all of them. */
const MOST_NAMES = 10;

/** Asks before Auto update or Archive is switched on, with the numbers and the names of what the newest file would do. */
export function SwitchOnDialog({
  school,
  settings,
  switchedOn,
  onClose,
  onConfirm,
}: {
  school: School;
  /** As the page shows them, not saved. */
  settings: RosteringSettings;
  switchedOn: SwitchedOn[];
  onClose: () => void;
  onConfirm: () => void;
}): ReactNode {
  const texts = useTexts();
  const words = useSwitchTexts();
  return (
    <Modal opened onClose={onClose} title={words.askTitle} closeButtonProps={{ 'aria-label': texts.close }} size="lg">
      <Stack gap="md">
        <Text size="sm">{words.askLead}</Text>
        {switchedOn.map((switched) => (
          <section key={switched.category} aria-label={texts.category[switched.category]}>
            {(['autoUpdate', 'archive'] as const)
              .filter((part) => switched[part])
              .map((part) => (
                <Title order={3} size="h5" key={part}>
                  {words.switches[part][switched.category]}
                </Title>
              ))}
            <Effect school={school} settings={settings} switched={switched} />
          </section>
        ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button onClick={onConfirm}>{words.confirm}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** What the newest file of a category would do with these settings: a preview, made when the dialog opens. */
function Effect({ school, settings, switched }: { school: School; settings: RosteringSettings; switched: SwitchedOn }): ReactNode {
  const words = useSwitchTexts();
  const format = useFormat();
  const { category } = switched;
  const preview = useSettingsPreview(school, { category, settings, categories: settings.categories });
  if (preview.kind === 'refused') {
    const isUnknown = preview.error instanceof ApiProblem && preview.error.status === 409;
    return isUnknown ? <Text size="sm">{words.unknown}</Text> : <Failure error={preview.error} />;
  }
  if (preview.kind === 'unreadable') return <Failure error={preview.error} retry={preview.retry} />;
  if (preview.kind === 'waiting') return <Waiting />;
  const view = preview.sync;
  const counts = view.counts[category];
  return (
    <>
      <Text size="xs" c="dimmed">
        {words.fromFile(view.file.name, format.dateTime(view.receivedAt, school.timeZone))}
      </Text>
      {view.status === 'PREVIEWED' || view.status === 'UNCHANGED' ? (
        <List size="sm" mt={4}>
          {switched.archive ? (
            <List.Item>
              {words.archived(category, counts.archived)}
              <Names school={school} sync={view} category={category} kind="ARCHIVE" total={counts.archived} />
            </List.Item>
          ) : null}
          {switched.autoUpdate ? (
            <List.Item>
              {words.updated(category, counts.updated)}
              <Names school={school} sync={view} category={category} kind="UPDATE" total={counts.updated} />
            </List.Item>
          ) : null}
          {counts.held > 0 ? <List.Item>{words.held(counts.held)}</List.Item> : null}
        </List>
      ) : (
        <Text size="sm">{view.error?.message ?? words.notUsable}</Text>
      )}
      <Link to={paths.sync(school.id, view.id)} className="rc-story-link" target="_blank">
        {words.openPreview}
      </Link>
    </>
  );
}

function Names({
  school,
  sync,
  category,
  kind,
  total,
}: {
  school: School;
  sync: SyncView;
  category: Category;
  kind: 'ARCHIVE' | 'UPDATE';
  total: number;
}): ReactNode {
  const words = useSwitchTexts();
  const filter = { kind, category, state: 'PLANNED' as const, limit: MOST_NAMES };
  const changes = useQuery({
    queryKey: ['changes', sync.id, filter],
    queryFn: ({ signal }) => api.changes(school.id, sync.id, filter, signal),
    enabled: total > 0,
  });
  if (changes.data === undefined || changes.data.items.length === 0) return null;
  const names = changes.data.items.map(({ person }) => `${person.firstName} ${person.lastName}`);
  return (
    <Text size="sm" c="dimmed">
      {words.names(names.join(', '), total - names.length)}
    </Text>
  );
}
