import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import type { Category } from '../../../../domain/category.js';
import { isPausedAt } from '../../../../domain/plan/is-rostering-off.js';
import { listSwitchedOn, type SwitchedOn } from '../../../../domain/setup/list-switched-on.js';
import { mergeSettings } from '../../../../domain/merge-settings.js';
import type { Setup } from '../../../client/api-types.js';
import { api, ApiProblem, newRequestKey, type School, type VersionedSettings, type RosteringSettings } from '../api.js';
import { useFormat, useLanguage, useTexts } from '../language.js';
import { Failure, failureText } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';
import { Card, Waiting } from '../parts/page.js';
import { Pill } from '../parts/status.js';
import { Toggle } from '../parts/toggle.js';
import { CategoryRules } from '../rostering/category-rules.js';
import { FileWords } from '../rostering/file-words.js';
import { fieldErrors, type FieldErrors } from '../rostering/field-errors.js';
import { NightlyRun } from '../rostering/nightly-run.js';
import { NotifyOwners } from '../rostering/notify-owners.js';
import { SafetyThresholds } from '../rostering/safety-thresholds.js';
import { revealPassword } from '../rostering/revealed-passwords.js';
import type { FirstPassword } from '../rostering/sftp-details.js';
import { guardLeaving } from '../router.js';
import { SetupCard } from '../setup/setup-card.js';
import { useSetup } from '../setup/use-setup.js';
import { useSession } from '../session.js';

// Fetched when they are asked for: the page of the school comes first.
const BothVersions = lazy(async () => ({ default: (await import('../rostering/both-versions.js')).BothVersions }));
const ReadinessMeter = lazy(async () => ({ default: (await import('../setup/readiness-meter.js')).ReadinessMeter }));
const PauseAndSummer = lazy(async () => ({ default: (await import('../rostering/pause-and-summer.js')).PauseAndSummer }));
const SwitchOnDialog = lazy(async () => ({ default: (await import('../setup/switch-on-dialog.js')).SwitchOnDialog }));
const SftpCards = lazy(async () => ({ default: (await import('../rostering/sftp-cards.js')).SftpCards }));
const WebhooksCard = lazy(async () => ({ default: (await import('../rostering/webhooks-card.js')).WebhooksCard }));
const SettingsPreview = lazy(async () => ({ default: (await import('../rostering/settings-preview.js')).SettingsPreview }));

/** The `Rostering` tab of docs/product.md: everything a school decides about its files, and the SFTP Details after `Save`. */
export function RosteringPage({ school }: { school: School }): ReactNode {
  const { texts, locale } = useLanguage();
  const client = useQueryClient();
  const sftpDetails = useRef<HTMLElement>(null);
  const key = ['settings', school.id];
  const stored = useQuery({ queryKey: key, queryFn: ({ signal }) => api.settings(school.id, signal) });
  /** What was changed here, and the version that it was changed from; null: nothing. */
  const [draft, setDraft] = useState<Draft | null>(null);
  /** The category whose preview is open. */
  /** What is asked about before it is saved. */
  const [asked, setAsked] = useState<SwitchedOn[] | null>(null);
  const [previewed, setPreviewed] = useState<Category | null>(null);
  const setup = useSetup(school);
  const firstPassword = useFirstPassword(school);
  const saving = ['save settings', school.id];
  const save = useMutation({
    mutationKey: saving,
    mutationFn: (settings: VersionedSettings) => api.saveSettings(school.id, settings),
    onSuccess: (saved) => {
      const before = client.getQueryData<VersionedSettings>(key);
      if (saved.settings.method === 'SFTP' && before?.settings.method !== 'SFTP') firstPassword.make();
      client.setQueryData(key, saved);
      setDraft(null);
      notifications.show({ message: texts.rostering.saved, icon: <Icon name="check" />, color: 'teal' });
      void client.invalidateQueries({ queryKey: ['sftp', school.id] });
      void client.invalidateQueries({ queryKey: ['setup', school.id] });
      void client.invalidateQueries({ queryKey: ['readiness', school.id] });
      void client.invalidateQueries({ queryKey: ['recipients', school.id] });
      if (saved.settings.method === 'SFTP') sftpDetails.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
    },
    onError: (error) => {
      if (isStale(error)) void stored.refetch();
      window.scrollTo({ top: 0, behavior: 'smooth' });
    },
  });

  const isDirty = draft !== null && JSON.stringify(draft.settings) !== JSON.stringify(stored.data?.settings);
  useLeaveGuard(isDirty, texts.rostering.leave);

  if (stored.isPending || setup.isPending) return <Waiting />;
  if (stored.isError && stored.data === undefined) {
    return <Failure error={stored.error} retry={() => void stored.refetch()} />;
  }
  const settings = draft?.settings ?? stored.data.settings;
  const change = (part: Partial<RosteringSettings>): void =>
    setDraft({ etag: stored.data.etag, base: stored.data.settings, ...draft, settings: { ...settings, ...part } });
  const theirs = draft !== null && isDirty && draft.etag !== stored.data.etag ? stored.data : null;
  const keepBoth = (): void => {
    if (draft === null || theirs === null) return;
    setDraft({ etag: theirs.etag, base: theirs.settings, settings: mergeSettings(draft.base, draft.settings, theirs.settings) });
    save.reset();
    notifications.show({ message: texts.rostering.keptBoth });
  };
  const saveNow = (): void => {
    setAsked(null);
    // A second press may come before the button is drawn as disabled.
    if (client.isMutating({ mutationKey: saving }) === 0) save.mutate(draft !== null && isDirty ? draft : stored.data);
  };
  const reload = (): void => {
    setDraft(null);
    save.reset();
    void stored.refetch();
  };
  // Sentences of the API are in the language of the request: a switch of language makes old ones wrong.
  const refused = save.error instanceof ApiProblem ? save.error : null;
  const errors = fieldErrors(refused?.errors ?? [], settings);

  return (
    <>
      {previewed === null ? null : (
        <Suspense>
          <SettingsPreview school={school} settings={settings} category={previewed} onClose={() => setPreviewed(null)} />
        </Suspense>
      )}
      {asked === null ? null : (
        <Suspense>
          <SwitchOnDialog school={school} settings={settings} switchedOn={asked} onClose={() => setAsked(null)} onConfirm={saveNow} />
        </Suspense>
      )}
      <SetupToDo school={school} setup={setup.data} />
      <form
        key={locale}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const switchedOn = listSwitchedOn(stored.data.settings, settings);
          if (switchedOn.length > 0) setAsked(switchedOn);
          else saveNow();
        }}
      >
        <div className="rc-columns">
          <Stack gap="lg" miw={0}>
            <NotSaved
              error={isStale(save.error) && stored.isFetching ? null : save.error}
              errors={errors}
              draft={draft}
              theirs={theirs}
              onKeepBoth={keepBoth}
              onUseTheirs={reload}
            />
            <SettingCards
              school={school}
              settings={settings}
              stored={stored.data.settings}
              isDirty={isDirty}
              errors={errors}
              onChange={change}
              onPreview={setPreviewed}
            />
            <SaveBar isDirty={isDirty} isSaving={save.isPending} reload={reload} />
          </Stack>
          <aside ref={sftpDetails}>
            <SftpSide school={school} isShown={stored.data.settings.method === 'SFTP'} setup={setup.data} firstPassword={firstPassword} />
            <Webhooks school={school} />
          </aside>
        </div>
      </form>
    </>
  );
}

/** Every card of settings; `stored`: as they are saved. */
function SettingCards({
  school,
  settings,
  stored,
  isDirty,
  errors,
  onChange,
  onPreview,
}: {
  school: School;
  settings: RosteringSettings;
  stored: RosteringSettings;
  isDirty: boolean;
  errors: FieldErrors;
  onChange: (part: Partial<RosteringSettings>) => void;
  onPreview: (category: Category) => void;
}): ReactNode {
  return (
    <>
      <MethodCard school={school} settings={settings} errors={errors} onChange={onChange} />
      <CategoryRules
        rules={settings.categories}
        errors={errors}
        onChange={(categories) => onChange({ categories })}
        onPreview={onPreview}
        meterOf={(category) =>
          stored.categories[category].roster ? (
            <Suspense>
              <ReadinessMeter school={school} category={category} />
            </Suspense>
          ) : null
        }
      />
      <NotifyOwners
        school={school}
        notify={settings.notifications}
        isDirty={isDirty}
        errors={errors}
        onChange={(notify) => onChange({ notifications: notify })}
      />
      <SafetyThresholds safety={settings.safety} errors={errors} onChange={(safety) => onChange({ safety })} />
      <NightlyRun nightly={settings.nightly} timeZone={school.timeZone} errors={errors} onChange={(nightly) => onChange({ nightly })} />
      <Seasons school={school} settings={settings} errors={errors} onChange={onChange} />
      <FileWords words={settings} errors={errors} onChange={onChange} />
    </>
  );
}

/** A pause and the summer, which few schools have at a time: fetched when they are asked for, or when there is one. */
function Seasons({
  school,
  settings,
  errors,
  onChange,
}: {
  school: School;
  settings: RosteringSettings;
  errors: FieldErrors;
  onChange: (part: Partial<RosteringSettings>) => void;
}): ReactNode {
  const texts = useTexts();
  const [isAsked, setAsked] = useState(false);
  if (isAsked || settings.pausedUntil !== null || settings.summer.until !== null) {
    return (
      <Suspense fallback={<Waiting />}>
        <PauseAndSummer settings={settings} timeZone={school.timeZone} errors={errors} onChange={onChange} />
      </Suspense>
    );
  }
  return (
    <Button variant="subtle" onClick={() => setAsked(true)}>
      {texts.rostering.seasons}
    </Button>
  );
}

/** Beside the settings: what the SIS needs, once its method is saved. */
function SftpSide({
  school,
  isShown,
  setup,
  firstPassword,
}: {
  school: School;
  isShown: boolean;
  setup: Setup | undefined;
  firstPassword: FirstPassword;
}): ReactNode {
  const texts = useTexts();
  if (isShown) {
    return (
      <Suspense fallback={<Waiting />}>
        <SftpCards school={school} handover={setup?.handover} firstPassword={firstPassword} />
      </Suspense>
    );
  }
  return (
    <Card title={texts.sftp.title}>
      <Text size="sm">{texts.sftp.chooseFirst}</Text>
    </Card>
  );
}

/** The webhooks of the school, which few schools have: fetched when they are asked for. */
function Webhooks({ school }: { school: School }): ReactNode {
  const texts = useTexts();
  const [areOpen, setOpen] = useState(false);
  if (areOpen) {
    return (
      <Suspense fallback={<Waiting />}>
        <WebhooksCard school={school} />
      </Suspense>
    );
  }
  return (
    <Button variant="subtle" onClick={() => setOpen(true)}>
      {texts.rostering.webhooks}
    </Button>
  );
}

/** The steps that are left; nothing once the school is trusted, or when they are not known. */
function SetupToDo({ school, setup }: { school: School; setup: Setup | undefined }): ReactNode {
  if (setup === undefined || setup.steps.every(({ isDone }) => isDone)) return null;
  return (
    <div className="rc-above">
      <SetupCard school={school} setup={setup} />
    </div>
  );
}

/** The first Save of the method SFTP shows a password, unless the SIS has one that it uses. */
function useFirstPassword(school: School): FirstPassword & { make(): void } {
  const client = useQueryClient();
  const { account } = useSession();
  const make = useMutation({
    mutationFn: async (requestKey: string): Promise<void> => {
      const details = await api.sftp(school.id).catch((error: unknown) => {
        // There is no SFTP user yet: the first password makes one.
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      });
      if (details !== null && details.lastUsedAt !== null) return;
      const { password } = await api.renewSftpPassword(school.id, { revokeOldNow: false, key: requestKey });
      revealPassword(account.id, school.id, { password, revokedOld: false });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['sftp', school.id] }),
  });
  return {
    isPending: make.isPending,
    error: make.error,
    make: () => make.mutate(newRequestKey()),
    retry: () => make.mutate(make.variables ?? newRequestKey()),
  };
}

/** `base`: the settings as they were when the first change was made here. */
type Draft = VersionedSettings & { base: RosteringSettings };

/** Somebody else saved meanwhile. */
function isStale(error: Error | null): boolean {
  return error instanceof ApiProblem && error.status === 412;
}

/** Why the settings are not saved: somebody else saved meanwhile, or a field is wrong. */
function NotSaved({
  error,
  errors,
  draft,
  theirs,
  onKeepBoth,
  onUseTheirs,
}: {
  error: Error | null;
  errors: FieldErrors;
  draft: Draft | null;
  theirs: VersionedSettings | null;
  onKeepBoth: () => void;
  onUseTheirs: () => void;
}): ReactNode {
  const { texts } = useLanguage();
  if (draft !== null && theirs !== null)
    return (
      <Suspense fallback={<Waiting />}>
        <BothVersions base={draft.base} mine={draft.settings} theirs={theirs.settings} onKeepBoth={onKeepBoth} onUseTheirs={onUseTheirs} />
      </Suspense>
    );
  if (error === null) return null;
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      icon={<Icon name="alert" />}
      title={errors.any ? texts.rostering.fixFields : texts.failure.title}
      className="rc-alert"
    >
      <Text size="sm">{failureText(error, texts)}</Text>
      {errors.elsewhere.map(({ pointer, detail }) => (
        <Text size="sm" key={pointer}>
          {pointer}: {detail}
        </Text>
      ))}
    </Alert>
  );
}

/** Whether files are applied at all: the method, the switch, and a pause. */
function MethodCard({
  school,
  settings,
  errors,
  onChange,
}: {
  school: School;
  settings: RosteringSettings;
  errors: FieldErrors;
  onChange: (part: Partial<RosteringSettings>) => void;
}): ReactNode {
  const { texts } = useLanguage();
  const format = useFormat();
  const isOn = settings.method === 'SFTP' && settings.enabled;
  const isPaused = isOn && settings.pausedUntil !== null && isPausedAt(settings, new Date());
  return (
    <Card>
      <Stack gap="md">
        <Group justify="space-between" align="flex-end" gap="md">
          <Select
            label={texts.rostering.method}
            description={texts.rostering.methodHint}
            data={(['SFTP', 'NONE'] as const).map((method) => ({ value: method, label: texts.rostering.methods[method] }))}
            value={settings.method}
            onChange={(method) => {
              if (method !== null) onChange({ method: method });
            }}
            allowDeselect={false}
            checkIconPosition="right"
            error={errors.at('/method')}
            maw={420}
            flex="1 1 260px"
          />
          {isPaused && settings.pausedUntil !== null ? (
            <Pill tone="wait" icon="pause" text={texts.rostering.paused(format.dateTime(settings.pausedUntil, school.timeZone))} wraps />
          ) : (
            <Pill tone={isOn ? 'good' : 'quiet'} icon={isOn ? 'checkCircle' : 'pause'} text={isOn ? texts.rostering.on : texts.rostering.off} />
          )}
        </Group>
        {settings.method === 'NONE' ? (
          <Text size="sm" c="dimmed">
            {texts.rostering.methodNone}
          </Text>
        ) : null}
        <Toggle
          label={texts.rostering.enable}
          description={texts.rostering.enableHint}
          checked={settings.enabled}
          onChange={(event) => onChange({ enabled: event.currentTarget.checked })}
          size="md"
          styles={{ label: { fontWeight: 600 } }}
        />
      </Stack>
    </Card>
  );
}

function SaveBar({ isDirty, isSaving, reload }: { isDirty: boolean; isSaving: boolean; reload: () => void }): ReactNode {
  const { texts } = useLanguage();
  return (
    <div className="rc-savebar">
      <Button type="submit" size="md" loading={isSaving} leftSection={<Icon name="check" />}>
        {texts.rostering.save}
      </Button>
      {isDirty ? (
        <>
          <Button variant="subtle" size="md" onClick={reload}>
            {texts.rostering.backToSaved}
          </Button>
          <Text size="sm" role="status">
            {texts.rostering.unsaved}
          </Text>
        </>
      ) : null}
    </div>
  );
}

function useLeaveGuard(isDirty: boolean, question: string): void {
  useEffect(() => {
    if (!isDirty) return;
    // oxlint-disable-next-line no-alert -- the browser's own question is the only one that also stops a closing tab
    guardLeaving(() => window.confirm(question));
    const stop = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', stop);
    return () => {
      guardLeaving(null);
      window.removeEventListener('beforeunload', stop);
    };
  }, [isDirty, question]);
}
