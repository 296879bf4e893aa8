import { Button, Modal, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { isReleasedEmail } from '../../../../domain/released-email.js';
import { api, type HandAct, type PersonView, type School } from '../api.js';
import { useTexts } from '../language.js';
import { Icon, type IconName } from '../parts/icons.js';
import { ReasonForm } from '../parts/reason-form.js';

const ICONS: Record<HandAct, IconName> = { archive: 'archive', restore: 'restore', release: 'door' };

/** Archive or Restore, as the person's state allows; what gives something away is in a menu of its own. Each asks for a reason first. */
export function HandActs({ school, person }: { school: School; person: PersonView }): ReactNode {
  const texts = useTexts();
  const words = texts.people;
  const [asked, setAsked] = useState<HandAct | null>(null);
  const act = (which: HandAct, color?: string): ReactNode => (
    <Button
      variant={color === undefined ? 'default' : 'outline'}
      {...(color === undefined ? {} : { color })}
      leftSection={<Icon name={ICONS[which]} size={17} />}
      onClick={() => setAsked(which)}
    >
      {words[which]}
    </Button>
  );
  const mayRelease = person.state === 'ARCHIVED' && !isReleasedEmail(person.email);
  return (
    <>
      {act(person.state === 'ACTIVE' ? 'archive' : 'restore')}
      {mayRelease ? (
        <details className="rc-danger">
          <summary>{words.danger}</summary>
          {act('release', 'red')}
        </details>
      ) : null}
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={asked === null ? '' : words[`${asked}Title`]}
        closeButtonProps={{ 'aria-label': texts.close }}
      >
        {asked === null ? null : <ActForm school={school} person={person} act={asked} onClose={() => setAsked(null)} />}
      </Modal>
    </>
  );
}

function ActForm({ school, person, act, onClose }: { school: School; person: PersonView; act: HandAct; onClose: () => void }): ReactNode {
  const words = useTexts().people;
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: (reason: string) => api.byHand(school.id, person.id, act, reason),
    onSuccess: () => {
      notifications.show({ message: words[`${act}Done`], icon: <Icon name="check" />, color: 'teal' });
      void client.invalidateQueries({ queryKey: ['people', school.id] });
      void client.invalidateQueries({ queryKey: ['story', school.id, person.id] });
      onClose();
    },
  });
  return (
    <ReasonForm sending={send} onSend={send.mutate} onClose={onClose} send={words[`${act}Confirm`]} isDangerous={act === 'release'}>
      <Text size="sm">{words[`${act}Text`](`${person.firstName} ${person.lastName}`)}</Text>
    </ReasonForm>
  );
}
