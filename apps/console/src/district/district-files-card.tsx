import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type ReactNode } from 'react';
import type { DistrictUpload } from '../../../client/api-types.js';
import { answerOf, client, until } from '../api.js';
import { useFormat } from '../language.js';
import { DataTable } from '../parts/data-table.js';
import { Failure } from '../parts/failure.js';
import { Card, Waiting } from '../parts/page.js';
import { Status } from '../parts/status.js';
import { Toggle } from '../parts/toggle.js';
import { Link, paths } from '../router.js';
import { useDistrictFilesTexts } from '../texts/district-files-texts.js';

const DISTRICT = '/api/districts/{districtId}';

/** The calls of this card; they are loaded with it. */
const api = {
  uploads: (districtId: string, signal?: AbortSignal) =>
    answerOf(client.GET(`${DISTRICT}/uploads`, { params: { path: { districtId } }, ...until(signal) })),
  upload: (districtId: string, file: File, dryRun: boolean) => {
    const form = new FormData();
    form.append('file', file, file.name);
    return answerOf(
      client.POST(`${DISTRICT}/uploads`, {
        params: { path: { districtId }, query: { dryRun: dryRun ? 'true' : 'false' } },
        // OpenAPI calls the bytes of a file a string.
        body: form as unknown as { file: string },
      }),
    );
  },
  others: (districtId: string, signal?: AbortSignal) =>
    answerOf(client.GET(`${DISTRICT}/other-schools`, { params: { path: { districtId } }, ...until(signal) })),
  saveOthers: (districtId: string, words: string[]) =>
    answerOf(client.PUT(`${DISTRICT}/other-schools`, { params: { path: { districtId } }, body: { words } })),
};

/** Takes a file with the people of several schools, and shows what became of the latest ones and which of their words no school has. */
export function DistrictFilesCard({ districtId }: { districtId: string }): ReactNode {
  const words = useDistrictFilesTexts();
  const queries = useQueryClient();
  const chooser = useRef<HTMLInputElement>(null);
  const [isDryRun, setDryRun] = useState(true);
  const uploads = useQuery({ queryKey: ['district uploads', districtId], queryFn: ({ signal }) => api.uploads(districtId, signal) });
  const others = useQuery({ queryKey: ['other schools', districtId], queryFn: ({ signal }) => api.others(districtId, signal) });
  const upload = useMutation({
    mutationFn: (file: File) => api.upload(districtId, file, isDryRun),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['district uploads', districtId] }),
  });
  const save = useMutation({
    mutationFn: (chosen: string[]) => api.saveOthers(districtId, chosen),
    onSuccess: (saved) => queries.setQueryData(['other schools', districtId], saved),
  });
  const known = others.data?.words ?? [];
  const error = upload.error ?? save.error ?? others.error;
  return (
    <Card title={words.title}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {words.lead}
        </Text>
        <Group gap="md">
          <Button variant="default" loading={upload.isPending} onClick={() => chooser.current?.click()}>
            {words.choose}
          </Button>
          <Toggle label={words.preview} checked={isDryRun} onChange={(event) => setDryRun(event.currentTarget.checked)} />
          <input
            ref={chooser}
            type="file"
            hidden
            accept=".csv,.tsv,.txt,.xlsx"
            aria-label={words.choose}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file !== undefined) upload.mutate(file);
              event.currentTarget.value = '';
            }}
          />
        </Group>
        {upload.isPending ? (
          <Text size="sm" role="status">
            {words.uploading(upload.variables.name)}
          </Text>
        ) : null}
        {error === null ? null : <Failure error={error} />}
        {uploads.isPending ? (
          <Waiting />
        ) : uploads.data === undefined ? (
          <Failure error={uploads.error} retry={() => void uploads.refetch()} />
        ) : uploads.data.items.length === 0 ? (
          <Text size="sm">{words.none}</Text>
        ) : (
          <Files items={uploads.data.items} known={known} onLeaveOut={(word) => save.mutate([...known, word])} />
        )}
        {known.length === 0 ? null : (
          <div>
            <Text size="sm" fw={550}>
              {words.others}
            </Text>
            <Text size="sm" c="dimmed" mb={6}>
              {words.othersHint}
            </Text>
            <Group gap={6}>
              {known.map((word) => (
                <Button
                  key={word}
                  size="compact-sm"
                  variant="default"
                  aria-label={words.takeBack(word)}
                  onClick={() => save.mutate(known.filter((one) => one !== word))}
                >
                  {word} ×
                </Button>
              ))}
            </Group>
          </div>
        )}
      </Stack>
    </Card>
  );
}

function Files({ items, known, onLeaveOut }: { items: DistrictUpload[]; known: string[]; onLeaveOut: (word: string) => void }): ReactNode {
  const words = useDistrictFilesTexts();
  const format = useFormat();
  return (
    <>
      <DataTable
        label={words.title}
        rows={items}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'file',
            header: words.columns.file,
            heads: true,
            render: ({ fileName, receivedAt, dryRun }) => (
              <>
                {fileName}
                <Text size="xs" c="dimmed">
                  {format.dateTime(receivedAt)}
                  {dryRun ? ` · ${words.previewed}` : ''}
                </Text>
              </>
            ),
          },
          { key: 'rows', header: words.columns.rows, render: ({ rows }) => format.number(rows) },
          {
            key: 'parts',
            header: words.columns.parts,
            render: ({ parts }) =>
              parts.map(({ school, syncId, status }) => (
                <div key={syncId}>
                  <Status status={status} /> <Link to={paths.sync(school.id, syncId)}>{school.name}</Link>
                </div>
              )),
          },
          {
            key: 'unplaced',
            header: words.columns.unplaced,
            render: ({ unplaced, otherRows }) => (
              <>
                {unplaced.length === 0 ? words.allPlaced : null}
                {unplaced.map(({ word, rows, claimedBy }) => (
                  <div key={word}>
                    {words.word(word === '' ? words.blank : word, rows)}{' '}
                    {word === '' || word === '…' || claimedBy > 0 || known.includes(word) ? null : (
                      <Button size="compact-xs" variant="subtle" aria-label={words.leaveOutOf(word)} onClick={() => onLeaveOut(word)}>
                        {words.leaveOut}
                      </Button>
                    )}
                    {claimedBy > 1 ? <Text size="xs">{words.claimed(claimedBy)}</Text> : null}
                  </div>
                ))}
                {otherRows > 0 ? (
                  <Text size="xs" c="dimmed">
                    {words.ofOthers(otherRows)}
                  </Text>
                ) : null}
              </>
            ),
          },
        ]}
      />
      {items[0]!.unplacedRows > 0 ? <Text size="sm">{words.why}</Text> : null}
    </>
  );
}
