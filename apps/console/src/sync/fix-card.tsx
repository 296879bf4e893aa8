import { Button, Group, Select, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type ReactNode } from 'react';
import { PERSON_FIELDS } from '../../../../domain/person.js';
import type { AccountView } from '../../../../domain/reading/file-account.js';
import { GRADES } from '../../../../domain/reading/read-grade.js';
import { HEADER_MEANINGS, ROLE_MEANINGS } from '../../../../domain/settings.js';
import { FINAL_STATUSES, isIn } from '../../../../domain/sync-status.js';
import { api, ApiProblem, newRequestKey, type School, type SyncView } from '../api.js';
import { useLanguage } from '../language.js';
import { Failure, failureText, FailureOf } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';
import { Card } from '../parts/page.js';
import { navigate, paths } from '../router.js';
import type { Texts } from '../texts/en.js';
import { type FixTexts } from '../texts/fix-en.js';
import { keepAnswer } from './keep-answer.js';
import { columnsToChoose, keyOf, questionsOf, stillOpen, wordsToMap, type Answers, type Question } from './questions.js';
import { useFixTexts } from '../texts/fix-texts.js';

/** What the file has that is not known, to be explained on the spot: one press keeps the answers and runs the file again. */
export function FixCard({ school, sync }: { school: School; sync: SyncView }): ReactNode {
  const { locale } = useLanguage();
  const mayRunAgain = sync.status === 'HELD' || isIn(FINAL_STATUSES, sync.status);
  const account = useQuery({
    queryKey: ['account', sync.id, sync.status, locale],
    queryFn: ({ signal }) => api.account(school.id, sync.id, signal),
    enabled: mayRunAgain,
  });
  const settings = useQuery({ queryKey: ['settings', school.id], queryFn: ({ signal }) => api.settings(school.id, signal) });
  if (account.data === undefined || !mayRunAgain || settings.isPending) return null;
  const open = settings.data === undefined ? account.data : stillOpen(account.data, settings.data.settings);
  if (open.missing.length === 0 && questionsOf(open).length === 0) return null;
  return <Questions school={school} sync={sync} account={open} />;
}

function Questions({ school, sync, account }: { school: School; sync: SyncView; account: AccountView }): ReactNode {
  const { texts, locale } = useLanguage();
  const words = useFixTexts();
  const [answers, setAnswers] = useState<Answers>({});
  const run = useRunAgain(school, sync, answers);
  const questions = questionsOf(account);
  const asksColumns = account.missing.length > 0 || questions.some(({ kind }) => kind === 'headers');
  const samples = useQuery({
    queryKey: ['samples', sync.id, locale],
    queryFn: ({ signal }) => api.samples(school.id, sync.id, signal),
    enabled: asksColumns,
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  const samplesOf = (column: string): string[] => samples.data?.columns.find(({ name }) => name === column)?.samples ?? [];
  const answer = (key: string, meaning: string | null): void => {
    const { [key]: _before, ...others } = answers;
    setAnswers(meaning === null ? others : { ...others, [key]: meaning });
  };
  const chosen = Object.keys(answers).length;
  return (
    <Card title={words.title} lead={words.lead}>
      {samples.isError ? <FailureOf title={texts.failure.title} text={failureText(samples.error, texts)} /> : null}
      {account.missing.map((field) => (
        <Missing
          key={field}
          field={texts.field[field]}
          columns={columnsToChoose(account).map((name) => ({ value: name, label: [name, ...samplesOf(name).slice(0, 1)].join(' – ') }))}
          chosen={columnsToChoose(account).find((name) => answers[keyOf({ kind: 'headers', word: name })] === field) ?? null}
          onChoose={(column, before) => {
            const { [keyOf({ kind: 'headers', word: before ?? '' })]: _before, ...others } = answers;
            setAnswers(column === null ? others : { ...others, [keyOf({ kind: 'headers', word: column })]: field });
          }}
        />
      ))}
      <ul className="rc-questions">
        {questions.map((question) => (
          <li key={keyOf(question)}>
            <div>
              <Text component="span" fw={600} className="rc-message">
                {words.quoted(question.word)}
              </Text>
              <Text size="sm" c="dimmed">
                {[words.kinds[question.kind], ...(question.column === null ? [] : [words.in(question.column)])].join(' ')}
                {question.rows > 0 ? ` · ${words.rows(question.rows)}` : ''}
              </Text>
              {question.kind === 'headers' && samples.data !== undefined ? (
                <Text size="sm" className="rc-message">
                  {samplesOf(question.word).length === 0 ? words.noSamples : words.samples(samplesOf(question.word))}
                </Text>
              ) : null}
            </div>
            <Select
              aria-label={words.meaning(question.word)}
              placeholder={texts.fileWords.choose}
              data={choicesFor(question, texts, words)}
              value={answers[keyOf(question)] ?? null}
              onChange={(meaning) => answer(keyOf(question), meaning)}
              searchable
              clearable
              clearButtonProps={{ 'aria-label': texts.fileWords.remove(question.word) }}
            />
          </li>
        ))}
      </ul>
      {asksColumns && samples.data !== undefined ? (
        <Text size="sm" c="dimmed" mt="xs">
          {words.samplesHint}
        </Text>
      ) : null}
      {run.isError ? (
        run.error instanceof ApiProblem && run.error.status === 412 ? (
          <FailureOf title={texts.failure.title} text={words.stale} />
        ) : (
          <Failure error={run.error} />
        )
      ) : null}
      <Group mt="md" gap="md">
        <Button loading={run.isPending} disabled={chosen === 0} onClick={() => run.mutate()} leftSection={<Icon name="refresh" size={17} />}>
          {sync.dryRun ? words.preview : words.run}
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {words.chosen(chosen)}
        </Text>
      </Group>
    </Card>
  );
}

function Missing({
  field,
  columns,
  chosen,
  onChoose,
}: {
  field: string;
  columns: { value: string; label: string }[];
  chosen: string | null;
  onChoose: (column: string | null, before: string | null) => void;
}): ReactNode {
  const { texts } = useLanguage();
  const words = useFixTexts();
  if (columns.length === 0)
    return (
      <Text size="sm" mb="sm">
        {words.missing(field)} {words.noColumn}
      </Text>
    );
  return (
    <Select
      label={words.missing(field)}
      description={words.missingHint}
      placeholder={texts.fileWords.choose}
      data={columns}
      value={chosen}
      onChange={(column) => onChoose(column, chosen)}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': texts.fileWords.remove(field) }}
      maw={520}
      mb="md"
    />
  );
}

/** Keeps the answers and runs the file again: a repeated press of the same answers is the same request. */
function useRunAgain(school: School, sync: SyncView, answers: Answers) {
  const { locale } = useLanguage();
  const words = useFixTexts();
  const client = useQueryClient();
  const settings = useQuery({ queryKey: ['settings', school.id], queryFn: ({ signal }) => api.settings(school.id, signal) });
  const request = useRef({ of: '', key: '' });
  return useMutation({
    mutationFn: () => {
      const etag = settings.data?.etag ?? '*';
      const of = JSON.stringify([etag, answers]);
      if (request.current.of !== of) request.current = { of, key: newRequestKey() };
      return api.mapWords(school.id, sync.id, { ...wordsToMap(answers, words.reason), etag, key: request.current.key });
    },
    onSuccess: (made) => {
      notifications.show({ message: words.done, icon: <Icon name="check" />, color: 'teal' });
      keepAnswer(client, locale, made);
      void client.invalidateQueries({ queryKey: ['sync', sync.id] });
      void client.invalidateQueries({ queryKey: ['syncs', school.id] });
      void client.invalidateQueries({ queryKey: ['settings', school.id] });
      navigate(paths.sync(school.id, made.id));
    },
    onError: () => void client.invalidateQueries({ queryKey: ['settings', school.id] }),
  });
}

/** What an owner may say, "leave it out on purpose" last. */
function choicesFor({ kind, isTitle }: Question, texts: Texts, words: FixTexts): { value: string; label: string }[] {
  switch (kind) {
    case 'headers':
      return [
        ...PERSON_FIELDS.filter((field) => field !== 'gradeRaw').map((field) => ({ value: field, label: texts.field[field] })),
        ...HEADER_MEANINGS.map((meaning) => ({ value: meaning, label: texts.fileWords.meanings[meaning] })),
      ];
    case 'statuses':
      return [
        { value: 'PRESENT', label: words.present },
        { value: 'GONE', label: words.gone },
        { value: 'IGNORE', label: words.leaveRows },
      ];
    case 'grades':
      return [...GRADES.map((grade) => ({ value: grade, label: grade })), { value: 'IGNORE', label: words.leaveGrade }];
    case 'roles':
      return ROLE_MEANINGS.filter((role) => !isTitle || role === 'TEACHER' || role === 'STAFF' || role === 'IGNORE').map((role) => ({
        value: role,
        label: role !== 'IGNORE' ? texts.role[role] : isTitle ? texts.fileWords.leftOut : words.leaveRows,
      }));
    case 'sheets':
      return (['ROSTER', 'IGNORE'] as const).map((meaning) => ({ value: meaning, label: texts.fileWords.sheetMeanings[meaning] }));
    case 'ownSchool':
      return [{ value: 'OWN', label: words.own }];
  }
}
