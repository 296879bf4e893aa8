import { ActionIcon, Button, Group, Input, Select, Stack, TagsInput, Text, TextInput, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { PERSON_FIELDS } from '../../../../domain/person.js';
import { GRADES } from '../../../../domain/reading/read-grade.js';
import { HEADER_MEANINGS, ROLE_MEANINGS, STATUS_ANSWERS } from '../../../../domain/settings.js';
import type { RosteringSettings } from '../api.js';
import { useTexts } from '../language.js';
import { Icon } from '../parts/icons.js';
import { Card } from '../parts/page.js';
import type { FieldErrors } from './field-errors.js';

type Words = Pick<RosteringSettings, 'maps' | 'ownSchool'>;

/** What the words of this school's files mean, where Rollcall cannot know: problems point here. */
export function FileWords({
  words: { maps, ownSchool },
  errors,
  onChange,
}: {
  words: Words;
  errors: FieldErrors;
  onChange: (words: Partial<Words>) => void;
}): ReactNode {
  const texts = useTexts();
  const words = texts.fileWords;
  return (
    <Card title={words.title} lead={words.lead}>
      <Stack gap="lg">
        <WordMap
          title={words.headers}
          textLabel={words.headerText}
          meaningLabel={words.headerMeaning}
          meanings={[
            ...PERSON_FIELDS.filter((field) => field !== 'gradeRaw').map((field) => ({ value: field, label: texts.field[field] })),
            ...HEADER_MEANINGS.map((meaning) => ({ value: meaning, label: words.meanings[meaning] })),
          ]}
          map={maps.headers}
          error={errors.at('/maps/headers')}
          onChange={(headers) => onChange({ maps: { ...maps, headers } })}
        />
        <WordMap
          title={words.statuses}
          textLabel={words.statusText}
          meaningLabel={words.statusMeaning}
          meanings={STATUS_ANSWERS.map((meaning) => ({ value: meaning, label: words.presence[meaning] }))}
          map={maps.statuses}
          error={errors.at('/maps/statuses')}
          onChange={(statuses) => onChange({ maps: { ...maps, statuses } })}
        />
        <WordMap
          title={words.grades}
          textLabel={words.gradeText}
          meaningLabel={words.gradeMeaning}
          meanings={[...GRADES.map((grade) => ({ value: grade, label: grade })), { value: 'IGNORE', label: words.leftOut }]}
          map={maps.grades}
          error={errors.at('/maps/grades')}
          onChange={(grades) => onChange({ maps: { ...maps, grades } })}
        />
        <WordMap
          title={words.roles}
          textLabel={words.roleText}
          meaningLabel={words.roleMeaning}
          meanings={ROLE_MEANINGS.map((role) => ({ value: role, label: role === 'IGNORE' ? words.leftOut : texts.role[role] }))}
          map={maps.roles}
          error={errors.at('/maps/roles')}
          onChange={(roles) => onChange({ maps: { ...maps, roles } })}
        />
        <WordMap
          title={words.sheets}
          textLabel={words.sheetText}
          meaningLabel={words.sheetMeaning}
          meanings={(['ROSTER', 'IGNORE'] as const).map((meaning) => ({ value: meaning, label: words.sheetMeanings[meaning] }))}
          map={maps.sheets}
          error={errors.at('/maps/sheets')}
          onChange={(sheets) => onChange({ maps: { ...maps, sheets } })}
        />
        <section aria-label={words.ownSchool}>
          <Title order={3} mb={6}>
            {words.ownSchool}
          </Title>
          <TagsInput
            label={words.ownSchoolWords}
            description={words.ownSchoolHint}
            value={ownSchool}
            onChange={(names) => onChange({ ownSchool: names.map((name) => name.trim()).filter((name) => name !== '') })}
            dropdownOpened={false}
            splitChars={[';']}
            acceptValueOnBlur
            maxTags={50}
            maxLength={200}
            error={errors.at('/ownSchool')}
          />
        </section>
      </Stack>
    </Card>
  );
}

function WordMap<Meaning extends string>({
  title,
  textLabel,
  meaningLabel,
  meanings,
  map,
  error,
  onChange,
}: {
  title: string;
  textLabel: string;
  meaningLabel: string;
  meanings: { value: Meaning; label: string }[];
  map: Record<string, Meaning>;
  error: string | null;
  onChange: (map: Record<string, Meaning>) => void;
}): ReactNode {
  const texts = useTexts();
  const words = texts.fileWords;
  const [text, setText] = useState('');
  const [meaning, setMeaning] = useState<Meaning | null>(null);
  const entries = Object.entries<Meaning>(map);
  const isReady = text.trim() !== '' && meaning !== null;
  const add = (): void => {
    if (!isReady) return;
    onChange({ ...map, [text.trim()]: meaning });
    setText('');
    setMeaning(null);
  };
  return (
    <section aria-label={title}>
      <Title order={3} mb={6}>
        {title}
      </Title>
      {entries.length === 0 ? null : (
        <ul className="rc-words">
          {entries.map(([from, to]) => (
            <li key={from}>
              <Text size="sm" component="span" style={{ overflowWrap: 'anywhere' }}>
                {texts.audit.quoted(from)} → <strong>{meanings.find(({ value }) => value === to)?.label ?? to}</strong>
              </Text>
              <ActionIcon
                variant="default"
                aria-label={words.remove(from)}
                onClick={() => onChange(Object.fromEntries(entries.filter(([known]) => known !== from)) as Record<string, Meaning>)}
              >
                <Icon name="trash" size={16} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <Group gap="sm" align="flex-end">
        <TextInput
          label={textLabel}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            // Enter adds the word; the page's own form would be sent without it.
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
          flex="1 1 180px"
        />
        <Select label={meaningLabel} data={meanings} value={meaning} onChange={setMeaning} placeholder={words.choose} searchable flex="1 1 180px" />
        <Button variant="default" disabled={!isReady} onClick={add} leftSection={<Icon name="plus" size={16} />}>
          {words.add}
        </Button>
      </Group>
      <Input.Error mt={4}>{error}</Input.Error>
    </section>
  );
}
