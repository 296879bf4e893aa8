import { Group, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiProblem } from '../api.js';
import { useTexts } from '../language.js';
import { Failure } from '../parts/failure.js';

export type KeyDraft = { name: string; publicKey: string };

/** Whether there is something to send. */
export function isWhole({ name, publicKey }: KeyDraft): boolean {
  return name.trim() !== '' && publicKey.trim() !== '';
}

/** The name and the line of a public key, each with what the API has against it, and below them why it was not added. */
export function PublicKeyFields({
  draft,
  onChange,
  error,
  children,
}: {
  draft: KeyDraft;
  onChange: (draft: KeyDraft) => void;
  /** Of the last try to add it; null: none. */
  error: Error | null;
  /** The button that adds it. */
  children: ReactNode;
}): ReactNode {
  const { sftpAccess: words } = useTexts();
  const nameError = problemAt(error, '/name');
  const keyError = problemAt(error, '/publicKey');
  return (
    <>
      <TextInput
        label={words.keyName}
        value={draft.name}
        error={nameError}
        // Enter would save the settings where the fields stand in their form; the key is added by its button.
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
        }}
        onChange={({ currentTarget: { value } }) => onChange({ ...draft, name: value })}
      />
      <Textarea
        label={words.publicKey}
        placeholder="ssh-ed25519 AAAA…"
        autosize
        minRows={2}
        value={draft.publicKey}
        error={keyError}
        onChange={({ currentTarget: { value } }) => onChange({ ...draft, publicKey: value })}
      />
      {error !== null && nameError === null && keyError === null ? <Failure error={error} /> : null}
      <Group>{children}</Group>
    </>
  );
}

/** What the API has against the field at this JSON pointer; null: nothing. */
function problemAt(error: unknown, pointer: string): string | null {
  return error instanceof ApiProblem ? (error.errors.find((problem) => problem.pointer === pointer)?.detail ?? null) : null;
}
