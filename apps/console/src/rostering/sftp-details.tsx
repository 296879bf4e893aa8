import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api, type NewSftpPassword, type School, type SftpDetails } from '../api.js';
import { useFormat, useTexts } from '../language.js';
import { CopyText } from '../parts/copy-text.js';
import { Failure } from '../parts/failure.js';
import { Card, Waiting } from '../parts/page.js';
import { RichText } from '../parts/rich-text.js';

/** The `SFTP Details` of one school: each value with a copy button, the password only in the moment it is made. */
export function SftpDetailsCard({ school, isShown }: { school: School; isShown: boolean }): ReactNode {
  const texts = useTexts();
  const details = useQuery({
    queryKey: ['sftp', school.id],
    queryFn: ({ signal }) => api.sftp(school.id, signal),
    enabled: isShown,
  });
  return (
    <Card title={texts.sftp.title} lead={isShown ? texts.sftp.lead : undefined}>
      {!isShown ? (
        <Text size="sm">{texts.sftp.chooseFirst}</Text>
      ) : details.isPending ? (
        <Waiting />
      ) : details.isError ? (
        <Failure error={details.error} retry={() => void details.refetch()} />
      ) : (
        <Details school={school} details={details.data} />
      )}
    </Card>
  );
}

function Details({ school, details }: { school: School; details: SftpDetails }): ReactNode {
  const texts = useTexts();
  const format = useFormat();
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const [fresh, setFresh] = useState<NewSftpPassword | null>(null);
  const renew = useMutation({
    mutationFn: () => api.renewSftpPassword(school.id),
    onSuccess: (made) => {
      setFresh(made);
      setAsking(false);
      void client.invalidateQueries({ queryKey: ['sftp', school.id] });
    },
    // The password stays in this component only, never in the cache of mutations.
    gcTime: 0,
  });
  const command = `sftp -P ${details.port} ${details.username}@${details.host}`;
  const facts = [
    details.lastUsedAt === null
      ? texts.sftp.neverUsed
      : texts.sftp.lastUsed(format.dateTime(details.lastUsedAt, school.timeZone)),
    ...(details.publicKeys.length === 0 ? [] : [texts.sftp.publicKeys(details.publicKeys.length)]),
  ];
  return (
    <>
      <dl style={{ margin: 0 }}>
        <Detail name={texts.sftp.host} value={details.host} />
        <Detail name={texts.sftp.port} value={String(details.port)} />
        <Detail name={texts.sftp.username} value={details.username} />
        {fresh === null ? (
          <div className="rc-detail">
            <dt>{texts.sftp.password}</dt>
            <dd>
              <span>
                {details.passwordSetAt === null
                  ? texts.sftp.passwordNone
                  : texts.sftp.passwordSet(format.dateTime(details.passwordSetAt, school.timeZone))}
              </span>
              <Button variant="light" size="xs" flex="none" onClick={() => setAsking(true)}>
                {texts.sftp.newPassword}
              </Button>
            </dd>
            {details.passwordSetAt === null ? null : (
              <Text component="dd" size="xs" c="dimmed" className="rc-detail-note">
                {texts.sftp.passwordHidden}
              </Text>
            )}
          </div>
        ) : (
          <div className="rc-detail rc-detail-fresh">
            <dt>{texts.sftp.password}</dt>
            <dd>
              <span className="rc-value">{fresh.password}</span>
              <CopyText value={fresh.password} what={texts.sftp.password} />
            </dd>
            <dd role="status" className="rc-detail-note">
              <Text size="sm" fw={600}>
                {texts.sftp.shownOnce}
              </Text>
              {fresh.oldPasswordValidUntil === null ? null : (
                <Text size="sm">{texts.sftp.oldUntil(format.dateTime(fresh.oldPasswordValidUntil, school.timeZone))}</Text>
              )}
              <Button size="xs" variant="default" mt="xs" onClick={() => setFresh(null)}>
                {texts.sftp.hideNow}
              </Button>
            </dd>
          </div>
        )}
        {details.hostKeyFingerprints.length === 0 ? (
          <div className="rc-detail">
            <dt>{texts.sftp.fingerprint}</dt>
            <dd>
              <span>{texts.sftp.fingerprintNone}</span>
            </dd>
          </div>
        ) : (
          details.hostKeyFingerprints.map((fingerprint) => (
            <Detail key={fingerprint} name={texts.sftp.fingerprint} value={fingerprint} />
          ))
        )}
        <Detail name={texts.sftp.command} value={command} />
      </dl>
      <Text size="sm" c="dimmed">
        <RichText text={texts.sftp.commandHint} />
      </Text>
      <Text size="sm" c="dimmed" mt="xs">
        {facts.join(' · ')}
      </Text>
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={texts.sftp.newPasswordTitle}
        closeButtonProps={{ 'aria-label': texts.close }}
      >
        <Stack>
          <Text size="sm">{texts.sftp.newPasswordText}</Text>
          {renew.isError ? <Failure error={renew.error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)}>
              {texts.cancel}
            </Button>
            <Button loading={renew.isPending} onClick={() => renew.mutate()}>
              {texts.sftp.newPasswordConfirm}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

function Detail({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <div className="rc-detail">
      <dt>{name}</dt>
      <dd>
        <span className="rc-value">{value}</span>
        <CopyText value={value} what={name} />
      </dd>
    </div>
  );
}
