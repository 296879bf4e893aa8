import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTexts } from '../language.js';
import { Failure } from './failure.js';

/** Asks why something is done, which the audit trail keeps, before it is sent: `children` say what it does. */
export function ReasonForm({
  children,
  sending,
  onSend,
  onClose,
  send,
  close,
  isDangerous = false,
}: {
  children: ReactNode;
  /** The request as it stands. */
  sending: { isPending: boolean; isError: boolean; error: Error | null };
  onSend: (reason: string) => void;
  onClose: () => void;
  /** What stands on the two buttons; the second is called Cancel when left out. */
  send: string;
  close?: string;
  isDangerous?: boolean;
}): ReactNode {
  const texts = useTexts();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(reason.trim() === '');
    if (reason.trim() !== '' && !sending.isPending) onSend(reason.trim());
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {children}
        {sending.isError ? <Failure error={sending.error} /> : null}
        <Textarea
          label={texts.sync.reason}
          description={texts.sync.reasonHint}
          required
          autosize
          minRows={2}
          maxLength={500}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={isMissing && reason.trim() === '' ? texts.sync.reasonMissing : null}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {close ?? texts.cancel}
          </Button>
          <Button type="submit" loading={sending.isPending} {...(isDangerous ? { color: 'red' } : {})}>
            {send}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
