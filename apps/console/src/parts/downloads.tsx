import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Icon } from './icons.js';
import { failureText } from './failure.js';
import { useTexts } from '../language.js';
import { useFindTexts } from '../texts/find-texts.js';

/** Downloads what is filtered, as CSV or as a workbook. The filter is sent in a body, because it may have a name in it. */
export function Downloads({ load }: { load: (format: 'csv' | 'xlsx') => Promise<{ bytes: Blob; name: string }> }): ReactNode {
  const texts = useTexts();
  const words = useFindTexts();
  const download = useMutation({
    mutationFn: load,
    onSuccess: ({ bytes, name }) => {
      const url = URL.createObjectURL(bytes);
      const link = Object.assign(document.createElement('a'), { href: url, download: name });
      link.click();
      // The browser has taken it over by then.
      window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
    },
  });
  return (
    <>
      {(['csv', 'xlsx'] as const).map((format) => (
        <Button
          key={format}
          variant="default"
          size="xs"
          leftSection={<Icon name="download" size={16} />}
          loading={download.isPending && download.variables === format}
          onClick={() => download.mutate(format)}
        >
          {words.download[format]}
        </Button>
      ))}
      {download.isError ? (
        <Text size="sm" c="red" role="alert">
          {failureText(download.error, texts)}
        </Text>
      ) : null}
    </>
  );
}
