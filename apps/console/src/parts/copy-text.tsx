import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useTexts } from '../language.js';
import { Icon } from './icons.js';

/** Copies exactly `value`, nothing before or after it, and says so. */
export function CopyText({ value, what, label: given, wide = false }: { value: string; what: string; label?: string; wide?: boolean }): ReactNode {
  const texts = useTexts();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (): void => void writeClipboard(value).then(setCopied);
  const label = given ?? texts.sftp.copy(what);
  if (wide) {
    return (
      <Button variant="default" size="xs" onClick={copy} leftSection={<Icon name={copied ? 'check' : 'copy'} size={16} />} className="rc-copy">
        {copied ? texts.sftp.copied : label}
      </Button>
    );
  }
  return (
    <span className="rc-copy">
      <Tooltip label={copied ? texts.sftp.copied : label}>
        <ActionIcon variant="default" size="lg" onClick={copy} aria-label={label}>
          <Icon name={copied ? 'check' : 'copy'} />
        </ActionIcon>
      </Tooltip>
      <span role="status" style={VISUALLY_HIDDEN}>
        {copied ? texts.sftp.copied : ''}
      </span>
    </span>
  );
}

const VISUALLY_HIDDEN = { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' } as const;

async function writeClipboard(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return copyBySelection(value);
  }
}

/** Pages served without TLS have no clipboard API: a school's own server on the local network must copy all the same. */
function copyBySelection(value: string): boolean {
  const field = document.createElement('textarea');
  field.value = value;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}
