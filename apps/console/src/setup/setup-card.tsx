import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { School } from '../api.js';
import type { Setup } from '../../../client/api-types.js';
import { Icon } from '../parts/icons.js';
import { Card } from '../parts/page.js';
import { Link, paths } from '../router.js';
import { useSetupTexts } from '../texts/setup-texts.js';
import { ConnectionLight } from './connection-light.js';

/** From an empty school to one that is trusted: what is done, by the facts of the server, and what comes next. */
export function SetupCard({ school, setup }: { school: School; setup: Setup }): ReactNode {
  const { checklist: words, light } = useSetupTexts();
  const next = setup.steps.find(({ isDone }) => !isDone)?.step;
  const done = setup.steps.filter(({ isDone }) => isDone).length;
  const file = setup.connection.file;
  return (
    <Card title={words.title} lead={words.lead(done, setup.steps.length)}>
      <ol className="rc-steps">
        {setup.steps.map(({ step, isDone }) => (
          <li key={step} data-done={isDone} aria-current={step === next ? 'step' : undefined}>
            <span className="rc-step-mark">{isDone ? <Icon name="check" size={16} /> : null}</span>
            <div>
              <Text fw={isDone ? 400 : 600}>
                {words.step[step]} <span className="rc-step-state">{isDone ? words.done : step === next ? words.next : words.later}</span>
              </Text>
              {isDone || step !== next ? null : (
                <Text size="sm" c="dimmed">
                  {words.hint[step]}
                </Text>
              )}
              {step === 'LOOKED_AT' && !isDone && setup.firstSyncId !== null ? (
                <Link to={paths.sync(school.id, setup.firstSyncId)} className="rc-story-link">
                  {words.openFirst}
                </Link>
              ) : null}
              {step === 'CONNECTED' && setup.steps[0]?.isDone === true ? (
                <ConnectionLight connection={setup.connection} timeZone={school.timeZone}>
                  {file === null ? null : (
                    <Link to={paths.sync(school.id, file.syncId)} className="rc-story-link">
                      {light.open}
                    </Link>
                  )}
                </ConnectionLight>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
