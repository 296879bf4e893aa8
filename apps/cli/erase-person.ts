import { readConfig } from '../../infra/config.js';
import { openErasureList } from '../../services/people/erasure-list.js';
import { erasePerson, type ErasedCounts } from '../../services/people/erase-person.js';
import { isId } from '../../store/cursor.js';
import { openDatabase, TIME_OUTS } from '../../store/database.js';
import type { Sought } from '../../store/erase-person.js';
import { openUploads } from '../../store/uploads.js';
import { CliError } from './cli-error.js';

export type EraseOptions = { school: string; number?: string; email?: string; person?: string; json?: boolean };

/** Erases one person of a school and prints how much of what went. Prints nothing of the person but their id. */
export async function erasePersonFromCli(options: EraseOptions): Promise<void> {
  const sought = soughtBy(options);
  if (!isId(options.school)) throw new CliError('--school is the id of a school, as the address of its pages shows it.', 64);
  const config = readConfig();
  const database = openDatabase(config.DATABASE_URL, { connections: 2, timeOuts: TIME_OUTS.tool });
  try {
    const result = await erasePerson(
      { database, uploads: openUploads(database, config).uploads, erasures: openErasureList(config) },
      { schoolId: options.school, sought },
    );
    switch (result.kind) {
      case 'erased':
        return console.log(options.json === true ? JSON.stringify(result, null, 2) : textOf(result.personId, result.counts));
      case 'no_school':
        throw new CliError('There is no such school.');
      case 'several':
        throw new CliError(`Several people had that. Say which one with --person:\n${result.personIds.join('\n')}`);
      case 'sync_under_way':
        throw new CliError('A file of this school is being worked on and may name the person. Nothing was erased; try again in a minute.', 75);
      case 'last_owner':
        throw new CliError('This is the only active Owner of the school. Nothing was erased; make somebody else an Owner first.');
    }
  } finally {
    await database.close();
  }
}

function soughtBy({ number, email, person }: EraseOptions): Sought {
  const given = [number, email, person].filter((value) => value !== undefined && value !== '');
  if (given.length !== 1) throw new CliError('Give one of --number, --email and --person.', 64);
  if (person !== undefined) {
    if (!isId(person)) throw new CliError('--person is the id of a person.', 64);
    return { personId: person };
  }
  return number !== undefined ? { number } : { email: email! };
}

const WORDS: Record<keyof ErasedCounts, string> = {
  people: 'people',
  changes: 'changes by files',
  held: 'of them waiting for an owner',
  problems: 'original rows of problems',
  receipts: 'receipts',
  mails: 'records of mails to this address',
  fileNames: 'names of files',
  reasons: 'reasons of decisions',
  files: 'stored files of the school, any of which may name the person',
};

function textOf(personId: string | null, counts: ErasedCounts): string {
  const erased = (Object.keys(WORDS) as (keyof ErasedCounts)[]).filter((key) => counts[key] > 0).map((key) => `  ${counts[key]} ${WORDS[key]}`);
  const who = personId === null ? 'No person of this school has that, or had it.' : `Person ${personId}.`;
  const what = erased.length === 0 ? 'There was nothing left to erase.' : ['Erased:', ...erased].join('\n');
  return `${who}\n${what}\nA file that still lists the person adds them again: take them out of the SIS, too.`;
}
