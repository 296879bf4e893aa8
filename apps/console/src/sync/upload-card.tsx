import { Button, Group, Loader, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { api, type School } from '../api.js';
import { useTexts } from '../language.js';
import { Failure } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';
import { Card } from '../parts/page.js';
import { TemplateLinks } from '../parts/template-links.js';
import { Toggle } from '../parts/toggle.js';
import { navigate, paths } from '../router.js';

/** Takes one file by drag and drop or by the file chooser, for good or as a try, and shows its sync. */
export function UploadCard({ school }: { school: School }): ReactNode {
  const texts = useTexts();
  const client = useQueryClient();
  const chooser = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [isDryRun, setDryRun] = useState(true);
  const [tooMany, setTooMany] = useState(false);
  const upload = useMutation({
    mutationFn: (file: File) => api.upload(school.id, file, isDryRun),
    onSuccess: ({ syncId }) => {
      void client.invalidateQueries({ queryKey: ['syncs', school.id] });
      navigate(paths.sync(school.id, syncId));
    },
  });
  const take = (files: FileList | null): void => {
    setTooMany((files?.length ?? 0) > 1);
    const file = files?.[0];
    if (file !== undefined && files?.length === 1 && !upload.isPending) upload.mutate(file);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <Card title={texts.upload.title}>
      <div
        className="rc-drop"
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {upload.isPending ? (
          <Group justify="center" role="status" mih={36}>
            <Loader size="sm" aria-hidden="true" />
            <Text>{texts.upload.uploading(upload.variables.name)}</Text>
          </Group>
        ) : (
          <Group justify="center" gap="sm">
            <Icon name="upload" size={22} />
            <Text className="rc-drop-text">{texts.upload.drop}</Text>
            <Text c="dimmed" size="sm" className="rc-drop-text">
              {texts.upload.or}
            </Text>
            <Button variant="default" onClick={() => chooser.current?.click()}>
              {texts.upload.choose}
            </Button>
          </Group>
        )}
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".csv,.tsv,.txt,.xlsx,.zip"
          aria-label={texts.upload.choose}
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
      </div>
      <Toggle
        mt="md"
        label={texts.upload.dryRun}
        description={texts.upload.dryRunHint}
        checked={isDryRun}
        onChange={(event) => setDryRun(event.currentTarget.checked)}
      />
      <TemplateLinks />
      <div role="alert">
        {tooMany ? (
          <Text size="sm" mt="sm" c="var(--mantine-color-error)">
            {texts.upload.one}
          </Text>
        ) : null}
      </div>
      {upload.isError ? (
        <div style={{ marginTop: 12 }}>
          <Failure error={upload.error} />
        </div>
      ) : null}
    </Card>
  );
}
