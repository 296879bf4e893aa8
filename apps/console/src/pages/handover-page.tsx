import '../pages.css';
import { Button, Code, Group, List, Select, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { SIS_RECIPES } from '../../../../domain/setup/sis-recipes.js';
import { api, ApiProblem } from '../api.js';
import type { Handover } from '../../../client/api-types.js';
import { useFormat, useTexts } from '../language.js';
import { CopyText } from '../parts/copy-text.js';
import { Failure, failureText } from '../parts/failure.js';
import { PageTitle, Waiting } from '../parts/page.js';
import { RichText } from '../parts/rich-text.js';
import { Sheet } from '../parts/sheet.js';
import { takeToken } from '../parts/take-token.js';
import { TemplateLinks } from '../parts/template-links.js';
import { isWhole, PublicKeyFields } from '../rostering/public-key-fields.js';
import { ConnectionLight } from '../setup/connection-light.js';
import { LOOK_AGAIN_MS } from '../setup/use-setup.js';
import { useHandoverTexts } from '../texts/handover-texts.js';

const STORED = 'rollcall.handover';

/** Kept for this tab, so that the page may be reloaded. */
const token = keptToken(takeToken());

function keptToken(taken: string): string {
  if (taken === '') return sessionStorage.getItem(STORED) ?? '';
  sessionStorage.setItem(STORED, taken);
  return taken;
}

/** Where a hand-over link leads: everything that the person who sets up a SIS needs, without an account. */
export function HandoverPage(): ReactNode {
  const texts = useTexts();
  const words = useHandoverTexts().page;
  const link = useQuery({
    queryKey: ['handover'],
    queryFn: ({ signal }) => api.handover(token, signal),
    enabled: token !== '',
    refetchInterval: ({ state }) => (isOver(state.error) ? false : LOOK_AGAIN_MS),
  });
  if (token === '' || isOver(link.error)) {
    return (
      <Sheet>
        <PageTitle>{words.endedTitle}</PageTitle>
        <Text my="md" role="alert">
          {link.isError ? failureText(link.error, texts) : words.ended}
        </Text>
      </Sheet>
    );
  }
  if (link.data === undefined) {
    return <Sheet>{link.isError ? <Failure error={link.error} retry={() => void link.refetch()} /> : <Waiting />}</Sheet>;
  }
  return (
    <Sheet wide>
      <HandoverDetails handover={link.data} />
    </Sheet>
  );
}

function isOver(error: unknown): boolean {
  return error instanceof ApiProblem && [404, 410, 422].includes(error.status);
}

function HandoverDetails({ handover }: { handover: Handover }): ReactNode {
  const { sftp } = useTexts();
  const words = useHandoverTexts().page;
  const format = useFormat();
  return (
    <Stack gap="lg">
      <div>
        <Group justify="space-between" align="flex-start" gap="sm">
          <PageTitle>{words.title(handover.school.name)}</PageTitle>
          <Button variant="default" size="xs" className="rc-not-printed" onClick={() => window.print()}>
            {words.print}
          </Button>
        </Group>
        <Text c="dimmed" mt={6}>
          {words.lead(format.dateTime(handover.expiresAt, handover.school.timeZone))}
        </Text>
      </div>
      <section aria-labelledby="access">
        <Title order={2} id="access" mb="xs">
          {words.access}
        </Title>
        <dl style={{ margin: 0 }}>
          <Detail name={sftp.host} value={handover.host} />
          <Detail name={sftp.port} value={String(handover.port)} />
          <Detail name={sftp.username} value={handover.username} />
          <Password handover={handover} />
          <Detail name={words.folder} value="/">
            <RichText text={words.folderHint} />
          </Detail>
          {handover.hostKeys.map(({ fingerprint, knownHosts }) => (
            <div key={fingerprint}>
              <Detail name={sftp.fingerprint} value={fingerprint} />
              <Detail name={words.knownHosts} what={words.knownHostsWhat} value={knownHosts} />
            </div>
          ))}
        </dl>
        <PublicKey handover={handover} />
      </section>
      <Recipe />
      <section aria-labelledby="check">
        <Title order={2} id="check">
          {words.check}
        </Title>
        <Text size="sm" c="dimmed" mb="sm">
          {words.checkLead}
        </Text>
        <ConnectionLight connection={handover.connection} timeZone={handover.school.timeZone} />
      </section>
    </Stack>
  );
}

function Detail({ name, what, value, children }: { name: string; what?: string; value: string; children?: ReactNode }): ReactNode {
  return (
    <div className="rc-detail">
      <dt>
        <RichText text={name} />
      </dt>
      <dd>
        <span className="rc-value">{value}</span>
        <CopyText value={value} what={what ?? name} />
      </dd>
      {children === undefined ? null : (
        <Text component="dd" size="xs" c="dimmed" className="rc-detail-note">
          {children}
        </Text>
      )}
    </div>
  );
}

function Password({ handover }: { handover: Handover }): ReactNode {
  const { sftp } = useTexts();
  const words = useHandoverTexts().page;
  const format = useFormat();
  const client = useQueryClient();
  const [password, setPassword] = useState<string | null>(null);
  const making = ['handover password'];
  const make = useMutation({
    mutationKey: making,
    // The password goes to the memory of this page, and never into the cache of mutations.
    mutationFn: async (): Promise<void> => setPassword((await api.makeHandoverPassword(token)).password),
    onSettled: () => client.invalidateQueries({ queryKey: ['handover'] }),
  });
  if (password !== null) {
    return (
      <div className="rc-detail rc-detail-fresh">
        <dt>{sftp.password}</dt>
        <dd>
          <span className="rc-value">{password}</span>
          <CopyText value={password} what={sftp.password} />
        </dd>
        <Text component="dd" role="status" size="sm" fw={600} className="rc-detail-note">
          {words.passwordShown}
        </Text>
      </div>
    );
  }
  return (
    <div className="rc-detail">
      <dt>{sftp.password}</dt>
      <dd className="rc-detail-note">
        {handover.passwordMadeAt !== null ? (
          <Text size="sm">{words.passwordGone(format.dateTime(handover.passwordMadeAt, handover.school.timeZone))}</Text>
        ) : (
          <>
            <Button
              size="sm"
              loading={make.isPending}
              onClick={() => {
                if (client.isMutating({ mutationKey: making }) === 0) make.mutate();
              }}
            >
              {words.makePassword}
            </Button>
            <Text size="xs" c="dimmed" mt={6}>
              {words.makePasswordHint}
            </Text>
          </>
        )}
        {make.isError ? <Failure error={make.error} /> : null}
      </dd>
    </div>
  );
}

function PublicKey({ handover }: { handover: Handover }): ReactNode {
  const { sftpAccess } = useTexts();
  const words = useHandoverTexts().page;
  const format = useFormat();
  const client = useQueryClient();
  const [draft, setDraft] = useState({ name: '', publicKey: '' });
  const add = useMutation({
    mutationFn: () => api.addHandoverKey({ token, ...draft }),
    onSettled: () => client.invalidateQueries({ queryKey: ['handover'] }),
  });
  if (handover.keyAddedAt !== null) {
    return (
      <Text size="sm" mt="sm">
        {words.keyAdded(format.dateTime(handover.keyAddedAt, handover.school.timeZone))}
      </Text>
    );
  }
  return (
    <details className="rc-danger">
      <summary>{words.key}</summary>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!add.isPending) add.mutate();
        }}
      >
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {words.keyLead}
          </Text>
          <PublicKeyFields draft={draft} onChange={setDraft} error={add.error}>
            <Button type="submit" variant="light" size="xs" loading={add.isPending} disabled={!isWhole(draft)}>
              {sftpAccess.addKey}
            </Button>
          </PublicKeyFields>
        </Stack>
      </form>
    </details>
  );
}

const OTHER = 'other';

function Recipe(): ReactNode {
  const words = useHandoverTexts().page;
  const [chosen, setChosen] = useState<string>(OTHER);
  const recipe = SIS_RECIPES.find(({ id }) => id === chosen);
  const columns = recipe === undefined ? words.columnNames : recipe.columns.join(', ');
  return (
    <section aria-labelledby="recipe">
      <Title order={2} id="recipe" mb="xs">
        {words.recipe}
      </Title>
      <Select
        label={words.sis}
        data={[...SIS_RECIPES.map(({ id, name }) => ({ value: id, label: name })), { value: OTHER, label: words.other }]}
        value={chosen}
        onChange={(value) => setChosen(value ?? OTHER)}
        allowDeselect={false}
        maw={420}
        mb="sm"
      />
      <Text size="sm">{recipe === undefined ? words.columnsOther : words.columns}</Text>
      <Group justify="space-between" wrap="nowrap" gap="sm" my="xs">
        <Code block style={{ whiteSpace: 'pre-wrap', flex: 1 }}>
          {columns}
        </Code>
        <CopyText value={columns} what={words.columnsWhat} />
      </Group>
      <TemplateLinks />
      <List size="sm" spacing={4} mt="sm">
        {words.rules.map((rule) => (
          <List.Item key={rule}>
            <RichText text={rule} />
          </List.Item>
        ))}
      </List>
    </section>
  );
}
