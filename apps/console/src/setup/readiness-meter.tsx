import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Category } from '../../../../domain/category.js';
import { FILES_NEEDED } from '../../../../domain/setup/judge-readiness.js';
import { api, type School } from '../api.js';
import { useFormat } from '../language.js';
import { Pill } from '../parts/status.js';
import { Link, paths } from '../router.js';
import { useSwitchTexts } from '../texts/switch-texts.js';

/** How safe it is to switch Auto update and Archive of a category on, and the files that say so. Nothing where both are on. */
export function ReadinessMeter({ school, category }: { school: School; category: Category }): ReactNode {
  const words = useSwitchTexts();
  const format = useFormat();
  const readiness = useQuery({
    queryKey: ['readiness', school.id],
    queryFn: ({ signal }) => api.readiness(school.id, signal),
    refetchInterval: 60_000,
  });
  const meter = readiness.data?.items.find((item) => item.category === category);
  if (meter === undefined || (meter.wouldArchive === null && meter.wouldUpdate === null)) return null;
  const { files, matched, surprises, isReady, wouldArchive, wouldUpdate } = meter;
  return (
    <div className="rc-meter">
      <Pill
        tone={isReady ? 'good' : 'quiet'}
        icon={isReady ? 'checkCircle' : 'clock'}
        text={isReady ? words.ready : words.wait(FILES_NEEDED)}
        wraps
      />
      <Text size="sm">
        {files.length === 0 ? words.noFiles : `${words.matched(matched, files.length)}, ${words.surprises(surprises)};`}{' '}
        {words.would(category, wouldArchive, wouldUpdate)}
      </Text>
      {files.length === 0 ? null : (
        <details className="rc-danger">
          <summary>{words.evidence}</summary>
          <ul className="rc-plain-list">
            {files.map((file) => (
              <li key={file.syncId}>
                <Text size="sm">
                  <Link to={paths.sync(school.id, file.syncId)} className="rc-story-link">
                    {file.name}
                  </Link>{' '}
                  <time dateTime={file.receivedAt}>{format.dateTime(file.receivedAt, school.timeZone)}</time>:{' '}
                  {file.surprises.length === 0 ? words.fileMatched : file.surprises.map((surprise) => words.surprise[surprise]).join(', ')}
                </Text>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
