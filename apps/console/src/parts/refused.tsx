import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../language.js';
import { refusalText } from './failure.js';
import { Icon } from './icons.js';

/** Why a form of one or two fields was not taken; nothing where there is no error. */
export function Refused({ error, mb }: { error: Error | null; mb?: 'sm' }): ReactNode {
  const texts = useTexts();
  if (error === null) return null;
  return (
    <Alert color="red" variant="light" role="alert" icon={<Icon name="alert" />} className="rc-alert" {...(mb === undefined ? {} : { mb })}>
      {refusalText(error, texts)}
    </Alert>
  );
}
