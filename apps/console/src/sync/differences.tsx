import type { ReactNode } from 'react';
import { PERSON_FIELDS, type PersonField } from '../../../../domain/person.js';
import type { PersonFields } from '../api.js';
import { useTexts } from '../language.js';
import type { Texts } from '../texts/en.js';

type BeforeAndAfter = { before: PersonFields | null; after: PersonFields };
type Difference = { field: PersonField; before: string | null; after: string | null };

/** What a change makes different of a person, field by field. */
export function Differences({ change }: { change: BeforeAndAfter }): ReactNode {
  const texts = useTexts();
  const differences = differencesOf(change);
  if (differences.length === 0) return texts.none;
  return (
    <dl className="rc-diff">
      {differences.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{texts.field[field]}:</dt>
          <dd>
            {change.before === null ? (
              wordOf(field, after, texts)
            ) : (
              <>
                <del aria-label={`${texts.sync.before}: ${wordOf(field, before, texts)}`}>{wordOf(field, before, texts)}</del> →{' '}
                <ins aria-label={`${texts.sync.after}: ${wordOf(field, after, texts)}`}>{wordOf(field, after, texts)}</ins>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The fields that differ; of a new person, what a heading with name and number does not say already. */
export function differencesOf({ before, after }: BeforeAndAfter): Difference[] {
  const known: readonly PersonField[] = before === null ? ['email', 'firstName', 'lastName', 'studentId', 'gradeRaw'] : [];
  return PERSON_FIELDS.filter((field) => !known.includes(field)).flatMap((field) => {
    const from = before?.[field] ?? null;
    const to = after[field] ?? null;
    if (from === to) return [];
    // The canonical grade says it; the file's own spelling only where that alone changed.
    if (field === 'gradeRaw' && before?.grade !== after.grade) return [];
    return [{ field, before: from, after: to }];
  });
}

function wordOf(field: PersonField, value: string | null, texts: Texts): string {
  if (value === null || value === '') return texts.sync.cleared;
  return field === 'role' && value in texts.role ? texts.role[value as keyof Texts['role']] : value;
}
