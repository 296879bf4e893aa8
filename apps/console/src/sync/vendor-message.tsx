import { Button, Modal, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { LOCALES, type Locale } from '../../../../domain/locale.js';
import { api, type School, type SyncView } from '../api.js';
import { useLanguage } from '../language.js';
import { CopyText } from '../parts/copy-text.js';
import { Failure } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';
import { Waiting } from '../parts/page.js';
import { useFixTexts } from '../texts/fix-texts.js';

const NAMES: Record<Locale, string> = { en: 'English', 'fr-CA': 'Français' };

/** A message to the vendor of the SIS that an owner can copy, in either language whatever the console's is. */
export function VendorMessage({ school, sync }: { school: School; sync: SyncView }): ReactNode {
  const { texts, locale } = useLanguage();
  const words = useFixTexts();
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Locale>(locale);
  const messages = useQuery({
    queryKey: ['vendor message', sync.id, sync.status],
    queryFn: ({ signal }) => api.vendorMessages(school.id, sync.id, signal),
    enabled: isOpen,
  });
  const message = messages.data?.items.find((item) => item.locale === chosen);
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpen(true)} leftSection={<Icon name="mail" size={16} />}>
        {words.vendor}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={words.vendor} size="lg" closeButtonProps={{ 'aria-label': texts.close }}>
        {messages.isPending ? (
          <Waiting />
        ) : messages.data === undefined ? (
          <Failure error={messages.error} retry={() => void messages.refetch()} />
        ) : message === undefined ? (
          <Text>{words.vendorNothing}</Text>
        ) : (
          <Stack>
            <Text size="sm">{words.vendorLead}</Text>
            <SegmentedControl
              aria-label={words.vendorLanguage}
              data={LOCALES.map((value) => ({ value, label: NAMES[value] }))}
              value={chosen}
              onChange={setChosen}
            />
            <div lang={chosen}>
              <TextInput label={words.vendorSubject} value={message.subject} readOnly />
              <Textarea label={words.vendorText} value={message.text} readOnly autosize minRows={8} maxRows={18} mt="sm" />
            </div>
            <div>
              <CopyText value={`${message.subject}\n\n${message.text}`} what={words.vendorCopy} wide />
            </div>
          </Stack>
        )}
      </Modal>
    </>
  );
}
