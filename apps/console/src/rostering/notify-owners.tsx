import { Button, Group, Select, Stack, TagsInput, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { NOTIFY_WHEN } from '../../../../domain/settings.js';
import { api, type School, type RosteringSettings } from '../api.js';
import { useTexts } from '../language.js';
import { failureText } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';
import { Card, Waiting } from '../parts/page.js';
import { Toggle } from '../parts/toggle.js';
import type { FieldErrors } from './field-errors.js';
import { RecipientStates } from './recipient-states.js';

const MailLog = lazy(async () => ({ default: (await import('./mail-log.js')).MailLog }));

type Notify = RosteringSettings['notifications'];

/** `Get notified of Roster Sync Results`: who gets which mail, and a test of it. */
export function NotifyOwners({
  school,
  notify,
  isDirty,
  errors,
  onChange,
}: {
  school: School;
  notify: Notify;
  /** A test mail goes to what is stored: it waits for `Save`. */
  isDirty: boolean;
  errors: FieldErrors;
  onChange: (notify: Notify) => void;
}): ReactNode {
  const texts = useTexts();
  const words = texts.rostering;
  const client = useQueryClient();
  const test = useMutation({
    mutationFn: () => api.sendTestMail(school.id),
    onSettled: () =>
      Promise.all([client.invalidateQueries({ queryKey: ['recipients', school.id] }), client.invalidateQueries({ queryKey: ['mails', school.id] })]),
    onSuccess: ({ sent, failed }) => {
      notifications.show({ message: words.testSent(sent), icon: <Icon name="mail" />, color: 'teal' });
      for (const { recipient, code } of failed) {
        notifications.show({ message: words.testFailed(recipient, code), color: 'red', autoClose: 10_000 });
      }
    },
    onError: (error) => notifications.show({ message: failureText(error, texts), color: 'red', autoClose: 10_000 }),
  });
  return (
    <Card title={words.notifyTitle} lead={words.notifyLead}>
      <Stack gap="md">
        <TagsInput
          label={words.recipients}
          description={words.recipientsHint}
          placeholder={notify.recipients.length === 0 ? words.recipientsPlaceholder : ''}
          value={notify.recipients}
          onChange={(recipients) => onChange({ ...notify, recipients: recipients.map((email) => email.trim().toLowerCase()) })}
          dropdownOpened={false}
          splitChars={[',', ';', ' ']}
          acceptValueOnBlur
          maxTags={50}
          type="email"
          error={errors.at('/notifications/recipients')}
        />
        <RecipientStates school={school} />
        <Select
          label={words.when}
          data={NOTIFY_WHEN.map((when) => ({ value: when, label: words.whenOptions[when] }))}
          value={notify.when}
          onChange={(when) => {
            if (when !== null) onChange({ ...notify, when: when });
          }}
          allowDeselect={false}
          checkIconPosition="right"
          error={errors.at('/notifications/when')}
          maw={420}
        />
        <Toggle
          label={words.includeNames}
          description={words.includeNamesHint}
          checked={notify.includeNames}
          onChange={(event) => onChange({ ...notify, includeNames: event.currentTarget.checked })}
          error={errors.at('/notifications/includeNames')}
        />
        <Toggle
          label={words.weeklySummary}
          description={notify.when === 'NEVER' ? words.weeklySummaryNever : words.weeklySummaryHint}
          checked={notify.weeklySummary}
          disabled={notify.when === 'NEVER'}
          onChange={(event) => onChange({ ...notify, weeklySummary: event.currentTarget.checked })}
          error={errors.at('/notifications/weeklySummary')}
        />
        <Group gap="sm">
          <Button
            variant="default"
            size="sm"
            loading={test.isPending}
            disabled={isDirty}
            onClick={() => test.mutate()}
            leftSection={<Icon name="mail" size={17} />}
          >
            {words.sendTest}
          </Button>
          {isDirty ? (
            <Text size="sm" c="dimmed">
              {words.testNeedsSave}
            </Text>
          ) : null}
        </Group>
        <MailsSent school={school} />
      </Stack>
    </Card>
  );
}

/** The log of mails, which is fetched when it is opened. */
function MailsSent({ school }: { school: School }): ReactNode {
  const words = useTexts().rostering;
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <Button variant="subtle" size="xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? words.hideMails : words.mails}
      </Button>
      {isOpen ? (
        <Suspense fallback={<Waiting />}>
          <MailLog school={school} />
        </Suspense>
      ) : null}
    </div>
  );
}
