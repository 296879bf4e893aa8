import { Button, Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { PERSON_FIELDS } from '../../../../domain/person.js';
import { isReleasedEmail } from '../../../../domain/released-email.js';
import { api, type School } from '../api.js';
import { useFormat, useTexts } from '../language.js';
import { Failure } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';
import { Card, Waiting } from '../parts/page.js';
import { Pill } from '../parts/status.js';
import { PersonForm } from '../people/person-form.js';
import { HandActs } from '../people/hand-acts.js';
import { StoryCard } from '../people/story-card.js';
import { Link, paths } from '../router.js';

/** One person: who they are now, and how they came to be so. The address carries an id and no name. */
export function PersonPage({ school, personId }: { school: School; personId: string }): ReactNode {
  const texts = useTexts();
  const format = useFormat();
  const [isEditing, setEditing] = useState(false);
  const found = useQuery({
    queryKey: ['people', school.id, 'one', personId],
    queryFn: ({ signal }) => api.person(school.id, personId, signal),
  });
  const person = found.data;
  const isReleased = person !== undefined && isReleasedEmail(person.email);
  return (
    <div className="rc-stack">
      <Link to={paths.school(school.id, 'people')} className="rc-back">
        <Icon name="back" size={16} />
        {texts.story.back}
      </Link>
      {found.isPending ? (
        <Waiting />
      ) : person === undefined ? (
        <Failure error={found.error} retry={() => void found.refetch()} />
      ) : (
        <>
          <Card>
            <Group justify="space-between" align="flex-start" gap="md">
              <div style={{ minWidth: 0, flex: '1 1 320px' }}>
                <Title order={2} className="rc-file-name">
                  {person.firstName} {person.lastName}
                </Title>
                <Group gap="xs" mt={8}>
                  <Pill
                    tone={person.state === 'ACTIVE' ? 'good' : 'quiet'}
                    icon={person.state === 'ACTIVE' ? 'checkCircle' : 'archive'}
                    text={texts.story.states[person.state]}
                  />
                  {person.protected ? <Pill tone="quiet" icon="shield" text={texts.people.protected} /> : null}
                  {person.stateByHand ? <Pill tone="quiet" icon="hand" text={texts.people.byHand} /> : null}
                  {isReleased ? <Pill tone="quiet" icon="door" text={texts.people.released} /> : null}
                </Group>
                <Text size="sm" c="dimmed" mt="sm">
                  {person.archivedAt === null
                    ? texts.people.updatedOn(format.dateTime(person.updatedAt, school.timeZone))
                    : texts.people.archivedOn(format.dateTime(person.archivedAt, school.timeZone))}
                </Text>
              </div>
              <Group gap="sm">
                <HandActs school={school} person={person} />
                <Button variant="default" leftSection={<Icon name="pencil" size={17} />} onClick={() => setEditing(true)}>
                  {texts.people.columns.edit}
                </Button>
              </Group>
            </Group>
            <dl className="rc-facts">
              {PERSON_FIELDS.filter((field) => field !== 'gradeRaw' && person[field] !== null).map((field) => (
                <div key={field}>
                  <dt>{texts.field[field]}</dt>
                  <dd>{field === 'role' ? texts.role[person.role] : person[field]}</dd>
                </div>
              ))}
            </dl>
          </Card>
          <StoryCard school={school} personId={personId} />
          <PersonForm school={school} person={isEditing ? person : null} onClose={() => setEditing(false)} />
        </>
      )}
    </div>
  );
}
