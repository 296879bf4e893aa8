import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api, newRequestKey, type School, type SftpDetails } from '../api.js';
import { useFormat, useTexts, type Format } from '../language.js';
import { CopyText } from '../parts/copy-text.js';
import { Failure } from '../parts/failure.js';
import { Card, Waiting } from '../parts/page.js';
import { RichText } from '../parts/rich-text.js';
import { useSession } from '../session.js';
import type { Texts } from '../texts/en.js';
import { hidePassword, revealPassword, useRevealedPassword, type RevealedPassword } from './revealed-passwords.js';

/** While a password waits for its first use, so often the card looks whether it was used. */
const LOOK_AGAIN_MS = 15_000;

/** The first `Save` makes a password: under way, failed, or neither. */
export type FirstPassword = { isPending: boolean; error: Error | null; retry(): void };

/** The `SFTP Details` of one school: each value with a copy button, a new password until its owner has stored it. */
export function SftpDetailsCard({ school, firstPassword }: { school: School; firstPassword: FirstPassword }): ReactNode {
  const texts = useTexts();
  const details = useQuery({
    queryKey: ['sftp', school.id],
    queryFn: ({ signal }) => api.sftp(school.id, signal),
    refetchInterval: ({ state }) => (state.data?.passwords.some(({ lastUsedAt }) => lastUsedAt === null) === true ? LOOK_AGAIN_MS : false),
  });
  return (
    <Card title={texts.sftp.title} lead={texts.sftp.lead}>
      {firstPassword.isPending || details.isPending ? (
        <Waiting />
      ) : firstPassword.error !== null ? (
        <Failure error={firstPassword.error} retry={firstPassword.retry} />
      ) : details.isError ? (
        <Failure error={details.error} retry={() => void details.refetch()} />
      ) : (
        <Details school={school} details={details.data} />
      )}
    </Card>
  );
}

/** What is asked before a password is made. `key` makes every press of this one question one request. */
type Question = { revokeOldNow: boolean; key: string };

function Details({ school, details }: { school: School; details: SftpDetails }): ReactNode {
  const texts = useTexts();
  const format = useFormat();
  const revealed = useRevealedPassword(school.id);
  const newPassword = useNewPassword(school);
  const command = `sftp -P ${details.port} ${details.username}@${details.host}`;
  const facts = [
    details.lastUsedAt === null
      ? texts.sftp.neverUsed
      : texts.sftp.lastUsed(format.dateTime(details.lastUsedAt, school.timeZone), details.lastUsedFrom, details.lastUsedClient),
    ...(details.publicKeys.length === 0 ? [] : [texts.sftp.publicKeys(details.publicKeys.length)]),
  ];
  const isUsed = details.passwords.some(({ lastUsedAt }) => lastUsedAt !== null);
  return (
    <>
      <dl style={{ margin: 0 }}>
        <Detail name={texts.sftp.host} value={details.host} />
        <Detail name={texts.sftp.port} value={String(details.port)} />
        {details.compatPort === null ? null : <Detail name={texts.sftp.compatPort} value={String(details.compatPort)} />}
        <Detail name={texts.sftp.username} value={details.username} />
        {revealed === null ? null : <FreshPassword school={school} revealed={revealed} goesBeside={isUsed && details.passwords.length > 1} />}
        <div className="rc-detail">
          <dt>{revealed === null ? texts.sftp.password : texts.sftp.passwords}</dt>
          {passwordFacts(details, texts, format, school.timeZone).map((fact) => (
            <Text component="dd" size="sm" key={fact} className="rc-detail-note">
              {fact}
            </Text>
          ))}
          {details.passwordSetAt === null || revealed !== null ? null : (
            <Text component="dd" size="xs" c="dimmed" className="rc-detail-note">
              {texts.sftp.passwordHidden}
            </Text>
          )}
          <dd className="rc-detail-note">
            <Group gap="xs">
              <Button variant="light" size="xs" onClick={() => newPassword.ask(false)}>
                {texts.sftp.newPassword}
              </Button>
              {details.passwords.length === 0 ? null : (
                <Button variant="subtle" color="red" size="xs" onClick={() => newPassword.ask(true)}>
                  {texts.sftp.revokeNow}
                </Button>
              )}
            </Group>
          </dd>
        </div>
        {details.hostKeyFingerprints.length === 0 ? (
          <div className="rc-detail">
            <dt>{texts.sftp.fingerprint}</dt>
            <dd>
              <span>{texts.sftp.fingerprintNone}</span>
            </dd>
          </div>
        ) : (
          details.hostKeyFingerprints.map((fingerprint) => <Detail key={fingerprint} name={texts.sftp.fingerprint} value={fingerprint} />)
        )}
        <Detail name={texts.sftp.command} value={command} />
      </dl>
      <Text size="sm" c="dimmed">
        <RichText text={texts.sftp.commandHint} />
      </Text>
      <Text size="sm" c="dimmed" mt="xs">
        {facts.join(' · ')}
      </Text>
      <AskBeforeNewPassword {...newPassword} />
    </>
  );
}

/** A new password of the school: asked for, confirmed in a dialog, made, and revealed on this page. */
type NewPassword = {
  question: Question;
  isAsking: boolean;
  isPending: boolean;
  error: Error | null;
  ask(revokeOldNow: boolean): void;
  cancel(): void;
  confirm(): void;
};

function useNewPassword(school: School): NewPassword {
  const client = useQueryClient();
  const { account } = useSession();
  const [question, setQuestion] = useState<Question>({ revokeOldNow: false, key: '' });
  const [isAsking, setAsking] = useState(false);
  const renewing = ['renew SFTP password', school.id];
  const renew = useMutation({
    mutationKey: renewing,
    // The password goes to the page's memory here, and never into the cache of mutations.
    mutationFn: async ({ revokeOldNow, key }: Question): Promise<void> => {
      const { password } = await api.renewSftpPassword(school.id, { revokeOldNow, key });
      revealPassword(account.id, school.id, { password, revokedOld: revokeOldNow });
    },
    onSuccess: () => {
      setAsking(false);
      void client.invalidateQueries({ queryKey: ['sftp', school.id] });
    },
  });
  const ask = (revokeOldNow: boolean): void => {
    renew.reset();
    setQuestion({ revokeOldNow, key: newRequestKey() });
    setAsking(true);
  };
  return {
    question,
    isAsking,
    isPending: renew.isPending,
    error: renew.error,
    ask,
    cancel: () => setAsking(false),
    confirm: () => {
      // A second press may come before the button is drawn as disabled.
      if (client.isMutating({ mutationKey: renewing }) === 0) renew.mutate(question);
    },
  };
}

function AskBeforeNewPassword({ question, isAsking, isPending, error, cancel, confirm }: NewPassword): ReactNode {
  const texts = useTexts();
  return (
    <Modal
      opened={isAsking}
      onClose={cancel}
      title={question.revokeOldNow ? texts.sftp.revokeTitle : texts.sftp.newPasswordTitle}
      closeButtonProps={{ 'aria-label': texts.close }}
    >
      <Stack>
        <Text size="sm">{question.revokeOldNow ? texts.sftp.revokeText : texts.sftp.newPasswordText}</Text>
        {error === null ? null : <Failure error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={cancel}>
            {texts.cancel}
          </Button>
          <Button {...(question.revokeOldNow ? { color: 'red' } : {})} loading={isPending} onClick={confirm}>
            {question.revokeOldNow ? texts.sftp.revokeConfirm : texts.sftp.newPasswordConfirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** A password that was just made: shown until its owner says that it is stored. `goesBeside`: the one in use goes on. */
function FreshPassword({ school, revealed, goesBeside }: { school: School; revealed: RevealedPassword; goesBeside: boolean }): ReactNode {
  const texts = useTexts();
  return (
    <div className="rc-detail rc-detail-fresh">
      <dt>{texts.sftp.password}</dt>
      <dd>
        <span className="rc-value">{revealed.password}</span>
        <CopyText value={revealed.password} what={texts.sftp.password} />
      </dd>
      <dd role="status" className="rc-detail-note">
        <Text size="sm" fw={600}>
          {texts.sftp.shownOnce}
        </Text>
        {revealed.revokedOld ? <Text size="sm">{texts.sftp.oldRevoked}</Text> : goesBeside ? <Text size="sm">{texts.sftp.oldGoesOn}</Text> : null}
        <Button size="xs" variant="default" mt="xs" onClick={() => hidePassword(school.id)}>
          {texts.sftp.stored}
        </Button>
      </dd>
    </div>
  );
}

/** Which password the SIS uses, as far as its sign-ins tell, and which others sign in. */
function passwordFacts({ passwords }: SftpDetails, texts: Texts, format: Format, timeZone: string): string[] {
  const when = (instant: string): string => format.dateTime(instant, timeZone);
  const inUse = passwords.find(({ lastUsedAt }) => lastUsedAt !== null);
  const unused = passwords.filter(({ lastUsedAt }) => lastUsedAt === null);
  const newest = unused[0];
  return [
    ...(passwords.length === 0 ? [texts.sftp.passwordNone] : []),
    ...(inUse === undefined ? [] : [texts.sftp.passwordInUse(when(inUse.setAt))]),
    ...(newest === undefined ? [] : [texts.sftp.passwordsUnused(unused.length, when(newest.setAt))]),
    ...(newest === undefined || passwords.length === 1 ? [] : [texts.sftp.passwordsWork]),
  ];
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
