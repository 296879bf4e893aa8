import { arePeople } from '../../store/erase-person.js';
import { erasePerson, type EraseDeps } from './erase-person.js';

const AT_A_TIME = 500;

/** Erases the people whom a restored backup brought back. Returns how many. Safe to repeat; several at once are harmless. */
export async function eraseAgain(deps: EraseDeps): Promise<number> {
  let erased = 0;
  let batch = new Map<string, string>();
  const eraseBatch = async (): Promise<void> => {
    for (const personId of await arePeople(deps.database, [...batch.keys()])) {
      const result = await erasePerson(deps, { schoolId: batch.get(personId)!, sought: { personId } });
      if (result.kind === 'erased') erased += result.counts.people;
    }
    batch = new Map();
  };
  for await (const { schoolId, personId } of deps.erasures.all()) {
    batch.set(personId, schoolId);
    if (batch.size === AT_A_TIME) await eraseBatch();
  }
  await eraseBatch();
  return erased;
}
