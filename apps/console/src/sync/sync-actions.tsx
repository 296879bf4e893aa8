import { Button, Group, Modal, Select, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { countChanged } from '../../../../domain/counts-of-sync.js';
import { CHANGE_KINDS } from '../../../../domain/sync.js';
import { FINAL_STATUSES, isIn } from '../../../../domain/sync-status.js';
import { api, type School, type SyncAction, type SyncView } from '../api.js';
import { useLanguage, useTexts } from '../language.js';
import { Icon, type IconName } from '../parts/icons.js';
import { ReasonForm } from '../parts/reason-form.js';
import { navigate, paths } from '../router.js';
import { keepAnswer } from './keep-answer.js';
import { UndoPreview } from './undo-preview.js';

const LOOKS: Record<SyncAction, { icon: IconName; variant: string; color?: string }> = {
  approve: { icon: 'check', variant: 'filled' },
  discard: { icon: 'trash', variant: 'default' },
  rerun: { icon: 'refresh', variant: 'default' },
  undo: { icon: 'undo', variant: 'default' },
  cancel: { icon: 'cross', variant: 'default' },
  apply: { icon: 'check', variant: 'filled' },
};

/** Approve, Discard, Cancel, Apply, Undo and Run again, as far as the state allows; each with a reason that is recorded. */
export function SyncActions({ school, sync, onDecided }: { school: School; sync: SyncView; onDecided: () => void }): ReactNode {
  const texts = useTexts();
  const [asked, setAsked] = useState<SyncAction | null>(null);
  const possible = actionsOf(sync);
  if (possible.length === 0) return null;
  return (
    <Group gap="sm">
      {possible.map((action) => (
        <Button
          key={action}
          variant={LOOKS[action].variant}
          leftSection={<Icon name={LOOKS[action].icon} size={17} />}
          onClick={() => setAsked(action)}
        >
          {texts.sync[action]}
        </Button>
      ))}
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={asked === null ? '' : titleOf(asked, texts.sync)}
        closeButtonProps={{ 'aria-label': texts.close }}
      >
        {asked === null ? null : <ActionForm school={school} sync={sync} action={asked} onDecided={onDecided} onClose={() => setAsked(null)} />}
      </Modal>
    </Group>
  );
}

function ActionForm({
  school,
  sync,
  action,
  onDecided,
  onClose,
}: {
  school: School;
  sync: SyncView;
  action: SyncAction;
  onDecided: () => void;
  onClose: () => void;
}): ReactNode {
  const { texts, locale } = useLanguage();
  const client = useQueryClient();
  const [as, setAs] = useState<'SAME_PEOPLE' | 'NEW_PEOPLE'>('SAME_PEOPLE');
  const asksWho = action === 'approve' && sync.hold?.reasons.some(({ code }) => code === 'same_names') === true;
  const act = useMutation({
    mutationFn: async (reason: string) => {
      if (action === 'apply') return { next: await api.applyPreview(school.id, sync.id, reason), answer: null };
      const answer = await api.act(school.id, sync.id, action, { reason, ...(asksWho ? { as } : {}) });
      return { next: answer.id, answer };
    },
    onSuccess: ({ next, answer }) => {
      notifications.show({ message: texts.sync.done[action], icon: <Icon name="check" />, color: 'teal' });
      if (answer !== null) keepAnswer(client, locale, answer);
      void client.invalidateQueries({ queryKey: ['sync', sync.id] });
      void client.invalidateQueries({ queryKey: ['syncs', school.id] });
      onDecided();
      onClose();
      // A run-again is a sync of its own, and so is the file of a preview.
      if (next !== sync.id) navigate(paths.sync(school.id, next));
    },
    onError: () => void client.invalidateQueries({ queryKey: ['sync', sync.id] }),
  });
  return (
    <ReasonForm
      sending={act}
      onSend={act.mutate}
      onClose={onClose}
      send={texts.sync[action]}
      {...(action === 'cancel' ? { close: texts.close } : {})}
    >
      <Text size="sm">{texts.sync[`${action}Text`]}</Text>
      {action === 'approve' || action === 'discard' ? <HeldNumbers school={school} sync={sync} action={action} /> : null}
      {action === 'undo' ? <UndoPreview school={school} sync={sync} /> : null}
      {asksWho ? (
        <Select
          label={texts.sync.sameNames}
          data={[
            { value: 'SAME_PEOPLE', label: texts.sync.asSamePeople },
            { value: 'NEW_PEOPLE', label: texts.sync.asNewPeople },
          ]}
          value={as}
          onChange={(value) => setAs(value === 'NEW_PEOPLE' ? value : 'SAME_PEOPLE')}
          allowDeselect={false}
        />
      ) : null}
    </ReasonForm>
  );
}

/** What the decision does, in people. */
function HeldNumbers({ school, sync, action }: { school: School; sync: SyncView; action: 'approve' | 'discard' }): ReactNode {
  const words = useTexts().sync;
  const held = useQuery({
    queryKey: ['changes', sync.id, 'held'],
    queryFn: ({ signal }) =>
      Promise.all(
        CHANGE_KINDS.map(async (kind) => ({ kind, total: (await api.changes(school.id, sync.id, { kind, state: 'HELD', limit: 1 }, signal)).total })),
      ),
  });
  const parts = (held.data ?? []).filter(({ total }) => total > 0).map(({ kind, total }) => words.heldChanges[kind](total));
  if (parts.length === 0) return null;
  return (
    <Text size="sm" fw={600}>
      {words[`${action}Numbers`](parts.join(', '))}
    </Text>
  );
}

function titleOf(action: SyncAction, words: Record<`${SyncAction}Title`, string>): string {
  return words[`${action}Title`];
}

/** What the API would accept (services/syncs); it has the last word and says why it refuses. */
function actionsOf(sync: SyncView): SyncAction[] {
  // Once a setting has said what a word means, the same bytes say something else.
  if (sync.status === 'HELD')
    return sync.hold?.reasons.some(({ code }) => code === 'unknown_status') === true ? ['approve', 'discard', 'rerun'] : ['approve', 'discard'];
  if (!isIn(FINAL_STATUSES, sync.status)) return ['cancel'];
  if (sync.status === 'PREVIEWED') return ['apply', 'rerun'];
  const mayUndo = countChanged(sync.counts) > 0 && !sync.dryRun && sync.status !== 'UNDONE';
  return mayUndo ? ['undo', 'rerun'] : ['rerun'];
}
