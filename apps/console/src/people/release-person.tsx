import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api, type PersonView, type School } from '../api.js';
import { useTexts } from '../language.js';
import { Failure } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';

/** The button that gives up number and address of an archived person for somebody else; asks first, for there is no way back. */
export function ReleasePerson({ school, person }: { school: School; person: PersonView }): ReactNode {
  const texts = useTexts();
  const words = texts.people;
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const release = useMutation({
    mutationFn: () => api.changePerson(school.id, person.id, { released: true }),
    onSuccess: () => {
      notifications.show({ message: words.releaseDone, icon: <Icon name="check" />, color: 'teal' });
      void client.invalidateQueries({ queryKey: ['people', school.id] });
      void client.invalidateQueries({ queryKey: ['story', school.id, person.id] });
      setAsking(false);
    },
  });
  return (
    <>
      <Button variant="default" leftSection={<Icon name="door" size={17} />} onClick={() => setAsking(true)}>
        {words.release}
      </Button>
      <Modal opened={isAsking} onClose={() => setAsking(false)} title={words.releaseTitle} closeButtonProps={{ 'aria-label': texts.close }}>
        <Stack>
          <Text size="sm">{words.releaseText(`${person.firstName} ${person.lastName}`)}</Text>
          {release.isError ? <Failure error={release.error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)}>
              {texts.cancel}
            </Button>
            <Button loading={release.isPending} onClick={() => release.mutate()}>
              {words.releaseConfirm}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
