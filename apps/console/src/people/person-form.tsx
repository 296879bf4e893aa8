import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ROLES, type Role } from '../../../../domain/category.js';
import { PERSON_FIELDS } from '../../../../domain/person.js';
import { api, type PersonView, type School } from '../api.js';
import { useFormat, useTexts } from '../language.js';
import { Failure } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';
import { Toggle } from '../parts/toggle.js';

/** One person in full, with the two things that an owner may set by hand: the role and *protected*. */
export function PersonForm({ school, person, onClose }: { school: School; person: PersonView | null; onClose: () => void }): ReactNode {
  const texts = useTexts();
  return (
    <Modal
      opened={person !== null}
      onClose={onClose}
      title={person === null ? '' : `${person.firstName} ${person.lastName}`}
      closeButtonProps={{ 'aria-label': texts.close }}
      size="lg"
    >
      {person === null ? null : <Fields key={person.id} school={school} person={person} onClose={onClose} />}
    </Modal>
  );
}

function Fields({ school, person, onClose }: { school: School; person: PersonView; onClose: () => void }): ReactNode {
  const texts = useTexts();
  const format = useFormat();
  const client = useQueryClient();
  const [role, setRole] = useState<Role>(person.role);
  const [isProtected, setProtected] = useState(person.protected);
  const isChanged = role !== person.role || isProtected !== person.protected;
  const save = useMutation({
    mutationFn: () =>
      api.changePerson(school.id, person.id, {
        ...(role === person.role ? {} : { role }),
        ...(isProtected === person.protected ? {} : { protected: isProtected }),
      }),
    onSuccess: () => {
      notifications.show({ message: texts.people.saved, icon: <Icon name="check" />, color: 'teal' });
      void client.invalidateQueries({ queryKey: ['people', school.id] });
      void client.invalidateQueries({ queryKey: ['story', school.id, person.id] });
      onClose();
    },
  });
  const shown = PERSON_FIELDS.filter((field) => field !== 'role' && field !== 'gradeRaw' && person[field] !== null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) save.mutate();
        else onClose();
      }}
    >
      <Stack gap="lg">
        <dl className="rc-facts">
          {shown.map((field) => (
            <div key={field}>
              <dt>{texts.field[field]}</dt>
              <dd>{person[field]}</dd>
            </div>
          ))}
        </dl>
        <Text size="sm" c="dimmed">
          {person.archivedAt === null
            ? texts.people.updatedOn(format.dateTime(person.updatedAt, school.timeZone))
            : texts.people.archivedOn(format.dateTime(person.archivedAt, school.timeZone))}
        </Text>
        {save.isError ? <Failure error={save.error} /> : null}
        <Select
          label={texts.people.role}
          description={texts.people.roleHint}
          data={ROLES.map((value) => ({ value, label: texts.role[value] }))}
          value={role}
          onChange={(value) => setRole(ROLES.find((candidate) => candidate === value) ?? role)}
          allowDeselect={false}
          checkIconPosition="right"
        />
        <Toggle
          label={texts.people.protected}
          description={texts.people.protectedHint}
          checked={isProtected}
          onChange={(event) => setProtected(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!isChanged}>
            {texts.people.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
