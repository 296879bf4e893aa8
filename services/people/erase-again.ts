import { arePeople } from '../../store/erase-person.js';
import { areDistrictKeys } from '../../store/district-keys.js';
import { eraseDistrictFiles } from '../keys/erase-district-files.js';
import { erasePerson, type EraseDeps } from './erase-person.js';

const AT_A_TIME = 500;

/** Erases the people and destroys the keys of districts that a restored backup brought back. Returns how many. Safe to repeat; several at once are harmless. */
export async function eraseAgain(deps: EraseDeps): Promise<number> {
  let erased = 0;
  // What was erased, and the school or district that it was of.
  let batch = new Map<string, string>();
  const eraseBatch = async (): Promise<void> => {
    for (const personId of await arePeople(deps.database, [...batch.keys()])) {
      const result = await erasePerson(deps, { schoolId: batch.get(personId)!, sought: { personId } });
      if (result.kind === 'erased') erased += result.counts.people;
    }
    for (const { id, districtId } of await areDistrictKeys(deps.database.pool, [...batch.keys()])) {
      const result = await eraseDistrictFiles(deps, { districtId, keyIds: [id] });
      if (result.kind === 'erased') erased += result.keys;
    }
    batch = new Map();
  };
  for await (const { ownerId, erasedId } of deps.erasures.all()) {
    batch.set(erasedId, ownerId);
    if (batch.size === AT_A_TIME) await eraseBatch();
  }
  await eraseBatch();
  return erased;
}
