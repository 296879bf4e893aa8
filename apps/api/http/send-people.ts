import type { Response } from 'express';
import type { Locale } from '../../../domain/locale.js';
import { CATEGORY_LABELS } from '../../../domain/messages/category-names.js';
import { tableTexts, type TableTexts } from '../../../domain/messages/table-texts.js';
import { PERSON_FIELDS, type PersonField, type PersonFields } from '../../../domain/person.js';
import { localTimeOf } from '../../../domain/report/local-time.js';
import type { ChangeView } from '../../../domain/sync.js';
import type { Cell } from '../../../infra/csv/create-spreadsheet.js';
import type { PersonView } from '../../../store/views/load-people.js';
import { sendTable, type TableFormat } from './send-table.js';

const FIRST = ['lastName', 'firstName', 'email', 'role'] as const;
const REST = ['studentId', 'staffId', 'grade', 'parentEmail', 'parentPhone', 'studentPhone', 'idField1', 'idField2'] as const;

/** People as a file for spreadsheets; times are those of the school. */
export async function sendPeople(
  response: Response,
  { format, locale, timeZone, fileName }: { format: TableFormat; locale: Locale; timeZone: string; fileName: string },
  people: AsyncIterable<PersonView[]>,
): Promise<void> {
  const texts = tableTexts(locale);
  const headers = [
    ...FIRST.map((field) => texts.field[field]),
    texts.category,
    ...REST.map((field) => texts.field[field]),
    texts.state,
    texts.protected,
    texts.archivedAt,
    texts.updatedAt,
  ];
  const at = (instant: string | null): string | null => {
    if (instant === null) return null;
    const { date, time } = localTimeOf(new Date(instant), timeZone);
    return `${date} ${time}`;
  };
  const rowOf = (person: PersonView): Cell[] => [
    person.lastName,
    person.firstName,
    person.email,
    texts.role[person.role],
    CATEGORY_LABELS[locale][person.category],
    ...REST.map((field) => person[field]),
    texts.states[person.state],
    person.protected ? texts.yes : null,
    at(person.archivedAt),
    at(person.updatedAt),
  ];
  await sendTable(response, { format, locale, fileName, name: texts.people, headers }, rowsOf(people, rowOf));
}

/** Changes of a sync as a file for spreadsheets, each with what differs and why. */
export async function sendChanges(
  response: Response,
  { format, locale, fileName }: { format: TableFormat; locale: Locale; fileName: string },
  changes: AsyncIterable<ChangeView[]>,
): Promise<void> {
  const texts = tableTexts(locale);
  const { field } = texts;
  const headers = [
    field.lastName,
    field.firstName,
    field.email,
    field.studentId,
    field.staffId,
    texts.category,
    texts.change,
    texts.state,
    texts.line,
    texts.difference,
    texts.why,
  ];
  const rowOf = (change: ChangeView): Cell[] => [
    change.after.lastName,
    change.after.firstName,
    change.after.email,
    change.after.studentId,
    change.after.staffId,
    CATEGORY_LABELS[locale][change.category],
    texts.kinds[change.kind],
    texts.changeStates[change.state],
    change.line,
    differencesOf(change, texts),
    change.why.message,
  ];
  await sendTable(response, { format, locale, fileName: `${fileName}.changes`, name: texts.changes, headers }, rowsOf(changes, rowOf));
}

async function* rowsOf<Row>(batches: AsyncIterable<Row[]>, rowOf: (row: Row) => Cell[]): AsyncGenerator<Cell[][]> {
  for await (const batch of batches) yield batch.map(rowOf);
}

function differencesOf({ kind, before, after }: ChangeView, texts: TableTexts): string | null {
  if (before === null || (kind !== 'UPDATE' && kind !== 'RESTORE')) return null;
  const differing = PERSON_FIELDS.filter(
    (field): field is Exclude<PersonField, 'gradeRaw'> => field !== 'gradeRaw' && before[field] !== after[field],
  );
  return differing.map((field) => `${texts.field[field]}: ${wordOf(before, field, texts)} → ${wordOf(after, field, texts)}`).join('; ');
}

function wordOf(fields: PersonFields, field: Exclude<PersonField, 'gradeRaw'>, texts: TableTexts): string {
  return field === 'role' ? texts.role[fields.role] : (fields[field] ?? texts.blank);
}
