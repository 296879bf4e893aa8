import { Alert, Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { listSettingsChanges } from '../../../../domain/list-settings-changes.js';
import type { RosteringSettings } from '../api.js';
import { useTexts } from '../language.js';
import { Icon } from '../parts/icons.js';
import { settingLines, settingName } from './setting-words.js';

/** Somebody else saved while this page was being changed: what they changed, what was changed here, and the two ways on. */
export function BothVersions({
  base,
  mine,
  theirs,
  onKeepBoth,
  onUseTheirs,
}: {
  base: RosteringSettings;
  mine: RosteringSettings;
  theirs: RosteringSettings;
  onKeepBoth: () => void;
  onUseTheirs: () => void;
}): ReactNode {
  const texts = useTexts();
  const words = texts.rostering;
  const [ofTheirs, ofMine] = [listSettingsChanges(base, theirs), listSettingsChanges(base, mine)];
  // Lists of words, days and recipients are joined; of anything else one value counts.
  const both = ofMine.filter(({ setting, to }) => to !== undefined && ofTheirs.some((other) => other.setting === setting && other.to !== to));
  return (
    <Alert color="orange" variant="light" role="alert" icon={<Icon name="alert" />} title={words.staleTitle} className="rc-note">
      <Text size="sm">{words.stale}</Text>
      <Group my="sm" gap="xl" align="flex-start">
        <Lines title={words.staleTheirs} lines={settingLines(ofTheirs, texts)} />
        <Lines title={words.staleMine} lines={settingLines(ofMine, texts)} />
      </Group>
      {both.length === 0 ? null : <Text size="sm">{words.staleBoth(both.map(({ setting }) => settingName(setting, texts)).join(', '))}</Text>}
      <Group mt="sm" gap="xs">
        <Button size="xs" onClick={onKeepBoth}>
          {words.keepBoth}
        </Button>
        <Button size="xs" variant="default" onClick={onUseTheirs}>
          {words.useTheirs}
        </Button>
      </Group>
    </Alert>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }): ReactNode {
  const texts = useTexts();
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      {lines.length === 0 ? <Text size="sm">{texts.none}</Text> : null}
      {lines.map((line) => (
        <Text size="sm" key={line}>
          {line}
        </Text>
      ))}
    </div>
  );
}
