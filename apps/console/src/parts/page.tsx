import { Button, Center, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTexts } from '../language.js';
import { Icon, type IconName } from './icons.js';

let firstPage = true;

/** Names the browser tab, and brings keyboard and screen reader to the heading when a page follows another. */
export function PageTitle({ children, subject }: { children: string; subject?: string }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  const title = subject ?? children;
  useEffect(() => {
    document.title = `${title} · Rollcall`;
  }, [title]);
  useEffect(() => {
    if (!firstPage) heading.current?.focus({ preventScroll: true });
    firstPage = false;
  }, []);
  return (
    <Title order={1} ref={heading} tabIndex={-1}>
      {children}
    </Title>
  );
}

/** A white sheet with a heading. */
export function Card({
  title,
  lead,
  action,
  flush = false,
  children,
}: {
  title?: string;
  lead?: ReactNode;
  action?: ReactNode;
  flush?: boolean;
  children?: ReactNode;
}): ReactNode {
  return (
    <section className={flush ? 'rc-card rc-card-flush' : 'rc-card'} aria-label={title}>
      {title === undefined ? null : (
        <Group justify="space-between" align="flex-start" gap="sm" {...(flush ? { px: 24, py: 'md' } : { mb: children === undefined ? 0 : 'md' })}>
          <div>
            <Title order={2}>{title}</Title>
            {lead === undefined ? null : (
              <Text size="sm" c="dimmed" mt={2}>
                {lead}
              </Text>
            )}
          </div>
          {action}
        </Group>
      )}
      {children}
    </section>
  );
}

export function Waiting(): ReactNode {
  const texts = useTexts();
  return (
    <Center p="xl" role="status">
      <Loader size="sm" aria-hidden="true" />
      <Text size="sm" c="dimmed" ml="sm">
        {texts.loading}
      </Text>
    </Center>
  );
}

export function Empty({ icon, title, text }: { icon: IconName; title: string; text?: string }): ReactNode {
  return (
    <Stack align="center" gap={6} p="xl" ta="center">
      <Text c="dimmed" component="span">
        <Icon name={icon} size={30} />
      </Text>
      <Text fw={600}>{title}</Text>
      {text === undefined ? null : (
        <Text size="sm" c="dimmed" maw={420}>
          {text}
        </Text>
      )}
    </Stack>
  );
}

/** The rest of a long list, on demand. */
export function LoadMore({ more }: { more: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): unknown } }): ReactNode {
  const texts = useTexts();
  if (!more.hasNextPage) return null;
  return (
    <Center p="md">
      <Button variant="default" loading={more.isFetchingNextPage} onClick={() => void more.fetchNextPage()}>
        {texts.loadMore}
      </Button>
    </Center>
  );
}
