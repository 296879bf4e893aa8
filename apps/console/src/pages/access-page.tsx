import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { api, type Member, type MembersPlace, type School } from '../api.js';
import { useFormat, useTexts } from '../language.js';
import { DistrictSecurityCard } from '../district/district-security-card.js';
import { DataTable } from '../parts/data-table.js';
import { Failure, failureText } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';
import { Card, PageTitle, Waiting } from '../parts/page.js';
import { Refused } from '../parts/refused.js';
import { Pill } from '../parts/status.js';
import { Link, paths } from '../router.js';
import { useSession } from '../session.js';
import { useAccountTexts } from '../texts/account-texts.js';

/** Who has access to a school as an Owner. */
export function AccessPage({ school }: { school: School }): ReactNode {
  return <Members place={{ schoolId: school.id }} timeZone={school.timeZone} />;
}

/** Who has access to a district as a District Manager. */
export function DistrictAccessPage({ districtId }: { districtId: string }): ReactNode {
  const texts = useTexts();
  return (
    <div className="rc-stack">
      <div>
        <Link to={paths.district(districtId)}>{texts.districtOverview}</Link>
        <PageTitle>{texts.districtAccess}</PageTitle>
      </div>
      <Members place={{ districtId }} />
      <DistrictSecurityCard districtId={districtId} />
    </div>
  );
}

function Members({ place, timeZone }: { place: MembersPlace; timeZone?: string }): ReactNode {
  const texts = useTexts();
  const words = useAccountTexts().access;
  const format = useFormat();
  const { account } = useSession();
  const [leaving, setLeaving] = useState<Member | null>(null);
  const key = ['members', place];
  const members = useQuery({ queryKey: key, queryFn: ({ signal }) => api.members(place, signal) });
  const isSchool = 'schoolId' in place;
  return (
    <Card title={isSchool ? words.owners : words.managers} lead={isSchool ? words.ownersLead : words.managersLead} flush>
      {members.isPending ? (
        <Waiting />
      ) : members.isError ? (
        <Failure error={members.error} retry={() => void members.refetch()} />
      ) : (
        <DataTable
          label={isSchool ? words.owners : words.managers}
          rows={members.data.items}
          rowKey={(member) => member.id}
          columns={[
            {
              key: 'email',
              header: texts.signIn.email,
              heads: true,
              render: (member) => (
                <span style={{ overflowWrap: 'anywhere' }}>
                  {member.email}
                  {member.id === account.id ? ` ${words.you}` : ''}
                </span>
              ),
            },
            {
              key: 'state',
              header: words.state,
              render: (member) =>
                member.state === 'ACTIVE' ? (
                  <Pill tone="good" icon="check" text={words.active} />
                ) : (
                  <>
                    <Pill tone="wait" icon="mail" text={words.invited} />
                    <Resend place={place} member={member} />
                  </>
                ),
            },
            {
              key: 'factor',
              header: words.secondFactor,
              isEmpty: (member) => member.state === 'INVITED',
              render: (member) => (member.state === 'INVITED' ? texts.none : member.secondFactor ? words.hasFactor : words.hasNoFactor),
            },
            {
              key: 'last',
              header: words.lastSignIn,
              isEmpty: (member) => member.lastSignInAt === null,
              render: (member) => (member.lastSignInAt === null ? texts.never : format.dateTime(member.lastSignInAt, timeZone)),
            },
            {
              key: 'remove',
              header: words.change,
              render: (member) => (
                <Button variant="subtle" color="red" size="xs" aria-label={words.removeOf(member.email)} onClick={() => setLeaving(member)}>
                  {words.remove}
                </Button>
              ),
            },
          ]}
        />
      )}
      <Invite place={place} />
      <Remove place={place} leaving={leaving} onClose={() => setLeaving(null)} />
    </Card>
  );
}

function Invite({ place }: { place: MembersPlace }): ReactNode {
  const words = useAccountTexts().access;
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  const invite = useMutation({
    mutationFn: () => api.invite(place, email.trim()),
    onSuccess: (member) => {
      notifications.show({ message: words.inviteDone(member.email), icon: <Icon name="mail" />, color: 'teal' });
      setEmail('');
      return client.invalidateQueries({ queryKey: ['members', place] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    invite.mutate();
  };
  return (
    <form onSubmit={submit} className="rc-invite">
      <Refused error={invite.error} mb="sm" />
      <Group align="flex-end" gap="sm">
        <TextInput
          label={words.inviteLabel}
          description={words.inviteHint}
          type="email"
          name="invite"
          autoComplete="off"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          style={{ flex: '1 1 18rem' }}
        />
        <Button type="submit" variant="light" loading={invite.isPending} leftSection={<Icon name="plus" size={16} />}>
          {words.invite}
        </Button>
      </Group>
    </form>
  );
}

function Resend({ place, member }: { place: MembersPlace; member: Member }): ReactNode {
  const texts = useTexts();
  const words = useAccountTexts().access;
  const again = useMutation({
    mutationFn: () => api.invite(place, member.email),
    onSuccess: () => notifications.show({ message: words.inviteDone(member.email), icon: <Icon name="mail" />, color: 'teal' }),
    onError: (error) => notifications.show({ message: failureText(error, texts), color: 'red' }),
  });
  return (
    <Button variant="subtle" size="compact-xs" loading={again.isPending} aria-label={words.resendTo(member.email)} onClick={() => again.mutate()}>
      {words.resend}
    </Button>
  );
}

function Remove({ place, leaving, onClose }: { place: MembersPlace; leaving: Member | null; onClose: () => void }): ReactNode {
  const texts = useTexts();
  const words = useAccountTexts().access;
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (member: Member) => api.removeMember(place, member.id),
    onSuccess: (_done, member) => {
      notifications.show({ message: words.removeDone(member.email), icon: <Icon name="check" />, color: 'teal' });
      onClose();
      return client.invalidateQueries({ queryKey: ['members', place] });
    },
  });
  const close = (): void => {
    remove.reset();
    onClose();
  };
  return (
    <Modal opened={leaving !== null} onClose={close} title={words.removeTitle} closeButtonProps={{ 'aria-label': texts.close }}>
      {leaving === null ? null : (
        <Stack>
          <Text size="sm">{words.removeText(leaving.email)}</Text>
          {'schoolId' in place ? <Text size="sm">{words.removeMails}</Text> : null}
          {remove.isError ? <Failure error={remove.error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {texts.cancel}
            </Button>
            <Button color="red" loading={remove.isPending} onClick={() => remove.mutate(leaving)}>
              {words.remove}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
